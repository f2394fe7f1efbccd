import { sql } from "kysely";
import type { EventOrigin, StoredEvent } from "../domain/event.ts";
import { SERVER_EVENTS, type ServerPayload } from "../domain/event-payloads.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

const PAGE = 500;

type EventRow = Pick<Schema["events"], "id" | "sequence" | "created_at"> & {
  payload: StoredEvent["envelope"]["payload"];
};

/** Reads the events of a log with `after < sequence ≤ upTo`, oldest first, a page at a time. */
export async function* readEvents(
  database: Database,
  origin: EventOrigin,
  range: { after: number; upTo?: number },
): AsyncGenerator<StoredEvent[]> {
  const upTo = range.upTo ?? Number.MAX_SAFE_INTEGER;
  let after = range.after;
  while (after < upTo) {
    const rows = await database
      .selectFrom("events")
      .select(["id", "sequence", "created_at", "payload"])
      .where("conversation_id", "=", origin.conversation_id)
      .where("sequence", ">", after)
      .where("sequence", "<=", Math.min(upTo, 2 ** 31 - 1))
      .orderBy("sequence")
      .limit(PAGE)
      .execute();
    if (rows.length > 0) yield rows.map((row) => toStoredEvent(row, origin));
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as EventRow).sequence;
  }
}

function toStoredEvent(row: EventRow, origin: EventOrigin): StoredEvent {
  return {
    sequence: row.sequence,
    envelope: {
      id: row.id,
      created_at: row.created_at.toISOString(),
      agent_id: origin.agent_id,
      livemode: origin.livemode,
      conversation_id: origin.conversation_id,
      payload: row.payload,
      experimental: SERVER_EVENTS[row.payload.type].experimental,
    },
  };
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
