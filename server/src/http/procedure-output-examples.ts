import type { ProcedureBatch, ProcedureBatchResult } from "../domain/procedure-batch.ts";
import type { LastScheduledRun, ProcedureSchedule } from "../domain/procedure-schedule.ts";

/** The id of the batch that examples share. */
export const EXAMPLE_BATCH_ID = "pbat_3Hn8Qw1Ks6M";
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

const RUN = {
  procedure_id: PROCEDURE_ID,
  agent_version_id: `${AGENT_ID}@v2`,
  status: "success" as const,
  output: { intent: "refund", urgent: true },
  error: null,
  error_code: null,
  input_tokens: 1_204,
  output_tokens: 88,
  cost_usd: 0.00389,
};
const COMPARED_RUN = {
  ...RUN,
  procedure_id: "trun_1Zp5Tn0Xe7H",
  agent_version_id: `${AGENT_ID}@v1`,
  output: { intent: "complaint", urgent: true },
};
const RESULT: ProcedureBatchResult = {
  conversation_id: "conv_3fTz9Wb1RcA",
  is_done: true,
  run: RUN,
  compared_run: COMPARED_RUN,
  changes: [{ path: "/intent", change: "changed", old: "complaint", new: "refund" }],
};
const BATCH: ProcedureBatch = {
  id: EXAMPLE_BATCH_ID,
  agent_id: RUN.agent_version_id,
  compare_with: COMPARED_RUN.agent_version_id,
  livemode: true,
  has_effects: false,
  budget: { max_tokens: null, max_cost_usd: 5 },
  concurrency: 4,
  status: "running",
  error: null,
  progress: { conversations: 250, done: 1, under_way: 4 },
  totals: {
    runs: 6,
    success: 2,
    failed: 0,
    skipped: 0,
    cancelled: 0,
    input_tokens: 2_408,
    output_tokens: 176,
    cost_usd: 0.00778,
  },
  comparison: {
    compared: 1,
    changed: 1,
    status_changed: 0,
    fields: [{ path: "/intent", added: 0, removed: 0, changed: 1 }],
  },
  created_at: "2025-06-19T09:00:00.000Z",
  ended_at: null,
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
  NewProcedureBatch: {
    agent_id: AGENT_ID,
    compare_with: COMPARED_RUN.agent_version_id,
    filter: { created_at_gte: "2025-06-01T00:00:00Z" },
    max_conversations: 250,
    budget: { max_cost_usd: 5 },
  },
  ProcedureBatchFilter: { created_at_gte: "2025-06-01T00:00:00Z", status: "completed" },
  ProcedureBatchBudget: { max_tokens: null, max_cost_usd: 5 },
  ProcedureBatch: BATCH,
  ProcedureBatchTotals: BATCH.totals,
  ProcedureBatchComparison: BATCH.comparison as object,
  ProcedureBatchResult: RESULT,
  ProcedureBatchRun: RUN,
  FieldChanges: { path: "/intent", added: 0, removed: 0, changed: 1 },
  OutputChange: { path: "/intent", change: "changed", old: "complaint", new: "refund" },
};
