import type { ConversationState } from "../domain/conversation-state.ts";
import type { ConversationStatus } from "../domain/conversation.ts";
import type { PayloadOf } from "../domain/event-payloads.ts";

/** Why a conversation ended. */
export type EndReason = PayloadOf<"conversation.ended">["reason"];

/** Why a conversation failed, as it is kept. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** How a conversation ended. */
export interface Outcome {
  readonly status: Exclude<ConversationStatus, "queued" | "in-progress">;
  readonly failure: Failure | null;
}

/** Of a telephone call whose process died, or lost the line. */
export const INTERRUPTED_CALL: Failure = {
  code: "interrupted",
  message: "The process that carried the call stopped, and the line with it.",
};

/** Says how a conversation ends that is taken up from its log; null when it goes on, or has not begun. */
export function endingAtRecovery(
  { status, isHandedOver, hasAgentEnded }: Pick<ConversationState, "status" | "isHandedOver" | "hasAgentEnded">,
  isCallLost: boolean,
): [reason: EndReason, outcome: Partial<Outcome>] | null {
  if (status !== "in-progress") return null;
  // Its user is with somebody else: also where the line is still here, because it is not known what was stored of that.
  if (isHandedOver) return ["transferred", {}];
  if (isCallLost) return ["failed", { status: "failed", failure: INTERRUPTED_CALL }];
  return hasAgentEnded ? ["agent_ended", {}] : null;
}

const NEVER_JOINED: Failure = { code: "never_joined", message: "Nobody joined before the token expired." };

/** Says how a conversation ends: as it is given, else as its reason and what it has come to say. */
export function outcomeOf(state: ConversationState, reason: EndReason, given: Partial<Outcome>) {
  const now = new Date();
  const { startedAt } = state;
  const duration_sec = startedAt ? (now.getTime() - startedAt.getTime()) / 1000 : 0;
  const failure = given.failure ?? (reason === "never_joined" ? NEVER_JOINED : null);
  const status = given.status ?? usualStatus(state, failure);
  const payload = { type: "conversation.ended" as const, status, reason, duration_sec };
  return { payload, ending: { status, failure, now } };
}

function usualStatus({ hasReachedVoicemail }: ConversationState, failure: Failure | null): Outcome["status"] {
  if (failure !== null) return "failed";
  return hasReachedVoicemail ? "voicemail" : "completed";
}
