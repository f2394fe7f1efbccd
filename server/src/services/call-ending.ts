import type { CallEnd } from "../ports/telephony.ts";
import type { EndReason, Failure, Outcome } from "./conversation-outcome.ts";

/** How a conversation ends because its call did. */
export interface CallEnding {
  readonly reason: EndReason;
  readonly outcome: Partial<Outcome>;
}

const GAVE_UP: Failure = { code: "caller_gave_up", message: "The caller hung up before the call was answered." };
const CANCELLED: Failure = { code: "cancelled", message: "The call was given up before it was answered." };
const BUSY: Failure = { code: "busy", message: "The line was busy, or the call was declined." };
const NO_ANSWER: Failure = { code: "no_answer", message: "Nobody answered." };

/** Says how a conversation ends whose call is over. One that the platform has ended itself stays as it is. */
export function endingOf(end: CallEnd, call: { readonly direction: "inbound" | "outbound" }): CallEnding {
  switch (end.outcome) {
    case "hung_up":
      return { reason: end.by === "them" ? "user_hung_up" : "agent_ended", outcome: {} };
    case "transferred":
      return { reason: "transferred", outcome: {} };
    case "busy":
      return { reason: "busy", outcome: { status: "busy", failure: BUSY } };
    case "no_answer":
      return { reason: "no_answer", outcome: { status: "no-answer", failure: NO_ANSWER } };
    case "cancelled":
      return call.direction === "inbound"
        ? { reason: "user_hung_up", outcome: { status: "no-answer", failure: GAVE_UP } }
        : { reason: "failed", outcome: { status: "failed", failure: CANCELLED } };
    case "failed":
      return { reason: "failed", outcome: { status: "failed", failure: { code: end.code, message: end.message } } };
  }
}
