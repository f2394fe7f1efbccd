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

/** The namespaces whose tools a procedural agent can use: nobody is there to answer for a client. */
export const PROCEDURE_NAMESPACES = ["syscall", "api", "mcp", "integration"] as const;

/** The platform's own tools that make sense in a run, beside `record_output`, which every run has. */
export const PROCEDURE_SYSCALLS = ["set_custom_fields"] as const;

/** Why a run failed. */
export const procedureErrorSchema = z.object({
  code: z
    .string()
    .describe(
      "A stable name of the fault: `invalid_output`, `no_output`, `model_failed`, `too_many_steps`, `timed_out`, " +
        "`invalid_config` or `internal`.",
    ),
  message: z.string().describe("What went wrong, in plain words."),
});

/** Why a run failed. */
export type ProcedureError = z.output<typeof procedureErrorSchema>;

/** The events that each field of an output rests on, by the field's JSON Pointer (RFC 6901). */
export type Citations = Record<string, string[]>;
