import { daysLater, instantOf, wallClockAt } from "../lib/local-time.ts";
import type { Interval } from "./statistics.ts";

/** From one moment on and before another. */
export interface Period {
  readonly from: Date;
  readonly before: Date;
}

const HOUR = 3_600_000;

/**
 * Cuts a period where the clocks of a time zone show a new hour or day. Returns where the slices begin, the first at the
 * period's begin; at most `most` + 1 of them, so that whoever gets more than `most` knows that it is too long.
 */
export function slicesOf(
  { from, before }: Period,
  interval: Interval,
  zone: { timeZone: string; most: number },
): Date[] {
  const begins = [from];
  let next = nextBegin(from, interval, zone.timeZone);
  while (next < before && begins.length <= zone.most) {
    begins.push(next);
    next = nextBegin(next, interval, zone.timeZone);
  }
  return begins;
}

/** Returns the period of the same length just before. */
export function periodBefore({ from, before }: Period): Period {
  return { from: new Date(2 * from.getTime() - before.getTime()), before: from };
}

function nextBegin(at: Date, interval: Interval, timeZone: string): Date {
  const clock = wallClockAt(at, timeZone);
  if (interval === "hour")
    return new Date(at.getTime() + HOUR - (clock.minute * 60 + clock.second) * 1_000 - at.getMilliseconds());
  const midnight = instantOf({ ...daysLater(clock, 1), hour: 0, minute: 0, second: 0 }, timeZone);
  // Where clocks skip midnight, the day begins as they do so.
  return midnight.shown === "never" ? midnight.jump : midnight.at;
}
