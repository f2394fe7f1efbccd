import { afterConversation, afterConversationOutbox } from "../services/after-conversation.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import type { OutboxFactory } from "../services/outboxes.ts";
import { setUpSummaryAgent } from "../services/summary-agent.ts";
import type { Started } from "./started.ts";

/** Makes ready what runs after conversations, and the agent that sums them up where that is switched on. */
export async function startAfterConversations(
  started: Started & { jobs: Jobs },
): Promise<{ outbox: OutboxFactory; jobKinds: readonly JobKind[] }> {
  const { environment, database, logger } = started;
  const summaries = environment.OPERATOR_SUMMARIES;
  if (summaries) await setUpSummaryAgent(database);
  const job = afterConversation({
    ...started,
    summaries,
    onAbsent: (agent, conversation_id) =>
      logger.warn({ agent, conversation_id }, "A procedural agent was to run, and was deleted or never released."),
  });
  return { outbox: afterConversationOutbox(started), jobKinds: [job] };
}
