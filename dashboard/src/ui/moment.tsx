import { useEffect, useState } from "react";
import { useSignedIn } from "../data/account.tsx";

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
/** From here on the date says more. */
const LONG_AGO = 7 * 86_400_000;

/** Shows when something was, in a few words; the exact time, in the organization's zone, when it is pointed at. */
export function Moment({ at }: { at: string | null }) {
  const { organization } = useSignedIn();
  const now = useMinute();
  if (at === null) return <span className="text-muted">–</span>;
  const time = new Date(at);
  const exact = exactly(time, organization.time_zone);
  return (
    <time dateTime={at} title={exact} className="whitespace-nowrap">
      {now - time.getTime() > LONG_AGO || time.getTime() - now > LONG_AGO ? exact : agoOf(time.getTime() - now)}
    </time>
  );
}

/** Writes a time exactly, in a zone. */
export function exactly(time: Date, timeZone: string): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" });
  formats.set(timeZone, format);
  return format.format(time);
}

/** To make one takes far longer than to write a time with it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function agoOf(difference: number): string {
  const [unit, size] = UNITS.find(([, each]) => Math.abs(difference) >= each) ?? ["second", 1_000];
  return relative.format(Math.round(difference / size), unit);
}

/** Returns the time, anew every half minute. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => onHalfMinute(() => setNow(Date.now())), []);
  return now;
}

/** Who is told of every half minute. A list shows many times, and a clock for each would cost more than all of them. */
const waiting = new Set<() => void>();
let clock: ReturnType<typeof setInterval> | undefined;

function onHalfMinute(tell: () => void): () => void {
  waiting.add(tell);
  clock ??= setInterval(() => {
    for (const each of waiting) each();
  }, 30_000);
  return () => {
    waiting.delete(tell);
    if (waiting.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  };
}

/** Writes a duration in seconds as people say it: 8 s, 2 min 5 s, 1 h 3 min. */
export function durationText(seconds: number | null): string {
  if (seconds === null) return "–";
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
