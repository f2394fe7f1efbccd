import type { HandOver } from "../../ports/message-carrier.ts";

/** A failure as the platform names it. */
interface TwilioFailure {
  readonly code: string;
  /** In how many ms another attempt may succeed; null when none will. */
  readonly again: number | null;
}

const OVERLOADED = { code: "carrier_busy", again: 5_000 };
const NO_SUCH_NUMBER = { code: "invalid_address", again: null };
const WRONG_SETTINGS = { code: "carrier_refused", again: 60_000 };

/** What Twilio's error codes come to (www.twilio.com/docs/api/errors), as far as they are not merely a failure. */
const FAILURES: Readonly<Record<number, TwilioFailure>> = {
  14107: OVERLOADED,
  20003: WRONG_SETTINGS,
  20008: WRONG_SETTINGS,
  20404: WRONG_SETTINGS,
  20429: OVERLOADED,
  21211: NO_SUCH_NUMBER,
  21214: NO_SUCH_NUMBER,
  21217: NO_SUCH_NUMBER,
  21265: NO_SUCH_NUMBER,
  21610: { code: "opted_out", again: null },
  21611: OVERLOADED,
  21612: { code: "unreachable", again: null },
  21614: NO_SUCH_NUMBER,
  30001: OVERLOADED,
  30004: { code: "unreachable", again: null },
  30005: NO_SUCH_NUMBER,
  30006: { code: "unreachable", again: null },
};

/** What HTTP statuses come to whose error code says no more. */
const STATUSES: Readonly<Record<number, TwilioFailure>> = {
  401: WRONG_SETTINGS,
  403: WRONG_SETTINGS,
  429: OVERLOADED,
};

const PLAIN: TwilioFailure = { code: "carrier_refused", again: null };

/** Says what one of Twilio's error codes comes to; a code it does not give is a plain failure. */
export function failureOf(errorCode: number | null): TwilioFailure {
  return (errorCode !== null && FAILURES[errorCode]) || PLAIN;
}

interface Refusal {
  readonly status: number;
  readonly errorCode: number | null;
  readonly message: string | null;
  /** In ms; null when Twilio does not say. */
  readonly retryAfter: number | null;
}

/** Writes Twilio's refusal to take a message as the answer that it is. A fault of theirs leaves open what became of it. */
export function refusalOf({ status, errorCode, message, retryAfter }: Refusal): HandOver {
  const said = message === null ? "" : `: ${message}`;
  if (status >= 500) return { status: "unknown", message: `Twilio answered ${status}${said}` };
  const { code, again } = (errorCode !== null && FAILURES[errorCode]) || STATUSES[status] || PLAIN;
  const named = errorCode === null ? String(status) : `error ${errorCode}`;
  return {
    status: "failed",
    code,
    message: `Twilio refused it with ${named}${said}`,
    again: again === null ? null : Math.max(again, retryAfter ?? 0),
  };
}
