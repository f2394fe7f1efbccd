import { sql } from "kysely";
import type { Database } from "./database.ts";
import type { MessageRow } from "./messages.ts";

/** A mail of a thread, and whom it went between. */
export type ThreadMail = Pick<MessageRow, "id" | "conversation_id" | "direction" | "from_address" | "to_address"> & {
  message_id: string | null;
};

/** Finds the mails that bear one of these Message-IDs; `own` are the ids of ours that some of them name. */
export async function findMailsByMessageId(
  database: Database,
  livemode: boolean,
  { messageIds, own }: { messageIds: readonly string[]; own: readonly string[] },
): Promise<ThreadMail[]> {
  if (messageIds.length === 0) return [];
  return database
    .selectFrom("messages")
    .select(["id", "conversation_id", "direction", "from_address", "to_address"])
    .select(sql<string | null>`headers->>'message_id'`.as("message_id"))
    .where("channel", "=", "email")
    .where("livemode", "=", livemode)
    .where((eb) =>
      eb.or([
        eb(sql<string>`headers->>'message_id'`, "in", messageIds),
        ...(own.length > 0 ? [eb.and([eb("id", "in", own), eb("direction", "=", "outbound")])] : []),
      ]),
    )
    .orderBy("position", "desc")
    .limit(200)
    .execute();
}

/** Finds a mail of ours that was handed over, or is at this moment; undefined without one. */
export async function findSentMail(database: Database, id: string): Promise<MessageRow | undefined> {
  return database
    .selectFrom("messages")
    .selectAll()
    .where("id", "=", id)
    .where("channel", "=", "email")
    .where("direction", "=", "outbound")
    .executeTakeFirst();
}

/**
 * Finds the conversation by mail that is open now and goes on with that one, however many lie between, or that one
 * itself; undefined when all of them are over.
 */
export async function findOpenSuccessor(database: Database, conversationId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with recursive chain (id) as (
      select ${conversationId}::text
      union
      select conversations.id from conversations join chain on conversations.continues = chain.id
      where conversations.channel_type = 'email'
    )
    select conversations.id from conversations join chain using (id)
    where status in ('queued', 'in-progress') and channel_type = 'email'
    order by created_at desc limit 1
  `.execute(database);
  return rows[0]?.id;
}

/** The two sides of a thread of mails. */
export interface MailSides {
  livemode: boolean;
  ours: string;
  theirs: string;
}

/** Lists the latest mails between two addresses whose conversations wait for another, newest first. */
export async function listAwaitingMails(
  database: Database,
  { livemode, ours, theirs }: MailSides,
): Promise<{ conversation_id: string; subject: string | null }[]> {
  const { rows } = await sql<{ conversation_id: string; subject: string | null }>`
    select messages.conversation_id, messages.subject from messages
    join conversations on conversations.id = messages.conversation_id
    where messages.channel = 'email' and messages.livemode = ${livemode}
      and conversations.channel_type = 'email' and conversations.status in ('queued', 'in-progress')
      and ((messages.to_address = ${ours} and messages.from_address = ${theirs})
        or (messages.to_address = ${theirs} and messages.from_address = ${ours}))
    order by messages.created_at desc limit 20
  `.execute(database);
  return rows;
}

/** Counts the mails that were written to an address lately. */
export async function countMailsTo(
  database: Database,
  { livemode, theirs }: Omit<MailSides, "ours">,
): Promise<{ lastTenMinutes: number; lastDay: number }> {
  const { rows } = await sql<{ ten: number; day: number }>`
    select count(*)::int as day, (count(*) filter (where created_at > now() - interval '10 minutes'))::int as ten
    from messages
    where channel = 'email' and direction = 'outbound' and livemode = ${livemode}
      and lower(to_address) = ${theirs} and created_at > now() - interval '1 day'
  `.execute(database);
  return { lastTenMinutes: rows[0]?.ten ?? 0, lastDay: rows[0]?.day ?? 0 };
}

/** Finds the last mail of a conversation that came from a person, or went to them, before another; undefined without one. */
export async function lastMailWith(
  database: Database,
  { id, conversation_id, to_address: theirs }: Pick<MessageRow, "id" | "conversation_id" | "to_address">,
): Promise<Pick<MessageRow, "subject" | "headers" | "direction"> | undefined> {
  if (conversation_id === null) return undefined;
  return database
    .selectFrom("messages")
    .select(["subject", "headers", "direction"])
    .where("conversation_id", "=", conversation_id)
    .where("channel", "=", "email")
    .where("id", "!=", id)
    .where((eb) => eb.or([eb("from_address", "=", theirs), eb("to_address", "=", theirs)]))
    .where(sql<boolean>`headers ? 'message_id'`)
    .where("status", "in", ["received", "taken", "sent", "delivered", "unknown"])
    .orderBy("position", "desc")
    .limit(1)
    .executeTakeFirst();
}
