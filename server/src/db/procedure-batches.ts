import { type CompiledQuery, type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { orderJobs } from "./jobs.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";
import { lockPlaces } from "./webhook-deliveries.ts";

/** A batch's row. */
export type ProcedureBatchRow = Selectable<Schema["procedure_batches"]>;

/** The kind of the jobs that begin runs of batches; their subject is the batch. */
export const RUN_BATCH = "run_procedure_batch";

/** Stores a new batch and returns its row. */
export async function insertProcedureBatch(
  transaction: Database,
  row: Insertable<Schema["procedure_batches"]>,
): Promise<ProcedureBatchRow> {
  return transaction.insertInto("procedure_batches").values(row).returningAll().executeTakeFirstOrThrow();
}

/** Finds a batch; undefined without one. */
export async function findProcedureBatch(database: Database, id: string): Promise<ProcedureBatchRow | undefined> {
  return database.selectFrom("procedure_batches").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds a batch and keeps everyone else from changing it until the transaction ends; undefined without one. */
export async function lockProcedureBatch(transaction: Database, id: string): Promise<ProcedureBatchRow | undefined> {
  return transaction.selectFrom("procedure_batches").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Changes a batch. */
export async function updateProcedureBatch(
  transaction: Database,
  id: string,
  change: Updateable<Schema["procedure_batches"]>,
): Promise<void> {
  await transaction.updateTable("procedure_batches").set(change).where("id", "=", id).execute();
}

/** Lists batches newest first, at most `limit` of them, from after `position` on; those of test mode if `testOnly`. */
export async function listProcedureBatches(
  database: Database,
  { agentId, testOnly }: { agentId: string | undefined; testOnly: boolean },
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<ProcedureBatchRow[]> {
  let query = database.selectFrom("procedure_batches").selectAll();
  if (agentId !== undefined) query = query.where("agent_id", "=", agentId);
  if (testOnly) query = query.where("livemode", "=", false);
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/**
 * Orders the job that sees what is next for a batch. Ends of runs are stored several in one transaction, so that the jobs
 * of several batches may be: the lock keeps those who order them from waiting for each other in a circle.
 */
export function wakeBatch(database: Database, id: string): CompiledQuery[] {
  return [lockPlaces.compile(database), orderJobs(database, [{ kind: RUN_BATCH, subject: id }])];
}

/** The runs of one version of a batch that stand alike, and what they used. */
export interface BatchRunCount {
  agent_version: number;
  status: Schema["procedures"]["status"]["__select__"];
  runs: number;
  input_tokens: number;
  output_tokens: number;
}

/** Counts the runs of batches by version and status. */
export async function countBatchRuns(database: Database, batchId: string): Promise<BatchRunCount[]> {
  const { rows } = await sql<BatchRunCount>`
    select agent_version, status, count(*)::integer as runs, sum(input_tokens)::float8 as input_tokens,
      sum(output_tokens)::float8 as output_tokens
    from procedures where batch_id = ${batchId} group by agent_version, status
  `.execute(database);
  return rows;
}

/** Lists the runs of a batch that wait or run and were not cancelled yet. */
export async function listRunsToCancel(database: Database, batchId: string): Promise<string[]> {
  const rows = await database
    .selectFrom("procedures")
    .select("id")
    .where("batch_id", "=", batchId)
    .where("status", "in", ["pending", "running"])
    .where("cancel_requested_at", "is", null)
    .execute();
  return rows.map(({ id }) => id);
}
