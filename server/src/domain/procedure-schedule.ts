import { z } from "zod";
import { timeZoneSchema } from "./customer.ts";

const moment = z.iso.datetime();

const agentId = z
  .string()
  .regex(/^pa_[0-9A-Za-z]{11}(@v[0-9]{1,9})?$/, "must be a procedural agent's id, pa_… or pa_…@vN")
  .describe("The procedural agent that runs: `pa_…` the version that is released by then, `pa_…@vN` that one.");
const cron = z
  .string()
  .min(1)
  .max(200)
  .describe(
    "When it runs: minute, hour, day, month, weekday, e.g. `30 9 * * MON-FRI`; seven fields, `0 30 9 1 1 * 2027`, name " +
      "years as well; or `@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`. A time that the clocks skip comes once, " +
      "right after the gap; one that they show twice comes the first time. With a `*` or a step in the minutes or hours " +
      "the hours that pass count instead.",
  );
const timeZone = timeZoneSchema.describe("Whose clocks count, as an IANA name, e.g. `Europe/Zurich`.");
const input = z
  .record(z.string(), z.unknown())
  .describe(
    "What the procedure is given. `$schedule` is added: `id`, `scheduled_for`, `time_zone` and `previous_run`, which is " +
      "null the first time.",
  );
const isEnabled = z.boolean().describe("Whether it runs. Switched on again, it runs at the next time to come.");

/** The body that makes a schedule. */
export const newProcedureScheduleSchema = z
  .strictObject({
    agent_id: agentId,
    cron,
    time_zone: timeZone.default("UTC"),
    input: input.default({}),
    is_enabled: isEnabled.default(true),
    livemode: z.boolean().optional().describe("False for runs in test mode; true by default, false for test keys."),
  })
  .meta({ id: "NewProcedureSchedule", description: "A schedule by which a procedural agent is to run." });

/** The body that changes a schedule. */
export const procedureScheduleChangeSchema = z
  .strictObject({
    agent_id: agentId.optional(),
    cron: cron.optional(),
    time_zone: timeZone.optional(),
    input: input.optional(),
    is_enabled: isEnabled.optional(),
  })
  .meta({ id: "ProcedureScheduleChange", description: "What to change of a schedule." });

/** The last time of a schedule, and what came of it. */
export const lastScheduledRunSchema = z
  .object({
    scheduled_for: moment.describe("The time that had come."),
    procedure_id: z.string().nullable().describe("The run, `trun_…`; null when none could be ordered."),
    error: z
      .object({
        code: z.string().describe("A stable name of the fault, e.g. `not_released` or `not_found`."),
        message: z.string().describe("What stood in the way, and what can be done."),
      })
      .nullable()
      .describe("Why no run could be ordered; null when one was."),
  })
  .meta({ id: "LastScheduledRun", description: "The last time of a schedule, and what came of it." });

/** A schedule. */
export const procedureScheduleSchema = z
  .object({
    id: z.string().describe("The schedule's id, `psch_…`."),
    agent_id: agentId,
    cron,
    time_zone: timeZone,
    input,
    is_enabled: isEnabled,
    livemode: z.boolean().describe("False for runs in test mode."),
    next_runs: z
      .array(moment)
      .describe("The next times, five at most; empty while it is off, or when no time is left to come."),
    last_run: lastScheduledRunSchema.nullable().describe("The last time; null before the first."),
    created_at: moment.describe("When it was made."),
    updated_at: moment.describe("When its settings were last changed."),
  })
  .meta({ id: "ProcedureSchedule", description: "A schedule by which a procedural agent runs." });

/** A schedule to be made. */
export type NewProcedureSchedule = z.output<typeof newProcedureScheduleSchema>;
/** What to change of a schedule. */
export type ProcedureScheduleChange = z.output<typeof procedureScheduleChangeSchema>;
/** A schedule. */
export type ProcedureSchedule = z.output<typeof procedureScheduleSchema>;
/** The last time of a schedule, and what came of it. */
export type LastScheduledRun = z.output<typeof lastScheduledRunSchema>;
