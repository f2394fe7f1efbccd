import { findAll, type Found, type Wording } from "./found.ts";
import { NUMBER_WORDS, numberOf } from "./numbers.ts";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const WEEKDAYS = "mon tue wed thu fri sat sun".split(" ");
const MONTH =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const WEEKDAY =
  "mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
const NO_TIME = String.raw`(?!\d|:\d|\s*[ap]\.?m\b)`;
const DAY = 86_400_000;

/** A day of the calendar as `YYYY-MM-DD`; `null` for one that does not exist, such as 31 February. */
export type FoundDate = Found<string | null>;

/**
 * Finds the dates in a text as people write them: `tomorrow`, `next Friday`, `in two weeks`, `12 May`, `12/5`, ISO.
 * A date without a year is the next one from `today` on. `next Friday` is that of the next week, weeks beginning on
 * Monday; a bare weekday is the coming one, today included. `isExpected` also takes a bare `12` for a day.
 */
export function findDates(text: string, today: string, isExpected: boolean): FoundDate[] {
  return findAll(text, [...wordings(today), ...(isExpected ? bareDay(today) : [])]);
}

/** Writes a day as `Friday 20 June 2025`. */
export function dateInWords(date: string): string {
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(`${date}T00:00:00Z`)).replace(",", "");
}

/** Reads `18 June 2025` wherever a text has it last; `null` when it has none. */
export function lastFullDate(text: string): string | null {
  const pattern = new RegExp(String.raw`\b(\d{1,2}) (${MONTH}) (\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b`, "gi");
  const match = [...text.matchAll(pattern)].at(-1);
  if (!match) return null;
  const [, day, month, year, isoYear, isoMonth, isoDay] = match;
  if (month !== undefined) return calendarDay(Number(year), monthOf(month), Number(day));
  return calendarDay(Number(isoYear), Number(isoMonth), Number(isoDay));
}

function wordings(today: string): Wording<string | null>[] {
  return [
    ...numericDates(today),
    ...namedMonths(today),
    ...relativeDates(today),
    ...weekdays(today),
    ...ordinals(today),
  ];
}

function numericDates(today: string): Wording<string | null>[] {
  return [
    {
      pattern: /\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g,
      read: ([, year, month, day]) => calendarDay(Number(year), Number(month), Number(day)),
    },
    {
      pattern: new RegExp(String.raw`\b(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?${NO_TIME}`, "gi"),
      read: ([, first, second, year]) => dayFirst(today, [Number(first), Number(second)], year),
    },
    {
      // With a year or a second dot, for 12.5 may be a number and 10.30 a time.
      pattern: /\b(\d{1,2})\.(\d{1,2})\.(?:(\d{4}|\d{2})\b)?/g,
      read: ([, day, month, year]) => nearest(today, [Number(month), Number(day)], year),
    },
  ];
}

function namedMonths(today: string): Wording<string | null>[] {
  return [
    {
      pattern: new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTH})\b\.?(?:,? (\d{4})\b)?`, "gi"),
      read: ([, day, month, year]) => nearest(today, [monthOf(month), Number(day)], year),
    },
    {
      pattern: new RegExp(
        String.raw`\b(${MONTH})\.? (?:the )?(\d{1,2})(?:st|nd|rd|th)?${NO_TIME}(?:,? (\d{4})\b)?`,
        "gi",
      ),
      read: ([, month, day, year]) => nearest(today, [monthOf(month), Number(day)], year),
    },
  ];
}

function relativeDates(today: string): Wording<string>[] {
  return [
    { pattern: /\b(?:the )?day after (?:tomorrow|tmrw)\b/gi, read: () => addDays(today, 2) },
    { pattern: /\b(?:tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow)\b/gi, read: () => addDays(today, 1) },
    { pattern: /\b(?:today|tonight)\b/gi, read: () => today },
    { pattern: /\byesterday\b/gi, read: () => addDays(today, -1) },
    {
      pattern: new RegExp(String.raw`\bin (a|an|\d{1,3}|${NUMBER_WORDS}) (day|week)s?\b`, "gi"),
      read: ([, count = "", unit = ""]) => {
        const times = /^an?$/i.test(count) ? 1 : numberOf(count);
        return addDays(today, times * (unit.toLowerCase() === "week" ? 7 : 1));
      },
    },
  ];
}

function weekdays(today: string): Wording<string>[] {
  return [
    {
      pattern: new RegExp(String.raw`\b(next |a week on )?(?:this |coming |on )*(${WEEKDAY})s?\b`, "gi"),
      read: ([, which, name = ""]) => {
        const wanted = WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());
        const now = weekdayOf(today);
        if (which === undefined) return addDays(today, (wanted - now + 7) % 7);
        if (/week/i.test(which)) return addDays(today, ((wanted - now + 7) % 7) + 7);
        return addDays(today, 7 - now + wanted);
      },
    },
  ];
}

function ordinals(today: string): Wording<string | null>[] {
  return [
    { pattern: /\b(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)\b/gi, read: ([, day]) => dayOfMonth(today, Number(day)) },
  ];
}

function bareDay(today: string): Wording<string | null>[] {
  return [{ pattern: /^(?:on )?(?:the )?(\d{1,2})[.!]?$/gi, read: ([, day]) => dayOfMonth(today, Number(day)) }];
}

/** Reads `5/12` as 5 December, and as 12 May only where it can be nothing else. */
function dayFirst(today: string, [first, second]: [number, number], year: string | undefined): string | null {
  const [month, day] = second > 12 && first <= 12 ? [first, second] : [second, first];
  return nearest(today, [month, day], year);
}

/** The day of that month and year; without a year the first one that is not before today. */
function nearest(today: string, [month, day]: [number, number], year: string | undefined): string | null {
  if (year !== undefined) return calendarDay(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const thisYear = Number(today.slice(0, 4));
  const candidates = [calendarDay(thisYear, month, day), calendarDay(thisYear + 1, month, day)];
  return candidates.find((date) => date !== null && date >= today) ?? null;
}

function dayOfMonth(today: string, day: number): string | null {
  const [year, month] = today.split("-").map(Number) as [number, number];
  const months = [0, 1, 2].map((ahead) =>
    calendarDay(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, day),
  );
  return months.find((date) => date !== null && date >= today) ?? null;
}

function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Monday is 0. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
}
