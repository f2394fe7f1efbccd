import { SERVICES } from "./tools.ts";

/** A booked appointment, in the shop's own local time. */
export interface Appointment {
  readonly confirmation_code: string;
  readonly name: string;
  readonly service: string;
  readonly date: string;
  readonly time: string;
  readonly phone: string | null;
}

/** What a customer asks for. */
export type Booking = Omit<Appointment, "confirmation_code">;

/** What is wrong with a request, in words for the customer, with the HTTP status that goes with it. */
export interface Refusal {
  readonly status: 400 | 404 | 409;
  readonly message: string;
}

/** By weekday, Sunday first: the first slot, and the closing time. */
const OPENING_HOURS: readonly (readonly [string, string] | null)[] = [
  null,
  ["09:00", "18:00"],
  ["09:00", "18:00"],
  ["09:00", "18:00"],
  ["09:00", "18:00"],
  ["09:00", "18:00"],
  ["10:00", "16:00"],
];
const HOURS_IN_WORDS = "We are open Monday to Friday 09:00–18:00 and Saturday 10:00–16:00.";
const SLOT_MINUTES = 30;
const DAYS_AHEAD = 365;

/** Lists the free times of a day, or says why there can be none. */
export function freeSlots(date: unknown, booked: readonly Appointment[], now: Date): string[] | Refusal {
  const day = readDay(date, now);
  if (typeof day !== "string") return day;
  const taken = new Set(booked.filter((appointment) => appointment.date === day).map(({ time }) => time));
  const { today, time: timeNow } = localTime(now);
  return slotsOf(day).filter((slot) => !taken.has(slot) && (day !== today || slot > timeNow));
}

/** Reads a booking out of a request's fields and checks that it can be kept. */
export function readBooking(
  fields: Readonly<Record<string, unknown>>,
  booked: readonly Appointment[],
  now: Date,
): Booking | Refusal {
  const name = readText(fields.name, 100);
  if (name === null) return invalid("A name is needed, with at most 100 characters.");
  const service = SERVICES.find((known) => known.toLowerCase() === readText(fields.service, 100)?.toLowerCase());
  if (service === undefined) return invalid(`The service must be one of: ${SERVICES.join(", ")}.`);
  const phone = fields.phone === undefined || fields.phone === null ? null : readText(fields.phone, 30);
  if (phone !== null && !/^\+?[\d\s()./-]{4,30}$/.test(phone)) {
    return invalid("The phone number must have 4 to 30 digits, spaces, or any of + ( ) . / -");
  }
  const free = freeSlots(fields.date, booked, now);
  if (!Array.isArray(free)) return free;
  const time = readTime(fields.time, fields.date as string, free);
  return typeof time === "string" ? { name, service, date: fields.date as string, time, phone } : time;
}

/** Says when an appointment is: "Tuesday 1 July 2025 at 14:30". */
export function whenInWords({ date, time }: Pick<Appointment, "date" | "time">): string {
  const day = new Date(`${date}T00:00:00Z`);
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return `${new Intl.DateTimeFormat("en-GB", options).format(day).replace(",", "")} at ${time}`;
}

/** Explains a day without free times. */
export function whyNoneIsFree(date: string): string {
  return slotsOf(date).length === 0 ? `We are closed on that day. ${HOURS_IN_WORDS}` : "Nothing is free on that day.";
}

function readDay(date: unknown, now: Date): string | Refusal {
  if (typeof date !== "string" || !isCalendarDay(date)) {
    return invalid("The date must be a day of the calendar written YYYY-MM-DD, such as 2025-07-01.");
  }
  const { today } = localTime(now);
  if (date < today) return invalid(`${date} is in the past. Today is ${today}.`);
  const last = new Date(Date.parse(`${today}T00:00:00Z`) + DAYS_AHEAD * 86_400_000).toISOString().slice(0, 10);
  return date <= last ? date : invalid(`We book up to a year ahead, until ${last}.`);
}

function readTime(time: unknown, date: string, free: readonly string[]): string | Refusal {
  if (typeof time !== "string" || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    return invalid("The time must be written HH:MM on the 24-hour clock, such as 14:30.");
  }
  return free.includes(time) ? time : whyNotThen(time, date, free);
}

function whyNotThen(time: string, date: string, free: readonly string[]): Refusal {
  const slots = slotsOf(date);
  const [first, last] = [slots[0], slots.at(-1)];
  if (first === undefined || last === undefined) return invalid(whyNoneIsFree(date));
  const alternatives = free.length === 0 ? whyNoneIsFree(date) : `Free on that day: ${free.join(", ")}.`;
  if (slots.includes(time)) return { status: 409, message: `${time} is not free on ${date} any more. ${alternatives}` };
  return time < first || time > last
    ? invalid(`${time} is outside our hours. ${HOURS_IN_WORDS} ${alternatives}`)
    : invalid(`Appointments start on the hour or at half past. ${alternatives}`);
}

function slotsOf(date: string): string[] {
  const hours = OPENING_HOURS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? null;
  if (hours === null) return [];
  const [open, close] = hours.map(minutesOf) as [number, number];
  const count = Math.floor((close - open) / SLOT_MINUTES);
  return Array.from({ length: count }, (_, index) => timeOf(open + index * SLOT_MINUTES));
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function timeOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

function localTime(now: Date): { today: string; time: string } {
  const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const today = [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
  return { today, time: timeOf(now.getHours() * 60 + now.getMinutes()) };
}

/** `2025-02-30` parses as another day, or not at all. */
function isCalendarDay(date: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(date);
}

function readText(value: unknown, longest: number): string | null {
  const text = typeof value === "string" ? value.replace(/[\s\p{Cc}]+/gu, " ").trim() : "";
  return text === "" || text.length > longest ? null : text;
}

function invalid(message: string): Refusal {
  return { status: 400, message };
}
