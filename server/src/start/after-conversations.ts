import { PROCEDURE_LIMITS } from "../runtime/turn-types.ts";
import { afterConversation, afterConversationOutbox } from "../services/after-conversation.ts";
import { conditionJudge } from "../services/condition-judge.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import type { OutboxFactory } from "../services/outboxes.ts";
import type { ProcedureRuns } from "../services/procedure-runs.ts";
import { summaryHook } from "../services/summaries.ts";
import { setUpSummaryAgent } from "../services/summary-agent.ts";
import type { WebhookOutbox } from "../services/webhook-outbox.ts";
import type { Started } from "./started.ts";

/** The pause before models that all failed to judge a condition are asked again. */
const JUDGE_AGAIN_AFTER = 2_000;

/**
 * Makes ready what runs after conversations: who orders the runs, judges whether they are gone into and writes down
 * what they sum up, and the agent that does so where that is switched on.
 */
export async function startAfterConversations(
  started: Started & { jobs: Jobs; outbox: WebhookOutbox; runs: ProcedureRuns },
): Promise<{ outbox: OutboxFactory; jobKinds: readonly JobKind[] }> {
  const { environment, database, logger, catalog, turnObserver, runs } = started;
  const summaries = environment.OPERATOR_SUMMARIES;
  if (summaries) await setUpSummaryAgent(database);
  const job = afterConversation({
    ...started,
    summaries,
    onAbsent: (agent, conversation_id) =>
      logger.warn({ agent, conversation_id }, "A procedural agent was to run, and was deleted or never released."),
  });
  const judging = { catalog, limits: PROCEDURE_LIMITS, observer: turnObserver, retryEvery: JUDGE_AGAIN_AFTER };
  runs.judgeBy(conditionJudge(judging));
  runs.whenEnding(summaryHook(started));
  return { outbox: afterConversationOutbox(started), jobKinds: [job] };
}
