import type { Schemas } from "@operator/sdk";
import { DAYS } from "../ui/week-days.ts";

/** When somebody is there, as the API has it. */
export type Hours = NonNullable<Schemas["Transfer"]["hours"]>;
/** A stretch of the week. */
export type Window = Hours["windows"][number];
/** A day on which other hours hold. */
export type Holiday = Hours["holidays"][number];

/** What hours begin with: those of an office. */
export function officeHours(timeZone: string): Hours {
  const days: Window["days"] = ["mon", "tue", "wed", "thu", "fri"];
  return { time_zone: timeZone, windows: [{ days, from: "09:00", to: "17:00" }], holidays: [] };
}

/** Writes hours in a line: `Mon–Fri 09:00–17:00`. */
export function hoursText(hours: Hours | null): string {
  if (hours === null) return "Always";
  if (hours.windows.length === 0) return "Never";
  return hours.windows.map(({ days, from, to }) => `${daysText(days)} ${from}–${to}`).join(", ");
}

/** Writes days of the week; three or more that follow each other as `Mon–Fri`. */
export function daysText(days: readonly string[]): string {
  const runs: number[][] = [];
  DAYS.forEach(([day], place) => {
    if (!days.includes(day)) return;
    const last = runs.at(-1);
    if (last?.at(-1) === place - 1) last.push(place);
    else runs.push([place]);
  });
  return runs.map(runText).join(", ");
}

function runText(run: readonly number[]): string {
  const names = run.map((place) => DAYS[place]?.[1] ?? "");
  return names.length < 3 ? names.join(", ") : `${names[0]}–${names.at(-1)}`;
}

/** Days of the week as they are switched on and off, in their order. */
export function withDay(days: Window["days"], day: Window["days"][number]): Window["days"] {
  const isOn = !days.includes(day);
  return DAYS.map(([each]) => each).filter((each) => (each === day ? isOn : days.includes(each)));
}

/** What a field for a time of day shows: midnight at the end of a day is written 24:00, and shown as 00:00. */
export function shownEnd(to: string): string {
  return to === "24:00" ? "00:00" : to;
}

/** What is meant by the end that a field for a time of day shows. */
export function endOf(shown: string): string {
  return shown === "00:00" ? "24:00" : shown;
}
