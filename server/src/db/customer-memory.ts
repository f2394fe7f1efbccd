import { type RawBuilder, sql } from "kysely";
import type { ChannelType } from "../domain/conversation.ts";
import type { CustomerRow } from "./customers.ts";
import type { Database } from "./database.ts";

/** A message as it is remembered. */
export interface MessageWords {
  type: "user.message.received" | "agent.message.completed";
  /** Its beginning. */
  text: string;
  at: string;
}

/** A conversation as it is remembered. */
export interface ConversationMemory {
  id: string;
  channel_type: ChannelType;
  summary: string | null;
  started_at: string;
  completed_at: string | null;
  /** The last messages, oldest first; null of one that has a summary. */
  said: MessageWords[] | null;
}

/** A customer and the latest conversations with them. */
export type CustomerMemory = CustomerRow & { earlier: ConversationMemory[] };

/** What is remembered, and how much of it. */
export interface MemoryQuery {
  customerId: string;
  /** The conversations that are not earlier ones: the one that goes on, and what it is shown whole. */
  except: readonly string[];
  /** How many conversations. */
  conversations: number;
  /** How many messages of one without a summary, and how many characters of each, and of a summary. */
  messages: number;
  characters: number;
}

const WORDS = sql`payload->>'type' in ('user.message.received', 'agent.message.completed') and payload->>'text' <> ''`;

/**
 * Finds a customer and what was said with them last, in one statement. Those conversations that go on come first, then
 * what ended last; the index gives them in this order, so that it does not matter how many there are.
 */
export async function findCustomerMemory(database: Database, query: MemoryQuery): Promise<CustomerMemory | undefined> {
  return memoryQuery(database, query).executeTakeFirst();
}

/** Builds the statement of `findCustomerMemory`. */
export function memoryQuery(database: Database, query: MemoryQuery) {
  const { customerId, except, conversations, messages, characters } = query;
  const said = sql`
    select jsonb_agg(jsonb_build_object('type', type, 'text', text, 'at', created_at) order by sequence) from (
      select e.sequence, e.payload->>'type' as type, left(e.payload->>'text', ${characters}) as text, e.created_at
      from events e where e.conversation_id = v.id and ${WORDS} order by e.sequence desc limit ${messages}
    ) latest`;
  const earlier = sql<ConversationMemory[]>`coalesce((
    select jsonb_agg(to_jsonb(memory) - 'place' order by place) from (
      select row_number() over (order by ${LATEST_FIRST}) as place, v.id, v.channel_type,
        left(v.summary, ${characters * 2}) as summary, v.started_at, v.completed_at,
        case when v.summary is null then (${said}) end as said
      from conversations v
      where v.customer_id = customers.id and v.livemode = customers.livemode and v.started_at is not null
        and v.id <> all(${except}::text[])
      order by ${LATEST_FIRST} limit ${conversations}
    ) memory), '[]')`;
  return database
    .selectFrom("customers")
    .selectAll()
    .select(earlier.as("earlier"))
    .where("id", "=", customerId)
    .where("deletion", "is", null);
}

const LATEST_FIRST: RawBuilder<unknown> = sql`coalesce(v.completed_at, 'infinity'::timestamptz) desc, v.id desc`;
