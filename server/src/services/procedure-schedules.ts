import type { Database } from "../db/database.ts";
import { orderJobs } from "../db/jobs.ts";
import {
  deleteProcedureSchedule,
  findProcedureSchedule,
  insertProcedureSchedule,
  listProcedureSchedules,
  lockProcedureSchedule,
  type ProcedureScheduleRow,
  RUN_SCHEDULE,
  updateProcedureSchedule,
} from "../db/procedure-schedules.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId, versionId } from "../domain/ids.ts";
import type { Target } from "../domain/precondition.ts";
import type { NewProcedureSchedule, ProcedureSchedule, ProcedureScheduleChange } from "../domain/procedure-schedule.ts";
import { cronProblem, nextTimes } from "../lib/cron.ts";
import type { JsonObject } from "../lib/json.ts";
import { wellFormed } from "../lib/well-formed.ts";
import type { ApiKey } from "./api-keys.ts";
import { assertUnchanged, tagged } from "./entity-tags.ts";
import type { Jobs } from "./jobs.ts";
import { procedureModeOf, referredAgent } from "./procedural-agent-reference.ts";

const CALLED = "procedure schedule";
const MOST_SHOWN = 5;

interface Services {
  database: Database;
  jobs: Pick<Jobs, "announce">;
}

