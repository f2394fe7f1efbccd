import { type Insertable, type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { CarriedChannel, MessageStatus } from "../domain/message.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A message's row. */
export type MessageRow = Selectable<Schema["messages"]>;

/** Finds a message; undefined without one. */
export async function findMessage(database: Database, id: string): Promise<MessageRow | undefined> {
  return database.selectFrom("messages").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds the message that a tool call sends; undefined without one. */
export async function findMessageOfCall(database: Database, callId: string): Promise<MessageRow | undefined> {
  return database.selectFrom("messages").selectAll().where("call_id", "=", callId).executeTakeFirst();
}

/** Stores a message that a person sent. Returns whether it is new: one that its carrier brought before is not. */
export async function insertInbound(database: Database, row: Insertable<Schema["messages"]>): Promise<boolean> {
  const stored = await database
    .insertInto("messages")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["channel", "carrier_id"])
        .where(sql<boolean>`direction = 'inbound' and carrier_id is not null`)
        .doNothing(),
    )
    .returning("id")
    .executeTakeFirst();
  return stored !== undefined;
}

/** Stores a message that a tool call sends. Returns whether it is new: of a call there is one. */
export async function insertOrdered(database: Database, row: Insertable<Schema["messages"]>): Promise<boolean> {
  const stored = await database
    .insertInto("messages")
    .values(row)
    .onConflict((conflict) => conflict.column("call_id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return stored !== undefined;
}

/** Counts the messages that tool calls of a conversation have ordered within the last day. */
export async function countOrderedMessages(database: Database, conversationId: string): Promise<number> {
  const { count } = await database
    .selectFrom("messages")
    .select(sql<number>`count(*)::integer`.as("count"))
    .where("conversation_id", "=", conversationId)
    .where("call_id", "is not", null)
    .where("created_at", ">", sql<Date>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow();
  return count;
}

/** Which messages a list shows; absent fields do not restrict it. */
export interface MessageFilter {
  conversationId?: string;
  channel?: CarriedChannel;
  direction?: "inbound" | "outbound";
  status?: MessageStatus;
  /** Of either side. */
  address?: string;
  /** Only of test mode. */
  testOnly?: boolean;
}

/** Lists messages newest first, at most `limit` of them, from after `position` on. */
export async function listMessages(
  database: Database,
  filter: MessageFilter,
  page: { position: CursorPosition | null; limit: number },
): Promise<MessageRow[]> {
  const { conversationId, channel, direction, status, address, testOnly } = filter;
  const { position, limit } = page;
  let query = database.selectFrom("messages").selectAll();
  if (conversationId !== undefined) query = query.where("conversation_id", "=", conversationId);
  if (channel !== undefined) query = query.where("channel", "=", channel);
  if (direction !== undefined) query = query.where("direction", "=", direction);
  if (status !== undefined) query = query.where("status", "=", status);
  if (testOnly === true) query = query.where("livemode", "=", false);
  if (address !== undefined) {
    query = query.where((eb) => eb.or([eb("to_address", "=", address), eb("from_address", "=", address)]));
  }
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** Two sides between which messages go. */
interface Sides {
  channel: CarriedChannel;
  livemode: boolean;
  ours: string;
  theirs: string;
}

/** Finds the conversation to which the last message between two addresses belonged; undefined without one. */
export async function lastConversationBetween(database: Database, sides: Sides): Promise<string | undefined> {
  const { channel, livemode, ours, theirs } = sides;
  const row = await database
    .selectFrom("messages")
    .select("conversation_id")
    .where("channel", "=", channel)
    .where("livemode", "=", livemode)
    .where("conversation_id", "is not", null)
    .where((eb) =>
      eb.or([
        eb.and([eb("to_address", "=", ours), eb("from_address", "=", theirs), eb("direction", "=", "inbound")]),
        eb.and([eb("to_address", "=", theirs), eb("from_address", "=", ours), eb("direction", "=", "outbound")]),
      ]),
    )
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.conversation_id ?? undefined;
}

/** Tells whether a conversation's log has a message under the id that its sender gave it. */
export async function isInLog(database: Database, conversationId: string, clientEventId: string): Promise<boolean> {
  const row = await database
    .selectFrom("events")
    .select("id")
    .where("conversation_id", "=", conversationId)
    .where(sql<boolean>`payload->>'client_event_id' = ${clientEventId}`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Tells whether a message between two addresses has a part that its carrier calls so. */
export async function isCarrierIdKnown(
  database: Database,
  carrierId: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const row = await database
    .selectFrom("messages")
    .select("id")
    .where("to_address", "=", to)
    .where("from_address", "=", from)
    .where(sql<boolean>`carrier_parts @> ${JSON.stringify([{ carrier_id: carrierId }])}::jsonb`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
