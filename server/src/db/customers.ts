import type { Selectable } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** A customer's row. */
export type CustomerRow = Selectable<Schema["customers"]>;
/** By what a customer is recognised, the surest first. */
const IDENTIFIERS = ["external_id", "phone_no", "email"] as const;
/** What is known of a customer; absent fields are unknown. */
export type CustomerFacts = Partial<Omit<CustomerRow, "id" | "livemode" | "created_at" | "updated_at">>;

/**
 * Finds the customer with that external id, else that phone number, else that e-mail address. Somebody known under
 * another external id is another person, who shares the telephone or the mailbox.
 */
export async function findCustomer(
  database: Database,
  livemode: boolean,
  facts: CustomerFacts,
): Promise<CustomerRow | undefined> {
  for (const identifier of IDENTIFIERS) {
    const value = facts[identifier];
    if (!value) continue;
    let query = database
      .selectFrom("customers")
      .selectAll()
      .where("livemode", "=", livemode)
      .where(identifier, "=", value);
    if (identifier !== "external_id" && facts.external_id) query = query.where("external_id", "is", null);
    const row = await query.orderBy("created_at").limit(1).executeTakeFirst();
    if (row) return row;
  }
  return undefined;
}

/** Stores a new customer. One with the same external id that came first wins; returns the id that is kept. */
export async function insertCustomer(
  database: Database,
  customer: { id: string; livemode: boolean },
  facts: CustomerFacts,
): Promise<string> {
  const { extra, ...columns } = facts;
  const row = await database
    .insertInto("customers")
    .values({ ...emptyCustomer, ...columns, ...customer, extra: extra ? JSON.stringify(extra) : null })
    .onConflict((conflict) => conflict.columns(["livemode", "external_id"]).doUpdateSet({ updated_at: new Date() }))
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

const emptyCustomer = {
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

/** Adds to what is known of a customer. */
export async function updateCustomer(database: Database, id: string, facts: CustomerFacts): Promise<void> {
  const { extra, ...columns } = facts;
  await database
    .updateTable("customers")
    .set({ ...columns, ...(extra ? { extra: JSON.stringify(extra) } : {}), updated_at: new Date() })
    .where("id", "=", id)
    .execute();
}