/** The schedules by which procedural agents run: making, changing, showing and deleting them. */
export class ProcedureSchedules {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Makes a schedule. Throws for an agent that is not there or not released, and for a time that never comes. */
  async create(key: ApiKey, input: NewProcedureSchedule): Promise<ProcedureSchedule> {
    const livemode = procedureModeOf(key, input.livemode);
    const { cron, time_zone, is_enabled } = input;
    assertComes(cron);
    const agent = await this.#agentOf(key, input.agent_id);
    const row = await this.#services.database.transaction().execute(async (transaction) => {
      const next_run_at = is_enabled ? nextOf({ cron, time_zone }, new Date()) : null;
      const made = await insertProcedureSchedule(transaction, {
        id: newId("psch"),
        livemode,
        ...agent,
        cron,
        time_zone,
        input: JSON.stringify(wellFormed(input.input)),
        is_enabled,
        next_run_at,
      });
      await orderAlarm(transaction, made);
      return made;
    });
    return taggedSchedule(row);
  }

  /** Lists schedules, newest first. A test key sees those of test mode. */
  async list(key: ApiKey, agentId: string | undefined, page: { position: CursorPosition | null; limit: number }) {
    const { position, limit } = page;
    const filter = { agentId, testOnly: !key.livemode };
    const rows = await listProcedureSchedules(this.#services.database, filter, { position, limit: limit + 1 });
    const { shown: some, cursor } = cutPage(rows, limit, (row) => ({ createdAt: row.created_at, id: row.id }));
    return { data: some.map(shown), cursor };
  }

  /** Shows a schedule. Throws `not_found`. */
  async show(key: ApiKey, id: string): Promise<ProcedureSchedule> {
    return taggedSchedule(visibleTo(key, id, await findProcedureSchedule(this.#services.database, id)));
  }

  /** Changes a schedule; a change of its times, or switching it on, counts from now on. Throws as `create` does, `not_found` and `etag_mismatch`. */
  async change(key: ApiKey, target: Target, change: ProcedureScheduleChange): Promise<ProcedureSchedule> {
    const { database } = this.#services;
    const { id } = target;
    visibleTo(key, id, await findProcedureSchedule(database, id));
    if (change.cron !== undefined) assertComes(change.cron);
    const agent = change.agent_id === undefined ? {} : await this.#agentOf(key, change.agent_id);
    const row = await database.transaction().execute(async (transaction) => {
      const former = visibleTo(key, id, await lockProcedureSchedule(transaction, id));
      assertUnchanged(target, CALLED, configurationOf(former));
      const times = timesOf(former, change);
      const input = change.input === undefined ? {} : { input: JSON.stringify(wellFormed(change.input)) };
      const changed = await updateProcedureSchedule(transaction, id, {
        ...agent,
        ...times,
        ...input,
        updated_at: new Date(),
      });
      await orderAlarm(transaction, changed);
      return changed;
    });
    this.#services.jobs.announce();
    return taggedSchedule(row);
  }

  /** Deletes a schedule; runs that it began go on. Throws `not_found` and `etag_mismatch`. */
  async delete(key: ApiKey, target: Target): Promise<void> {
    const { id } = target;
    await this.#services.database.transaction().execute(async (transaction) => {
      const row = visibleTo(key, id, await lockProcedureSchedule(transaction, id));
      assertUnchanged(target, CALLED, configurationOf(row));
      await deleteProcedureSchedule(transaction, id);
    });
  }

  async #agentOf(key: ApiKey, text: string) {
    const { agentId, version } = await referredAgent(this.#services.database, key, text);
    return { agent_id: agentId, agent_version: version };
  }
}

function assertComes(cron: string): void {
  const problem = cronProblem(cron, new Date());
  if (problem !== null) throw new OperatorError("invalid_field", `cron ${problem}.`, { param: "cron" });
}

/** Returns the columns that say when it runs, after a change. What does not touch the times leaves the next as it is. */
function timesOf(former: ProcedureScheduleRow, change: ProcedureScheduleChange) {
  const { cron = former.cron, time_zone = former.time_zone, is_enabled = former.is_enabled } = change;
  const isSame = cron === former.cron && time_zone === former.time_zone && is_enabled === former.is_enabled;
  if (isSame) return {};
  assertComesUnlessOff(cron, is_enabled);
  const next_run_at = is_enabled ? nextOf({ cron, time_zone }, new Date()) : null;
  return { cron, time_zone, is_enabled, next_run_at };
}

/** One that was made years ago may be switched on when none of its times is left. */
function assertComesUnlessOff(cron: string, isEnabled: boolean): void {
  if (isEnabled) assertComes(cron);
}

/** Returns the next time of a schedule behind a moment; null when none is left. */
export function nextOf(
  { cron, time_zone }: Pick<ProcedureScheduleRow, "cron" | "time_zone">,
  after: Date,
): Date | null {
  return nextTimes(cron, { timeZone: time_zone, after, count: 1 })[0] ?? null;
}

async function orderAlarm(transaction: Database, { id, next_run_at }: ProcedureScheduleRow): Promise<void> {
  if (next_run_at === null) return;
  await transaction.executeQuery(orderJobs(transaction, [{ kind: RUN_SCHEDULE, subject: id, dueAt: next_run_at }]));
}

function visibleTo<Row extends ProcedureScheduleRow>(key: ApiKey, id: string, row: Row | undefined): Row {
  if (row && (key.livemode || !row.livemode)) return row;
  throw notFound(CALLED, id);
}

/** When it ran and when it is due are no settings of its. */
function configurationOf({
  next_run_at: _next,
  last_run: _last,
  ...row
}: ProcedureScheduleRow & { now?: Date }): object {
  const { now: _now, ...settings } = row;
  return settings;
}

function taggedSchedule(row: ProcedureScheduleRow): ProcedureSchedule {
  return tagged(shown(row), configurationOf(row));
}

function shown(row: ProcedureScheduleRow): ProcedureSchedule {
  const { id, agent_id, agent_version, cron, time_zone, input, is_enabled, livemode, next_run_at, last_run } = row;
  const later =
    next_run_at === null ? [] : nextTimes(cron, { timeZone: time_zone, after: next_run_at, count: MOST_SHOWN - 1 });
  return {
    id,
    agent_id: agent_version === null ? agent_id : versionId(agent_id, agent_version),
    cron,
    time_zone,
    input: input as JsonObject,
    is_enabled,
    livemode,
    next_runs: (next_run_at === null ? [] : [next_run_at, ...later]).map((time) => time.toISOString()),
    last_run,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
