import type { Database } from "../db/database.ts";
import {
  deleteTransfer,
  findTransfer,
  findTransferNamed,
  insertTransfer,
  listTransfers,
  listTransferUsers,
  lockTransfer,
  type TransferRow,
  type TransferUserRow,
  updateTransfer,
} from "../db/transfers.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId, versionId } from "../domain/ids.ts";
import type { Target } from "../domain/precondition.ts";
import {
  destinationProblem,
  type NewTransfer,
  type Transfer,
  type TransferChange,
  type TransferDefinition,
} from "../domain/transfer.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { Agents } from "./agents.ts";
import type { ApiKey } from "./api-keys.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";

interface Services {
  database: Database;
  agents: Pick<Agents, "find">;
}

const MOST_NAMED = 10;

/** The destinations that agents may transfer calls to. They belong to no mode, as tools do not. */
export class Transfers {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Makes a destination. Throws `name_taken`, `not_allowed` for a test key, and `unknown_reference` for an agent. */
  async create(key: ApiKey, input: NewTransfer): Promise<Transfer> {
    assertLive(key);
    const definition = wellFormed(input);
    await this.#assertAgent(key, definition);
    const row = await insertTransfer(this.#services.database, { id: newId("tra"), definition });
    if (row) return tagged(viewOf(row), row);
    throw nameTaken(definition.name);
  }

  /** Lists destinations, newest first. */
  async list(page: { position: CursorPosition | null; limit: number }) {
    const rows = await listTransfers(this.#services.database, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: shown.map(viewOf), cursor };
  }

  /** Shows a destination. Throws `not_found`. */
  async show(id: string): Promise<Transfer> {
    const row = await findTransfer(this.#services.database, id);
    if (row) return tagged(viewOf(row), row);
    throw notFound("transfer", id);
  }

  /**
   * Changes what is given of a destination; calls under way go where they were going. Throws `not_found`,
   * `etag_mismatch`, `invalid_field` for what would not fit together, and as `create` does.
   */
  async change(key: ApiKey, target: Target, change: TransferChange): Promise<Transfer> {
    assertLive(key);
    const { id } = target;
    const given = Object.fromEntries(Object.entries(wellFormed(change)).filter(([, value]) => value !== undefined));
    return this.#services.database.transaction().execute(async (transaction) => {
      const former = await lockTransfer(transaction, id);
      if (!former) throw notFound("transfer", id);
      assertUnchanged(target, "transfer", former);
      const definition = { ...former.definition, ...given } as TransferDefinition;
      const problem = destinationProblem(definition);
      if (problem) throw new OperatorError("invalid_field", `${problem.param} ${problem.message}.`, problem);
      await this.#assertAgent(key, definition);
      const holder = await findTransferNamed(transaction, definition.name);
      if (holder && holder.id !== id) throw nameTaken(definition.name);
      const row = await updateTransfer(transaction, id, definition);
      if (row) return tagged(viewOf(row), row);
      throw notFound("transfer", id);
    });
  }

  /**
   * Deletes a destination. Throws `not_found`, `etag_mismatch`, and `in_use` while a released or draft version of an agent
   * enables it.
   */
  async delete(key: ApiKey, target: Target): Promise<void> {
    assertLive(key);
    const { id } = target;
    await this.#services.database.transaction().execute(async (transaction) => {
      const row = await lockTransfer(transaction, id);
      if (!row) throw notFound("transfer", id);
      assertUnchanged(target, "transfer", row);
      const users = await listTransferUsers(transaction, id);
      if (users.length > 0) throw inUse(row.name, users);
      await deleteTransfer(transaction, id);
    });
  }

  async #assertAgent(key: ApiKey, { kind, destination }: TransferDefinition): Promise<void> {
    if (kind !== "agent") return;
    try {
      await this.#services.agents.find(key, destination);
    } catch (cause) {
      if (!(cause instanceof OperatorError) || cause.code !== "not_found") throw cause;
      const message = `There is no conversational agent ${destination}. GET /conversational_agents lists them.`;
      throw new OperatorError("unknown_reference", message, { param: "destination", cause });
    }
  }
}

function assertLive(key: ApiKey): void {
  if (key.livemode) return;
  const message = "A test key does not change where live calls are transferred to. Use a live key (op_prod_…).";
  throw new OperatorError("not_allowed", message);
}

function inUse(name: string, users: readonly TransferUserRow[]): OperatorError {
  const named = users
    .slice(0, MOST_NAMED)
    .map((user) => `${user.agent_name} (${versionId(user.agent_id, user.version)})`);
  const more = users.length > MOST_NAMED ? ` and ${users.length - MOST_NAMED} more` : "";
  const message = `The transfer ${name} is enabled by ${named.join(", ")}${more}. Take it out of config.tool.transfers there first.`;
  return new OperatorError("in_use", message);
}

function nameTaken(name: string): OperatorError {
  const message = `There is a transfer ${name} already. GET /transfers lists it; change that one, or choose another name.`;
  return new OperatorError("name_taken", message, { param: "name" });
}

function viewOf({ id, definition, created_at, updated_at }: TransferRow): Transfer {
  return { id, ...definition, created_at: created_at.toISOString(), updated_at: updated_at.toISOString() };
}
