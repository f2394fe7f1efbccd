import { type CompiledQuery, sql } from "kysely";
import { type CarriedChannel, type CarrierKeyword, type CarrierPart, LONGEST_TEXT } from "../domain/message.ts";
import type { MailHeaders } from "../ports/message-carrier.ts";
import type { Database } from "./database.ts";
import { type ClaimedJob, isHeld, ORDER_JOB, orderJobs } from "./jobs.ts";
import type { MessageRow } from "./messages.ts";

/** The kind of the jobs that give people's messages to agents; their subject is a lane. */
export const TAKE_MESSAGES = "take_messages";
/** The kind of the jobs that hand messages to carriers; their subject is a lane. */
export const SEND_MESSAGES = "send_messages";
/** The kind of the jobs that end what cannot go on because a message failed; their subject is the message. */
export const END_UNREACHABLE = "end_unreachable";

/** Reads the first message of a lane that is to be dealt with; undefined when all are. */
export async function headOfLane(
  database: Database,
  lane: string,
  direction: "inbound" | "outbound",
): Promise<(MessageRow & { wait: number }) | undefined> {
  const open: MessageRow["status"][] = direction === "inbound" ? ["received"] : ["pending", "sending"];
  return database
    .selectFrom("messages")
    .selectAll()
    .select(
      sql<number>`greatest(0, ceil(extract(epoch from coalesce(next_attempt_at, now()) - now()) * 1000))::float8`.as(
        "wait",
      ),
    )
    .where("lane", "=", lane)
    .where("direction", "=", direction)
    .where("status", "in", open)
    .orderBy("position")
    .limit(1)
    .executeTakeFirst();
}

/** Orders the job that sees to the messages of a lane. */
export function orderLane(database: Database, kind: string, lane: string): CompiledQuery {
  return orderJobs(database, [{ kind, subject: lane }]);
}

/** Notes to which conversation a message is given, before it is. */
export async function assignMessage(database: Database, id: string, conversationId: string): Promise<void> {
  await database.updateTable("messages").set({ conversation_id: conversationId }).where("id", "=", id).execute();
}

/** How an inbound message came out. */
export interface TakenMessage {
  status: "taken" | "rejected";
  keyword?: CarrierKeyword;
  error?: { code: string; message: string };
}

/** Settles a message that a person sent. */
export async function settleInbound(database: Database, id: string, taken: TakenMessage): Promise<void> {
  await database
    .updateTable("messages")
    .set({
      status: taken.status,
      keyword: taken.keyword ?? null,
      error: taken.error ? JSON.stringify(taken.error) : null,
      settled_at: new Date(),
    })
    .where("id", "=", id)
    .where("status", "=", "received")
    .execute();
}

/** What the agent said, to be sent once its turn is over. */
export interface Draft {
  id: string;
  conversationId: string;
  livemode: boolean;
  channel: CarriedChannel;
  eventId: string;
  from: string | null;
  to: string;
  /** What comes between what the turn has said before and this. */
  separator: string;
  text: string;
}

/**
 * Adds what the agent said to the message that its turn writes, to be run in the transaction that stores the event.
 * What one turn says is one message.
 */
export function addToDraft(database: Database, draft: Draft): CompiledQuery {
  return sql`
    insert into messages (id, livemode, channel, direction, conversation_id, lane, event_id, from_address, to_address,
      text, status)
    values (${draft.id}, ${draft.livemode}, ${draft.channel}, 'outbound', ${draft.conversationId},
      ${draft.conversationId}, ${draft.eventId}, ${draft.from}, ${draft.to}, ${draft.text}, 'drafting')
    on conflict (conversation_id) where status = 'drafting'
    do update set text = left(messages.text || ${draft.separator}::text || excluded.text, ${LONGEST_TEXT})
  `.compile(database);
}

/** Lets the message that a turn wrote be sent, if it wrote one. To be run in the transaction that ends the turn. */
export function releaseDraft(database: Database, conversationId: string): CompiledQuery {
  return sql`
    with released as (
      update messages set status = 'pending', created_at = now()
      where conversation_id = ${conversationId} and status = 'drafting'
      returning lane
    )
    insert into jobs (kind, subject, pool, due_at)
    select ${SEND_MESSAGES}, lane, '', now() from released
    ${ORDER_JOB}
  `.compile(database);
}

/** What is known of a message when a part of it is handed over. */
export interface Sending {
  id: string;
  from: string;
  subject: string | null;
  headers: MailHeaders;
  parts: number;
}

/**
 * Notes that the next part of a message is handed over now, before it is. Returns the row; undefined when the message
 * is not pending any more, or the job is another process's by now.
 */
export async function beginSending(
  database: Database,
  sending: Sending,
  job: ClaimedJob,
): Promise<MessageRow | undefined> {
  return database
    .updateTable("messages")
    .set((eb) => ({
      status: "sending" as const,
      from_address: sending.from,
      subject: sending.subject,
      headers: JSON.stringify(sending.headers),
      parts: sending.parts,
      attempts: eb("attempts", "+", 1),
      sending_since: new Date(),
      next_attempt_at: null,
    }))
    .where("id", "=", sending.id)
    .where("status", "=", "pending")
    .where(isHeld(job))
    .returningAll()
    .executeTakeFirst();
}

/** Finds a message and locks it until the transaction ends. */
export async function lockMessage(transaction: Database, id: string): Promise<MessageRow | undefined> {
  return transaction.selectFrom("messages").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** What changes of a message that goes out. */
export interface OutboundChange {
  status: MessageRow["status"];
  error: { code: string; message: string } | null;
  carrierParts?: readonly CarrierPart[];
  /** In how many ms it is tried again. */
  delay?: number;
  attempts?: number;
}

/** Stores how far a message has come, unless it does not stand any more where its caller saw it. */
export async function changeOutbound(
  database: Database,
  seen: Pick<MessageRow, "id" | "status">,
  change: OutboundChange,
): Promise<void> {
  const { status, error, carrierParts, delay, attempts } = change;
  const isOpen = status === "pending" || status === "sending";
  const parts = carrierParts && {
    carrier_parts: JSON.stringify(carrierParts),
    carrier_id: carrierParts[0]?.carrier_id ?? null,
  };
  await database
    .updateTable("messages")
    .set({
      status,
      error: error && JSON.stringify(error),
      settled_at: isOpen ? null : new Date(),
      next_attempt_at: delay === undefined ? null : new Date(Date.now() + delay),
      ...(status === "sending" ? {} : { sending_since: null }),
      ...(attempts === undefined ? {} : { attempts }),
      ...parts,
    })
    .where("id", "=", seen.id)
    .where("status", "=", seen.status)
    .execute();
}

/** Fails what is still to be sent from one of our addresses to somebody. */
export async function failPending(
  database: Database,
  sides: { channel: CarriedChannel; ours: string; theirs: string },
  error: { code: string; message: string },
): Promise<void> {
  await database
    .updateTable("messages")
    .set({ status: "failed", error: JSON.stringify(error), settled_at: new Date() })
    .where("direction", "=", "outbound")
    .where("channel", "=", sides.channel)
    .where("status", "in", ["drafting", "pending"])
    .where("to_address", "=", sides.theirs)
    .where((eb) => eb.or([eb("from_address", "=", sides.ours), eb("from_address", "is", null)]))
    .execute();
}
