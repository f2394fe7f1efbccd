import { type CustomerFacts, findCustomer, insertCustomer, updateCustomer } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import { newId } from "../domain/ids.ts";
import { isJsonObject, type JsonObject } from "../lib/json.ts";

const TEXT_FIELDS = [
  "name",
  "phone_no",
  "email",
  "external_id",
  "salesforce_lead_id",
  "salesforce_contact_id",
  "zendesk_user_id",
] as const;

/**
 * Finds or makes the customer that a context's `$customer` describes, in the caller's transaction, and adds what is
 * new about them. Returns the id; null when the context names nobody.
 */
export async function customerOf(
  transaction: Database,
  context: JsonObject,
  livemode: boolean,
): Promise<string | null> {
  const facts = factsOf(context["$customer"]);
  if (Object.keys(facts).length === 0) return null;
  const known = await findCustomer(transaction, livemode, facts);
  if (!known) return insertCustomer(transaction, { id: newId("cus"), livemode }, facts);
  await updateCustomer(transaction, known.id, facts);
  return known.id;
}

function factsOf(customer: unknown): CustomerFacts {
  if (!isJsonObject(customer)) return {};
  const facts: CustomerFacts = {};
  for (const field of TEXT_FIELDS) {
    const value = customer[field];
    if (typeof value === "string" && value !== "") facts[field] = value;
  }
  if (isJsonObject(customer["extra"])) facts.extra = customer["extra"];
  return facts;
}
