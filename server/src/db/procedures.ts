import { type CompiledQuery, type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { ProcedureStatus, ProcedureTrigger } from "../domain/procedure.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Database } from "./database.ts";
import { type ClaimedJob, isHeld, ORDER_JOB } from "./jobs.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A run's row. */
export type ProcedureRow = Selectable<Schema["procedures"]>;

/** The kind of the jobs that carry runs out; their subject is the run. */
export const RUN_PROCEDURE = "run_procedure";
/** The kind of those whose answer a conversation waits for: what runs in the background must not keep them waiting. */
export const RUN_PROCEDURE_TOOL = "run_procedure_tool";

/** Names the kind of the job that carries out what `trigger` called for. */
export function jobKindOf(trigger: ProcedureTrigger): string {
  return trigger === "tool" ? RUN_PROCEDURE_TOOL : RUN_PROCEDURE;
}

/** A run to be ordered. */
export interface NewProcedure {
  id: string;
  agentId: string;
  /** The version that runs; null is the released one. */
  version: number | null;
  livemode: boolean;
  /** The conversation that it is about; null for one that works on `input` alone. */
  conversationId: string | null;
  /** The last event of the conversation that it sees; absent or null is the last one there is by then. */
  upToSequence?: number | null;
  input: JsonObject | null;
  trigger: ProcedureTrigger;
  /** What a second order of the same run is known by; null where there is none. */
  triggerKey: string | null;
  batchId: string | null;
  /** Whether it only shows what would come of it; false if absent. */
  isTrial?: boolean;
}

/**
 * Orders runs and the jobs that carry them out, in one statement, to be run in the transaction of the change that calls
 * for them; tell `Jobs.announce` after the commit. Left out is what has been ordered under the same key before, and what
 * names an agent that was deleted, has no such version, or for a null `version` none that is released. Returns the ids
 * of those that were ordered.
 */
export function orderProcedures(database: Database, orders: readonly NewProcedure[]): CompiledQuery<{ id: string }> {
  return sql<{ id: string }>`
    with ordered as (
      insert into procedures (id, livemode, agent_id, agent_version, config_snapshot, name, conversation_id,
        up_to_sequence, trigger, trigger_key, batch_id, is_trial, input)
      select n.id, n.livemode, n.agent_id, v.version, case when v.status = 'draft' then v.config end, v.name,
        n.conversation_id,
        coalesce(n.up_to_sequence, (select max(e.sequence) from events e where e.conversation_id = n.conversation_id)),
        n.trigger, n.trigger_key, n.batch_id, n.is_trial, n.input
      from jsonb_to_recordset(${JSON.stringify(orders.map(recordOf))}::jsonb) as n (id text, agent_id text,
        version integer, livemode boolean, conversation_id text, up_to_sequence integer, input jsonb, trigger text,
        trigger_key text, batch_id text, is_trial boolean)
      join agents a on a.id = n.agent_id and a.deleted_at is null
      join agent_versions v on v.agent_id = a.id
        and (v.version = n.version or (n.version is null and v.status = 'released'))
      on conflict (trigger_key) do nothing
      returning id, trigger, coalesce(batch_id, agent_id) as pool
    ), jobs_ordered as (
      insert into jobs (kind, subject, pool, due_at)
      select case when trigger = 'tool' then ${RUN_PROCEDURE_TOOL} else ${RUN_PROCEDURE} end, id, pool, now()
      from ordered order by id
      ${ORDER_JOB}
    )
    select id from ordered
  `.compile(database);
}

function recordOf(order: NewProcedure): JsonObject {
  return {
    id: order.id,
    agent_id: order.agentId,
    version: order.version,
    livemode: order.livemode,
    conversation_id: order.conversationId,
    up_to_sequence: order.upToSequence ?? null,
    input: order.input,
    trigger: order.trigger,
    trigger_key: order.triggerKey,
    batch_id: order.batchId,
    is_trial: order.isTrial ?? false,
  };
}

/** Finds a run; undefined without one. */
export async function findProcedure(database: Database, id: string): Promise<ProcedureRow | undefined> {
  return database.selectFrom("procedures").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds the run that was ordered under a key; undefined without one. */
export async function findProcedureByKey(database: Database, triggerKey: string): Promise<ProcedureRow | undefined> {
  return database.selectFrom("procedures").selectAll().where("trigger_key", "=", triggerKey).executeTakeFirst();
}

/** Tells whether a run of that agent is pending or under way. */
export async function hasOpenProcedure(database: Database, agentId: string): Promise<boolean> {
  const row = await database
    .selectFrom("procedures")
    .select("id")
    .where("agent_id", "=", agentId)
    .where("status", "in", ["pending", "running"])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Which runs a list shows; absent fields do not restrict it. */
export interface ProcedureFilter {
  agentId?: string | undefined;
  agentVersion?: number | undefined;
  conversationId?: string | undefined;
  hasConversation?: boolean | undefined;
  batchId?: string | undefined;
  status?: ProcedureStatus | undefined;
  livemode?: boolean | undefined;
}

/** Lists runs newest first, at most `limit` of them, from after `position` on. */
export async function listProcedures(
  database: Database,
  filter: ProcedureFilter,
  page: { position: CursorPosition | null; limit: number },
): Promise<ProcedureRow[]> {
  let query = database.selectFrom("procedures").selectAll();
  const wanted = [
    ["agent_id", filter.agentId],
    ["agent_version", filter.agentVersion],
    ["conversation_id", filter.conversationId],
    ["batch_id", filter.batchId],
    ["status", filter.status],
    ["livemode", filter.livemode],
  ] as const;
  for (const [column, value] of wanted) if (value !== undefined) query = query.where(column, "=", value);
  if (filter.hasConversation !== undefined)
    query = query.where("conversation_id", filter.hasConversation ? "is not" : "is", null);
  const { position, limit } = page;
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/**
 * Takes a run on for the holder of its job: nothing of an earlier holder is stored from here on. Returns its row, or
 * undefined when it is over, was deleted, or the job is another's by now.
 */
export async function takeUpProcedure(database: Database, job: ClaimedJob): Promise<ProcedureRow | undefined> {
  return database
    .updateTable("procedures")
    .set((eb) => ({
      fence: eb("fence", "+", 1),
      status: "running" as const,
      started_at: sql<Date>`coalesce(started_at, now())`,
    }))
    .where("id", "=", job.subject)
    .where("status", "in", ["pending", "running"])
    .where(isHeld(job))
    .returningAll()
    .executeTakeFirst();
}

/** Asks for the end of a run that is not over. Returns its row; undefined when it is over or there is none. */
export async function requestCancel(database: Database, id: string): Promise<ProcedureRow | undefined> {
  return database
    .updateTable("procedures")
    .set({ cancel_requested_at: sql<Date>`coalesce(cancel_requested_at, now())` })
    .where("id", "=", id)
    .where("status", "in", ["pending", "running"])
    .returningAll()
    .executeTakeFirst();
}

/** How far a run is, as far as those know it who wait for it. */
export interface ProcedurePulse {
  id: string;
  status: ProcedureStatus;
  is_cancelled: boolean;
  /** The place of the last event of its log; 0 without any. */
  sequence: number;
}

/** Looks how far runs are. One that was deleted is left out. */
export async function readPulses(database: Database, ids: readonly string[]): Promise<ProcedurePulse[]> {
  if (ids.length === 0) return [];
  return database
    .selectFrom("procedures")
    .select([
      "id",
      "status",
      sql<boolean>`cancel_requested_at is not null`.as("is_cancelled"),
      sql<number>`coalesce((select max(sequence) from procedure_events e where e.procedure_id = procedures.id), 0)`.as(
        "sequence",
      ),
    ])
    .where("id", "in", ids)
    .execute();
}
