import { type RawBuilder, sql } from "kysely";
import type { Database } from "./database.ts";

/** By what a customer was known before being merged into another. */
export interface FormerIdentity {
  external_id: string | null;
  phone_no: string | null;
  email: string | null;
}

/** Lists by what those were known who were merged into a customer. */
export async function listFormerIdentities(database: Database, customerId: string): Promise<FormerIdentity[]> {
  return database
    .selectFrom("merged_customers")
    .select(["external_id", "phone_no", "email"])
    .where("customer_id", "=", customerId)
    .execute();
}

/** A customer who turned out to be another. */
type MergedCustomer = FormerIdentity & { id: string; livemode: boolean };

/** Writes in SQL who the customer of an id is: one who was merged into another is that one. */
export function currentCustomer(id: string): RawBuilder<string> {
  return sql<string>`coalesce((select customer_id from merged_customers where id = ${id}), ${id})`;
}

/** Returns who a former customer is now; undefined for an id that was never merged. */
export async function mergedInto(database: Database, id: string): Promise<string | undefined> {
  const row = await database
    .selectFrom("merged_customers")
    .select("customer_id")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.customer_id;
}

const MOVED_AT_ONCE = 1_000;

/**
 * Makes conversations of one customer another's, a portion of them. Returns how many; 0 when there are no more.
 */
export async function moveConversations(database: Database, from: string, into: string): Promise<number> {
  const some = database
    .selectFrom("conversations")
    .select("id")
    .where("customer_id", "=", from)
    .orderBy("id")
    .limit(MOVED_AT_ONCE)
    // Only what refers to it changes, so that events can be appended meanwhile.
    .forNoKeyUpdate();
  const { numUpdatedRows } = await database
    .updateTable("conversations")
    .set({ customer_id: into })
    .where("id", "in", some)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Makes the follow-ups of one customer another's. Returns how many. */
export async function moveFollowUps(transaction: Database, from: string, into: string): Promise<number> {
  const query = transaction.updateTable("follow_ups").set({ customer_id: into }).where("customer_id", "=", from);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/**
 * Deletes a customer to whom nothing refers any more, and lets them be found as another from then on, together with
 * those who were merged into them before.
 */
export async function storeMerged(transaction: Database, merged: MergedCustomer, into: string): Promise<void> {
  const { id, livemode, external_id, phone_no, email } = merged;
  await transaction.updateTable("merged_customers").set({ customer_id: into }).where("customer_id", "=", id).execute();
  await transaction.deleteFrom("customers").where("id", "=", id).execute();
  await transaction
    .insertInto("merged_customers")
    .values({ id, customer_id: into, livemode, external_id, phone_no, email })
    .execute();
}

/** Counts a customer's conversations and says when the latest was created. */
export async function countConversations(
  database: Database,
  customerId: string,
): Promise<{ count: number; last: Date | null }> {
  return database
    .selectFrom("conversations")
    .select([sql<number>`count(*)::integer`.as("count"), sql<Date | null>`max(created_at)`.as("last")])
    .where("customer_id", "=", customerId)
    .executeTakeFirstOrThrow();
}
