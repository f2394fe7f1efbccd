import { Cron } from "croner";

/** Longer ones are no timetable of anybody's. */
const LONGEST = 200;

const FORMS =
  "give five fields, minute hour day month weekday, e.g. `30 9 * * MON-FRI`, or seven, `0 30 9 * * * 2027`, to name " +
  "years, or @hourly, @daily, @weekly, @monthly or @yearly";

const NICKNAMES = ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"];

/**
 * Says what is wrong with a cron expression; null when nothing is. Its times are whole minutes: with seven fields the
 * first, the second, is 0. One that has no time to come any more is wrong as well.
 */
export function cronProblem(expression: string, after: Date): string | null {
  const form = formProblem(expression);
  if (form !== null) return form;
  try {
    if (nextTimes(expression, { timeZone: "UTC", after, count: 1 }).length > 0) return null;
    return "never comes any more: no day there is fits its day, month and year";
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError)
      return `is not valid: ${complaintOf(error)}; ${FORMS}`;
    throw error;
  }
}

function formProblem(expression: string): string | null {
  if (expression.length > LONGEST) return `must not be longer than ${LONGEST} characters`;
  if (expression.startsWith("@")) return NICKNAMES.includes(expression) ? null : `is not known; ${FORMS}`;
  if (!/^[\dA-Za-z*?,/#+\- ]+$/.test(expression)) return `has characters that no cron expression has; ${FORMS}`;
  const fields = expression.trim().split(/ +/);
  if (fields.length !== 5 && fields.length !== 7) return `has ${fields.length} fields; ${FORMS}`;
  if (fields.length === 7 && fields[0] !== "0") return `must have 0 as its first of seven fields; ${FORMS}`;
  return null;
}

function complaintOf(error: Error): string {
  return error.message.replace(/^Cron[A-Za-z]*: /, "").replace(/\.$/, "");
}

/**
 * Returns the next times of a cron expression behind a moment, at most `count`, by the clocks of a time zone.
 *
 * Where clocks are put forward, a time that they skip comes once, right after the gap. Where they are put back, a time
 * that they show twice comes the first time only. This holds for expressions whose minutes and hours are numbers, lists
 * or ranges. With a `*` or a step in them (`*\/15 * * * *`) it is the hours that pass that count: nothing comes in the
 * gap, and both of the hours that are shown alike count. Throws `TypeError` or `RangeError` for what is no expression.
 */
export function nextTimes(
  expression: string,
  { timeZone, after, count }: { timeZone: string; after: Date; count: number },
): Date[] {
  const cron = new Cron(expression.trim(), { timezone: timeZone, fixedTimeRule: "no-wildcard", paused: true });
  return cron.nextRuns(count, after);
}
