import type { Database } from "../db/database.ts";
import { type DoNotCallRow, deleteDoNotCall, listDoNotCall, upsertDoNotCall } from "../db/do-not-call.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import type { DoNotCall, NewDoNotCall } from "../domain/do-not-call.ts";
import { OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { normalisePhoneNumber } from "../domain/phone-number.ts";
import { wellFormed } from "../lib/well-formed.ts";
import { type ApiKey, assertLive } from "./api-keys.ts";

/** The numbers that the platform never calls, in live and in test mode. */
export class DoNotCallList {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Puts a number on the list; of one that is on it, changes why. Throws `not_allowed` for a test key. */
  async add(caller: ApiKey, entry: NewDoNotCall): Promise<DoNotCall> {
    assertLive(caller, "change the do-not-call list");
    return this.note(entry);
  }

  /** Puts a number on the list, for whoever on the line has asked for that. */
  async note({ number, reason }: NewDoNotCall): Promise<DoNotCall> {
    return itemOf(await upsertDoNotCall(this.#database, { id: newId("dnc"), number, reason: wellFormed(reason) }));
  }

  /** Shows the list, what came last first. */
  async list(page: { position: CursorPosition | null; limit: number }) {
    const rows = await listDoNotCall(this.#database, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Takes a number off the list. Throws `not_found`, and `not_allowed` for a test key. */
  async remove(caller: ApiKey, text: string): Promise<string> {
    assertLive(caller, "change the do-not-call list");
    const number = normalisePhoneNumber(text);
    if (await deleteDoNotCall(this.#database, number)) return number;
    // Whose number it is stays out of messages, which are logged.
    throw new OperatorError("not_found", "That number is not on the list. GET /do_not_call shows it.");
  }
}

function itemOf({ id, number, reason, created_at }: DoNotCallRow): DoNotCall {
  return { id, number, reason, created_at: created_at.toISOString() };
}
