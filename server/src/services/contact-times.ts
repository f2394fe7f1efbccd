import { findVersionOfAnyAgent } from "../db/agents.ts";
import type { ConversationRow } from "../db/conversations.ts";
import { findTimeZone } from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import type { AgentConfig } from "../domain/agent-config.ts";
import { nextContactTime } from "../domain/contact-hours.ts";
import { notFound } from "../domain/error.ts";
import { versionId } from "../domain/ids.ts";
import { isTimeZone } from "../lib/time-zone.ts";
import { effectiveConfig } from "./effective-config.ts";

/** Knows when the platform may contact whom of its own accord. */
export class ContactTimes {
  readonly #database: Database;
  readonly #timeZone: string;

  /** `timeZone` is that of customers of whom none is known. */
  constructor(database: Database, timeZone: string) {
    this.#database = database;
    this.#timeZone = timeZone;
  }

  /** Says in which time zone a customer lives; the installation's for nobody, and where it is not known. */
  async zoneOf(customerId: string | null): Promise<string> {
    const known = customerId === null ? null : await findTimeZone(this.#database, customerId);
    return known !== null && isTimeZone(known) ? known : this.#timeZone;
  }

  /** Says when a customer may be contacted who is to be contacted `at` that moment, by an agent so configured. */
  async next(at: Date, { config, customerId }: { config: AgentConfig; customerId: string | null }): Promise<Date> {
    const hours = config.channel.contact_hours ?? null;
    return hours === null ? at : nextContactTime(at, hours, await this.zoneOf(customerId));
  }

  /** Reads the configuration that a conversation is held with. */
  async configOf(row: ConversationRow): Promise<AgentConfig> {
    const { agent_id, agent_version, config_snapshot, override_config } = row;
    const base = config_snapshot ?? (await findVersionOfAnyAgent(this.#database, agent_id, agent_version))?.config;
    if (!base) throw notFound("agent version", versionId(agent_id, agent_version));
    return effectiveConfig(base, override_config);
  }
}
