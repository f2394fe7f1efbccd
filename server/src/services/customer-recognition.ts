import {
  type CustomerFacts,
  type CustomerRow,
  findCustomerByFacts,
  insertCustomer,
  lockIdentities,
  updateCustomer,
} from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import { listFormerIdentities } from "../db/merged-customers.ts";
import {
  CUSTOMER_IDENTIFIERS,
  CUSTOMER_TEXT_FIELDS,
  type CustomerTextField,
  customerFactsIn,
  LARGEST_EXTRA,
} from "../domain/customer.ts";
import { newId } from "../domain/ids.ts";
import { normalisePhoneNumber } from "../domain/phone-number.ts";
import type { JsonObject } from "../lib/json.ts";
import { wellFormed } from "../lib/well-formed.ts";

/** Somebody who called or wrote: the number or the mail address is all that is sure. */
export type CustomerAddress = { livemode: boolean; name?: string | null } & ({ phone_no: string } | { email: string });

/**
 * Finds or makes the customer that a context's `$customer` describes, in the caller's transaction, and adds what is
 * new about them. Returns the id; null when the context names nobody. However many do so at once, one person becomes one
 * customer.
 */
export async function customerOf(
  transaction: Database,
  context: JsonObject,
  livemode: boolean,
): Promise<string | null> {
  const facts = customerFactsIn(context["$customer"]);
  if (Object.keys(facts).length === 0) return null;
  return (await findOrMake(transaction, { livemode, facts, newsOf: newsOf(facts) })).id;
}

/**
 * Finds or makes the customer who has a number or a mail address, in the caller's transaction, and returns the row.
 * Numbers are compared in E.164 form, mail addresses in whatever case. `name` is what they go by at that address, such
 * as a mail's display name: it is taken for somebody who has no name yet.
 */
export async function findOrMakeByAddress(transaction: Database, address: CustomerAddress): Promise<CustomerRow> {
  const name = wellFormed(address.name?.trim() ?? "").slice(0, LONGEST_NAME);
  const facts: CustomerFacts =
    "phone_no" in address
      ? { phone_no: normalisePhoneNumber(wellFormed(address.phone_no)) }
      : { email: wellFormed(address.email).trim() };
  return findOrMake(transaction, {
    livemode: address.livemode,
    facts: name === "" ? facts : { ...facts, name },
    newsOf: (known) => (known.name === null && name !== "" ? { name } : {}),
  });
}

const LONGEST_NAME = CUSTOMER_TEXT_FIELDS.name;

interface Sought {
  livemode: boolean;
  facts: CustomerFacts;
  /** Says what is to be changed of a customer who is known. */
  newsOf(known: CustomerRow): CustomerFacts;
}

async function findOrMake(transaction: Database, sought: Sought): Promise<CustomerRow> {
  const { livemode, facts } = sought;
  const known = await findCustomerByFacts(transaction, { livemode, facts, isToChange: false });
  if (known && Object.keys(sought.newsOf(known)).length === 0) return known;
  await lockIdentities(transaction, livemode, facts);
  // Somebody else may have made or changed them while the lock was waited for.
  const found = await findCustomerByFacts(transaction, { livemode, facts, isToChange: true });
  if (!found) return insertCustomer(transaction, { id: newId("cus"), livemode }, facts);
  const news = await withoutFormer(transaction, found, sought.newsOf(found));
  if (Object.keys(news).length === 0) return found;
  return (await updateCustomer(transaction, found.id, news)) ?? found;
}

/** Leaves out what somebody was known by before being merged: it still finds them, and what replaced it does, too. */
async function withoutFormer(transaction: Database, known: CustomerRow, news: CustomerFacts): Promise<CustomerFacts> {
  const replaced = CUSTOMER_IDENTIFIERS.filter((field) => news[field] !== undefined && known[field] !== null);
  if (replaced.length === 0) return news;
  const former = await listFormerIdentities(transaction, known.id);
  const isFormer = (field: string) =>
    replaced.some((identifier) => identifier === field && former.some((one) => one[identifier] === news[identifier]));
  return Object.fromEntries(Object.entries(news).filter(([field]) => !isFormer(field)));
}

/** Picks out what is not known yet, or otherwise; of `extra`, which grows key by key, the whole. */
function newsOf({ extra, ...facts }: CustomerFacts): (known: CustomerRow) => CustomerFacts {
  return (known) => {
    const fields = Object.entries(facts) as [CustomerTextField, string][];
    const news: CustomerFacts = Object.fromEntries(fields.filter(([name, value]) => known[name] !== value));
    if (extra && Object.entries(extra).some(([key, value]) => !isSame(known.extra?.[key], value))) {
      // Each conversation may add to it, so it must come to an end: then what is newest is kept.
      const grown = { ...known.extra, ...extra };
      news.extra = JSON.stringify(grown).length > LARGEST_EXTRA ? extra : grown;
    }
    return news;
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
