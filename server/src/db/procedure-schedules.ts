import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A schedule's row. */
export type ProcedureScheduleRow = Selectable<Schema["procedure_schedules"]>;

/** The kind of the jobs that run what is due; their subject is the schedule. */
export const RUN_SCHEDULE = "run_procedure_schedule";

/** Stores a new schedule and returns its row. */
export async function insertProcedureSchedule(
  transaction: Database,
  row: Insertable<Schema["procedure_schedules"]>,
): Promise<ProcedureScheduleRow> {
  return transaction.insertInto("procedure_schedules").values(row).returningAll().executeTakeFirstOrThrow();
}

/** Finds a schedule; undefined without one. */
export async function findProcedureSchedule(database: Database, id: string): Promise<ProcedureScheduleRow | undefined> {
  return database.selectFrom("procedure_schedules").selectAll().where("id", "=", id).executeTakeFirst();
}

/**
 * Finds a schedule and keeps everyone else from changing it until the transaction ends; undefined without one. `now` is
 * the database's clock, by which jobs are due.
 */
export async function lockProcedureSchedule(
  transaction: Database,
  id: string,
): Promise<(ProcedureScheduleRow & { now: Date }) | undefined> {
  return transaction
    .selectFrom("procedure_schedules")
    .selectAll()
    .select(sql<Date>`now()`.as("now"))
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

/** Changes a schedule and returns its row as it is then. */
export async function updateProcedureSchedule(
  transaction: Database,
  id: string,
  change: Updateable<Schema["procedure_schedules"]>,
): Promise<ProcedureScheduleRow> {
  return transaction
    .updateTable("procedure_schedules")
    .set(change)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Tells whether a schedule runs that agent. */
export async function hasProcedureSchedule(database: Database, agentId: string): Promise<boolean> {
  const row = await database
    .selectFrom("procedure_schedules")
    .select("id")
    .where("agent_id", "=", agentId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Lists schedules newest first, at most `limit` of them, from after `position` on; those of test mode if `testOnly`. */
export async function listProcedureSchedules(
  database: Database,
  { agentId, testOnly }: { agentId: string | undefined; testOnly: boolean },
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<ProcedureScheduleRow[]> {
  let query = database.selectFrom("procedure_schedules").selectAll();
  if (agentId !== undefined) query = query.where("agent_id", "=", agentId);
  if (testOnly) query = query.where("livemode", "=", false);
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** Deletes a schedule. */
export async function deleteProcedureSchedule(transaction: Database, id: string): Promise<void> {
  await transaction.deleteFrom("procedure_schedules").where("id", "=", id).execute();
}
