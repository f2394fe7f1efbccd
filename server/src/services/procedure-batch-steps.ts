import type { Database } from "../db/database.ts";
import {
  countBatchItems,
  type EndedItem,
  listEndedItems,
  listRunsToBegin,
  noteRuns,
  type RunToBegin,
  settleItems,
} from "../db/procedure-batch-items.ts";
import {
  countBatchRuns,
  listRunsToCancel,
  lockProcedureBatch,
  type ProcedureBatchRow,
  RUN_BATCH,
  updateProcedureBatch,
} from "../db/procedure-batches.ts";
import { OperatorError } from "../domain/error.ts";
import { outputChanges } from "../domain/output-changes.ts";
import { type BatchMove, nextBatchMove } from "../domain/procedure-batch.ts";
import type { JobKind, JobResult } from "./jobs.ts";
import { costOfRuns, underWayOf } from "./procedure-batch-view.ts";
import type { Procedures } from "./procedures.ts";

interface Services {
  database: Database;
  procedures: Pick<Procedures, "order" | "announce" | "requestCancel">;
}

const SETTLED_AT_ONCE = 100;
/** The end of each run wakes its batch. This is for a wake-up that never came, for whatever reason. */
const LOOK_AGAIN_AFTER = 60_000;

/**
 * Makes the job that sees what is next for a batch: notes which conversations are done, and begins as many runs as may be
 * under way. Each step is one transaction under the batch's lock, so that a process that dies leaves it to be gone on
 * with, and no run is begun twice.
 */
export function procedureBatchSteps(services: Services): JobKind {
  return {
    kind: RUN_BATCH,
    concurrency: 4,
    perPool: 4,
    async run({ subject }) {
      const { database, procedures } = services;
      const step = await database
        .transaction()
        .execute((transaction) => takeStep({ transaction, procedures }, subject));
      procedures.announce();
      for (const id of step.toCancel) await procedures.requestCancel(id);
      return step.result;
    },
  };
}

interface Step {
  result: JobResult;
  /** Runs that are not to go on. */
  toCancel: readonly string[];
}

interface Stepping extends Pick<Services, "procedures"> {
  transaction: Database;
}

const NOTHING: Step = { result: { again: null, did: null }, toCancel: [] };

async function takeStep({ transaction, procedures }: Stepping, id: string): Promise<Step> {
  const batch = await lockProcedureBatch(transaction, id);
  if (batch === undefined || batch.ended_at !== null) return NOTHING;
  // Before what ended is noted: a run that ends between the two is noted then, and the batch does not end without it.
  const move = await moveOf(transaction, batch);
  if (await settleEnded(transaction, batch)) return { ...NOTHING, result: { again: 0, did: "noted what ended" } };
  const result = await makeMove({ transaction, procedures }, batch, move);
  const toCancel = batch.status === "cancelled" ? await listRunsToCancel(transaction, id) : [];
  return { result, toCancel };
}

/** Notes a portion of the conversations whose runs are over. Returns whether there may be more. */
async function settleEnded(transaction: Database, batch: ProcedureBatchRow): Promise<boolean> {
  const items = await listEndedItems(transaction, whichRuns(batch), SETTLED_AT_ONCE);
  if (items.length === 0) return false;
  const settled = items.map((item) => ({ conversation_id: item.conversation_id, changes: changesOf(item) }));
  await settleItems(transaction, batch.id, settled);
  return items.length === SETTLED_AT_ONCE;
}

function changesOf(item: EndedItem) {
  if (item.status !== "success" || item.compared_status !== "success") return null;
  return outputChanges(item.compared_output, item.output);
}

function whichRuns({ id, compare_version }: ProcedureBatchRow) {
  return { id, isCompared: compare_version !== null };
}

async function moveOf(transaction: Database, batch: ProcedureBatchRow): Promise<BatchMove> {
  const { status, budget, concurrency } = batch;
  const runs = await countBatchRuns(transaction, batch.id);
  const { remaining } = await countBatchItems(transaction, whichRuns(batch));
  const tokens = runs.reduce((total, each) => total + each.input_tokens + each.output_tokens, 0);
  const spent = { tokens, costUsd: costOfRuns(batch, runs) };
  return nextBatchMove({ status, budget, concurrency, spent, underWay: underWayOf(runs), remaining });
}

async function makeMove(stepping: Stepping, batch: ProcedureBatchRow, move: BatchMove): Promise<JobResult> {
  const { transaction } = stepping;
  switch (move.type) {
    case "wait":
      return { again: LOOK_AGAIN_AFTER, did: null };
    case "exhaust":
      await updateProcedureBatch(transaction, batch.id, { status: "budget_exhausted" });
      return { again: 0, did: "budget exhausted" };
    case "end":
      await updateProcedureBatch(transaction, batch.id, { status: move.status, ended_at: new Date() });
      return { again: null, did: move.status };
    case "begin":
      return begin(stepping, batch, move.runs);
  }
}

async function begin(stepping: Stepping, batch: ProcedureBatchRow, count: number): Promise<JobResult> {
  const { transaction } = stepping;
  const runs = await listRunsToBegin(transaction, whichRuns(batch), count);
  const begun: (RunToBegin & { id: string })[] = [];
  try {
    for (const run of runs) begun.push({ ...run, id: await order(stepping, batch, run) });
    await noteRuns(transaction, batch.id, begun);
    return { again: LOOK_AGAIN_AFTER, did: `began ${begun.length}` };
  } catch (error) {
    // The agent was deleted meanwhile. What it did before stays.
    if (!(error instanceof OperatorError)) throw error;
    const cancelled = { code: error.code, message: error.message };
    await updateProcedureBatch(transaction, batch.id, { status: "cancelled", error: JSON.stringify(cancelled) });
    await noteRuns(transaction, batch.id, begun);
    return { again: 0, did: `cancelled: ${error.code}` };
  }
}

async function order(
  { transaction, procedures }: Stepping,
  batch: ProcedureBatchRow,
  run: RunToBegin,
): Promise<string> {
  const { id, agent_id, agent_version, compare_version, livemode, has_effects } = batch;
  const side = run.is_compared ? "compared" : "run";
  const order = {
    agentId: agent_id,
    version: run.is_compared ? compare_version : agent_version,
    livemode,
    conversationId: run.conversation_id,
    input: null,
    trigger: "batch" as const,
    triggerKey: `${id}/${run.conversation_id}/${side}`,
    batchId: id,
    isTrial: !has_effects,
  };
  return procedures.order(order, transaction);
}
