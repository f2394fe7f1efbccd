import type { Database } from "../db/database.ts";
import {
  deleteMailbox,
  findMailbox,
  findMailboxAt,
  insertMailbox,
  listMailboxes,
  lockMailbox,
  type MailboxRow,
  updateMailbox,
} from "../db/mailboxes.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId, parseAgentReference, versionId } from "../domain/ids.ts";
import { mailboxAddressesOf, normaliseMailAddress } from "../domain/mail-address.ts";
import type { Mailbox, MailboxChange, NewMailbox } from "../domain/mailbox.ts";
import type { Target } from "../domain/precondition.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";

/** The addresses of ours at which agents answer mails. */
export class Mailboxes {
  readonly #database: Database;
  readonly #agents: Pick<Agents, "findForConversation">;

  constructor(database: Database, agents: Pick<Agents, "findForConversation">) {
    this.#database = database;
    this.#agents = agents;
  }

  /**
   * Makes a mailbox. Throws `name_taken` when there is one of that address, `not_found` and `not_released` when no
   * agent could answer there, `not_allowed` for a live one by a test key.
   */
  async create(key: ApiKey, { address, agent_id, name, livemode }: NewMailbox): Promise<Mailbox> {
    if (livemode === true && !key.livemode) {
      const message = "A test key makes test mailboxes only. Leave livemode out, or use a live key (op_prod_…).";
      throw new OperatorError("not_allowed", message, { param: "livemode" });
    }
    const answering = await this.#agentOf(key, agent_id);
    const row = await insertMailbox(this.#database, {
      id: newId("mbx"),
      livemode: livemode ?? key.livemode,
      address: wellFormed(address),
      name: wellFormed(name),
      ...answering,
    });
    if (row) return tagged(itemOf(row), row);
    const message = "There is a mailbox of that address already. Change that one, or choose another address.";
    throw new OperatorError("name_taken", message, { param: "address" });
  }

  /** Lists mailboxes, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, page: { position: CursorPosition | null; limit: number }) {
    const rows = await listMailboxes(this.#database, key.livemode ? null : false, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Shows a mailbox. Throws `not_found`. */
  async find(key: ApiKey, id: string): Promise<Mailbox> {
    const row = await this.#row(key, id);
    return tagged(itemOf(row), row);
  }

  /** Changes who answers and under which name. Throws `not_found`, `etag_mismatch` and `not_released`. */
  async change(key: ApiKey, target: Target, change: MailboxChange): Promise<Mailbox> {
    await this.#row(key, target.id);
    const answering = change.agent_id === undefined ? {} : await this.#agentOf(key, change.agent_id);
    const named = change.name === undefined ? {} : { name: wellFormed(change.name) };
    return this.#locked(target, async (transaction) => {
      const row = await updateMailbox(transaction, target.id, { ...answering, ...named });
      return tagged(itemOf(row), row);
    });
  }

  /** Deletes a mailbox: mails to it are refused from then on. Throws `not_found` and `etag_mismatch`. */
  async delete(key: ApiKey, target: Target): Promise<void> {
    await this.#row(key, target.id);
    await this.#locked(target, (transaction) => deleteMailbox(transaction, target.id));
  }

  /** Finds the mailbox that takes mails for an address, whatever stands behind a plus in it; undefined without one. */
  async at(address: string): Promise<MailboxRow | undefined> {
    const normalised = normaliseMailAddress(address);
    return normalised === null ? undefined : findMailboxAt(this.#database, mailboxAddressesOf(normalised));
  }

  async #row(key: ApiKey, id: string): Promise<MailboxRow> {
    const row = await findMailbox(this.#database, id);
    if (row && (key.livemode || !row.livemode)) return row;
    throw notFound("mailbox", id);
  }

  async #locked<Result>(target: Target, change: (transaction: Database) => Promise<Result>): Promise<Result> {
    return this.#database.transaction().execute(async (transaction) => {
      const row = await lockMailbox(transaction, target.id);
      if (!row) throw notFound("mailbox", target.id);
      assertUnchanged(target, "mailbox", row);
      return change(transaction);
    });
  }

  async #agentOf(key: ApiKey, id: string) {
    const { agent_id } = await this.#agents.findForConversation(key, id);
    return { agent_id, agent_version: parseAgentReference(id)?.version ?? null };
  }
}

function itemOf({ id, address, name, agent_id, agent_version, livemode, created_at, updated_at }: MailboxRow): Mailbox {
  return {
    id,
    address,
    name,
    agent_id: agent_version === null ? agent_id : versionId(agent_id, agent_version),
    livemode,
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
  };
}
