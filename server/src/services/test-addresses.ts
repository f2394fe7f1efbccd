import type { Database } from "../db/database.ts";
import {
  deleteTestAddress,
  isTestAddress,
  listTestAddresses,
  type TestAddressRow,
  upsertTestAddress,
} from "../db/test-addresses.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { type NewTestAddress, normaliseAddress, type TestAddress } from "../domain/test-address.ts";
import { wellFormed } from "../lib/well-formed.ts";
import { type ApiKey, assertLive } from "./api-keys.ts";

/** Somebody whom a conversation would call or write to. */
interface Reached {
  livemode: boolean;
  /** A number in E.164 form or a mail address. */
  address: string;
  /** Where in the request the address stands. */
  param: string;
}

/** The numbers and mail addresses that test conversations may reach. */
export class TestAddresses {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Lists an address; for one that is listed already, changes whose it is. Throws `not_allowed` for a test key. */
  async add(caller: ApiKey, { address, name }: NewTestAddress): Promise<TestAddress> {
    assertLive(caller, "change the test addresses");
    return itemOf(await upsertTestAddress(this.#database, { id: newId("tadr"), address, name: wellFormed(name) }));
  }

  /** Shows the list, what came last first. */
  async list(page: { position: CursorPosition | null; limit: number }) {
    const rows = await listTestAddresses(this.#database, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(itemOf), cursor };
  }

  /** Takes an address off the list. Throws `not_found`, and `not_allowed` for a test key. */
  async remove(caller: ApiKey, text: string): Promise<string> {
    assertLive(caller, "change the test addresses");
    const address = normaliseAddress(text);
    if (await deleteTestAddress(this.#database, address)) return address;
    // Whose address it is stays out of messages, which are logged.
    throw new OperatorError("not_found", "There is no such test address. GET /test_addresses lists them.");
  }

  /** Tells whether somebody may be reached: in test mode, who is listed; in live mode, anybody. */
  async mayReach(livemode: boolean, address: string): Promise<boolean> {
    return livemode || isTestAddress(this.#database, normaliseAddress(address));
  }

  /** Throws `not_a_test_address` when test mode would reach somebody who is not listed. Live mode reaches anybody. */
  async assertReachable({ livemode, address, param }: Reached): Promise<void> {
    if (await this.mayReach(livemode, address)) return;
    const message =
      `${param} is not listed as a test address, and test mode reaches nobody else. List it with POST ` +
      "/test_addresses and a live key, or make a live conversation.";
    throw new OperatorError("not_a_test_address", message, { param });
  }
}

function itemOf({ id, address, name, created_at }: TestAddressRow): TestAddress {
  return { id, address, name, created_at: created_at.toISOString() };
}
