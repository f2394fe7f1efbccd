import { type ConversationMemory, findCustomerMemory } from "../db/customer-memory.ts";
import type { ConversationRow } from "../db/conversations.ts";
import type { CustomerFacts } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { CUSTOMER_TEXT_FIELDS, type CustomerTextField } from "../domain/customer.ts";
import type { Recollection, RememberedConversation } from "../domain/recollection.ts";
import type { JsonObject } from "../lib/json.ts";

/** How much is recalled when a conversation is opened; the rest can be searched. */
const RECALLED = { conversations: 8, messages: 6, characters: 300 };

/** Recalls, when a conversation is opened, who it is with and what was said with them before. */
export class CustomerMemory {
  readonly #database: Database;
  readonly #timeZone: string;

  /** `timeZone` is that of customers of whom none is known. */
  constructor(database: Database, timeZone: string) {
    this.#database = database;
    this.#timeZone = timeZone;
  }

  /**
   * Recalls what is known beyond a conversation's own log: of the customer always, of earlier conversations unless the
   * agent is to know nothing of them. What it goes on with is not among them: that one its agent is shown whole. Asks the
   * database once, and not at all when the customer is unknown.
   */
  async recall(row: ConversationRow, settings: AgentConfig["memory"]): Promise<Recollection> {
    const nothing = this.#ofNobody();
    if (row.customer_id === null) return nothing;
    const except = row.continues === null ? [row.id] : [row.id, row.continues];
    const limits = settings.is_enabled ? RECALLED : { ...RECALLED, conversations: 0 };
    const found = await findCustomerMemory(this.#database, { customerId: row.customer_id, except, ...limits });
    if (!found) return nothing;
    const earlier = found.earlier.map(rememberedOf).sort((one, other) => other.at.getTime() - one.at.getTime());
    return { ...nothing, customer: factsOf(found), earlier };
  }

  /** Recalls what `recall` would of somebody who is stored with the conversation. */
  ofSomebodyNew(facts: CustomerFacts): Recollection {
    return { ...this.#ofNobody(), customer: factsOf(facts) };
  }

  #ofNobody(): Recollection {
    return { customer: null, earlier: [], timeZone: this.#timeZone };
  }
}

function rememberedOf({
  channel_type,
  summary,
  started_at,
  completed_at,
  said,
}: ConversationMemory): RememberedConversation {
  const last = said?.at(-1)?.at ?? completed_at ?? started_at;
  return {
    at: new Date(last),
    channel: channel_type,
    summary,
    said: (said ?? []).map(({ type, text }) => ({ by: type === "user.message.received" ? "customer" : "agent", text })),
  };
}

/** Writes what is known of a customer as a context's `$customer`. */
function factsOf(facts: CustomerFacts): JsonObject {
  const texts = (Object.keys(CUSTOMER_TEXT_FIELDS) as CustomerTextField[]).map((field) => [
    field,
    facts[field] ?? null,
  ]);
  const known = [...texts, ["extra", facts.extra ?? null]].filter(([, value]) => value !== null);
  return Object.fromEntries(known) as JsonObject;
}
