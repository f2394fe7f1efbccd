import { procedureAlarms } from "../services/procedure-alarms.ts";
import { procedureBatchSteps } from "../services/procedure-batch-steps.ts";
import { ProcedureBatches } from "../services/procedure-batches.ts";
import { ProcedureSchedules } from "../services/procedure-schedules.ts";
import type { Procedures } from "../services/procedures.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import type { Started } from "./started.ts";

/** What calls for procedures by itself, beside the conversations that end. */
export interface ProcedureCallers {
  procedureSchedules: ProcedureSchedules;
  procedureBatches: ProcedureBatches;
  jobKinds: readonly JobKind[];
}

/** Makes what runs procedures on schedules and in bulk. */
export function procedureCallersOf(started: Started & { jobs: Jobs; procedures: Procedures }): ProcedureCallers {
  const prices = started.environment.OPERATOR_MODEL_PRICES;
  return {
    procedureSchedules: new ProcedureSchedules(started),
    procedureBatches: new ProcedureBatches({ ...started, prices }),
    jobKinds: [procedureAlarms(started), procedureBatchSteps(started)],
  };
}
