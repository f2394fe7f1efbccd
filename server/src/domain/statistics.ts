import { z } from "zod";
import { CHANNEL_TYPES, CONVERSATION_STATUSES } from "./conversation.ts";

/** How long the stretches of time are that statistics are counted for. */
export const INTERVALS = ["hour", "day"] as const;
/** The length of one stretch. */
export type Interval = (typeof INTERVALS)[number];

/** The stages of a turn, in their order. */
export const STAGES = ["transcript", "end_of_turn", "first_token", "first_audio", "response", "total"] as const;
/** One stage of a turn. */
export type Stage = (typeof STAGES)[number];

const STAGE_WORDS: Record<Stage, string> = {
  transcript: "From the end of the user's speech to its final transcript; by voice only.",
  end_of_turn: "From the end of the user's speech to the decision that it was the agent's turn; by voice only.",
  first_token: "From asking the model to its first piece.",
  first_audio: "From the end of the user's speech to the first audio sent; by voice only.",
  response: "From the user's message to the first piece of the answer; in text only.",
  total: "From the user's message to the end of the turn.",
};

const count = z.number().int();

const percentilesSchema = z
  .object({
    count: count.describe("How many there were to measure."),
    p50: z.number().nullable().describe("Half of them took no longer; null when there were none."),
    p90: z.number().nullable().describe("Nine of ten took no longer; null when there were none."),
    p99: z.number().nullable().describe("Ninety-nine of a hundred took no longer; null when there were none."),
  })
  .meta({ id: "Percentiles", description: "How long things took that were measured." });

const costSchema = z
  .number()
  .nullable()
  .describe(
    "What the tokens cost in US dollars, by the prices in `OPERATOR_MODEL_PRICES`; null where one of the models that " +
      "answered has no price.",
  );

const figures = {
  conversations: count.describe("Conversations that were created."),
  by_channel: z.partialRecord(z.enum(CHANNEL_TYPES), count).describe("Of those, by channel."),
  by_status: z.partialRecord(z.enum(CONVERSATION_STATUSES), count).describe("Of those, by where they stand now."),
  duration_sec: percentilesSchema.describe("How long those took that have begun and ended, in seconds."),
  turns: count.describe("Turns of agents that were over."),
  interrupted_turns: count.describe("Of those, the ones that the user cut off."),
  latency_ms: z
    .object(
      Object.fromEntries(STAGES.map((stage) => [stage, percentilesSchema.describe(STAGE_WORDS[stage])])) as Record<
        Stage,
        typeof percentilesSchema
      >,
    )
    .describe("How long the stages of the turns took, in milliseconds."),
  input_tokens: count.describe("Tokens that models have read, as far as vendors say."),
  output_tokens: count.describe("Tokens that models have written, as far as vendors say."),
  cost_usd: costSchema,
  tool_calls: count.describe("Calls of tools that were made."),
  failed_tool_calls: count.describe("Of those, the ones that failed."),
  unknown_tool_calls: count.describe("Of those, the ones whose outcome is not known."),
};

/** What is counted and measured of a stretch of time, or of one agent. */
export const figuresSchema = z
  .object(figures)
  .meta({ id: "StatisticsFigures", description: "What was counted and measured." });
/** What is counted and measured of a stretch of time, or of one agent. */
export type Figures = z.output<typeof figuresSchema>;
/** How long things took that were measured. */
export type Percentiles = z.output<typeof percentilesSchema>;

const ofToolSchema = z.object({
  name: z.string().describe("The tool's name, as the agent called it."),
  tool_calls: figures.tool_calls,
  failed_tool_calls: figures.failed_tool_calls,
  unknown_tool_calls: figures.unknown_tool_calls,
  duration_ms: percentilesSchema.describe("How long those took that have returned, in milliseconds."),
});
/** What is counted and measured of one tool. */
export type ToolFigures = z.output<typeof ofToolSchema>;

/** Statistics as they are answered with. */
export const statisticsSchema = z
  .object({
    at_gte: z.iso.datetime().describe("From this moment on."),
    at_lt: z.iso.datetime().describe("Before this moment."),
    interval: z.enum(INTERVALS).describe("How long one stretch of the series is."),
    time_zone: z.string().describe("The organization's time zone, whose clocks cut time into hours and days."),
    totals: figuresSchema.describe("Of the whole time."),
    before: figuresSchema.describe("Of as long a time just before, to compare with."),
    series: z
      .array(z.object({ at: z.iso.datetime().describe("When the stretch begins."), ...figures }))
      .describe("Of each hour or day, in their order, also of those in which there was nothing."),
    by_agent: z
      .array(z.object({ agent_id: z.string().describe("The version, `ca_…@vN`."), ...figures }))
      .describe("Of each version of an agent, those with the most conversations first; 100 at most."),
    by_tool: z
      .array(ofToolSchema)
      .describe("Of each tool, those with the most calls first; 100 at most, calls of runs left out."),
  })
  .meta({ id: "Statistics", description: "What was counted and measured over a time." });
/** Statistics as they are answered with. */
export type Statistics = z.output<typeof statisticsSchema>;
