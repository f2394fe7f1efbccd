import { z } from "zod";

/** Where a call stands in the ledger. */
export const TOOL_CALL_STATUSES = ["started", "succeeded", "failed", "unknown"] as const;

/** A call's entry in the ledger, as answered. */
export const toolCallSchema = z
  .object({
    call_id: z.string().describe("The call, `call_…`; also the idempotency key that its receiver was sent."),
    conversation_id: z
      .string()
      .nullable()
      .describe("The conversation in which, or about which, it was made, `conv_…`; null for a run without one."),
    procedure_id: z
      .string()
      .nullable()
      .describe(
        "The run of a procedural agent that made it, `trun_…`; null for a call of the conversation's own agent.",
      ),
    ns: z.string().nullable().describe("Who carries the tool out, e.g. `api`; null where that was not noted."),
    name: z.string().describe("The tool's name, as the model called it."),
    arguments: z.string().describe("The arguments as the model wrote them: JSON text."),
    status: z
      .enum(TOOL_CALL_STATUSES)
      .describe("`started` until it is settled; `unknown`: it may or may not have been carried out."),
    created_at: z.iso.datetime().describe("When it was entered, before anything was sent; ISO 8601 in UTC."),
    settled_at: z.iso.datetime().nullable().describe("When its outcome was entered; null until then."),
  })
  .meta({ id: "ToolCall", description: "A tool call's entry in the ledger." });
