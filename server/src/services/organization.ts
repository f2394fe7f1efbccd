import { removeEndedBefore } from "../db/conversation-retention.ts";
import type { Database } from "../db/database.ts";
import { findOrganization, lockOrganization, updateOrganization } from "../db/organization.ts";
import type { Organization as OrganizationItem, OrganizationChange } from "../domain/organization.ts";
import type { Precondition } from "../domain/precondition.ts";
import { type ApiKey, assertLive } from "./api-keys.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";
import { wellFormed } from "../lib/well-formed.ts";

const DAY = 24 * 60 * 60 * 1000;
/** Of 25 conversations each, at a time. */
const MOST_PORTIONS = 40;

/** Whose installation it is, and how long what is said there is kept. */
export class Organization {
  readonly #database: Database;
  readonly #timeZone: string;

  /** `timeZone` is the installation's, until somebody says another. */
  constructor(database: Database, timeZone: string) {
    this.#database = database;
    this.#timeZone = timeZone;
  }

  /** Shows the organization. */
  async show(): Promise<OrganizationItem> {
    const item = await this.#read(this.#database);
    return tagged(item, item);
  }

  /** Changes it, for a caller of live mode. Throws `etag_mismatch`. */
  async change(caller: ApiKey, change: OrganizationChange, ifMatch: Precondition): Promise<OrganizationItem> {
    assertLive(caller, "change the organization");
    await this.#database.transaction().execute(async (transaction) => this.changeIn(transaction, change, ifMatch));
    return this.show();
  }

  /** Changes it in the caller's transaction. */
  async changeIn(transaction: Database, change: OrganizationChange, ifMatch: Precondition = null): Promise<void> {
    const before = await lockOrganization(transaction, this.#nobodys());
    assertUnchanged({ id: `"${before.name}"`, ifMatch }, "organization", before);
    const given = Object.fromEntries(Object.entries(wellFormed(change)).filter(([, value]) => value !== undefined));
    await updateOrganization(transaction, given);
  }

  /**
   * Removes conversations that are kept no longer; where there are very many, the next time goes on, for other chores
   * wait. Another process may do so at the same time.
   */
  async removeExpired(): Promise<void> {
    const { conversation_retention_days: days } = await this.#read(this.#database);
    if (days === null) return;
    const before = new Date(Date.now() - days * DAY);
    for (let portion = 0; portion < MOST_PORTIONS; portion++) {
      if ((await removeEndedBefore(this.#database, before)) === 0) return;
    }
  }

  async #read(database: Database): Promise<OrganizationItem> {
    return (await findOrganization(database)) ?? this.#nobodys();
  }

  /** What stands where nobody has said anything. */
  #nobodys(): OrganizationItem {
    return { name: "Operator", time_zone: this.#timeZone, conversation_retention_days: null };
  }
}
