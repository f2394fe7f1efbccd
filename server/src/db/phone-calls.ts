import { type CompiledQuery, type Selectable, sql } from "kysely";
import type { CallLimits, FullLines, WaitingCall } from "../domain/call-limits.ts";
import type { Database } from "./database.ts";
import { livingNodes } from "./nodes.ts";
import type { Schema } from "./schema.ts";

/** A telephone call's row. */
export type PhoneCallRow = Selectable<Schema["phone_calls"]>;

/** A call that has come in, and is to have a line. */
export type NewInboundCall = Pick<
  PhoneCallRow,
  "id" | "carrier" | "our_number" | "carrier_call_id" | "beside" | "holder"
>;

/** Says in SQL where there is no line left for a call; null where there is one, which is kept for this statement to take. */
function lineRefusal({ carrier, number }: Pick<WaitingCall, "carrier" | "number">, { all, perCarrier }: CallLimits) {
  return sql<FullLines | null>`line_refusal(${carrier}, ${number}, ${all}, ${perCarrier.get(carrier) ?? null})`;
}

/** Lets a call wait for a line, or changes one that waits. Of a call that had a line once it changes nothing. */
export async function queueCall(
  database: Database,
  call: Pick<PhoneCallRow, "id" | "conversation_id" | "carrier" | "our_number" | "priority">,
): Promise<void> {
  const { carrier, our_number, priority } = call;
  await database
    .insertInto("phone_calls")
    .values({ ...call, direction: "outbound", status: "waiting", holder: null })
    .onConflict((conflict) =>
      conflict
        .column("conversation_id")
        .doUpdateSet({ carrier, our_number, priority, due_at: new Date() })
        .where("phone_calls.status", "=", "waiting"),
    )
    .execute();
}

/**
 * Reads the calls that wait, those to be dialled first at first, passing over numbers and carriers that have no line,
 * and conversations that another living process has open.
 */
export async function readWaiting(
  database: Database,
  {
    node,
    limit,
    full,
  }: { node: number; limit: number; full: { numbers: readonly string[]; carriers: readonly string[] } },
): Promise<WaitingCall[]> {
  const { rows } = await sql<WaitingCall>`
    select p.id, p.conversation_id as "conversationId", p.carrier, p.our_number as number
    from phone_calls p join conversations c on c.id = p.conversation_id
    where p.status = 'waiting' and p.due_at <= now()
      and p.our_number <> all(${[...full.numbers]}::text[]) and p.carrier <> all(${[...full.carriers]}::text[])
      and (c.holder is null or c.holder = ${node} or c.holder not in ${livingNodes})
    order by p.priority, p.queued_at, p.id limit ${limit}
  `.execute(database);
  return rows;
}

/**
 * Gives a line to a call that waits: it is this process's from now on. Else says where there is none, or that it waits no
 * more.
 */
export async function claimCall(
  database: Database,
  call: WaitingCall,
  { node, limits }: { node: number; limits: CallLimits },
): Promise<"claimed" | "gone" | FullLines> {
  const { rows } = await sql<{ refusal: FullLines | null; is_claimed: boolean }>`
    with line as materialized (select ${lineRefusal(call, limits)} as refusal),
    claimed as (
      update phone_calls set status = 'claimed', holder = ${node}
      from line where refusal is null and id = ${call.id} and status = 'waiting'
      returning id
    )
    select refusal, exists (select from claimed) as is_claimed from line
  `.execute(database);
  const { refusal, is_claimed } = rows[0] as (typeof rows)[number];
  return refusal ?? (is_claimed ? "claimed" : "gone");
}

/** Gives a line to a call that has come in. Returns where there is none left; null when it has one. */
export async function insertInboundCall(
  database: Database,
  call: NewInboundCall,
  limits: CallLimits,
): Promise<FullLines | null> {
  const { id, carrier, our_number: number, carrier_call_id, beside, holder } = call;
  const { rows } = await sql<{ refusal: FullLines | null }>`
    with line as materialized (select ${lineRefusal({ carrier, number }, limits)} as refusal),
    inserted as (
      insert into phone_calls
        (id, carrier, our_number, carrier_call_id, beside, holder, direction, priority, status, ordered_at)
      select ${id}, ${carrier}, ${number}, ${carrier_call_id}, ${beside}, ${holder}::integer, 'inbound', 0, 'ordered', now()
      from line where refusal is null
    )
    select refusal from line
  `.execute(database);
  return (rows[0] as (typeof rows)[number]).refusal;
}

/** Finds a call that came in by its carrier's name for it. */
export async function findInboundCall(
  database: Database,
  { carrier, carrierCallId }: { carrier: PhoneCallRow["carrier"]; carrierCallId: string },
): Promise<PhoneCallRow | undefined> {
  return database
    .selectFrom("phone_calls")
    .selectAll()
    .where("direction", "=", "inbound")
    .where("carrier", "=", carrier)
    .where("carrier_call_id", "=", carrierCallId)
    .executeTakeFirst();
}

/**
 * Tells whether somebody is being called from a number of ours who has not picked up yet. Of a second call that is made
 * beside another it is not known whether they have, so it counts for `ringFor` ms.
 */
export async function isCalling(database: Database, number: string, ringFor: number): Promise<boolean> {
  const { rows } = await sql`
    select from phone_calls p left join conversations c on c.id = p.conversation_id
    where p.our_number = ${number} and p.status = 'ordered' and (
      (p.direction = 'outbound' and c.status = 'queued')
      or (p.beside is not null and p.ordered_at > now() - ${ringFor} * interval '1 millisecond')
    )
    limit 1
  `.execute(database);
  return rows.length > 0;
}

