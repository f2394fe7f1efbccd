import { procedureAlarms } from "../services/procedure-alarms.ts";
import { ProcedureSchedules } from "../services/procedure-schedules.ts";
import type { Procedures } from "../services/procedures.ts";
import type { JobKind, Jobs } from "../services/jobs.ts";
import type { Started } from "./started.ts";

/** What calls for procedures by itself, beside the conversations that end. */
export interface ProcedureCallers {
  procedureSchedules: ProcedureSchedules;
  jobKinds: readonly JobKind[];
}

/** Makes what runs procedures on schedules. */
export function procedureCallersOf(started: Started & { jobs: Jobs; procedures: Procedures }): ProcedureCallers {
  return { procedureSchedules: new ProcedureSchedules(started), jobKinds: [procedureAlarms(started)] };
}
