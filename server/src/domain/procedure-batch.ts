import { z } from "zod";
import { CHANNEL_TYPES, DIRECTIONS, TERMINAL_STATUSES } from "./conversation.ts";
import { outputChangeSchema } from "./output-changes.ts";
import { PROCEDURE_STATUSES, procedureErrorSchema } from "./procedure.ts";

const moment = z.iso.datetime({ offset: true });
const agentId = z
  .string()
  .regex(/^pa_[0-9A-Za-z]{11}(@v[0-9]{1,9})?$/, "must be a procedural agent's id, pa_… or pa_…@vN");

/** How many conversations one batch takes at most. */
export const MOST_CONVERSATIONS = 10_000;

/** Where a batch stands. */
export const BATCH_STATUSES = ["running", "completed", "cancelled", "budget_exhausted"] as const;
/** Where a batch stands. */
export type BatchStatus = (typeof BATCH_STATUSES)[number];

/** Which past conversations a batch takes. */
const batchFilterSchema = z
  .strictObject({
    agent_id: z
      .string()
      .regex(/^ca_[0-9A-Za-z]{11}(@v[0-9]{1,9})?$/, "must be an agent's id, ca_… or ca_…@vN")
      .optional()
      .describe("Held by this agent, `ca_…`, or by this version of it, `ca_…@vN`."),
    customer_id: z.string().max(100).optional().describe("Held with this customer, `cus_…`."),
    status: z.enum(TERMINAL_STATUSES).optional().describe("That ended with this status."),
    channel_type: z.enum(CHANNEL_TYPES).optional().describe("On this type of channel."),
    direction: z.enum(DIRECTIONS).optional().describe("Of this direction."),
    created_at_gte: moment.optional().describe("Created at this moment or later."),
    created_at_lt: moment.optional().describe("Created before this moment."),
    completed_at_gte: moment.optional().describe("Ended at this moment or later."),
    completed_at_lt: moment.optional().describe("Ended before this moment."),
    q: z.string().min(1).max(500).optional().describe("With these words in a message of the transcript."),
  })
  .meta({ id: "ProcedureBatchFilter", description: "Which past conversations a batch takes." });

/** Which past conversations a batch takes. */
export type BatchFilter = z.output<typeof batchFilterSchema>;

/** What a batch may use. */
export const batchBudgetSchema = z
  .strictObject({
    max_tokens: z
      .number()
      .int()
      .min(1)
      .max(1e12)
      .nullable()
      .default(null)
      .describe("Tokens read and written; or null."),
    max_cost_usd: z
      .number()
      .positive()
      .max(1e6)
      .nullable()
      .default(null)
      .describe("US dollars, by the prices in `OPERATOR_MODEL_PRICES`; or null."),
  })
  .refine(({ max_tokens, max_cost_usd }) => max_tokens !== null || max_cost_usd !== null, {
    message: "must have max_tokens or max_cost_usd",
  })
  .meta({
    id: "ProcedureBatchBudget",
    description: "What a batch may use. Once it is used up no run begins; those under way end.",
  });

/** What a batch may use. */
export type BatchBudget = z.output<typeof batchBudgetSchema>;

const CONCURRENCY = z.number().int().min(1).max(20).describe("How many runs are under way at once.");
const HAS_EFFECTS = z
  .boolean()
  .describe(
    "Whether the runs do what runs do. By default they are trials: no tool but `record_output` is carried out, no custom " +
      "field is set, and nobody is sent the output.",
  );

/** The body that begins a batch. */
export const newProcedureBatchSchema = z
  .strictObject({
    agent_id: agentId.describe("What runs: `pa_…` the released version, `pa_…@vN` that one, drafts included."),
    compare_with: agentId
      .nullable()
      .default(null)
      .describe("Another version of the same agent, which runs over the same conversations to be compared with."),
    conversation_ids: z
      .array(z.string().max(100))
      .min(1)
      .max(MOST_CONVERSATIONS)
      .nullable()
      .default(null)
      .describe("The conversations. Either these or `filter`."),
    filter: batchFilterSchema.nullable().default(null).describe("Takes those that fit, the newest first."),
    max_conversations: z
      .number()
      .int()
      .min(1)
      .max(MOST_CONVERSATIONS)
      .default(1_000)
      .describe("How many of those that fit `filter` are taken at most."),
    budget: batchBudgetSchema.nullable().default(null).describe("What it may use; null for no limit."),
    concurrency: CONCURRENCY.default(4),
    has_effects: HAS_EFFECTS.default(false),
    livemode: z
      .boolean()
      .optional()
      .describe("False takes conversations of test mode instead of live ones; so do test keys."),
  })
  .meta({ id: "NewProcedureBatch", description: "A procedural agent to be run over past conversations." });

/** A batch to begin. */
export type NewProcedureBatch = z.output<typeof newProcedureBatchSchema>;

const count = z.number().int();

const fieldChangesSchema = z
  .object({
    path: z.string().describe("The field, as a JSON Pointer."),
    added: count.describe("In how many conversations it came."),
    removed: count.describe("In how many it went."),
    changed: count.describe("In how many its value is another."),
  })
  .meta({ id: "FieldChanges", description: "In how many conversations a field of the output changed." });

const comparisonSchema = z
  .object({
    compared: count.describe("Conversations with an output of both versions."),
    changed: count.describe("Those of them whose outputs differ."),
    status_changed: count.describe("Conversations in which one version succeeded and the other did not."),
    fields: z
      .array(fieldChangesSchema)
      .describe("The fields that differ, those that do most often first; 200 at most."),
  })
  .meta({ id: "ProcedureBatchComparison", description: "What changed between the two versions, in numbers." });

