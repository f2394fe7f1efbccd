import { z } from "zod";
import { daysLater, type Instant, instantOf, type WallClock, wallClockAt, weekdayOf } from "../lib/local-time.ts";
import { isTimeZone } from "../lib/time-zone.ts";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

const OPENING = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const CLOSING = /^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/;

/** From when to when on a day. */
export const timesOfDay = {
  from: z.string().regex(OPENING, "must be a time of day such as 09:00").describe("When it begins, e.g. `09:00`."),
  to: z
    .string()
    .regex(CLOSING, "must be a time of day such as 18:00, at the latest 24:00")
    .describe("When it ends, e.g. `18:00`; not later than `from`, it ends on the next day."),
};

/** Says so where a stretch of a day begins when it ends. */
export function refuseEmptyTimes({ from, to }: TimesOfDay, context: z.RefinementCtx): void {
  if (from !== to) return;
  const message = "must differ from `from`; for the whole day write 00:00 and 24:00";
  context.addIssue({ code: "custom", path: ["to"], message });
}

/** A stretch of time that comes back every week. */
export const weeklyWindowSchema = z
  .looseObject({
    days: z.array(z.enum(DAYS)).min(1).max(7).describe("The days of the week on which it begins."),
    ...timesOfDay,
  })
  .superRefine(refuseEmptyTimes);

/** When the platform may contact a customer of its own accord. */
export const contactHoursSchema = z.looseObject({
  time_zone: z
    .string()
    .refine(isTimeZone, "must be the name of a time zone, e.g. Europe/Zurich")
    .nullable()
    .default(null)
    .describe("Where these hours hold, e.g. `Europe/Zurich`; null for where the customer is."),
  windows: z.array(weeklyWindowSchema).min(1).max(50).describe("The stretches of the week in which it may."),
});

/** When the platform may contact a customer of its own accord. */
export type ContactHours = z.output<typeof contactHoursSchema>;
/** A stretch of time that comes back every week. */
export type WeeklyWindow = z.output<typeof weeklyWindowSchema>;
/** From when to when on a day; one that ends no later than it begins ends on the next day. */
export interface TimesOfDay {
  readonly from: string;
  readonly to: string;
}

/** A window recurs every week, and one time of it at most may fall into a gap of the clock. */
const FURTHEST_DAY = 15;

/**
 * Says when somebody may be contacted who is to be contacted `at` that moment: then, if it lies within the hours, else
 * at their next opening. `timeZone` holds where the hours name none. A window is one stretch of time: from the first
 * moment at which the clock has reached `from` to the first at which it has reached `to`. So one that opens in a gap of
 * daylight saving opens at its end, and one that lies within the gap does not open that day.
 */
export function nextContactTime(at: Date, hours: ContactHours | null, timeZone: string): Date {
  if (hours === null) return at;
  const zone = hours.time_zone ?? timeZone;
  const today = { ...wallClockAt(at, zone), hour: 0, minute: 0, second: 0 };
  // A window of yesterday may last into today.
  for (let days = -1; days <= FURTHEST_DAY; days += 1) {
    const openings = hours.windows.flatMap((window) => opening(window, daysLater(today, days), { at, zone }));
    if (openings.length > 0) return new Date(Math.min(...openings));
  }
  throw new Error("The contact hours never open.");
}

/** Returns from when on a window of a day may be used, counted from `at`; nothing when it is over by then. */
function opening(window: WeeklyWindow, day: WallClock, { at, zone }: { at: Date; zone: string }): number[] {
  if (!beginsOn(window, day)) return [];
  const { from, to } = stretchOn(day, window, zone);
  return to > from && to > at.getTime() ? [Math.max(from, at.getTime())] : [];
}

/** Tells whether a window begins on that day of the calendar. */
export function beginsOn({ days }: WeeklyWindow, day: WallClock): boolean {
  return days.includes(DAYS[weekdayOf(day)] as (typeof DAYS)[number]);
}

/**
 * Returns from which moment to which a stretch of a day lasts in a time zone: from the first at which the clock has
 * reached `from` to the first at which it has reached `to`. It is empty where both lie in a gap of daylight saving.
 */
export function stretchOn(day: WallClock, times: TimesOfDay, zone: string): { from: number; to: number } {
  const from = reached(instantOf(atTime(day, times.from), zone));
  const lastDay = times.to > times.from ? day : daysLater(day, 1);
  const to = reached(instantOf(times.to === "24:00" ? daysLater(day, 1) : atTime(lastDay, times.to), zone));
  return { from, to };
}

function atTime(day: WallClock, time: string): WallClock {
  return { ...day, hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) };
}

/** Returns when a clock has first reached a time, whether or not it shows it. */
function reached(instant: Instant): number {
  return (instant.shown === "never" ? instant.jump : instant.at).getTime();
}
