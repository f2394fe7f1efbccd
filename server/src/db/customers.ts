import { type Selectable, sql } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** A customer's row. */
export type CustomerRow = Selectable<Schema["customers"]>;
/** By what a customer is recognised, the surest first. */
export const IDENTIFIERS = ["external_id", "phone_no", "email"] as const;
/** What is known of a customer; absent fields are unknown. */
export type CustomerFacts = Partial<Omit<CustomerRow, "id" | "livemode" | "deletion" | "created_at" | "updated_at">>;

/** The class of the advisory locks under which customers are made and their identifiers changed: "OPCU" in ASCII. */
const LOCK_CLASS = 0x4f504355;

/**
 * Waits until nobody else makes or changes a customer with one of those identifiers, and keeps others from it until the
 * transaction ends.
 */
export async function lockIdentities(transaction: Database, livemode: boolean, facts: CustomerFacts): Promise<void> {
  const names = IDENTIFIERS.flatMap((identifier) => {
    const value = facts[identifier];
    return value ? [`${livemode} ${identifier} ${value.toLowerCase()}`] : [];
  });
  if (names.length === 0) return;
  // In one order for all, or two who need the same locks would wait for each other.
  await sql`
    select pg_advisory_xact_lock(${LOCK_CLASS}, key)
    from (select distinct hashtext(name) as key from unnest(${names}::text[]) as name order by key) as keys
  `.execute(transaction);
}

/**
 * Finds the customer with that external id, else that phone number, else that e-mail address in whatever case, the
 * oldest of several. Somebody known under another external id is another person, who shares the telephone or the
 * mailbox. Until the transaction ends, the customer is not deleted; one that was found to be
 * changed is not changed by others either.
 */
export async function findCustomerByFacts(
  transaction: Database,
  { livemode, facts, isToChange }: { livemode: boolean; facts: CustomerFacts; isToChange: boolean },
): Promise<CustomerRow | undefined> {
  const external_id = facts.external_id ?? null;
  const phone_no = facts.phone_no ?? null;
  const email = facts.email ?? null;
  if (external_id === null && phone_no === null && email === null) return undefined;
  const isFree = sql<boolean>`(${external_id}::text is null or external_id is null)`;
  const query = transaction
    .selectFrom("customers")
    .selectAll()
    .where("livemode", "=", livemode)
    .where("deletion", "is", null)
    .where(
      sql<boolean>`(external_id = ${external_id} or (phone_no = ${phone_no} and ${isFree})
        or (lower(email) = lower(${email}) and ${isFree}))`,
    )
    .orderBy(sql`(external_id = ${external_id}) is true desc, (phone_no = ${phone_no}) is true desc, created_at, id`)
    .limit(1);
  return (isToChange ? query.forNoKeyUpdate() : query.forKeyShare()).executeTakeFirst();
}

/** Stores a new customer. */
export async function insertCustomer(
  transaction: Database,
  customer: { id: string; livemode: boolean },
  facts: CustomerFacts,
): Promise<CustomerRow> {
  const { extra, ...columns } = facts;
  return transaction
    .insertInto("customers")
    .values({ ...EMPTY, ...columns, ...customer, extra: extra ? JSON.stringify(extra) : null })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const EMPTY = {
  name: null,
  phone_no: null,
  email: null,
  external_id: null,
  salesforce_lead_id: null,
  salesforce_contact_id: null,
  zendesk_user_id: null,
  preferred_language: null,
  time_zone: null,
};

/** Changes what is known of a customer; undefined when there is none any more. */
export async function updateCustomer(
  transaction: Database,
  id: string,
  facts: CustomerFacts,
): Promise<CustomerRow | undefined> {
  const { extra, ...columns } = facts;
  const written = extra === undefined ? {} : { extra: extra && JSON.stringify(extra) };
  return transaction
    .updateTable("customers")
    .set({ ...columns, ...written, updated_at: new Date() })
    .where("id", "=", id)
    .where("deletion", "is", null)
    .returningAll()
    .executeTakeFirst();
}

/** Finds a customer; undefined without one. */
export async function findCustomerById(database: Database, id: string): Promise<CustomerRow | undefined> {
  return database.selectFrom("customers").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Says in which time zone a customer lives; null when that is not known, or nobody is. */
export async function findTimeZone(database: Database, id: string): Promise<string | null> {
  const row = await database.selectFrom("customers").select("time_zone").where("id", "=", id).executeTakeFirst();
  return row?.time_zone ?? null;
}
