import type { ConversationStatus } from "./conversation.ts";
import type { ProceduralAgentConfig } from "./procedural-agent-config.ts";

/** A procedural agent that may run after a conversation. */
export interface Candidate {
  /** As the configuration names it, `pa_…` or `pa_…@vN`. */
  readonly reference: string;
  readonly trigger: "conversation_end" | "summary";
  /** The version that it means, the released one for a bare id; undefined when there is none (any more). */
  readonly version: { agent_id: string; version: number; config: ProceduralAgentConfig } | undefined;
}

/** What is done about one candidate. */
export type Decision =
  | { type: "run"; agentId: string; version: number; trigger: Candidate["trigger"] }
  /** The conversation did not end as the agent wants it to. */
  | { type: "pass" }
  /** There is no such version: it was deleted, or never released. */
  | { type: "absent"; reference: string };

/**
 * Decides which procedural agents run after a conversation that ended with that status. Each agent runs once, whichever
 * versions of it are named how often; the first counts.
 */
export function decideAfterConversation(
  status: ConversationStatus,
  candidates: readonly Candidate[],
): readonly Decision[] {
  const taken = new Set<string>();
  return candidates.map(({ reference, trigger, version }): Decision => {
    if (version === undefined) return { type: "absent", reference };
    const { agent_id, config } = version;
    const isWanted = config.filter_statuses.some((wanted) => wanted === status);
    if (!isWanted || taken.has(agent_id)) return { type: "pass" };
    taken.add(agent_id);
    return { type: "run", agentId: agent_id, version: version.version, trigger };
  });
}
