import type { CompiledQuery } from "kysely";
import {
  assertFound,
  type CustomerFacts,
  type CustomerRow,
  customerInsert,
  findCustomerByFacts,
  findSharers,
  identityLock,
  insertCustomer,
  lockIdentities,
  updateCustomer,
} from "../db/customers.ts";
import type { ConversationRow } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { listFormerIdentities } from "../db/merged-customers.ts";
import { CUSTOMER_IDENTIFIERS, type CustomerTextField, customerFactsIn, LARGEST_EXTRA } from "../domain/customer.ts";
import type { ChannelType } from "../domain/conversation.ts";
import { type Parties, partiesOf } from "../domain/message.ts";
import { newId } from "../domain/ids.ts";
import type { JsonObject } from "../lib/json.ts";
import { absorb } from "./customer-merging.ts";

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
  return (await findOrMake(transaction, { livemode, facts, identity: facts, newsOf: newsOf(facts) })).id;
}

/** A conversation about to begin, as far as it tells with whom it is. */
export type ConversationBegun = Pick<ConversationRow, "context" | "livemode" | "channel" | "direction">;

/**
 * Finds or makes the customer with whom a conversation begins, as `customerOf` does; where its context does not say by
 * what they are known, by the number or the address that it is held with. `asked` is the context before others had their
 * say on it: the name that a mail came under is taken only for somebody who has none.
 */
export async function customerOfConversation(
  transaction: Database,
  begun: ConversationBegun,
  asked: JsonObject,
): Promise<string | null> {
  const sought = soughtIn(begun, asked);
  return sought && (await findOrMake(transaction, sought)).id;
}

/** The customer of a conversation, as they were found before the transaction that stores it. */
export interface ForeseenCustomer {
  /** Null where nobody is named. */
  readonly id: string | null;
  /** What is known of somebody new; null of all others. */
  readonly facts: CustomerFacts | null;
  /**
   * What stores somebody new, or keeps who is known, at the beginning of a transaction that is sent whole. It comes to
   * nothing where the customer is another by then.
   */
  readonly statements: readonly CompiledQuery[];
}

/**
 * Finds or foresees the customer that `customerOfConversation` would. Null where something new is said of somebody who is
 * known: they are to be looked at again where nobody else changes them.
 */
export async function foreseeCustomer(
  database: Database,
  begun: ConversationBegun,
  asked: JsonObject,
): Promise<ForeseenCustomer | null> {
  const sought = soughtIn(begun, asked);
  if (sought === null) return { id: null, facts: null, statements: [] };
  const { livemode, facts } = sought;
  const identity = { livemode, facts: sought.identity };
  const known = await findCustomerByFacts(database, { ...identity, purpose: "to_read" });
  if (known !== undefined) {
    if (Object.keys(sought.newsOf(known)).length > 0) return null;
    return { id: known.id, facts: null, statements: [assertFound(database, identity, known.id)] };
  }
  const customer = { id: newId("cus"), livemode };
  const made = [
    identityLock(database, livemode, [facts]),
    // Under the lock: a statement of its own, which sees what others have stored until then.
    assertFound(database, identity, null),
    customerInsert(database, customer, facts).compile(),
  ];
  return { id: customer.id, facts, statements: made };
}

/** Says whom a conversation names, and what of them; null where it names nobody. */
function soughtIn({ context, livemode, channel, direction }: ConversationBegun, asked: JsonObject): Sought | null {
  const said = customerFactsIn(context["$customer"]);
  const address = addressOf(partiesOf(channel, direction), channel.type);
  const isIdentified = CUSTOMER_IDENTIFIERS.some((identifier) => said[identifier] !== undefined);
  const facts = isIdentified ? said : { ...said, ...address };
  if (Object.keys(facts).length === 0) return null;
  const isShownName = channel.type === "email" && direction === "inbound" && said.name === nameIn(asked);
  return {
    livemode,
    facts: { ...address, ...facts },
    identity: facts,
    newsOf: (known) => {
      const news = newsOf(facts)(known);
      if (isShownName && known.name !== null) delete news.name;
      const unknown = Object.entries(address).filter(([field]) => known[field as keyof typeof address] === null);
      return { ...Object.fromEntries(unknown), ...news };
    },
  };
}

function addressOf(parties: Parties | null, type: ChannelType): { phone_no?: string; email?: string } {
  if (parties === null) return {};
  return customerFactsIn(type === "email" ? { email: parties.theirs } : { phone_no: parties.theirs });
}

function nameIn(context: JsonObject): string | undefined {
  return customerFactsIn(context["$customer"]).name;
}

interface Sought {
  livemode: boolean;
  /** What is known of somebody new. */
  facts: CustomerFacts;
  /** By what they are sought. */
  identity: CustomerFacts;
  /** Says what is to be changed of a customer who is known. */
  newsOf(known: CustomerRow): CustomerFacts;
}

async function findOrMake(transaction: Database, sought: Sought): Promise<CustomerRow> {
  const { livemode, facts, identity } = sought;
  const known = await findCustomerByFacts(transaction, { livemode, facts: identity, purpose: "to_keep" });
  if (known && Object.keys(sought.newsOf(known)).length === 0) return known;
  await lockIdentities(transaction, livemode, facts);
  // Somebody else may have made or changed them while the lock was waited for.
  const found = await findCustomerByFacts(transaction, { livemode, facts: identity, purpose: "to_change" });
  if (!found) return insertCustomer(transaction, { id: newId("cus"), livemode }, facts);
  const news = await withoutFormer(transaction, found, sought.newsOf(found));
  if (Object.keys(news).length === 0) return found;
  const changed = (await updateCustomer(transaction, found.id, news)) ?? found;
  return takeIn(transaction, changed, news);
}

/**
 * Takes in those who are known by the number or the address alone that turns out to be this customer's: had they come
 * in the other order, they would be one already. Only for somebody with an id in your own system, which says who they are.
 */
async function takeIn(transaction: Database, into: CustomerRow, news: CustomerFacts): Promise<CustomerRow> {
  const { external_id, livemode } = into;
  const { phone_no, email } = news;
  if (external_id === null || (!phone_no && !email)) return into;
  const facts = { ...(phone_no ? { phone_no } : {}), ...(email ? { email } : {}) };
  let row = into;
  for (const other of await findSharers(transaction, { livemode, facts, except: into.id })) {
    if (other.external_id === null) row = (await absorb(transaction, row, other)).row;
  }
  return row;
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
