import type { ConversationState } from "../domain/conversation-state.ts";
import { newId } from "../domain/ids.ts";
import { emptyReport, runTurn } from "../runtime/turn.ts";
import type { AgentAtWork } from "./agent-at-work.ts";

/**
 * Asks a conversation's model something that is no part of the conversation: it sees what was said, calls of
 * tools are not made, and nothing of it is recorded. Resolves to its answer; empty when no model gave one, or `signal` was aborted.
 */
export async function askAside(
  agent: Pick<AgentAtWork, "prepareStep" | "catalog" | "limits">,
  state: ConversationState,
  { question, signal }: { question: string; signal: AbortSignal },
): Promise<string> {
  const turn = runTurn({
    prepareStep: async () => {
      const step = agent.prepareStep(state);
      const messages = [...step.messages, { role: "user" as const, text: question }];
      return { ...step, messages, apology: null };
    },
    callTool: async () => ({ outcome: { status: "failed", error: "There are no tools here." }, effect: null }),
    catalog: agent.catalog,
    limits: { ...agent.limits, maxSteps: 1 },
    signal,
    newId,
    report: emptyReport(),
  });
  let answer = "";
  for await (const event of turn) if (event.type === "finished") answer = event.message?.text ?? "";
  return answer.trim();
}
