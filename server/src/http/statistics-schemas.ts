import { z } from "zod";
import { CHANNEL_TYPES } from "../domain/conversation.ts";
import { INTERVALS, statisticsSchema } from "../domain/statistics.ts";

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** What is counted. */
const statisticsQuery = z.object({
  at_gte: moment
    .optional()
    .describe("From this moment on; a day before the end with `interval=hour`, else thirty days before it."),
  at_lt: moment.optional().describe("Before this moment; now when absent."),
  interval: z.enum(INTERVALS).default("day").describe("How long one stretch of the series is; 750 of them at most."),
  agent_id: z
    .string()
    .regex(/^ca_[0-9A-Za-z]{11}(@v[0-9]{1,9})?$/, "must be an agent's id, ca_… or ca_…@vN")
    .optional()
    .describe("Conversations of this agent, `ca_…`, or of this version of it, `ca_…@vN`."),
  channel_type: z.enum(CHANNEL_TYPES).optional().describe("Conversations on this type of channel."),
  livemode: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("`true` for live ones, `false` for those of test mode."),
});

export const getStatistics = {
  operationId: "getStatistics",
  tags: ["Statistics"],
  summary: "Count and measure conversations",
  description:
    "Counts conversations, turns and calls of tools over a time, and measures how long they took, hour by hour or day by " +
    "day as the organization's clocks show them, by version of the agents and by tool; also of as long a time before, to " +
    "compare with. What belongs to conversations that were deleted counts no more.",
  querystring: statisticsQuery,
  response: { 200: statisticsSchema },
} as const;
