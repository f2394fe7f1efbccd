import { type CompiledQuery, type Insertable, type Selectable, sql } from "kysely";
import pg from "pg";
import type { ChannelType, ConversationStatus } from "../domain/conversation.ts";
import type { CursorPosition } from "../domain/cursor.ts";
import type { StoredEvent } from "../domain/event.ts";
import type { Database } from "./database.ts";
import { currentCustomer } from "./merged-customers.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A conversation's row. */
export type ConversationRow = Selectable<Schema["conversations"]>;

/** Writes what stores a new conversation together with the first event of its log. */
export function conversationInsert(database: Database, row: ConversationRow, first: StoredEvent): CompiledQuery {
  const { envelope, sequence } = first;
  return database
    .with("conversation", (cte) => cte.insertInto("conversations").values(columnsOf(row)))
    .insertInto("events")
    .values({
      conversation_id: row.id,
      sequence,
      id: envelope.id,
      created_at: new Date(envelope.created_at),
      payload: JSON.stringify(envelope.payload),
    })
    .compile();
}

function columnsOf(row: ConversationRow): Insertable<Schema["conversations"]> {
  return {
    ...row,
    config_snapshot: row.config_snapshot && JSON.stringify(row.config_snapshot),
    override_config: row.override_config && JSON.stringify(row.override_config),
    failure_reason: row.failure_reason && JSON.stringify(row.failure_reason),
    channel: JSON.stringify(row.channel),
    context: JSON.stringify(row.context),
    custom_fields: JSON.stringify(row.custom_fields),
  };
}

/** Finds a conversation; undefined without one. */
export async function findConversation(database: Database, id: string): Promise<ConversationRow | undefined> {
  return database.selectFrom("conversations").selectAll().where("id", "=", id).executeTakeFirst();
}

/**
 * Deletes a conversation with its log, its ledger and what webhook endpoints were to be sent of it: one of test mode,
 * or a live one that is queued. Returns whether there was one to delete.
 */
export async function deleteConversation(database: Database, id: string): Promise<boolean> {
  const deleted = await database
    .with("deleted", (cte) =>
      cte
        .deleteFrom("conversations")
        .where("id", "=", id)
        .where((eb) => eb.or([eb("livemode", "=", false), eb("status", "=", "queued")]))
        .returning("id"),
    )
    .with("forgotten", (cte) =>
      cte
        .deleteFrom("webhook_deliveries")
        .where("conversation_id", "in", (eb) => eb.selectFrom("deleted").select("deleted.id")),
    )
    .selectFrom("deleted")
    .select("deleted.id")
    .executeTakeFirst();
  return deleted !== undefined;
}

/** Says with whom a conversation is. */
export async function setCustomer(transaction: Database, id: string, customerId: string): Promise<void> {
  await transaction.updateTable("conversations").set({ customer_id: customerId }).where("id", "=", id).execute();
}

