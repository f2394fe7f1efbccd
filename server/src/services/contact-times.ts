import { findVersionOfAnyAgent } from "../db/agents.ts";
import type { ConversationRow } from "../db/conversations.ts";
import { findCustomer, findCustomerByFacts } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { nextContactTime } from "../domain/contact-hours.ts";
import { customerFactsIn } from "../domain/customer.ts";
import { notFound } from "../domain/error.ts";
import { versionId } from "../domain/ids.ts";
import { isTimeZone } from "../lib/time-zone.ts";
import { effectiveConfig } from "./effective-config.ts";

/** A conversation as far as it says who is contacted. */
export type Contact = Pick<ConversationRow, "customer_id" | "context" | "livemode">;

/** Knows when the platform may contact whom of its own accord. */
export class ContactTimes {
  readonly #database: Database;
  readonly #timeZone: string;

  /** `timeZone` is that of customers of whom none is known. */
  constructor(database: Database, timeZone: string) {
    this.#database = database;
    this.#timeZone = timeZone;
  }

  /** Says in which time zone a conversation's customer lives; the installation's where that is not known. */
  async zoneOf(contact: Contact): Promise<string> {
    const known = await this.#knownZone(contact);
    return known !== null && isTimeZone(known) ? known : this.#timeZone;
  }

  /** What the conversation was told counts before what is stored, of somebody who is yet to be recognised, too. */
  async #knownZone({ customer_id, context, livemode }: Contact): Promise<string | null> {
    const facts = customerFactsIn(context["$customer"]);
    if (facts.time_zone !== undefined) return facts.time_zone;
    if (customer_id !== null) return (await findCustomer(this.#database, customer_id))?.time_zone ?? null;
    const known = await findCustomerByFacts(this.#database, { livemode, facts, purpose: "to_read" });
    return known?.time_zone ?? null;
  }

  /** Says when a customer may be contacted who is to be contacted `at` that moment, by an agent so configured. */
  async next(at: Date, config: AgentConfig, contact: Contact): Promise<Date> {
    // Configurations that are older than the field do not have it.
    const hours = config.channel.contact_hours ?? null;
    return hours === null ? at : nextContactTime(at, hours, await this.zoneOf(contact));
  }

  /** Reads the configuration that a conversation is held with. */
  async configOf(row: ConversationRow): Promise<AgentConfig> {
    const { agent_id, agent_version, config_snapshot, override_config } = row;
    const base = config_snapshot ?? (await findVersionOfAnyAgent(this.#database, agent_id, agent_version))?.config;
    if (!base) throw notFound("agent version", versionId(agent_id, agent_version));
    return effectiveConfig(base, override_config);
  }
}
