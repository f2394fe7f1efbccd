import { z } from "zod";
import { FOLLOW_UP_STATUSES, followUpSchema, newFollowUpSchema } from "../domain/follow-up.ts";
import { listOf, pageQuery } from "./pages.ts";

const TAGS = ["Follow-ups"];
const params = z.object({ id: z.string().describe("The follow-up's id, `fup_…`.") });
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Which follow-ups a list shows. */
export const followUpFilter = pageQuery.extend({
  conversation_id: z.string().optional().describe("Of this conversation, `conv_…`."),
  customer_id: z.string().optional().describe("Of this customer, `cus_…`."),
  status: z.enum(FOLLOW_UP_STATUSES).optional().describe("Of this status."),
  due_at_gte: moment.optional().describe("Due at this moment or later."),
  due_at_lt: moment.optional().describe("Due before this moment."),
  livemode: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("`true` for live ones, `false` for those of test mode."),
});

export const listFollowUps = {
  operationId: "listFollowUps",
  tags: TAGS,
  summary: "List follow-ups",
  description: "Lists follow-ups; filters restrict the list together. A test key sees those of test mode.",
  querystring: followUpFilter,
  response: { 200: listOf(followUpSchema, "The follow-ups") },
} as const;

export const createFollowUp = {
  operationId: "createFollowUp",
  tags: TAGS,
  summary: "Order a follow-up",
  description:
    "Has an agent come back to something at a later time: in the conversation while that is open and sleeps between " +
    "messages, else in a new one that continues it, over whatever reaches the customer. Agents order them with " +
    "the platform tool `schedule_follow_up`.",
  errors: ["not_found", "not_released", "conversation_not_active"],
  body: newFollowUpSchema,
  response: { 200: followUpSchema },
} as const;

export const getFollowUp = {
  operationId: "getFollowUp",
  tags: TAGS,
  summary: "Get a follow-up",
  description: "Shows one follow-up.",
  errors: ["not_found"],
  params,
  response: { 200: followUpSchema },
} as const;

export const cancelFollowUp = {
  operationId: "cancelFollowUp",
  tags: TAGS,
  summary: "Cancel a follow-up",
  description: "Cancels a follow-up that is pending, and shows it. One that is over, or being seen to, is a 409.",
  errors: ["not_found", "in_use"],
  params,
  response: { 200: followUpSchema },
} as const;
