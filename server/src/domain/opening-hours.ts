import { z } from "zod";
import { daysLater, type WallClock, wallClockAt } from "../lib/local-time.ts";
import { isTimeZone } from "../lib/time-zone.ts";
import {
  beginsOn,
  refuseEmptyTimes,
  stretchOn,
  type TimesOfDay,
  timesOfDay,
  weeklyWindowSchema,
} from "./contact-hours.ts";

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const holidaySchema = z.strictObject({
  date: z.string().regex(DATE, "must be a date such as 2026-12-25").describe("The day, e.g. `2026-12-25`."),
  windows: z
    .array(z.strictObject(timesOfDay).superRefine(refuseEmptyTimes))
    .max(10)
    .default([])
    .describe("When it is open on that day all the same; empty for closed."),
});

/** When somebody is there: hours that come back every week, and the days on which others hold. */
export const openingHoursSchema = z.strictObject({
  time_zone: z
    .string()
    .refine(isTimeZone, "must be the name of a time zone, e.g. Europe/Zurich")
    .describe("Where these hours hold, e.g. `Europe/Zurich`."),
  windows: z.array(weeklyWindowSchema).max(50).describe("When it is open in every week."),
  holidays: z
    .array(holidaySchema)
    .max(200)
    .default([])
    .describe("Days on which the hours of the week do not hold, from midnight to midnight."),
});

/** When somebody is there. */
export type OpeningHours = z.output<typeof openingHoursSchema>;

/** Whether it is open at a moment, and if not, when it opens next; null when that is not soon. */
export type Openness = { readonly isOpen: true } | { readonly isOpen: false; readonly opensAt: Date | null };

/** So many days ahead the next opening is looked for. */
const FURTHEST_DAY = 60;
const OPEN: Openness = { isOpen: true };

/**
 * Says whether it is open at a moment. A window that lasts past midnight ends there when the next day is a holiday. Null
 * hours are always open.
 */
export function opennessAt(at: Date, hours: OpeningHours | null): Openness {
  if (hours === null) return OPEN;
  const today = { ...wallClockAt(at, hours.time_zone), hour: 0, minute: 0, second: 0 };
  // A window of yesterday may last into today.
  for (let days = -1; days <= FURTHEST_DAY; days += 1) {
    const left = stretchesOn(daysLater(today, days), hours).filter(({ to }) => to > at.getTime());
    if (left.some(({ from }) => from <= at.getTime())) return OPEN;
    // What begins today begins later than any rest of yesterday, which was looked at before.
    if (left.length > 0) return { isOpen: false, opensAt: new Date(Math.min(...left.map(({ from }) => from))) };
  }
  return { isOpen: false, opensAt: null };
}

/** Returns the stretches of time that begin on a day and are not empty. */
function stretchesOn(day: WallClock, hours: OpeningHours): { from: number; to: number }[] {
  const { time_zone: zone } = hours;
  const isCut = holidayOn(daysLater(day, 1), hours) !== undefined;
  const midnight = stretchOn(day, { from: "00:00", to: "24:00" }, zone).to;
  return timesOn(day, hours)
    .map((times) => stretchOn(day, times, zone))
    .map(({ from, to }) => ({ from, to: isCut ? Math.min(to, midnight) : to }))
    .filter(({ from, to }) => to > from);
}

function timesOn(day: WallClock, hours: OpeningHours): readonly TimesOfDay[] {
  return holidayOn(day, hours)?.windows ?? hours.windows.filter((window) => beginsOn(window, day));
}

function holidayOn({ year, month, day }: WallClock, { holidays }: OpeningHours) {
  const twoDigits = (number: number) => String(number).padStart(2, "0");
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  return holidays.find((holiday) => holiday.date === date);
}
