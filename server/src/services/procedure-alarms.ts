import type { Database } from "../db/database.ts";
import {
  lockProcedureSchedule,
  type ProcedureScheduleRow,
  RUN_SCHEDULE,
  updateProcedureSchedule,
} from "../db/procedure-schedules.ts";
import { OperatorError } from "../domain/error.ts";
import type { LastScheduledRun } from "../domain/procedure-schedule.ts";
import type { JobKind, JobResult } from "./jobs.ts";
import { nextOf } from "./procedure-schedules.ts";
import type { Procedures } from "./procedures.ts";

interface Services {
  database: Database;
  procedures: Pick<Procedures, "order" | "announce">;
}

/**
 * Makes the job that runs procedures whose time has come. The run, what is shown of it and the next time are one
 * transaction, and the run is known by its time, so that no time comes twice. Times that were missed while no process
 * was there are made up for by one run.
 */
export function procedureAlarms(services: Services): JobKind {
  return {
    kind: RUN_SCHEDULE,
    concurrency: 8,
    perPool: 8,
    async run({ subject }) {
      const { database, procedures } = services;
      const result = await database.transaction().execute((transaction) => ring({ transaction, procedures }, subject));
      procedures.announce();
      return result;
    },
  };
}

type Ringing = Pick<Services, "procedures"> & { transaction: Database };

async function ring({ transaction, procedures }: Ringing, id: string): Promise<JobResult> {
  const row = await lockProcedureSchedule(transaction, id);
  if (!row?.is_enabled || row.next_run_at === null) return { again: null, did: null };
  const wait = row.next_run_at.getTime() - row.now.getTime();
  if (wait > 0) return { again: wait, did: null };
  const last = await order({ transaction, procedures }, row, row.next_run_at);
  const next = nextOf(row, row.now);
  await updateProcedureSchedule(transaction, id, { last_run: JSON.stringify(last), next_run_at: next });
  const again = next === null ? null : Math.max(0, next.getTime() - row.now.getTime());
  return { again, did: last.procedure_id ?? `could not run: ${last.error?.code}` };
}

/** Orders the run of a time that has come. That there is no agent to run (any more) is to be shown, not to be tried again. */
async function order(
  { transaction, procedures }: Ringing,
  row: ProcedureScheduleRow,
  due: Date,
): Promise<LastScheduledRun> {
  const scheduled_for = due.toISOString();
  const { id, time_zone, last_run } = row;
  const $schedule = { id, scheduled_for, time_zone, previous_run: last_run?.scheduled_for ?? null };
  try {
    const procedure_id = await procedures.order(
      {
        agentId: row.agent_id,
        version: row.agent_version,
        livemode: row.livemode,
        conversationId: null,
        input: { ...row.input, $schedule },
        trigger: "schedule",
        triggerKey: `${id}/${scheduled_for}`,
        batchId: null,
      },
      transaction,
    );
    return { scheduled_for, procedure_id, error: null };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { scheduled_for, procedure_id: null, error: { code: error.code, message: error.message } };
  }
}
