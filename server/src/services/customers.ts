import {
  type CustomerFacts,
  type CustomerFilter,
  type CustomerRow,
  findCustomer,
  findSharers,
  insertCustomer,
  listCustomers,
  lockCustomer,
  lockIdentities,
  updateCustomer,
} from "../db/customers.ts";
import type { Database } from "../db/database.ts";
import { countConversations } from "../db/merged-customers.ts";
import { readSetting } from "../db/settings.ts";
import type { Customer, CustomerChange, CustomerItem, NewCustomer } from "../domain/customer.ts";
import type { Removed } from "../domain/customer-removal.ts";
import { type MergeConflict, sharedIdentifiers } from "../domain/customer-sameness.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import { normalisePhoneNumber } from "../domain/phone-number.ts";
import type { Target } from "../domain/precondition.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ApiKey } from "./api-keys.ts";
import { CustomerDeletions } from "./customer-deletions.ts";
import { mergeCustomers } from "./customer-merging.ts";
import { assertUnchanged, tagged, taggedAs } from "./entity-tags.ts";
import type { LiveConversations } from "./live-conversations.ts";

export { customerOf, customerOfConversation, foreseeCustomer, type ForeseenCustomer } from "./customer-recognition.ts";

interface Services {
  database: Database;
  live: LiveConversations;
}

/** What a list of customers is asked for. */
export interface CustomerSearch extends Omit<CustomerFilter, "words"> {
  /** Words, or beginnings of words. */
  q?: string;
}

/** The customers: making, finding, changing, merging and deleting them. */
export class Customers {
  readonly #database: Database;
  readonly #deletions: CustomerDeletions;

  constructor({ database, live }: Services) {
    this.#database = database;
    this.#deletions = new CustomerDeletions(database, live);
  }

