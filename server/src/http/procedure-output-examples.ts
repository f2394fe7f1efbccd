import type { LastScheduledRun, ProcedureSchedule } from "../domain/procedure-schedule.ts";

/** The id of the schedule that examples share. */
export const EXAMPLE_SCHEDULE_ID = "psch_5Rk2Wd8Nq4Z";

const PROCEDURE_ID = "trun_8Fm3Jx6Vb1K";
const AGENT_ID = "pa_2Gt7Lz4Yc9D";

const LAST_RUN: LastScheduledRun = {
  scheduled_for: "2025-06-19T07:00:00.000Z",
  procedure_id: PROCEDURE_ID,
  error: null,
};
const SCHEDULE: ProcedureSchedule = {
  id: EXAMPLE_SCHEDULE_ID,
  agent_id: AGENT_ID,
  cron: "0 9 * * MON-FRI",
  time_zone: "Europe/Zurich",
  input: { report: "yesterday" },
  is_enabled: true,
  livemode: true,
  next_runs: ["2025-06-20T07:00:00.000Z", "2025-06-23T07:00:00.000Z"],
  last_run: LAST_RUN,
  created_at: "2025-06-18T16:00:00.000Z",
  updated_at: "2025-06-18T16:00:00.000Z",
};

/** Examples of what has to do with schedules and runs in bulk, by the name of their component. */
export const PROCEDURE_OUTPUT_EXAMPLES: Record<string, object> = {
  NewProcedureSchedule: {
    agent_id: AGENT_ID,
    cron: SCHEDULE.cron,
    time_zone: SCHEDULE.time_zone,
    input: SCHEDULE.input,
  },
  ProcedureScheduleChange: { is_enabled: false },
  ProcedureSchedule: SCHEDULE,
  LastScheduledRun: LAST_RUN,
};
