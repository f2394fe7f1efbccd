import { findVersion, findVersionOfAnyAgent } from "../db/agents.ts";
import { type ConversationRow, findConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { hasUserSpoken, lastSequence } from "../db/events.ts";
import { orderJobs } from "../db/jobs.ts";
import { orderProcedures } from "../db/procedures.ts";
import { type Candidate, type Decision, decideAfterConversation } from "../domain/after-conversation.ts";
import { summarySettings } from "../domain/agent-config.ts";
import { isTerminal } from "../domain/conversation.ts";
import { newId, parseAgentReference } from "../domain/ids.ts";
import type { ProceduralAgentConfig } from "../domain/procedural-agent-config.ts";
import { silentSummary, SUMMARY_AGENT_ID } from "../domain/summary.ts";
import { originOf } from "./conversation-view.ts";
import { effectiveConfig } from "./effective-config.ts";
import type { JobKind, JobResult, Jobs } from "./jobs.ts";
import type { OutboxFactory } from "./outboxes.ts";
import { summaryChanges } from "./summaries.ts";
import type { WebhookOutbox } from "./webhook-outbox.ts";

/** The kind of the jobs that order what runs after a conversation; their subject is the conversation. */
const AFTER_CONVERSATION = "after_conversation";
const CONCURRENCY = 4;
const DONE: JobResult = { again: null, did: null };

interface Services {
  database: Database;
  jobs: Pick<Jobs, "announce">;
  /** Who is told of summaries. */
  outbox: Pick<WebhookOutbox, "record">;
  /** Whether conversations are summed up on this installation, unless their agent says otherwise. */
  summaries: boolean;
  /** Is told of a procedural agent that was to run and is not there any more, or was never released. */
  onAbsent(reference: string, conversationId: string): void;
}

/** Orders the job that sees to what runs after a conversation, in the transaction that ends it. */
export function afterConversationOutbox({ database, jobs }: Pick<Services, "database" | "jobs">): OutboxFactory {
  return () => ({
    record: (events) => {
      const ended = events.filter(({ payload }) => payload.type === "conversation.ended");
      const orders = ended.map(({ conversation_id }) => ({ kind: AFTER_CONVERSATION, subject: conversation_id }));
      return orders.length === 0 ? [] : [orderJobs(database, orders)];
    },
    committed: () => jobs.announce(),
  });
}

/**
 * The job that orders what runs after a conversation: the procedural agents its version names, and the one that sums it
 * up. Carried out twice it orders nothing twice, for each run is known by its conversation and its agent.
 */
export function afterConversation(services: Services): JobKind {
  return {
    kind: AFTER_CONVERSATION,
    concurrency: CONCURRENCY,
    perPool: CONCURRENCY,
    run: async ({ subject }) => {
      const row = await findConversation(services.database, subject);
      return row && isTerminal(row.status) ? seeTo(services, row) : DONE;
    },
  };
}

async function seeTo(services: Services, row: ConversationRow): Promise<JobResult> {
  const { database, jobs, onAbsent } = services;
  const plan = await planFor(services, row);
  const runs = plan.decisions.filter((decision) => decision.type === "run");
  const orders = runs.map((run) => orderOf(row, run));
  if (orders.length > 0) await database.executeQuery(orderProcedures(database, orders));
  if (plan.isSilent) await sumUpSilent(services, row);
  if (orders.length > 0 || plan.isSilent) jobs.announce();
  for (const decision of plan.decisions) if (decision.type === "absent") onAbsent(decision.reference, row.id);
  return { again: null, did: didOf(orders.length, plan.isSilent) };
}

/** Sums up, once, a conversation in which the user said nothing. */
async function sumUpSilent(services: Services, row: ConversationRow): Promise<void> {
  const { database } = services;
  if (row.summary !== null) return;
  const summary = silentSummary(row.status, row.failure_reason?.code ?? null);
  const sequence = await lastSequence(database, row.id);
  await database.transaction().execute(async (transaction) => {
    for (const query of summaryChanges(services, { ...summary, about: originOf(row), sequence })) {
      await transaction.executeQuery(query);
    }
  });
}

function didOf(orders: number, isSilent: boolean): string | null {
  if (orders > 0) return `ordered ${orders} ${orders === 1 ? "run" : "runs"}`;
  return isSilent ? "summed up without a model" : null;
}

interface Plan {
  decisions: readonly Decision[];
  /** Whether it is to be summed up without asking a model, for the user said nothing. */
  isSilent: boolean;
}

async function planFor({ database, summaries }: Services, row: ConversationRow): Promise<Plan> {
  const version = await findVersionOfAnyAgent(database, row.agent_id, row.agent_version);
  if (!version) return { decisions: [], isSilent: false };
  const config = effectiveConfig(row.config_snapshot ?? version.config, row.override_config);
  const { is_enabled, agent_id } = summarySettings(config);
  const isSummedUp = summaries && is_enabled;
  const isSilent = isSummedUp && !(await hasUserSpoken(database, row.id));
  const candidates: Candidate[] = [];
  // The one that sums up first: named a second time, it has run already.
  if (isSummedUp && !isSilent) candidates.push(await candidateFor(database, agent_id ?? SUMMARY_AGENT_ID, "summary"));
  for (const id of version.postprocess_agents) candidates.push(await candidateFor(database, id, "conversation_end"));
  return { decisions: decideAfterConversation(row.status, candidates), isSilent };
}

async function candidateFor(database: Database, reference: string, trigger: Candidate["trigger"]): Promise<Candidate> {
  const read = parseAgentReference(reference, "pa");
  const version = read
    ? await findVersion<ProceduralAgentConfig>(database, read.agentId, read.version ?? "released")
    : undefined;
  return { reference, trigger, version };
}

function orderOf(row: ConversationRow, { agentId, version, trigger }: Extract<Decision, { type: "run" }>) {
  return {
    id: newId("trun"),
    agentId,
    version,
    livemode: row.livemode,
    conversationId: row.id,
    input: null,
    trigger,
    triggerKey: `${row.id}/${agentId}`,
    batchId: null,
  };
}
