import type { Database } from "../db/database.ts";
import {
  clearDefault,
  deletePhoneNumber,
  findPhoneNumber,
  insertPhoneNumber,
  listPhoneNumbers,
  lockDefaults,
  type PhoneNumberRow,
  updatePhoneNumber,
} from "../db/phone-numbers.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId, parseAgentReference } from "../domain/ids.ts";
import type { NewPhoneNumber, PhoneNumber, PhoneNumberChange } from "../domain/phone-number.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";

interface Services {
  database: Database;
  agents: Pick<Agents, "find">;
}

/** The installation's telephone numbers: making them known, saying who answers at them, and forgetting them. */
export class PhoneNumbers {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Makes a number known. Throws `name_taken`, `unknown_reference` for the agent, and `not_allowed` for the key's mode. */
  async create(key: ApiKey, input: NewPhoneNumber): Promise<PhoneNumber> {
    const livemode = modeFor(key, input.livemode);
    await this.#assertAgent(key, input.agent_id);
    const { number, name, agent_id, carrier, is_default } = wellFormed(input);
    const row = await this.#withDefaults({ livemode, isDefault: is_default }, (transaction) =>
      insertPhoneNumber(transaction, { id: newId("pno"), number, name, agent_id, carrier, is_default, livemode }),
    );
    if (row) return viewOf(row);
    const message = `The number ${number} is there already. GET /phone_numbers lists it; change that one, or delete it first.`;
    throw new OperatorError("name_taken", message, { param: "number" });
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
    return viewOf(await this.#find(key, id));
  }

  /** Changes a number. Throws `not_found`, and `unknown_reference` for the agent. */
  async change(key: ApiKey, id: string, change: PhoneNumberChange): Promise<PhoneNumber> {
    const { livemode } = await this.#find(key, id);
    await this.#assertAgent(key, change.agent_id ?? null);
    const given = Object.fromEntries(Object.entries(wellFormed(change)).filter(([, value]) => value !== undefined));
    const row = await this.#withDefaults({ livemode, isDefault: change.is_default === true }, (transaction) =>
      updatePhoneNumber(transaction, id, given),
    );
    if (row) return viewOf(row);
    throw notFound("phone number", id);
  }

  /** Forgets a number: nothing is answered at it any more, and nothing goes out from it. Throws `not_found`. */
  async delete(key: ApiKey, id: string): Promise<void> {
    await this.#find(key, id);
    if (!(await deletePhoneNumber(this.#services.database, id))) throw notFound("phone number", id);
  }

  async #withDefaults(
    { livemode, isDefault }: { livemode: boolean; isDefault: boolean },
    change: (transaction: Database) => Promise<PhoneNumberRow | undefined>,
  ): Promise<PhoneNumberRow | undefined> {
    const { database } = this.#services;
    if (!isDefault) return change(database);
    try {
      return await database.transaction().execute(async (transaction) => {
        await lockDefaults(transaction);
        await clearDefault(transaction, livemode);
        const row = await change(transaction);
        if (row === undefined) throw NOT_STORED;
        return row;
      });
    } catch (error) {
      if (error === NOT_STORED) return undefined;
      throw error;
    }
  }

  async #find(key: ApiKey, id: string): Promise<PhoneNumberRow> {
    const row = await findPhoneNumber(this.#services.database, id);
    if (row && (key.livemode || !row.livemode)) return row;
    throw notFound("phone number", id);
  }

  async #assertAgent(key: ApiKey, id: string | null): Promise<void> {
    if (id === null) return;
    const reference = parseAgentReference(id);
    try {
      if (reference === null) throw notFound("conversational agent", id);
      await this.#services.agents.find(key, id);
    } catch (cause) {
      if (!(cause instanceof OperatorError) || cause.code !== "not_found") throw cause;
      const message = `There is no conversational agent ${id}. GET /conversational_agents lists them.`;
      throw new OperatorError("unknown_reference", message, { param: "agent_id", cause });
    }
  }
}

/** Undoes that the former default is none any more. */
const NOT_STORED = new Error("The number was not stored.");

function modeFor(key: ApiKey, livemode: boolean | undefined): boolean {
  if (key.livemode) return livemode ?? true;
  if (livemode !== true) return false;
  const message = "A test key makes numbers of test mode only. Leave livemode out, or use a live key (op_prod_…).";
  throw new OperatorError("not_allowed", message, { param: "livemode" });
}

function viewOf(row: PhoneNumberRow): PhoneNumber {
  const { id, number, name, agent_id, carrier, is_default, livemode, created_at, updated_at } = row;
  return {
    id,
    number,
    name,
    agent_id,
    carrier,
    is_default,
    livemode,
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
  };
}
