import type { Database } from "../db/database.ts";
import {
  clearDefault,
  deletePhoneNumber,
  findDialled,
  findPhoneNumber,
  insertPhoneNumber,
  listPhoneNumbers,
  lockDefaults,
  lockPhoneNumber,
  type PhoneNumberRow,
  updatePhoneNumber,
} from "../db/phone-numbers.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId, parseAgentReference } from "../domain/ids.ts";
import type { NewPhoneNumber, PhoneNumber, PhoneNumberChange } from "../domain/phone-number.ts";
import type { Target } from "../domain/precondition.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";
import type { CarrierNumbers } from "./carrier-numbers.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";

const CALLED = "phone number";

interface Services {
  database: Database;
  agents: Pick<Agents, "find">;
  carrierNumbers: Pick<CarrierNumbers, "configure">;
}

/** The installation's telephone numbers: making them known, saying who answers at them, and forgetting them. */
export class PhoneNumbers {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Makes a number known. Throws `name_taken`, `unknown_reference` for the agent, `not_allowed` for the key's mode, and
   * where the carrier is to be told what `CarrierNumbers.configure` throws; then nothing is stored.
   */
  async create(key: ApiKey, input: NewPhoneNumber): Promise<PhoneNumber> {
    const livemode = modeFor(key, input.livemode);
    await this.#assertAgents(key, input);
    const { rules, configure_carrier, ...given } = wellFormed(input);
    const { number, is_default } = given;
    await this.#assertFallback(number, input.fallback_number);
    if (configure_carrier) await this.#services.carrierNumbers.configure(given.carrier, number);
    const added = { ...given, id: newId("pno"), rules: JSON.stringify(rules), livemode };
    const row = await this.#services.database.transaction().execute(async (transaction) => {
      if (is_default) {
        await lockDefaults(transaction);
        await clearDefault(transaction, livemode);
      }
      const stored = await insertPhoneNumber(transaction, added);
      if (stored) return stored;
      const message = `The number ${number} is there already. GET /phone_numbers lists it; change that one, or delete it first.`;
      throw new OperatorError("name_taken", message, { param: "number" });
    });
    return tagged(viewOf(row), row);
  }

  /** Lists numbers, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, page: { position: CursorPosition | null; limit: number }) {
    const { position, limit } = page;
    const rows = await listPhoneNumbers(
      this.#services.database,
      { testOnly: !key.livemode },
      { position, limit: limit + 1 },
    );
    const { shown, cursor } = cutPage(rows, limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(viewOf), cursor };
  }

  /** Shows a number. Throws `not_found`. */
  async show(key: ApiKey, id: string): Promise<PhoneNumber> {
    const row = await this.#find(key, id);
    return tagged(viewOf(row), row);
  }

  /** Changes a number. Throws `not_found`, `etag_mismatch`, and `unknown_reference` for the agent. */
  async change(key: ApiKey, target: Target, change: PhoneNumberChange): Promise<PhoneNumber> {
    const former = await this.#find(key, target.id);
    const { number, carrier } = former;
    await this.#assertAgents(key, change);
    await this.#assertFallback(number, change.fallback_number);
    const { rules, configure_carrier, ...plain } = wellFormed(change);
    if (configure_carrier === true) {
      // The carrier is not told of what is refused then.
      assertUnchanged(target, CALLED, former);
      await this.#services.carrierNumbers.configure(carrier, number);
    }
    const changed = { ...plain, rules: rules && JSON.stringify(rules) };
    const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
    const isDefault = change.is_default === true;
    const row = await this.#services.database.transaction().execute(async (transaction) => {
      if (isDefault) await lockDefaults(transaction);
      const { livemode } = await lockUnchanged(transaction, target);
      if (isDefault) await clearDefault(transaction, livemode);
      return updatePhoneNumber(transaction, target.id, given);
    });
    return tagged(viewOf(row), row);
  }

  /**
   * Forgets a number: nothing is answered at it any more, and nothing goes out from it. Throws `not_found` and
   * `etag_mismatch`.
   */
  async delete(key: ApiKey, target: Target): Promise<void> {
    await this.#find(key, target.id);
    await this.#services.database.transaction().execute(async (transaction) => {
      await lockUnchanged(transaction, target);
      await deletePhoneNumber(transaction, target.id);
    });
  }

  async #find(key: ApiKey, id: string): Promise<PhoneNumberRow> {
    const row = await findPhoneNumber(this.#services.database, id);
    if (row && (key.livemode || !row.livemode)) return row;
    throw notFound(CALLED, id);
  }

  async #assertAgents(key: ApiKey, { agent_id, rules }: Pick<PhoneNumberChange, "agent_id" | "rules">): Promise<void> {
    if (agent_id) await this.#assertAgent(key, agent_id, "agent_id");
    for (const [place, rule] of (rules ?? []).entries())
      await this.#assertAgent(key, rule.agent_id, `rules.${place}.agent_id`);
  }

  /** A call that is sent on to one of our numbers comes back. */
  async #assertFallback(number: string, fallback: string | null | undefined): Promise<void> {
    if (!fallback) return;
    if (fallback !== number && (await findDialled(this.#services.database, fallback)) === undefined) return;
    const message = `${fallback} is one of this installation's own numbers, so a call that is sent on there would come back. Name one that people answer.`;
    throw new OperatorError("invalid_field", message, { param: "fallback_number" });
  }

  async #assertAgent(key: ApiKey, id: string, param: string): Promise<void> {
    const reference = parseAgentReference(id);
    try {
      if (reference === null) throw notFound("conversational agent", id);
      await this.#services.agents.find(key, id);
    } catch (cause) {
      if (!(cause instanceof OperatorError) || cause.code !== "not_found") throw cause;
      const message = `There is no conversational agent ${id}. GET /conversational_agents lists them.`;
      throw new OperatorError("unknown_reference", message, { param, cause });
    }
  }
}

async function lockUnchanged(transaction: Database, target: Target): Promise<PhoneNumberRow> {
  const row = await lockPhoneNumber(transaction, target.id);
  if (!row) throw notFound(CALLED, target.id);
  assertUnchanged(target, CALLED, row);
  return row;
}

function modeFor(key: ApiKey, livemode: boolean | undefined): boolean {
  if (key.livemode) return livemode ?? true;
  if (livemode !== true) return false;
  const message = "A test key makes numbers of test mode only. Leave livemode out, or use a live key (op_prod_…).";
  throw new OperatorError("not_allowed", message, { param: "livemode" });
}

function viewOf({ created_at, updated_at, ...row }: PhoneNumberRow): PhoneNumber {
  return { ...row, created_at: created_at.toISOString(), updated_at: updated_at.toISOString() };
}