  /** Makes a customer. Throws `name_taken` when somebody has one of the identifiers, `not_allowed` for a mode not the key's. */
  async create(key: ApiKey, { livemode: asked, ...given }: NewCustomer): Promise<Customer> {
    const livemode = modeFor(key, asked ?? undefined);
    const facts = storable(given);
    if (Object.values(facts).every((value) => value === null || value === undefined)) {
      const message = "Say at least one thing that is known of the customer, e.g. their name or phone_no.";
      throw new OperatorError("missing_field", message);
    }
    const row = await this.#database.transaction().execute(async (transaction) => {
      await lockIdentities(transaction, livemode, facts);
      await assertAlone(transaction, { livemode, facts, except: null });
      return insertCustomer(transaction, { id: newId("cus"), livemode }, facts);
    });
    return this.#shown(row);
  }

  /** Lists customers, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, search: CustomerSearch, page: { position: CursorPosition | null; limit: number }) {
    const { q, ...filter } = wellFormed(search);
    if (!key.livemode && filter.livemode === true) return { data: [], cursor: null };
    if (!key.livemode) filter.livemode = false;
    if (filter.phone_no !== undefined) filter.phone_no = normalisePhoneNumber(filter.phone_no);
    const words = q?.match(/[\p{L}\p{N}\p{M}]+/gu) ?? null;
    // Nobody's name is made of signs alone.
    if (q !== undefined && words === null) return { data: [], cursor: null };
    const wanted = words === null ? filter : { ...filter, words };
    const rows = await listCustomers(this.#database, wanted, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    const organizationId = await this.#organizationId();
    return { data: shown.map((row) => itemOf(row, organizationId)), cursor };
  }

  /** Shows a customer; the id of one who was merged shows who they are now. Throws `not_found`. */
  async show(key: ApiKey, id: string): Promise<Customer> {
    return this.#shown(visibleTo(key, id, await findCustomer(this.#database, id)));
  }

  /** Changes what is known of a customer. Throws `not_found`, `etag_mismatch`, and `name_taken` for an identifier of another's. */
  async change(key: ApiKey, target: Target, change: CustomerChange): Promise<Customer> {
    const { id } = target;
    const facts = storable(change);
    const row = await this.#database.transaction().execute(async (transaction) => {
      const { livemode } = visibleTo(key, id, await findCustomer(transaction, id));
      await lockIdentities(transaction, livemode, facts);
      const before = visibleTo(key, id, await lockCustomer(transaction, id));
      assertSame(target, before);
      await assertAlone(transaction, { livemode, facts: { ...before, ...facts }, except: before.id });
      return (await updateCustomer(transaction, before.id, facts)) ?? before;
    });
    return this.#shown(row);
  }

  /**
   * Makes two customers one: what `from` has becomes that of `id`, whose fields are kept where they contradict. From then
   * on both ids, and what either was known by, find the one. Throws `not_found`, and `unknown_reference` for a `from`
   * that cannot be merged.
   */
  async merge(
    key: ApiKey,
    target: Target,
    from: string,
  ): Promise<{
    customer: Customer;
    moved: Record<"conversations" | "follow_ups", number>;
    conflicts: MergeConflict[];
  }> {
    const kept = visibleTo(key, target.id, await findCustomer(this.#database, target.id));
    const assertMergeable = target.ifMatch === null ? null : (row: CustomerRow) => assertSame(target, row);
    const { row, ...merged } = await mergeCustomers(this.#database, { kept, fromId: from, assertMergeable });
    const customer = await this.#shown(row);
    return taggedAs(customer, { customer, ...merged });
  }

  /**
   * Deletes a customer with everything that belongs to them, a portion at a time, and reports what that was. One that was
   * cut off goes on when it is asked for again, or by itself. Throws `not_found`.
   */
  async delete(key: ApiKey, target: Target): Promise<Removed> {
    const { id } = target;
    const row = await findCustomer(this.#database, id);
    if (row) visibleTo(key, id, row);
    if (row && row.id !== id) {
      const message = `Customer ${id} was merged into ${row.id}. To delete them, delete ${row.id}.`;
      throw new OperatorError("not_found", message);
    }
    const removed = await this.#deletions.delete(id, {
      testOnly: !key.livemode,
      assertDeletable: (found) => assertSame(target, found),
    });
    if (!removed) throw notFound("customer", id);
    return removed;
  }

  /** Goes on with deletions that were cut off. */
  async finishDeletions(): Promise<void> {
    await this.#deletions.finish();
  }

  async #shown(row: CustomerRow): Promise<Customer> {
    const { count, last } = await countConversations(this.#database, row.id);
    const item = itemOf(row, await this.#organizationId());
    const shown = { ...item, conversation_count: count, last_conversation_at: last?.toISOString() ?? null };
    return tagged(shown, configurationOf(row));
  }

  #organization: string | null = null;

  async #organizationId(): Promise<string> {
    this.#organization ??= await readSetting<string>(this.#database, "organization_id");
    return this.#organization ?? "";
  }
}

/** Prepares what was given to be stored: absent fields stay absent. */
function storable(given: CustomerChange): CustomerFacts {
  const present = Object.entries(wellFormed(given)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present);
}

/** Throws `name_taken` when somebody else would be taken for one of whom that is known. */
async function assertAlone(
  transaction: Database,
  sought: { livemode: boolean; facts: CustomerFacts; except: string | null },
): Promise<void> {
  const { external_id = null, phone_no = null, email = null } = sought.facts;
  for (const other of await findSharers(transaction, sought)) {
    const [field] = sharedIdentifiers({ external_id, phone_no, email }, other);
    if (field === undefined) continue;
    const way =
      field === "external_id"
        ? "Choose another, change that customer, or"
        : "People who share one need an external_id each. Give both one, or, if they are the same person,";
    const message = `Customer ${other.id} has this ${field} already. ${way} merge the two with POST /customers/{id}/merge.`;
    throw new OperatorError("name_taken", message, { param: field });
  }
}

function visibleTo(key: ApiKey, id: string, row: CustomerRow | undefined): CustomerRow {
  if (!row || (!key.livemode && row.livemode)) throw notFound("customer", id);
  return row;
}

function assertSame(target: Target, row: CustomerRow): void {
  assertUnchanged(target, "customer", configurationOf(row));
}

function configurationOf({ deletion: _, ...row }: CustomerRow): object {
  return row;
}

function modeFor(key: ApiKey, livemode: boolean | undefined): boolean {
  if (key.livemode) return livemode ?? true;
  if (livemode === true) {
    const message = "A test key makes customers of test mode only. Leave livemode out, or use a live key (op_prod_…).";
    throw new OperatorError("not_allowed", message, { param: "livemode" });
  }
  return false;
}

function itemOf(row: CustomerRow, organization_id: string): CustomerItem {
  const { id, created_at, updated_at, deletion: _, ...facts } = row;
  return {
    id,
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
    organization_id,
    ...facts,
  };
}
