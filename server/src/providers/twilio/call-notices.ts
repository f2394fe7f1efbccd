import type { CallNews } from "../call-news.ts";
import { callEndOf } from "./call-failure.ts";

/** A call that came in, as Twilio tells of it. */
export interface TwilioCaller {
  readonly callSid: string;
  /** Null for a caller who does not show who it is. */
  readonly from: string | null;
  readonly to: string;
}

/** What Twilio puts in the place of a number that is not shown: words, or words typed on the keys of a telephone. */
const NO_NUMBER = new Set([
  "",
  "anonymous",
  "+266696687",
  "restricted",
  "+7378742833",
  "blocked",
  "+2562533",
  "unknown",
  "+8656696",
  "unavailable",
  "+86282452253",
]);

/** Reads Twilio's request for what to do with a call that came in; null for what is none. */
export function readCaller(form: URLSearchParams): TwilioCaller | null {
  const [callSid, from, to] = ["CallSid", "From", "To"].map((name) => form.get(name));
  if (!callSid || !to) return null;
  return { callSid, from: NO_NUMBER.has((from ?? "").toLowerCase()) ? null : (from ?? null), to };
}

/** Reads a status callback of a call; null for what says nothing new. */
export function readStatus(form: URLSearchParams): CallNews | null {
  const status = form.get("CallStatus") ?? "";
  if (status === "ringing") return { type: "ringing" };
  if (status === "in-progress") return { type: "answered" };
  const end = callEndOf({ status, sipStatus: code(form, "SipResponseCode"), errorCode: code(form, "ErrorCode") });
  return end === null ? null : { type: "ended", end };
}

/** Reads what Twilio has found out of who answered; null when it could not tell. */
export function readAnsweredBy(form: URLSearchParams): CallNews | null {
  const answeredBy = form.get("AnsweredBy") ?? "";
  if (answeredBy === "human") return { type: "answered_by", who: "human" };
  const isMachine = answeredBy.startsWith("machine_") || answeredBy === "fax";
  return isMachine ? { type: "answered_by", who: "machine" } : null;
}

/** Words for how a call did not come about to which another should be handed over. */
const NOT_REACHED: Readonly<Record<string, string>> = {
  busy: "the other is busy",
  "no-answer": "the other did not answer",
  failed: "the other could not be reached",
  canceled: "the caller hung up before the other answered",
};

/** Says in plain words why a `<Dial>` did not reach anybody; null when it did. */
export function readDialFailure(form: URLSearchParams): string | null {
  const status = form.get("DialCallStatus") ?? "";
  if (status === "completed" || status === "answered") return null;
  const words = Object.hasOwn(NOT_REACHED, status) ? NOT_REACHED[status] : `Twilio says ${status.slice(0, 40)}`;
  const errorCode = code(form, "ErrorCode");
  return `${words}${errorCode === null ? "" : ` (error ${errorCode})`}.`;
}

function code(form: URLSearchParams, name: string): number | null {
  const text = form.get(name) ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
