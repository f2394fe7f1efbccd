import type { Database } from "../db/database.ts";
import { type BatchItemRow, countBatchItems, readBatchComparison } from "../db/procedure-batch-items.ts";
import { type BatchRunCount, countBatchRuns, type ProcedureBatchRow } from "../db/procedure-batches.ts";
import { versionId } from "../domain/ids.ts";
import { costOf, type ModelPrice } from "../domain/model-prices.ts";
import type { ProcedureBatch, ProcedureBatchResult, ProcedureBatchRun } from "../domain/procedure-batch.ts";
import { isOver } from "../domain/procedure.ts";

const MOST_FIELDS = 200;

/** Reads a batch as it is shown. */
export async function readShownBatch(database: Database, row: ProcedureBatchRow): Promise<ProcedureBatch> {
  const { id, agent_id, agent_version, compare_version, livemode, has_effects, budget, concurrency, status } = row;
  const isCompared = compare_version !== null;
  const [items, runs, comparison] = await Promise.all([
    countBatchItems(database, { id, isCompared }),
    countBatchRuns(database, id),
    isCompared ? readBatchComparison(database, id, MOST_FIELDS) : null,
  ]);
  return {
    id,
    agent_id: versionId(agent_id, agent_version),
    compare_with: compare_version === null ? null : versionId(agent_id, compare_version),
    livemode,
    has_effects,
    budget,
    concurrency,
    status,
    error: row.error,
    progress: { conversations: items.conversations, done: items.done, under_way: underWayOf(runs) },
    totals: totalsOf(row, runs),
    comparison,
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}

/** Counts the runs that wait or run. */
export function underWayOf(runs: readonly BatchRunCount[]): number {
  return sum(runs.filter(({ status }) => !isOver(status)).map((each) => each.runs));
}

/** Adds up what the runs of a batch cost, in US dollars; null where a price is not known. */
export function costOfRuns(batch: ProcedureBatchRow, runs: readonly BatchRunCount[]): number | null {
  const costs = runs.map((each) => {
    const price = priceOf(batch, each.agent_version);
    return price && costOf({ input: each.input_tokens, output: each.output_tokens }, price);
  });
  if (batch.price === null || costs.includes(null)) return null;
  return Math.round(sum(costs as number[]) * 1_000_000) / 1_000_000;
}

function priceOf(batch: ProcedureBatchRow, version: number): ModelPrice | null {
  return version === batch.agent_version ? batch.price : batch.compare_price;
}

function totalsOf(batch: ProcedureBatchRow, runs: readonly BatchRunCount[]): ProcedureBatch["totals"] {
  const countOf = (wanted: string) => sum(runs.filter(({ status }) => status === wanted).map((each) => each.runs));
  return {
    runs: sum(runs.map((each) => each.runs)),
    success: countOf("success"),
    failed: countOf("failed"),
    skipped: countOf("skipped"),
    cancelled: countOf("cancelled"),
    input_tokens: sum(runs.map((each) => each.input_tokens)),
    output_tokens: sum(runs.map((each) => each.output_tokens)),
    cost_usd: costOfRuns(batch, runs),
  };
}

/** Shows what came of one conversation. */
export function itemShown(batch: ProcedureBatchRow, row: BatchItemRow): ProcedureBatchResult {
  const { conversation_id, is_done, changes } = row;
  return {
    conversation_id,
    is_done,
    run: runShown(batch, row.procedure_id, row.run),
    compared_run: runShown(batch, row.compared_id, row.compared_run),
    changes,
  };
}

function runShown(batch: ProcedureBatchRow, id: string | null, run: BatchItemRow["run"]): ProcedureBatchRun | null {
  if (id === null || run === null) return null;
  const { agent_version, status, output, error, input_tokens, output_tokens } = run;
  const price = priceOf(batch, agent_version);
  return {
    procedure_id: id,
    agent_version_id: versionId(batch.agent_id, agent_version),
    status,
    output: output ?? null,
    error: error?.message ?? null,
    error_code: error?.code ?? null,
    input_tokens,
    output_tokens,
    cost_usd: price && costOf({ input: input_tokens, output: output_tokens }, price),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
