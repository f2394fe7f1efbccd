import { findVersion } from "../db/agents.ts";
import type { Database } from "../db/database.ts";
import { orderJobs } from "../db/jobs.ts";
import {
  findProcedure,
  findProcedureByKey,
  jobKindOf,
  type NewProcedure,
  orderProcedures,
  type ProcedureRow,
  requestCancel,
} from "../db/procedures.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId, versionId } from "../domain/ids.ts";
import { isOver } from "../domain/procedure.ts";
import type { Jobs } from "./jobs.ts";
import type { ProcedureWatch } from "./procedure-watch.ts";

/** A run to be ordered; see `NewProcedure` for its fields. */
export type ProcedureOrder = Omit<NewProcedure, "id">;

interface Services {
  database: Database;
  jobs: Pick<Jobs, "announce">;
  watch: ProcedureWatch;
}

/** The runs of procedural agents, for whoever in the platform calls for one. */
export class Procedures {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /**
   * Orders a run and returns its id; the id of the former one when it was ordered under the same key before. In a
   * `transaction` of the caller's, call `announce` after the commit. Throws `not_found` and `not_released`.
   */
  async order(order: ProcedureOrder, transaction?: Database): Promise<string> {
    const database = transaction ?? this.#services.database;
    const query = orderProcedures(database, [{ ...order, id: newId("trun") }]);
    const { rows } = await database.executeQuery(query);
    if (rows[0]) {
      if (!transaction) this.announce();
      return rows[0].id;
    }
    const former = order.triggerKey === null ? undefined : await findProcedureByKey(database, order.triggerKey);
    if (former) return former.id;
    throw await unknownAgent(database, order);
  }

  /** Says that runs were ordered in a transaction that is committed, so that they begin at once. */
  announce(): void {
    this.#services.jobs.announce();
  }

  /**
   * Waits for the end of a run, in whichever process it runs. Returns its row, as it stands when `signal` is aborted
   * before; undefined when it was deleted.
   */
  async waitFor(id: string, signal: AbortSignal): Promise<ProcedureRow | undefined> {
    for await (const { status } of this.#services.watch.follow(id, signal)) if (isOver(status)) break;
    return findProcedure(this.#services.database, id);
  }

  /** Asks for the end of a run, wherever it runs. Returns its row; undefined when there is none. */
  async requestCancel(id: string): Promise<ProcedureRow | undefined> {
    const { database, watch } = this.#services;
    const row = await requestCancel(database, id);
    if (!row) return findProcedure(database, id);
    // One that waits for its turn, or for a model to recover, must not wait any longer.
    await database.executeQuery(orderJobs(database, [{ kind: jobKindOf(row.trigger), subject: id }]));
    this.announce();
    watch.changed(id);
    return row;
  }
}

async function unknownAgent(database: Database, { agentId, version }: ProcedureOrder): Promise<OperatorError> {
  const agent = await findVersion(database, agentId, version ?? "latest");
  if (!agent) return notFound("procedural agent", version === null ? agentId : versionId(agentId, version));
  const message =
    `Agent ${agentId} was never released. Release a version with POST /procedural_agents/{version_id}/release, or ` +
    `name one, e.g. ${versionId(agentId, agent.version)}.`;
  return new OperatorError("not_released", message, { param: "agent_id" });
}