/** Gives a call to this process that another one had, which died; false when it is over, or was given to a living one. */
export async function inheritCall(database: Database, id: string, node: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update phone_calls set holder = ${node}
    where id = ${id} and status = 'ordered' and holder not in ${livingNodes}
  `.execute(database);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Writes what notes with which conversation an inbound call is. */
export function conversationOfCall(database: Database, id: string, conversationId: string): CompiledQuery {
  return database.updateTable("phone_calls").set({ conversation_id: conversationId }).where("id", "=", id).compile();
}

/**
 * Notes that the network is about to be asked for a call. Returns whether it may be: the process has to hold the call,
 * and the lease of its conversation, which has not begun. From here on nobody else asks for it, whatever happens.
 */
export async function orderCall(
  database: Database,
  id: string,
  lease: { node: number; fence: number },
): Promise<boolean> {
  const { node, fence } = lease;
  const { numAffectedRows } = await sql`
    update phone_calls p set status = 'ordered', fence = c.fence, ordered_at = now()
    from conversations c
    where p.id = ${id} and p.status = 'claimed' and p.holder = ${node}
      and c.id = p.conversation_id and c.status = 'queued' and c.holder = ${node} and c.fence = ${fence}
  `.execute(database);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Gives back the line of a call that was not ordered, so that it waits again, for so long at least, in ms. */
export async function putBackCall(database: Database, id: string, delay: number): Promise<void> {
  await database
    .updateTable("phone_calls")
    .set({ status: "waiting", holder: null, due_at: sql<Date>`now() + ${delay} * interval '1 millisecond'` })
    .where("id", "=", id)
    .where("status", "=", "claimed")
    .execute();
}

/** Takes a call that was not ordered out of the queue: it is to be queued anew when its time has come. */
export async function deleteUnordered(database: Database, id: string): Promise<void> {
  await database.deleteFrom("phone_calls").where("id", "=", id).where("status", "in", ["waiting", "claimed"]).execute();
}

/** Notes that this process carries a call, under the number that it has now. */
export async function holdCall(database: Database, id: string, node: number): Promise<void> {
  await database
    .updateTable("phone_calls")
    .set({ holder: node })
    .where("id", "=", id)
    .where("status", "=", "ordered")
    .execute();
}

/** Notes what another process needs to end a call. */
export async function traceCall(database: Database, id: string, trace: string): Promise<void> {
  await database
    .updateTable("phone_calls")
    .set({ trace })
    .where("id", "=", id)
    .where("status", "=", "ordered")
    .execute();
}

/** Notes whether the network was asked to hand a call over, and has not said how that went. */
export async function setHandingOver(database: Database, id: string, isHandingOver: boolean): Promise<void> {
  await database.updateTable("phone_calls").set({ is_handing_over: isHandingOver }).where("id", "=", id).execute();
}

/** Whether a call is under way, whoever carries it. */
export async function isUnderWay(database: Database, id: string): Promise<boolean> {
  const row = await database
    .selectFrom("phone_calls")
    .select("id")
    .where("id", "=", id)
    .where("status", "=", "ordered")
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives the line of a call back for good; notes the network's own name for it, where it is known. */
export async function endCall(database: Database, id: string, carrierCallId: string | null = null): Promise<void> {
  await database
    .updateTable("phone_calls")
    .set({ status: "over", ended_at: new Date(), carrier_call_id: sql`coalesce(${carrierCallId}, carrier_call_id)` })
    .where("id", "=", id)
    .where("status", "<>", "over")
    .execute();
}

/** Gives the line of a call back whose conversation never began; one that has a conversation is left to be found as lost. */
export async function endCallWithoutConversation(database: Database, id: string): Promise<void> {
  await database
    .updateTable("phone_calls")
    .set({ status: "over", ended_at: new Date() })
    .where("id", "=", id)
    .where("conversation_id", "is", null)
    .where("status", "<>", "over")
    .execute();
}

/** Forgets calls that no conversation has, a day after they were over. */
export async function forgetCallsOfNobody(database: Database): Promise<void> {
  await sql`
    delete from phone_calls
    where status = 'over' and conversation_id is null and ended_at < now() - interval '1 day'
  `.execute(database);
}

/** Lets calls wait again that a process had claimed and not ordered when it died. */
export async function freeClaimsOfTheDead(database: Database): Promise<void> {
  await sql`
    update phone_calls set status = 'waiting', holder = null
    where status = 'claimed' and holder not in ${livingNodes}
  `.execute(database);
}

/**
 * Lists the calls that were ordered and whose process has died, and those that `node` is said to carry. One that rang is
 * left out for as long as its carrier may bring it again to another process.
 */
export async function listLostCalls(database: Database, node: number): Promise<PhoneCallRow[]> {
  const { rows } = await sql<PhoneCallRow>`
    select p.* from phone_calls p
    where p.status = 'ordered' and (p.holder = ${node} or p.holder not in ${livingNodes})
      and not (
        p.holder <> ${node} and p.direction = 'inbound' and p.carrier <> 'sip' and p.carrier_call_id is not null
        and p.ordered_at > now() - interval '15 seconds'
        and not exists (select 1 from conversations c where c.id = p.conversation_id and c.status <> 'queued')
      )
    order by p.ordered_at limit 2000
  `.execute(database);
  return rows;
}