const totalsSchema = z
  .object({
    runs: count.describe("Runs that were begun."),
    success: count.describe("Those with an output."),
    failed: count.describe("Those that failed."),
    skipped: count.describe("Those whose condition was not met."),
    cancelled: count.describe("Those that were cancelled."),
    input_tokens: count.describe("Tokens that models read."),
    output_tokens: count.describe("Tokens that models wrote."),
    cost_usd: z
      .number()
      .nullable()
      .describe("At most, in US dollars: by the price of the dearest of the agent's models. Null without prices."),
  })
  .meta({ id: "ProcedureBatchTotals", description: "What the runs of a batch came to, and what they used." });

/** A batch. */
export const procedureBatchSchema = z
  .object({
    id: z.string().describe("The batch's id, `pbat_…`."),
    agent_id: z.string().describe("The version that runs, `pa_…@vN`."),
    compare_with: z.string().nullable().describe("The version to compare with, `pa_…@vN`; null without."),
    livemode: z.boolean().describe("False for one over conversations of test mode."),
    has_effects: HAS_EFFECTS,
    budget: batchBudgetSchema.nullable().describe("What it may use; null for no limit."),
    concurrency: CONCURRENCY,
    status: z
      .enum(BATCH_STATUSES)
      .describe(
        "`running` until every run is over; `budget_exhausted` and `cancelled` as soon as no other run begins.",
      ),
    error: procedureErrorSchema.nullable().describe("Why it was cancelled by the platform; null when it was not."),
    progress: z
      .object({
        conversations: count.describe("How many there are."),
        done: count.describe("Of how many every run is over."),
        under_way: count.describe("Runs that wait or run."),
      })
      .describe("How far it is."),
    totals: totalsSchema.describe("What it came to so far."),
    comparison: comparisonSchema.nullable().describe("What changed between the versions; null without `compare_with`."),
    created_at: z.iso.datetime().describe("When it was begun."),
    ended_at: z.iso.datetime().nullable().describe("When its last run was over; null before."),
  })
  .meta({ id: "ProcedureBatch", description: "A procedural agent that is run over past conversations." });

/** A batch. */
export type ProcedureBatch = z.output<typeof procedureBatchSchema>;

const batchRunSchema = z
  .object({
    procedure_id: z.string().describe("The run, `trun_…`."),
    agent_version_id: z.string().describe("The version that ran, `pa_…@vN`."),
    status: z.enum(PROCEDURE_STATUSES).describe("How it came out."),
    output: z.unknown().describe("What it wrote; null without."),
    error: z.string().nullable().describe("Why it failed, in plain words; null when it did not."),
    error_code: z.string().nullable().describe("A stable name of the fault; null when it did not fail."),
    input_tokens: count.describe("Tokens that models read."),
    output_tokens: count.describe("Tokens that models wrote."),
    cost_usd: z.number().nullable().describe("What it cost at most, in US dollars; null without prices."),
  })
  .meta({ id: "ProcedureBatchRun", description: "One run of a batch." });

/** What came of one conversation. */
export const procedureBatchResultSchema = z
  .object({
    conversation_id: z.string().describe("The conversation, `conv_…`."),
    is_done: z.boolean().describe("Whether every run over it is over."),
    run: batchRunSchema.nullable().describe("The run of the batch's version; null before it is begun."),
    compared_run: batchRunSchema.nullable().describe("The run of the version to compare with; null without."),
    changes: z
      .array(outputChangeSchema)
      .nullable()
      .describe("What differs from `compared_run` to `run`, field by field; null without two outputs."),
  })
  .meta({ id: "ProcedureBatchResult", description: "What came of one conversation of a batch." });

/** What came of one conversation. */
export type ProcedureBatchResult = z.output<typeof procedureBatchResultSchema>;
/** One run of a batch. */
export type ProcedureBatchRun = z.output<typeof batchRunSchema>;

/** How far a batch is. */
export interface BatchState {
  status: BatchStatus;
  budget: BatchBudget | null;
  concurrency: number;
  /** What its runs used so far, those under way included. */
  spent: { tokens: number; costUsd: number | null };
  /** How many runs wait or run. */
  underWay: number;
  /** How many are not begun. */
  remaining: number;
}

/** What is to be done next for a batch. */
export type BatchMove =
  | { readonly type: "begin"; readonly runs: number }
  | { readonly type: "wait" }
  | { readonly type: "exhaust" }
  | { readonly type: "end"; readonly status: BatchStatus };

/**
 * Decides what is next for a batch. Once its budget is used up nothing is begun, so that it is overshot by no more than
 * the runs that are under way by then.
 */
export function nextBatchMove({ status, budget, concurrency, spent, underWay, remaining }: BatchState): BatchMove {
  const isLast = underWay === 0;
  if (status !== "running") return isLast ? { type: "end", status } : { type: "wait" };
  if (remaining === 0) return isLast ? { type: "end", status: "completed" } : { type: "wait" };
  if (isUsedUp(budget, spent)) return { type: "exhaust" };
  const room = concurrency - underWay;
  return room > 0 ? { type: "begin", runs: Math.min(room, remaining) } : { type: "wait" };
}

function isUsedUp(budget: BatchBudget | null, { tokens, costUsd }: BatchState["spent"]): boolean {
  if (budget === null) return false;
  const { max_tokens, max_cost_usd } = budget;
  if (max_tokens !== null && tokens >= max_tokens) return true;
  return max_cost_usd !== null && (costUsd ?? 0) >= max_cost_usd;
}
