import { sql } from "kysely";
import { addRemoved, type CustomerDeletion, type Removed, type RemovedKind } from "../domain/customer-removal.ts";
import type { CustomerRow } from "./customers.ts";
import type { Database } from "./database.ts";

/** By what rows belong to a conversation. */
type Owner = "conversation_id" | "procedure_id" | "delivery_id";

/**
 * Every table whose rows belong to a conversation: the kind by which a report counts them, and by what they belong to it:
 * themselves, as a run over it has them, or as what is sent of it. What is referred to comes last. A test holds this list
 * against the database.
 */
export const TABLES_OF_CONVERSATIONS: readonly { table: string; kind: RemovedKind; owners: readonly Owner[] }[] = [
  { table: "webhook_attempts", kind: "webhook_attempts", owners: ["delivery_id"] },
  { table: "webhook_deliveries", kind: "webhook_deliveries", owners: ["conversation_id", "procedure_id"] },
  { table: "tool_calls", kind: "tool_calls", owners: ["conversation_id", "procedure_id"] },
  { table: "procedure_batch_items", kind: "procedure_batch_items", owners: ["conversation_id"] },
  { table: "phone_calls", kind: "phone_calls", owners: ["conversation_id"] },
  { table: "campaign_attempts", kind: "campaign_attempts", owners: ["conversation_id"] },
  { table: "campaign_rows", kind: "campaign_rows", owners: ["conversation_id"] },
  { table: "procedure_events", kind: "procedure_events", owners: ["procedure_id"] },
  { table: "procedures", kind: "procedures", owners: ["conversation_id"] },
  { table: "follow_ups", kind: "follow_ups", owners: ["conversation_id"] },
  { table: "messages", kind: "messages", owners: ["conversation_id"] },
  { table: "logs", kind: "activities", owners: ["conversation_id"] },
  { table: "recording_chunks", kind: "recording_chunks", owners: ["conversation_id"] },
  { table: "recordings", kind: "recordings", owners: ["conversation_id"] },
  { table: "turns", kind: "turns", owners: ["conversation_id"] },
  { table: "events", kind: "events", owners: ["conversation_id"] },
];

/** Every table whose rows belong to a customer; a test holds this list against the database. */
export const TABLES_OF_CUSTOMERS = ["conversations", "follow_ups", "merged_customers"] as const;

/** How many conversations are removed in one transaction, so that none of them takes long. */
const REMOVED_AT_ONCE = 25;

/** Whose deletion may begin. */
export interface DeletionOptions {
  /** Whether only a customer of test mode is found. */
  testOnly: boolean;
  /** Throws why a customer, who is locked, is not to be deleted; asked only when the deletion has not begun. */
  assertDeletable?: (customer: CustomerRow) => void;
}

/**
 * Begins to delete a customer: from now on nobody finds them, nothing that identifies them is left, and their open
 * conversations have ended, so that whoever holds one can store nothing of it any more. Returns the conversations that
 * were open; undefined when there is no such customer. A deletion that had begun goes on.
 */
export async function beginDeletion(
  transaction: Database,
  id: string,
  { testOnly, assertDeletable }: DeletionOptions,
): Promise<string[] | undefined> {
  let query = transaction.selectFrom("customers").selectAll().where("id", "=", id);
  if (testOnly) query = query.where("livemode", "=", false);
  const customer = await query.forUpdate().executeTakeFirst();
  if (!customer) return undefined;
  if (customer.deletion === null) {
    assertDeletable?.(customer);
    const { rows: former } = await sql<{ address: string }>`
      select unnest(array[phone_no, email]) as address from merged_customers where customer_id = ${id}
    `.execute(transaction);
    const known = [customer.phone_no, customer.email, ...former.map(({ address }) => address)];
    const addresses = [...new Set(known.flatMap((address) => (address === null ? [] : [address.toLowerCase()])))];
    const deletion: CustomerDeletion = { removed: {}, addresses };
    await transaction
      .updateTable("customers")
      .set({ ...NOTHING_KNOWN, deletion: JSON.stringify(deletion), updated_at: new Date() })
      .where("id", "=", id)
      .execute();
    await transaction
      .updateTable("merged_customers")
      .set({ external_id: null, phone_no: null, email: null })
      .where("customer_id", "=", id)
      .execute();
  }
  const ended = await transaction
    .updateTable("conversations")
    .set((eb) => ({ status: "failed", completed_at: new Date(), holder: null, fence: eb("fence", "+", 1) }))
    .where("customer_id", "=", id)
    .where("status", "in", ["queued", "in-progress"])
    .returning("id")
    .execute();
  return ended.map((conversation) => conversation.id);
}

const NOTHING_KNOWN = {
  name: null,
  phone_no: null,
  email: null,
  external_id: null,
  salesforce_lead_id: null,
  salesforce_contact_id: null,
  zendesk_user_id: null,
  preferred_language: null,
  time_zone: null,
  extra: null,
};

/**
 * Goes on with a deletion that has begun: removes some of the customer's conversations with everything of them, or, when
 * there are none left, the customer. Returns the report once all is removed, null while there may be more, and undefined
 * when there is no such deletion.
 */
