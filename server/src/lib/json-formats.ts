import { readUrl } from "./read-url.ts";

/** One `format` of JSON Schema: its test, and what it asks for, to be read after "must be". */
export interface JsonFormat {
  readonly accepts: (text: string) => boolean;
  readonly wanted: string;
}

/**
 * The formats that are checked; any other is an annotation, as JSON Schema 2020-12 has it. They follow RFC 3339 and
 * its fellows, but `time` may leave out seconds and offset: the tools that ask for a time mean "14:30".
 */
export const JSON_FORMATS: Readonly<Record<string, JsonFormat>> = {
  date: { accepts: isDate, wanted: "a date written YYYY-MM-DD" },
  time: { accepts: isTime, wanted: "a time written HH:MM, from 00:00 to 23:59" },
  "date-time": { accepts: isDateTime, wanted: "a date and time with offset, such as 2025-06-19T14:30:00Z" },
  email: { accepts: isEmail, wanted: "an e-mail address" },
  uri: { accepts: (text) => /^[a-z][a-z0-9+.-]*:/i.test(text) && readUrl(text) !== null, wanted: "an absolute URI" },
  uuid: { accepts: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text), wanted: "a UUID" },
};

function isDate(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d(:([0-5]\d|60)(\.\d{1,9})?)?(z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/i.test(text);
}

function isDateTime(text: string): boolean {
  const [date = "", time = "", ...rest] = text.split(/[t ]/i);
  return (
    rest.length === 0 && isDate(date) && isTime(time) && /:\d\d:\d\d/.test(time) && /(z|[+-]\d\d:\d\d)$/i.test(time)
  );
}

function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text);
}
