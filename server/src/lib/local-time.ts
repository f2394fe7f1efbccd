/** What a clock on the wall shows, without saying where it hangs. */
export interface WallClock {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * When a clock shows a time. `once` is the rule. Where clocks are put back it is shown `twice`, and `at` is the first
 * time; where they are put forward it is `never` shown, and `at` is later by as much as was left out (RFC 5545, section
 * 3.3.5, reads both so). `jump` is the moment at which the clock leaves the time out.
 */
export type Instant =
  | { readonly shown: "once"; readonly at: Date }
  | { readonly shown: "twice"; readonly at: Date; readonly again: Date }
  | { readonly shown: "never"; readonly at: Date; readonly jump: Date };

const DAY = 86_400_000;
/** Time zones are some hundreds, but people write their names in upper and lower case. */
const MOST_CLOCKS = 1_000;

/** Says what a clock in a time zone shows at a moment, to the second. Throws `RangeError` for no time zone. */
export function wallClockAt(at: Date, timeZone: string): WallClock {
  const shown = Object.fromEntries(
    clockIn(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return { year, month, day, hour, minute, second };
}

/** Finds the moment at which a clock in a time zone shows that time. Throws `RangeError` for no time zone. */
export function instantOf(clock: WallClock, timeZone: string): Instant {
  const asUtc = utcOf(clock);
  // No zone is further than a day from UTC, so that a change of the clock that matters lies between these.
  const [before, after] = [offsetAt(asUtc - DAY, timeZone), offsetAt(asUtc + DAY, timeZone)] as const;
  const candidates = [...new Set([asUtc - before, asUtc - after])].sort((a, b) => a - b);
  const [first, second] = candidates.filter((at) => at + offsetAt(at, timeZone) === asUtc);
  if (first === undefined) {
    const jump = changeBetween(candidates[0] as number, asUtc - before, timeZone);
    return { shown: "never", at: new Date(asUtc - before), jump: new Date(jump) };
  }
  if (second === undefined) return { shown: "once", at: new Date(first) };
  return { shown: "twice", at: new Date(first), again: new Date(second) };
}

const WALL_CLOCK = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.0+)?)?$/;

/** Reads `2026-11-22T09:00` or `2026-11-22T09:00:30`, without an offset; null for anything else, also for no day. */
export function readWallClock(text: string): WallClock | null {
  const [, ...parts] = WALL_CLOCK.exec(text) ?? [];
  if (parts.length === 0) return null;
  const [year, month, day, hour, minute, second] = parts.map((part) => Number(part ?? 0)) as SixNumbers;
  const clock = { year, month, day, hour, minute, second };
  // What no calendar and no clock has comes out as another time.
  const isShown = year >= 1970 && isSame(clock, wallClockAt(new Date(utcOf(clock)), "UTC"));
  return isShown ? clock : null;
}

type SixNumbers = [number, number, number, number, number, number];

function isSame(one: WallClock, other: WallClock): boolean {
  return (Object.keys(one) as (keyof WallClock)[]).every((part) => one[part] === other[part]);
}

/** Writes a moment as a clock in a time zone shows it, with its offset: `2026-11-22T09:00:00+01:00`. */
export function writeLocalTime(at: Date, timeZone: string): string {
  const offset = offsetAt(at.getTime(), timeZone);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const sign = offset < 0 ? "-" : "+";
  const local = new Date(Math.floor(at.getTime() / 1000) * 1000 + offset).toISOString().slice(0, 19);
  return `${local}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** Returns the day so many days after another, by the calendar; its clock shows what that of the other does. */
export function daysLater(clock: WallClock, days: number): WallClock {
  const moved = new Date(utcOf(clock) + days * DAY);
  return { ...clock, year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** Returns the day of the week, 0 for Sunday. */
export function weekdayOf(clock: WallClock): number {
  return new Date(utcOf(clock)).getUTCDay();
}

function utcOf({ year, month, day, hour, minute, second }: WallClock): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** By how much a zone's clocks are ahead of UTC at a moment, in ms. */
function offsetAt(at: number, timeZone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  return utcOf(wallClockAt(new Date(whole), timeZone)) - whole;
}

/** Finds the moment between two at which a zone's offset changes, to the second; `from` and `to` differ in theirs. */
function changeBetween(from: number, to: number, timeZone: string): number {
  const before = offsetAt(from, timeZone);
  let [low, high] = [Math.floor(from / 1000), Math.floor(to / 1000)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * 1000, timeZone) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const numeric = "numeric";
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
