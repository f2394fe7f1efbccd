import { sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import { TERMINAL_STATUSES } from "../domain/conversation.ts";
import type { OutputChange } from "../domain/output-changes.ts";
import type { ProcedureError, ProcedureStatus } from "../domain/procedure.ts";
import { type ConversationFilter, matchingConversations } from "./conversations.ts";
import type { Database } from "./database.ts";

/** Which conversations a batch takes: those named, or the newest that fit. */
export type BatchChoice = { ids: readonly string[] } | { filter: ConversationFilter; limit: number };

/** Notes the conversations of a batch, those that are over. Returns how many there are. */
export async function insertBatchItems(
  transaction: Database,
  batch: { id: string; livemode: boolean },
  choice: BatchChoice,
): Promise<number> {
  const { livemode } = batch;
  const fitting = matchingConversations(transaction, { ...("filter" in choice ? choice.filter : {}), livemode })
    .where("status", "in", TERMINAL_STATUSES)
    .select((eb) => [
      eb.val(batch.id).as("batch_id"),
      "id as conversation_id",
      "created_at as conversation_created_at",
    ]);
  const chosen =
    "ids" in choice
      ? fitting.where(sql<boolean>`id = any(${choice.ids}::text[])`)
      : fitting.orderBy("created_at", "desc").orderBy("id", "desc").limit(choice.limit);
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto("procedure_batch_items")
    .columns(["batch_id", "conversation_id", "conversation_created_at"])
    .expression(chosen)
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0n);
}

