import { type RawBuilder, sql } from "kysely";
import type { ChannelType } from "../domain/conversation.ts";
import type { Database } from "./database.ts";

/** An earlier conversation with a customer. */
export interface EarlierConversation {
  id: string;
  channel_type: ChannelType;
  summary: string | null;
  at: Date;
  /** Whether a summary of it, its own or a procedure's, has what is searched for. */
  isSummed: boolean;
}

/** Whose history is searched: that of the customer of a conversation, this one left out. */
export interface WhoseHistory {
  customerId: string;
  livemode: boolean;
  except: string;
}

/** What is searched for: `all`, words as people write them, which must all stand in one message; `any`, beginnings of words. */
export type SoughtWords = { all: string } | { any: readonly string[] };

function queryOf(sought: SoughtWords): RawBuilder<unknown> {
  if ("all" in sought) return sql`websearch_to_tsquery('simple', ${sought.all})`;
  return sql`to_tsquery('simple', ${sought.any.map((beginning) => `${beginning}:*`).join(" | ")})`;
}

/**
 * Lists conversations with a customer, those that go on first, then what ended last, at most `limit` of them from
 * `offset` on; with `sought`, whether their summaries have it.
 */
export async function listHistory(
  database: Database,
  { customerId, livemode, except }: WhoseHistory,
  page: { sought: SoughtWords | null; offset: number; limit: number },
): Promise<EarlierConversation[]> {
  const query = page.sought === null ? null : queryOf(page.sought);
  const summed = sql<boolean>`(to_tsvector('simple', coalesce(v.summary, '')) @@ ${query} or exists (
    select from procedures p where p.conversation_id = v.id and to_tsvector('simple', coalesce(p.summary, '')) @@ ${query}))`;
  return database
    .selectFrom("conversations as v")
    .select(["v.id", "v.channel_type", "v.summary", sql<Date>`coalesce(v.completed_at, v.started_at)`.as("at")])
    .select((query === null ? sql<boolean>`false` : summed).as("isSummed"))
    .where("v.customer_id", "=", customerId)
    .where("v.livemode", "=", livemode)
    .where("v.started_at", "is not", null)
    .where("v.id", "<>", except)
    .orderBy(sql`coalesce(v.completed_at, 'infinity'::timestamptz) desc, v.id desc`)
    .offset(page.offset)
    .limit(page.limit)
    .execute();
}

/** Finds in which of those conversations a message has what is sought. */
export async function findSpoken(
  database: Database,
  ids: readonly string[],
  sought: SoughtWords,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct e.conversation_id as id from events e
    where e.conversation_id = any(${ids}::text[])
      and e.payload->>'type' in ('user.message.received', 'agent.message.completed')
      and to_tsvector('simple', e.payload->>'text') @@ ${queryOf(sought)}
  `.execute(database);
  return new Set(rows.map((row) => row.id));
}

/** A message that has what is sought, or stands next to one that does. */
export interface FoundMessage {
  conversation_id: string;
  type: "user.message.received" | "agent.message.completed";
  /** Around what was found, where it is long. */
  text: string;
}

/** How much of a message is searched for the place that is shown, and how much of it is shown. */
const SEARCHED = 20_000;
const SHOWN = 400;

/**
 * Reads what was found in conversations, each message with its neighbours and oldest first, at most `limit` messages of
 * each; without anything sought, what was said last.
 */
export async function readFound(
  database: Database,
  ids: readonly string[],
  { sought, limit }: { sought: SoughtWords | null; limit: number },
): Promise<FoundMessage[]> {
  const query = sought === null ? null : queryOf(sought);
  const isFound = query === null ? sql`true` : sql`to_tsvector('simple', text) @@ ${query}`;
  const around =
    query === null
      ? sql`left(text, ${SHOWN})`
      : sql`case when length(text) <= ${SHOWN} then text when not is_found then left(text, ${SHOWN})
          else ts_headline('simple', left(text, ${SEARCHED}), ${query}, 'StartSel="", StopSel="", MaxWords=60, MinWords=40') end`;
  const { rows } = await sql<FoundMessage>`
    with said as (
      select e.conversation_id, e.sequence, e.payload->>'type' as type, e.payload->>'text' as text
      from events e where e.conversation_id = any(${ids}::text[])
        and e.payload->>'type' in ('user.message.received', 'agent.message.completed') and e.payload->>'text' <> ''
    ), judged as (
      select said.*, ${isFound} as is_found from said
    ), seen as (
      select judged.*, is_found or lag(is_found, 1, false) over places or lead(is_found, 1, false) over places as is_shown
      from judged window places as (partition by conversation_id order by sequence)
    ), shown as (
      select seen.*, row_number() over (partition by conversation_id order by sequence desc) as place
      from seen where is_shown
    )
    select conversation_id, type, ${around} as text from shown where place <= ${limit} order by conversation_id, sequence
  `.execute(database);
  return rows;
}
