import { type CompiledQuery, type RawBuilder, type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import { CUSTOMER_IDENTIFIERS } from "../domain/customer.ts";
import type { Database } from "./database.ts";
import { currentCustomer } from "./merged-customers.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A customer's row. */
export type CustomerRow = Selectable<Schema["customers"]>;
/** What is known of a customer; absent fields are unknown. */
export type CustomerFacts = Partial<Omit<CustomerRow, "id" | "livemode" | "deletion" | "created_at" | "updated_at">>;

/** The class of the advisory locks under which customers are made and their identifiers changed: "OPCU" in ASCII. */
const LOCK_CLASS = 0x4f504355;

type Identified = Pick<CustomerFacts, (typeof CUSTOMER_IDENTIFIERS)[number]>;

/**
 * Waits until nobody else makes or changes a customer with one of those identifiers, and keeps others from it until the
 * transaction ends.
 */
export async function lockIdentities(
  transaction: Database,
  livemode: boolean,
  ...people: readonly Identified[]
): Promise<void> {
  await transaction.executeQuery(identityLock(transaction, livemode, people));
}

/** Writes what locks as `lockIdentities` does. */
export function identityLock(database: Database, livemode: boolean, people: readonly Identified[]): CompiledQuery {
  const names = people.flatMap((facts) =>
    CUSTOMER_IDENTIFIERS.flatMap((identifier) => {
      const value = facts[identifier];
      return value ? [`${livemode} ${identifier} ${value.toLowerCase()}`] : [];
    }),
  );
  // In one order for all, or two who need the same locks would wait for each other.
  return sql`
    select pg_advisory_xact_lock(${LOCK_CLASS}, key)
    from (select distinct hashtext(name) as key from unnest(${names}::text[]) as name order by key) as keys
  `.compile(database);
}

/** Somebody who is sought by what they are known by. */
interface SoughtCustomer {
  livemode: boolean;
  facts: CustomerFacts;
}

/**
 * Finds the customer with that external id, else that phone number, else that e-mail address in whatever case, the
 * oldest of several; what customers were known by that were merged into one counts as well. Somebody known under another
 * external id is another person, who shares the telephone or the mailbox. Until the transaction ends, a customer found
 * `to_keep` is not deleted; one found `to_change` is not changed by others either.
 */
export async function findCustomerByFacts(
  database: Database,
  { purpose, ...sought }: SoughtCustomer & { purpose: "to_read" | "to_keep" | "to_change" },
): Promise<CustomerRow | undefined> {
  if (CUSTOMER_IDENTIFIERS.every((identifier) => (sought.facts[identifier] ?? null) === null)) return undefined;
  const query = withFacts(database, sought);
  if (purpose === "to_read") return query.executeTakeFirst();
  return (purpose === "to_change" ? query.forNoKeyUpdate() : query.forKeyShare()).executeTakeFirst();
}

/**
 * Writes what makes sure, in a transaction that is sent whole, that the customer with those facts has that id, or for null
 * that there is none, and keeps them from being deleted until it ends.
 */
export function assertFound(database: Database, sought: SoughtCustomer, id: string | null): CompiledQuery {
  const found = withFacts(database, sought).forKeyShare().as("found");
  const is = database.selectFrom(found).select("found.id");
  return sql`select 1 / (coalesce((${is}), '') = ${id ?? ""})::integer as is_found`.compile(database);
}

function withFacts(database: Database, { livemode, facts }: SoughtCustomer) {
  const ways = waysToFind(livemode, facts);
  return database
    .selectFrom("customers")
    .selectAll()
    .where("livemode", "=", livemode)
    .where("deletion", "is", null)
    .where(sql<boolean>`(${sql.join([sql`false`, ...ways], sql` or `)})`)
    .orderBy(sql.join([...ways.map((way) => sql`(${way}) is true desc`), sql`created_at`, sql`id`]))
    .limit(1);
}

/** Writes a condition for each way in which somebody is found by what is known of them, the surest first. */
function waysToFind(livemode: boolean, facts: CustomerFacts): RawBuilder<boolean>[] {
  const { external_id = null, phone_no = null, email = null } = facts;
  const surely = external_id === null ? [] : [sql<boolean>`external_id = ${external_id}`];
  const likely = [
    ...(phone_no === null ? [] : [sql<boolean>`phone_no = ${phone_no}`]),
    ...(email === null ? [] : [sql<boolean>`lower(email) = lower(${email})`]),
  ];
  // As an array, so that the planner can look each of them up instead of reading all customers.
  const withFormer = (way: RawBuilder<boolean>) => [
    way,
    sql<boolean>`id = any(array(select customer_id from merged_customers where livemode = ${livemode} and ${way}))`,
  ];
  const isSame = (way: RawBuilder<boolean>) =>
    external_id === null ? way : sql<boolean>`(${way} and external_id is null)`;
  return [...surely.flatMap(withFormer), ...likely.flatMap(withFormer).map(isSame)];
}

/**
 * Lists the others, of the same mode, with one of those identifiers; at most ten for each. To be called under their
 * locks.
 */
export async function findSharers(
  transaction: Database,
  { livemode, facts, except }: { livemode: boolean; facts: CustomerFacts; except: string | null },
): Promise<CustomerRow[]> {
  const { external_id = null, phone_no = null, email = null } = facts;
  return transaction
    .selectFrom("customers")
    .selectAll()
    .where("livemode", "=", livemode)
    .where("deletion", "is", null)
    .where("id", "<>", except ?? "")
    .where(sql<boolean>`(external_id = ${external_id} or phone_no = ${phone_no} or lower(email) = lower(${email}))`)
    .orderBy("created_at")
    .limit(30)
    .execute();
}

/** Finds a customer; one who was merged into another is that one. Undefined without one, or while it is deleted. */
export async function findCustomer(database: Database, id: string): Promise<CustomerRow | undefined> {
  return withId(database, id).executeTakeFirst();
}

/** Finds a customer as `findCustomer` does and lets nobody else change it until the transaction ends. */
export async function lockCustomer(transaction: Database, id: string): Promise<CustomerRow | undefined> {
  return withId(transaction, id).forUpdate().executeTakeFirst();
}

function withId(database: Database, id: string) {
  return database
    .selectFrom("customers")
    .selectAll()
    .where("id", "=", currentCustomer(id))
    .where("deletion", "is", null);
}

/** Which customers a list shows; absent fields do not restrict it. */
export interface CustomerFilter {
  phone_no?: string;
  email?: string;
  external_id?: string;
  livemode?: boolean;
  /** The beginnings of words that all occur in the name, the number, the address or an id. */
  words?: readonly string[];
}

/** Lists customers newest first, at most `limit` of them, from after `position` on. */
export async function listCustomers(
  database: Database,
  filter: CustomerFilter,
  page: { position: CursorPosition | null; limit: number },
): Promise<CustomerRow[]> {
  const { phone_no, email, external_id, livemode, words } = filter;
  let query = database.selectFrom("customers").selectAll().where("deletion", "is", null);
  if (livemode !== undefined) query = query.where("livemode", "=", livemode);
  if (external_id !== undefined) query = query.where("external_id", "=", external_id);
  if (phone_no !== undefined) query = query.where("phone_no", "=", phone_no);
  if (email !== undefined) query = query.where(sql<boolean>`lower(email) = lower(${email})`);
  if (words !== undefined) {
    const beginnings = words.map((word) => `${word}:*`).join(" & ");
    query = query.where(sql<boolean>`${WORDS} @@ to_tsquery('simple', ${beginnings})`);
  }
  const { position } = page;
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(page.limit).execute();
}

/** What the index on customers' words holds. */
const WORDS = sql`words_of_customer(name, phone_no, email, coalesce(external_id, '') || ' ' ||
  coalesce(salesforce_lead_id, '') || ' ' || coalesce(salesforce_contact_id, '') || ' ' || coalesce(zendesk_user_id, ''))`;

/** Stores a new customer. */
export async function insertCustomer(
  transaction: Database,
  customer: { id: string; livemode: boolean },
  facts: CustomerFacts,
): Promise<CustomerRow> {
  return customerInsert(transaction, customer, facts).returningAll().executeTakeFirstOrThrow();
}

/** Writes what stores a new customer. */
export function customerInsert(
  database: Database,
  customer: { id: string; livemode: boolean },
  { extra, ...columns }: CustomerFacts,
) {
  return database
    .insertInto("customers")
    .values({ ...EMPTY, ...columns, ...customer, extra: extra ? JSON.stringify(extra) : null });
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
