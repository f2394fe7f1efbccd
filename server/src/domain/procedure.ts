import { z } from "zod";

/** Where a run of a procedural agent can stand. */
export const PROCEDURE_STATUSES = ["pending", "running", "success", "failed", "skipped", "cancelled"] as const;

/** Where a run of a procedural agent stands. */
export type ProcedureStatus = (typeof PROCEDURE_STATUSES)[number];

/** How runs end. */
export type ProcedureEndStatus = Exclude<ProcedureStatus, "pending" | "running">;

/** Tells whether a run is over. */
export function isOver(status: ProcedureStatus): status is ProcedureEndStatus {
  return status !== "pending" && status !== "running";
}

/** What can call for a run. */
export const PROCEDURE_TRIGGERS = ["api", "conversation_end", "summary", "tool", "schedule", "batch"] as const;

/** What called for a run. */
export type ProcedureTrigger = (typeof PROCEDURE_TRIGGERS)[number];

/** Why a run failed. */
export const procedureErrorSchema = z.object({
  code: z
    .string()
    .describe(
      "A stable name of the fault: `invalid_output`, `no_output`, `no_verdict`, `model_failed`, `too_many_steps`, `timed_out`, " +
        "`invalid_config`, `missing_variables` and others.",
    ),
  message: z.string().describe("What went wrong, in plain words."),
});

/** Why a run failed. */
export type ProcedureError = z.output<typeof procedureErrorSchema>;

/** The events that each field of an output rests on, by the field's JSON Pointer (RFC 6901). */
export type Citations = Record<string, string[]>;

const citationSchema = z.object({
  event_id: z.string().describe("The event, `ev_…`."),
  sequence: z.number().int().describe("Its place in the conversation's log, from 1."),
  type: z.string().describe("Its type, e.g. `user.message.received`."),
  excerpt: z.string().describe("The begin of what was said, or of its details as JSON."),
});

/** An event that a field of an output rests on. */
export type Citation = z.output<typeof citationSchema>;

/** A run as lists show it. */
export const procedureItemSchema = z
  .object({
    id: z.string().describe("The run's id, `trun_…`."),
    livemode: z.boolean().describe("False in test mode."),
    name: z.string().describe("The agent's name when the run was ordered."),
    conversation_id: z.string().nullable().describe("The conversation that it is about, `conv_…`; null without one."),
    created_at: z.iso.datetime().describe("When it was ordered, ISO 8601 in UTC."),
    started_at: z.iso.datetime().nullable().describe("When it was first taken on; null before."),
    ended_at: z.iso.datetime().nullable().describe("When it ended; null before."),
    status: z.enum(PROCEDURE_STATUSES).describe("Where it stands."),
    agent_id: z.string().describe("The procedural agent, `pa_…`."),
    agent_version_id: z.string().describe("The version that runs, `pa_…@vN`."),
    trigger: z.enum(PROCEDURE_TRIGGERS).describe("What called for it."),
    batch_id: z.string().nullable().describe("The batch that it belongs to, `pbat_…`; null without one."),
    is_trial: z.boolean().describe("Whether it only shows what would come of it, and touches nothing."),
    error: z.string().nullable().describe("Why it failed, in plain words; null when it did not."),
    error_code: z
      .string()
      .nullable()
      .describe("The stable name of why it failed, as in `procedure.ended`; null when it did not."),
    input: z.record(z.string(), z.unknown()).nullable().describe("What it was given to work on; null for nothing."),
    output: z.unknown().describe("What it recorded, any JSON value; null before the end, and without one."),
    summary: z
      .string()
      .nullable()
      .describe("What came of it, in the model's words, or why it was skipped; null when it said nothing."),
    citations: z
      .record(z.string(), z.array(citationSchema))
      .describe("The events that fields of the output rest on, by the field's JSON Pointer (RFC 6901)."),
    input_tokens: z.number().int().describe("Tokens that its models have read so far."),
    output_tokens: z.number().int().describe("Tokens that they have written so far."),
  })
  .meta({ id: "ProcedureItem", description: "One run of a procedural agent, without its events." });

/** A run as lists show it. */
export type ProcedureItem = z.output<typeof procedureItemSchema>;
