import { usageError } from "../cli-error.ts";

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads a moment: as ISO 8601, or as how long ago it is, `90s`, `15m`, `2h` or `7d`. Returns it as the API takes it. */
export function readMoment(text: string, now: number = Date.now()): string {
  const [, count = "", unit = ""] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const at = unit === "" ? Date.parse(text) : now - Number(count) * (UNITS[unit] ?? 0);
  const moment = new Date(at);
  if (!Number.isNaN(moment.getTime())) return moment.toISOString();
  throw usageError(`"${text}" is no moment. Write it as 2026-03-01T09:00:00Z, or as how long ago: 90s, 15m, 2h, 7d.`);
}

/** Writes a moment of the API in the time of this machine, to the second. */
export function localMoment(iso: string): string {
  const at = new Date(iso);
  const two = (number: number) => String(number).padStart(2, "0");
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
