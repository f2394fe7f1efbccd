import { sql } from "kysely";
import { type LogOrigin, ownerOf, type PayloadIn, type StoredEvent } from "../domain/event.ts";
import { isExperimental, type LogPayload, type ServerPayload } from "../domain/event-payloads.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

const PAGE = 500;

type EventRow = Pick<Schema["events"], "id" | "sequence" | "created_at"> & { payload: LogPayload };

/** Reads the events of a log with `after < sequence ≤ upTo`, oldest first, a page at a time. */
export async function* readEvents<Origin extends LogOrigin>(
  database: Database,
  origin: Origin,
  range: { after: number; upTo?: number },
): AsyncGenerator<StoredEvent<Origin>[]> {
  const upTo = range.upTo ?? Number.MAX_SAFE_INTEGER;
  let after = range.after;
  while (after < upTo) {
    const rows = await readPage(database, origin, { after, upTo: Math.min(upTo, 2 ** 31 - 1) });
    if (rows.length > 0) yield rows.map((row) => toStoredEvent(row, origin));
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as EventRow).sequence;
  }
}

async function readPage(
  database: Database,
  origin: LogOrigin,
  { after, upTo }: { after: number; upTo: number },
): Promise<EventRow[]> {
  const { table, owner } =
    "procedure_id" in origin
      ? { table: "procedure_events", owner: "procedure_id" }
      : { table: "events", owner: "conversation_id" };
  const { rows } = await sql<EventRow>`
    select id, sequence, created_at, payload from ${sql.table(table)}
    where ${sql.ref(owner)} = ${ownerOf(origin)} and sequence > ${after} and sequence <= ${upTo}
    order by sequence limit ${PAGE}
  `.execute(database);
  return rows;
}

function toStoredEvent<Origin extends LogOrigin>(row: EventRow, origin: Origin): StoredEvent<Origin> {
  const envelope = {
    id: row.id,
    created_at: row.created_at.toISOString(),
    ...origin,
    payload: row.payload as PayloadIn<Origin>,
    experimental: isExperimental(row.payload.type),
  };
  return { sequence: row.sequence, envelope: envelope as StoredEvent<Origin>["envelope"] };
}

/** Reads what was said last in a conversation, at most `limit` messages, oldest first. */
export async function readWords(database: Database, conversationId: string, limit: number): Promise<ServerPayload[]> {
  const rows = await database
    .selectFrom("events")
    .select("payload")
    .where("conversation_id", "=", conversationId)
    .where(sql<boolean>`payload->>'type' in ('user.message.received', 'agent.message.completed')`)
    .orderBy("sequence", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ payload }) => payload).reverse();
}

/** Tells whether the agent of a conversation was reminded of a follow-up there. */
export async function hasReminder(database: Database, conversationId: string, followUpId: string): Promise<boolean> {
  const row = await database
    .selectFrom("events")
    .select("sequence")
    .where("conversation_id", "=", conversationId)
    .where(sql<boolean>`payload->>'type' = 'conversation.reminder.due' and payload->>'reminder_id' = ${followUpId}`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Returns the place of the last event of a log; 0 for an empty one. */
export async function lastSequence(database: Database, conversationId: string): Promise<number> {
  const row = await database
    .selectFrom("events")
    .select(sql<number>`coalesce(max(sequence), 0)`.as("last"))
    .where("conversation_id", "=", conversationId)
    .executeTakeFirstOrThrow();
  return row.last;
}

/** Tells whether a conversation has a message of the user. */
export async function hasUserSpoken(database: Database, conversationId: string): Promise<boolean> {
  const row = await database
    .selectFrom("events")
    .select("sequence")
    .where("conversation_id", "=", conversationId)
    .where(sql<boolean>`payload->>'type' = 'user.message.received'`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** An event that something refers to. */
export interface CitedEventRow {
  id: string;
  sequence: number;
  payload: ServerPayload;
}

/** Reads single events by their places in the logs of conversations. */
export async function readCitedEvents(
  database: Database,
  places: readonly { conversationId: string; sequence: number }[],
): Promise<CitedEventRow[]> {
  const { rows } = await sql<CitedEventRow>`
    select e.id, e.sequence, e.payload
    from unnest(
      ${places.map(({ conversationId }) => conversationId)}::text[],
      ${places.map(({ sequence }) => sequence)}::integer[]
    ) as p (conversation_id, sequence)
    join events e on e.conversation_id = p.conversation_id and e.sequence = p.sequence
  `.execute(database);
  return rows;
}
