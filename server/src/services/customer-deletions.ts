import { beginDeletion, type DeletionOptions, continueDeletion, listDeletions } from "../db/customer-deletion.ts";
import type { Database } from "../db/database.ts";
import type { Removed } from "../domain/customer-removal.ts";
import type { LiveConversations } from "./live-conversations.ts";

/** Deletes customers with everything that belongs to them. */
export class CustomerDeletions {
  readonly #database: Database;
  readonly #live: LiveConversations;

  constructor(database: Database, live: LiveConversations) {
    this.#database = database;
    this.#live = live;
  }

  /**
   * Deletes a customer, or goes on with a deletion that was cut off, and reports all that was removed. Undefined when
   * there is no such customer, or when somebody else has finished it in the meantime.
   */
  async delete(id: string, options: DeletionOptions): Promise<Removed | undefined> {
    const open = await this.#database.transaction().execute((transaction) => beginDeletion(transaction, id, options));
    if (!open) return undefined;
    // Those that another process holds can store nothing any more, and are closed when it next looks.
    for (const conversationId of open) await this.#live.discard(conversationId);
    for (;;) {
      const removed = await continueDeletion(this.#database, id);
      if (removed !== null) return removed;
    }
  }

  /** Goes on with every deletion that a process left behind; one that is under way elsewhere is helped along. */
  async finish(): Promise<void> {
    for (const id of await listDeletions(this.#database)) await this.delete(id, { testOnly: false });
  }
}