/** Names conversations that a batch did not take, of those it was to: at most `limit`. */
export async function listNotTaken(
  transaction: Database,
  batchId: string,
  { ids, limit }: { ids: readonly string[]; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${ids}::text[]) as wanted (id)
    where not exists (
      select 1 from procedure_batch_items i where i.batch_id = ${batchId} and i.conversation_id = wanted.id
    ) limit ${limit}
  `.execute(transaction);
  return rows.map(({ id }) => id);
}

/** How far the conversations of a batch are. */
export interface BatchItemCount {
  conversations: number;
  done: number;
  /** Runs that are not begun. */
  remaining: number;
}

/** Counts the conversations of a batch, and the runs that are not begun. */
export async function countBatchItems(
  database: Database,
  { id, isCompared }: { id: string; isCompared: boolean },
): Promise<BatchItemCount> {
  const { rows } = await sql<BatchItemCount>`
    select count(*)::integer as conversations, count(*) filter (where is_done)::integer as done,
      (count(*) filter (where procedure_id is null)
        + count(*) filter (where ${isCompared} and compared_id is null))::integer as remaining
    from procedure_batch_items where batch_id = ${id}
  `.execute(database);
  return rows[0] as BatchItemCount;
}

/** A run that is not begun. */
export interface RunToBegin {
  conversation_id: string;
  /** Whether it is that of the version to compare with. */
  is_compared: boolean;
}

/** Lists runs of a batch that are not begun, those over the newest conversations first. */
export async function listRunsToBegin(
  transaction: Database,
  { id, isCompared }: { id: string; isCompared: boolean },
  limit: number,
): Promise<RunToBegin[]> {
  const { rows } = await sql<RunToBegin>`
    select i.conversation_id, side.is_compared
    from procedure_batch_items i
    cross join (values (false), (true)) as side (is_compared)
    where i.batch_id = ${id} and not i.is_done
      and case when side.is_compared then ${isCompared} and i.compared_id is null else i.procedure_id is null end
    order by i.conversation_created_at desc, i.conversation_id desc, side.is_compared
    limit ${limit}
  `.execute(transaction);
  return rows;
}

/** Notes that runs were begun. */
export async function noteRuns(
  transaction: Database,
  batchId: string,
  runs: readonly (RunToBegin & { id: string })[],
): Promise<void> {
  for (const isCompared of [false, true]) {
    const begun = runs.filter(({ is_compared }) => is_compared === isCompared);
    if (begun.length === 0) continue;
    const column = sql.ref(isCompared ? "compared_id" : "procedure_id");
    await sql`
      update procedure_batch_items i set ${column} = n.id
      from unnest(
        ${begun.map(({ conversation_id }) => conversation_id)}::text[], ${begun.map(({ id }) => id)}::text[]
      ) as n (conversation_id, id)
      where i.batch_id = ${batchId} and i.conversation_id = n.conversation_id
    `.execute(transaction);
  }
}

/** A conversation of a batch of which every run is over, but is not noted as done. */
export interface EndedItem {
  conversation_id: string;
  status: ProcedureStatus;
  output: unknown;
  compared_status: ProcedureStatus | null;
  compared_output: unknown;
}

/** Lists conversations of a batch whose runs are over, at most `limit`. */
export async function listEndedItems(
  transaction: Database,
  { id, isCompared }: { id: string; isCompared: boolean },
  limit: number,
): Promise<EndedItem[]> {
  const { rows } = await sql<EndedItem>`
    select i.conversation_id, p.status, p.output, c.status as compared_status, c.output as compared_output
    from procedure_batch_items i
    join procedures p on p.id = i.procedure_id and p.status not in ('pending', 'running')
    left join procedures c on c.id = i.compared_id
    where i.batch_id = ${id} and not i.is_done
      and (not ${isCompared} or c.status not in ('pending', 'running'))
    limit ${limit}
  `.execute(transaction);
  return rows;
}

/** Notes that conversations of a batch are done, and what changed in each. */
export async function settleItems(
  transaction: Database,
  batchId: string,
  items: readonly { conversation_id: string; changes: readonly OutputChange[] | null }[],
): Promise<void> {
  await sql`
    update procedure_batch_items i set is_done = true, changes = n.changes
    from unnest(
      ${items.map(({ conversation_id }) => conversation_id)}::text[],
      ${items.map(({ changes }) => changes && JSON.stringify(changes))}::jsonb[]
    ) as n (conversation_id, changes)
    where i.batch_id = ${batchId} and i.conversation_id = n.conversation_id
  `.execute(transaction);
}

/** A run as results show it. */
interface ItemRun {
  agent_version: number;
  status: ProcedureStatus;
  output: unknown;
  error: ProcedureError | null;
  input_tokens: number;
  output_tokens: number;
}

/** A conversation of a batch with its runs. */
export interface BatchItemRow {
  conversation_id: string;
  conversation_created_at: Date;
  procedure_id: string | null;
  compared_id: string | null;
  is_done: boolean;
  changes: OutputChange[] | null;
  run: ItemRun | null;
  compared_run: ItemRun | null;
}

const shownRun = (alias: string) => sql`
  case when ${sql.ref(`${alias}.id`)} is not null then jsonb_build_object(
    'agent_version', ${sql.ref(`${alias}.agent_version`)}, 'status', ${sql.ref(`${alias}.status`)},
    'output', ${sql.ref(`${alias}.output`)}, 'error', ${sql.ref(`${alias}.error`)},
    'input_tokens', ${sql.ref(`${alias}.input_tokens`)}, 'output_tokens', ${sql.ref(`${alias}.output_tokens`)}
  ) end`;

/** Lists conversations of a batch with their runs, newest first, at most `limit` from after `position` on. */
export async function listBatchItems(
  database: Database,
  { id, onlyChanged }: { id: string; onlyChanged: boolean },
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<BatchItemRow[]> {
  const after = position
    ? sql`(${position.createdAt}::timestamptz, ${position.id})`
    : sql`('infinity'::timestamptz, '')`;
  const { rows } = await sql<BatchItemRow>`
    select i.*, ${shownRun("p")} as run, ${shownRun("c")} as compared_run
    from procedure_batch_items i
    left join procedures p on p.id = i.procedure_id
    left join procedures c on c.id = i.compared_id
    where i.batch_id = ${id} and (i.conversation_created_at, i.conversation_id) < ${after}
      and (not ${onlyChanged} or jsonb_array_length(i.changes) > 0 or (p.status = 'success') <> (c.status = 'success'))
    order by i.conversation_created_at desc, i.conversation_id desc
    limit ${limit}
  `.execute(database);
  return rows;
}

/** What changed between the two versions of a batch, in numbers. */
export interface BatchComparison {
  compared: number;
  changed: number;
  status_changed: number;
  fields: { path: string; added: number; removed: number; changed: number }[];
}

/** Counts what changed between the two versions of a batch; names at most `mostFields` fields. */
export async function readBatchComparison(
  database: Database,
  batchId: string,
  mostFields: number,
): Promise<BatchComparison> {
  const counts = await sql<Omit<BatchComparison, "fields">>`
    select count(i.changes)::integer as compared,
      count(*) filter (where jsonb_array_length(i.changes) > 0)::integer as changed,
      count(*) filter (where (p.status = 'success') <> (c.status = 'success'))::integer as status_changed
    from procedure_batch_items i
    join procedures p on p.id = i.procedure_id
    join procedures c on c.id = i.compared_id
    where i.batch_id = ${batchId} and i.is_done
  `.execute(database);
  const fields = await sql<BatchComparison["fields"][number]>`
    select change->>'path' as path, count(*) filter (where change->>'change' = 'added')::integer as added,
      count(*) filter (where change->>'change' = 'removed')::integer as removed,
      count(*) filter (where change->>'change' = 'changed')::integer as changed
    from procedure_batch_items i, jsonb_array_elements(i.changes) change
    where i.batch_id = ${batchId} and i.changes is not null
    group by change->>'path' order by count(*) desc, change->>'path' limit ${mostFields}
  `.execute(database);
  return { ...(counts.rows[0] as Omit<BatchComparison, "fields">), fields: fields.rows };
}