/** Lists which of those conversations do not exist any more. */
export async function listDeleted(database: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${ids}::text[]) as id where not exists (select from conversations c where c.id = id.id)
  `.execute(database);
  return rows.map((row) => row.id);
}

/** Makes every token of the conversation so far worthless and returns the generation of the next. */
export async function nextTokenGeneration(database: Database, id: string, expiresAt: Date): Promise<number> {
  const row = await database
    .updateTable("conversations")
    .set((eb) => ({ token_generation: eb("token_generation", "+", 1), token_expires_at: expiresAt }))
    .where("id", "=", id)
    .returning("token_generation")
    .executeTakeFirstOrThrow();
  return row.token_generation;
}

/** Tells whether a conversation of that agent is queued or in progress. */
export async function hasOpenConversation(database: Database, agentId: string): Promise<boolean> {
  const row = await database
    .selectFrom("conversations")
    .select("id")
    .where("agent_id", "=", agentId)
    .where("status", "in", ["queued", "in-progress"])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Which conversations a list shows; absent fields do not restrict it. */
export interface ConversationFilter {
  createdFrom?: Date;
  createdBefore?: Date;
  scheduledFrom?: Date;
  scheduledBefore?: Date;
  completedFrom?: Date;
  completedBefore?: Date;
  agentId?: string;
  agentVersion?: number;
  /** The id of somebody who was merged into another means that one. */
  customerId?: string;
  campaignId?: string;
  status?: ConversationStatus;
  channelType?: ChannelType;
  direction?: "inbound" | "outbound";
  livemode?: boolean;
  /** Words that must all occur in one message of the transcript. */
  text?: string;
}

/** Lists conversations newest first, at most `limit` of them, from after `position` on. */
export async function listConversations(
  database: Database,
  filter: ConversationFilter,
  page: { position: CursorPosition | null; limit: number },
): Promise<ConversationRow[]> {
  const { position, limit } = page;
  let query = matchingConversations(database, filter).selectAll();
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** Selects from the conversations that a filter leaves. */
export function matchingConversations(database: Database, filter: ConversationFilter) {
  let query = database.selectFrom("conversations");
  for (const [column, operator, value] of comparisons(filter)) {
    if (value !== undefined) query = query.where(column, operator, value);
  }
  if (filter.customerId !== undefined) query = query.where("customer_id", "=", currentCustomer(filter.customerId));
  if (filter.text !== undefined) {
    const { text } = filter;
    // Uncorrelated, so that the text index finds the few conversations that match.
    query = query.where("id", "in", (eb) =>
      eb
        .selectFrom("events")
        .select("conversation_id")
        .where(sql<boolean>`payload->>'type' in ('user.message.received', 'agent.message.completed')`)
        .where(sql<boolean>`to_tsvector('simple', payload->>'text') @@ websearch_to_tsquery('simple', ${text})`),
    );
  }
  return query;
}

type Comparison = [keyof Schema["conversations"], "=" | ">=" | "<", Date | string | number | boolean | undefined];

function comparisons(filter: ConversationFilter): Comparison[] {
  return [
    ["created_at", ">=", filter.createdFrom],
    ["created_at", "<", filter.createdBefore],
    ["scheduled_at", ">=", filter.scheduledFrom],
    ["scheduled_at", "<", filter.scheduledBefore],
    ["completed_at", ">=", filter.completedFrom],
    ["completed_at", "<", filter.completedBefore],
    ["agent_id", "=", filter.agentId],
    ["agent_version", "=", filter.agentVersion],
    ["campaign_id", "=", filter.campaignId],
    ["status", "=", filter.status],
    ["channel_type", "=", filter.channelType],
    ["direction", "=", filter.direction],
    ["livemode", "=", filter.livemode],
  ];
}

/** What can be changed of a conversation that is queued. */
type QueuedChange = Pick<
  ConversationRow,
  "scheduled_at" | "context" | "channel" | "override_config" | "customer_id" | "thread"
>;

/**
 * Changes a conversation that is queued and held under that very lease, and gives the lease back. Returns whether it
 * did: nobody else may have taken it meanwhile.
 */
export async function changeQueued(
  database: Database,
  { id, fence }: { id: string; fence: number },
  { scheduled_at, customer_id, thread, ...change }: QueuedChange,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable("conversations")
    .set({
      scheduled_at,
      customer_id,
      thread,
      context: JSON.stringify(change.context),
      channel: JSON.stringify(change.channel),
      override_config: change.override_config && JSON.stringify(change.override_config),
      holder: null,
    })
    .where("id", "=", id)
    .where("fence", "=", fence)
    .where("status", "=", "queued")
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Has a conversation that is queued begin at another time, unless somebody has changed that meanwhile. */
export async function reschedule(
  database: Database,
  { id, scheduled_at }: Pick<ConversationRow, "id" | "scheduled_at">,
  scheduledAt: Date,
): Promise<void> {
  await database
    .updateTable("conversations")
    .set({ scheduled_at: scheduledAt })
    .where("id", "=", id)
    .where("status", "=", "queued")
    .where("scheduled_at", "is not distinct from", scheduled_at)
    .execute();
}

/** Lets a carrier's messages find a conversation that is about to begin; null lets go. Throws where it is taken. */
export async function enterThread(database: Database, id: string, thread: string | null): Promise<void> {
  await database
    .updateTable("conversations")
    .set({ thread })
    .where("id", "=", id)
    .where("status", "=", "queued")
    .execute();
}

/** Finds the open conversation of a thread. */
export async function findOpenThread(
  database: Database,
  { livemode, thread }: { livemode: boolean; thread: string },
): Promise<string | undefined> {
  const row = await database
    .selectFrom("conversations")
    .select("id")
    .where("livemode", "=", livemode)
    .where("thread", "=", thread)
    .where("status", "in", ["queued", "in-progress"])
    .executeTakeFirst();
  return row?.id;
}

/** Tells whether a conversation could not be stored because another one of its thread is open. */
export function isThreadTaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.constraint === "conversations_open_thread";
}

/** Lists the queued conversations whose token expired before `now`: nobody can join them any more. */
export async function listNeverJoined(database: Database, now: Date): Promise<string[]> {
  const rows = await database
    .selectFrom("conversations")
    .select("id")
    .where("status", "=", "queued")
    .where("token_expires_at", "<", now)
    .where("scheduled_at", "is", null)
    // An outgoing call waits for a line, and nobody has to join it.
    .where((eb) => eb.or([eb("channel_type", "<>", "phone"), eb("direction", "=", "inbound")]))
    .limit(500)
    .execute();
  return rows.map((row) => row.id);
}
