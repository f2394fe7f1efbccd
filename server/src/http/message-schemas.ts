import { z } from "zod";
import { DIRECTIONS } from "../domain/conversation.ts";
import { CARRIED_CHANNELS, MESSAGE_STATUSES, messageSchema } from "../domain/message.ts";
import { normaliseAddress } from "../domain/test-address.ts";
import { listOf, pageQuery } from "./pages.ts";

const TAGS = ["Messages"];

const byId = z.object({ id: z.string().describe("The message, `msg_…`.") });

/** Which messages a list shows. */
export const filterQuery = pageQuery.extend({
  conversation_id: z.string().optional().describe("Of this conversation, `conv_…`."),
  channel: z.enum(CARRIED_CHANNELS).optional().describe("Over this channel."),
  direction: z.enum(DIRECTIONS).optional().describe("That came (`inbound`) or go (`outbound`)."),
  status: z.enum(MESSAGE_STATUSES).optional().describe("Of this status."),
  address: z
    .string()
    .max(320)
    .transform(normaliseAddress)
    .optional()
    .describe("From or to this number or mail address."),
});

export const listMessages = {
  operationId: "listMessages",
  tags: TAGS,
  summary: "List messages",
  description:
    "Lists the text messages and mails that came and went over carriers, those of no conversation included; filters " +
    "restrict the list together.",
  querystring: filterQuery,
  response: { 200: listOf(messageSchema, "The messages") },
} as const;

export const getMessage = {
  operationId: "getMessage",
  tags: TAGS,
  summary: "Get a message",
  description: "Shows a message and what became of it.",
  errors: ["not_found"],
  params: byId,
  response: { 200: messageSchema },
} as const;

export const resendMessage = {
  operationId: "resendMessage",
  tags: TAGS,
  summary: "Send a message once more",
  description:
    "Sends once more what failed, or what may or may not have been sent: the platform itself never repeats the latter, " +
    "for the person might get it twice.",
  errors: ["not_found", "in_use"],
  params: byId,
  response: { 200: messageSchema },
} as const;
