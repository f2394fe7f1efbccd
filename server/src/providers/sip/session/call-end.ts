import type { CallEnd } from "../../../ports/telephony.ts";
import type { SipRequest, SipResponse } from "../message/sip-message.ts";
import { readParameters, splitParameters } from "../message/quoted-text.ts";

type Failure = readonly [code: string, message: string];

const NUMBER: Failure = ["number_invalid", "The number does not exist, or cannot be reached by this trunk."];
const REFUSED: Failure = ["refused_by_carrier", "The carrier does not let us make this call."];
const DECLINED: Failure = ["declined", "The one called does not want the call."];
const CARRIER: Failure = ["carrier_error", "The carrier could not make the call."];
const MEDIA: Failure = ["media_refused", "The other end takes no audio of a kind that we have."];

type Verdict = "busy" | "no_answer" | Failure;

/** What statuses mean for a call of ours (RFC 3261, section 21, and RFC 3398, section 8.2.6.1). */
const STATUSES: Readonly<Record<number, Verdict>> = {
  400: CARRIER,
  401: REFUSED,
  402: REFUSED,
  403: REFUSED,
  404: NUMBER,
  407: REFUSED,
  408: "no_answer",
  410: NUMBER,
  415: MEDIA,
  480: "no_answer",
  484: NUMBER,
  485: NUMBER,
  486: "busy",
  488: MEDIA,
  600: "busy",
  603: DECLINED,
  604: NUMBER,
  606: MEDIA,
  // RFC 8197 and RFC 8688: taken for unwanted, by a person or by a rule.
  607: DECLINED,
  608: REFUSED,
};

/** What the causes of ITU-T Q.850 mean, which know more than the status where a gateway made it (RFC 3326). */
const CAUSES: Readonly<Record<number, Verdict>> = {
  1: NUMBER,
  17: "busy",
  18: "no_answer",
  19: "no_answer",
  20: "no_answer",
  21: DECLINED,
  22: NUMBER,
  28: NUMBER,
  34: CARRIER,
  38: CARRIER,
  41: CARRIER,
  42: CARRIER,
};

/** Returns the cause of ITU-T Q.850 that a message names in its Reason (RFC 3326); null for none. */
export function causeOf(message: SipRequest | SipResponse): number | null {
  for (const reason of message.headers.values("reason")) {
    const [protocol = "", ...rest] = splitParameters(reason);
    const cause = readParameters(rest)?.get("cause") ?? "";
    if (protocol.toLowerCase() === "q.850" && /^[0-9]{1,3}$/.test(cause)) return Number(cause);
  }
  return null;
}

/** Says how a call ended that was refused with a final response. */
export function endOfRefusal(response: SipResponse): CallEnd {
  const cause = causeOf(response);
  const verdict = (cause === null ? undefined : CAUSES[cause]) ?? STATUSES[response.status] ?? CARRIER;
  if (verdict === "busy" || verdict === "no_answer") return { outcome: verdict };
  const [code, message] = verdict;
  const said = `${response.status} ${printable(response.reason)}`.trim();
  return failed(code, `${message} It said: ${said}.`);
}

/** Makes the end of a call that did not come about, or broke. */
export function failed(code: string, message: string): CallEnd {
  return { outcome: "failed", code, message };
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").slice(0, 100);
}
