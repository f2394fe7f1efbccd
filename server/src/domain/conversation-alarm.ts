import type { ConversationState } from "./conversation-state.ts";

/** What is to be done about a conversation because of the time. `at` says when to look again; null for never. */
export type AlarmStep = { do: "nothing"; at: Date | null } | { do: "go_on" } | { do: "end" };

/**
 * Says what the time has brought: the end of the agent's wait, or of the customer's patience. `idleTime` is in ms, null
 * for conversations that a session bounds. While the agent waits, or has to answer, nothing is idle.
 */
export function alarmStep(state: ConversationState, about: { idleTime: number | null; now: Date }): AlarmStep {
  if (state.status !== "in-progress") return { do: "nothing", at: null };
  const { idleTime, now } = about;
  if (state.wait) return state.wait.until <= now ? { do: "go_on" } : { do: "nothing", at: state.wait.until };
  if (idleTime === null || !state.lastActiveAt) return { do: "nothing", at: null };
  const end = new Date(state.lastActiveAt.getTime() + idleTime);
  return end <= now ? { do: "end" } : { do: "nothing", at: end };
}