export async function continueDeletion(database: Database, id: string): Promise<Removed | null | undefined> {
  return database.transaction().execute(async (transaction) => {
    const query = transaction.selectFrom("customers").select(["deletion", "livemode"]).where("id", "=", id).forUpdate();
    const customer = await query.executeTakeFirst();
    if (!customer?.deletion) return undefined;
    const { deletion, livemode } = customer;
    const ids = await someConversations(transaction, id);
    const isLast = ids.length === 0;
    const now = isLast
      ? await removeTheRest(transaction, id, { livemode, addresses: deletion.addresses })
      : await removeConversations(transaction, ids);
    const removed = addRemoved(deletion.removed, now);
    if (isLast) return removed;
    const changed: CustomerDeletion = { ...deletion, removed };
    await transaction
      .updateTable("customers")
      .set({ deletion: JSON.stringify(changed) })
      .where("id", "=", id)
      .execute();
    return null;
  });
}

async function someConversations(transaction: Database, customerId: string): Promise<string[]> {
  const rows = await transaction
    .selectFrom("conversations")
    .select("id")
    .where("customer_id", "=", customerId)
    .orderBy("id")
    .limit(REMOVED_AT_ONCE)
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

/** Removes conversations with everything of them, and counts what that was. */
export async function removeConversations(transaction: Database, ids: readonly string[]): Promise<Partial<Removed>> {
  const removed: Partial<Removed> = {};
  const owned = await ownersOf(transaction, ids);
  for (const { table, kind, owners } of TABLES_OF_CONVERSATIONS) {
    const belongs = owners.map((owner) => sql`${sql.ref(owner)} = any(${owned[owner]}::text[])`);
    const deleted = sql`delete from ${sql.table(table)} where ${sql.join(belongs, sql` or `)}`;
    removed[kind] = Number((await deleted.execute(transaction)).numAffectedRows ?? 0);
  }
  removed.idempotency_answers = await forgetAnswers(transaction, ids);
  const { numDeletedRows } = await transaction.deleteFrom("conversations").where("id", "in", ids).executeTakeFirst();
  return { ...removed, conversations: Number(numDeletedRows) };
}

/** Finds the ids by which rows belong to conversations: as lists, for which every table has an index. */
async function ownersOf(transaction: Database, ids: readonly string[]): Promise<Record<Owner, string[]>> {
  const runs = await transaction.selectFrom("procedures").select("id").where("conversation_id", "in", ids).execute();
  const procedure_id = runs.map((run) => run.id);
  const { rows: sent } = await sql<{ id: string }>`select id from webhook_deliveries
    where conversation_id = any(${ids}::text[]) or procedure_id = any(${procedure_id}::text[])`.execute(transaction);
  return { conversation_id: [...ids], procedure_id, delivery_id: sent.map((delivery) => delivery.id) };
}

/** Removes the answers that name one of those; the keys stay taken, so that no request of theirs is carried out anew. */
async function forgetAnswers(transaction: Database, ids: readonly string[]): Promise<number> {
  const forgotten = sql`update idempotency_keys set status = null, sealed_body = null
    where mentions && ${ids}::text[] and sealed_body is not null`;
  return Number((await forgotten.execute(transaction)).numAffectedRows ?? 0);
}

async function removeTheRest(
  transaction: Database,
  id: string,
  { livemode, addresses }: { livemode: boolean; addresses: readonly string[] },
): Promise<Partial<Removed>> {
  // What somebody else goes by as well may be theirs.
  const messages = await sql`
    delete from messages where conversation_id is null and livemode = ${livemode}
      and (lower(from_address) = any(${addresses}::text[]) or lower(to_address) = any(${addresses}::text[]))
      and not exists (
        select from customers c where c.livemode = ${livemode} and c.deletion is null
          and (lower(c.email) in (lower(from_address), lower(to_address)) or c.phone_no in (from_address, to_address))
      )
  `.execute(transaction);
  const campaignRows = await sql`
    delete from campaign_rows r using campaigns p
    where p.id = r.campaign_id and p.livemode = ${livemode} and r.state <> 'begun'
      and lower(r.address) = any(${addresses}::text[])
      and not exists (
        select from customers c where c.livemode = ${livemode} and c.deletion is null
          and (lower(c.email) = lower(r.address) or c.phone_no = r.address)
      )
  `.execute(transaction);
  const followUps = await transaction.deleteFrom("follow_ups").where("customer_id", "=", id).executeTakeFirst();
  const former = await transaction.selectFrom("merged_customers").select("id").where("customer_id", "=", id).execute();
  const idempotency_answers = await forgetAnswers(transaction, [id, ...former.map((merged) => merged.id)]);
  await transaction.deleteFrom("customers").where("id", "=", id).execute();
  return {
    messages: Number(messages.numAffectedRows ?? 0),
    campaign_rows: Number(campaignRows.numAffectedRows ?? 0),
    follow_ups: Number(followUps.numDeletedRows),
    merged_customers: former.length,
    idempotency_answers,
  };
}

/** Lists the customers whose deletion has begun and is not over. */
export async function listDeletions(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom("customers")
    .select("id")
    .where("deletion", "is not", null)
    .limit(100)
    .execute();
  return rows.map((row) => row.id);
}
