import type { HandOver } from "../../ports/message-carrier.ts";

/** What is known of a hand-over that did not go well. */
export interface SmtpFailure {
  /** The server's last answer; null when there was none. */
  readonly responseCode: number | null;
  readonly response: string | null;
  /** nodemailer's name of the fault, e.g. `ETIMEDOUT`. */
  readonly code: string | null;
  /** The command that failed, e.g. `RCPT TO`. */
  readonly command: string | null;
  /** Whether all of the message had been given to the connection, so that the server may have taken it. */
  readonly wasWritten: boolean;
}

const AGAIN_AFTER = 60_000;
/** A queue that is full or a greylist is not emptied in a moment (RFC 6647). */
const AGAIN_AFTER_REFUSAL = 5 * 60_000;

/**
 * Judges a hand-over that did not go well. What the server refused in words was not taken: for good with 5xx, for now
 * with 4xx (RFC 5321, section 4.2.1). Without words it depends on whether the message had been written: a server may
 * take a message and be cut off before it says so, and that one must not be sent again.
 */
export function judgeFailure(failure: SmtpFailure): HandOver {
  const { responseCode, code, command, wasWritten } = failure;
  const said = saidBy(failure);
  if (code === "EAUTH" || code === "ENOAUTH") {
    const message = `The mail server refused the login of this installation: ${said}. Check OPERATOR_SMTP_URL.`;
    return { status: "failed", code: "carrier_refused_login", message, again: AGAIN_AFTER_REFUSAL };
  }
  if (isFinal(responseCode)) return refusedForGood(said, command);
  if (responseCode !== null && responseCode >= 400) {
    const message = `The mail server refused it for now: ${said}`;
    return { status: "failed", code: "refused_for_now", message, again: AGAIN_AFTER_REFUSAL };
  }
  if (isOurFault(failure)) {
    return { status: "failed", code: "invalid_address", message: `It cannot be addressed: ${said}`, again: null };
  }
  if (wasWritten) {
    return { status: "unknown", message: "The connection broke before the mail server said whether it took the mail." };
  }
  const message = `The mail server could not be reached: ${said}`;
  return { status: "failed", code: "carrier_unreachable", message, again: AGAIN_AFTER };
}

/** 503, a bad sequence of commands, is about the connection, and 530 to 535 and 538 are about our login. */
function isFinal(code: number | null): boolean {
  return code !== null && code >= 500 && code < 600 && code !== 503 && !(code >= 530 && code <= 538);
}

function refusedForGood(said: string, command: string | null): HandOver {
  const isAboutPerson = command === "RCPT TO";
  const message = isAboutPerson ? `The address was refused: ${said}` : `The mail server refused the mail: ${said}`;
  return { status: "failed", code: isAboutPerson ? "unreachable" : "refused", message, again: null };
}

/** The address cannot even be written, e.g. one that needs SMTPUTF8 to a server without it. */
function isOurFault({ code, responseCode, wasWritten }: SmtpFailure): boolean {
  return (code === "EENVELOPE" || code === "EMESSAGE") && responseCode === null && !wasWritten;
}

function saidBy({ response, responseCode, code }: SmtpFailure): string {
  const words = response?.replace(/\s+/g, " ").trim().slice(0, 300);
  return words || (responseCode === null ? (code ?? "no answer") : String(responseCode));
}
