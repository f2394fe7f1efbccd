import { z } from "zod";
import { contextSchema } from "../domain/context.ts";
import {
  CHANNEL_TYPES,
  CONVERSATION_STATUSES,
  channelSchema,
  conversationItemSchema,
  conversationSchema,
  DIRECTIONS,
  newChannelSchema,
} from "../domain/conversation.ts";
import { conversationPromptSchema } from "../domain/conversation-prompt.ts";
import { EXAMPLE_IDS, EXAMPLE_TOKEN } from "./api-examples.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";
import { warnings } from "./warnings.ts";

const TAGS = ["Conversations"];

const byId = z.object({ id: z.string().describe("The conversation, `conv_…`.") });
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const later = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const newConversationSchema = z
  .object({
    agent_id: z.string().describe("`ca_…` means the released version, `ca_…@vN` pins that one, drafts included."),
    channel: newChannelSchema.describe("The channel on which it is held."),
    livemode: z
      .boolean()
      .nullable()
      .optional()
      .describe("False for a test conversation; true by default, false for test keys."),
    override_config: z
      .record(z.string(), z.unknown())
      .nullable()
      .optional()
      .describe("Part of a configuration, merged over the agent's: objects key by key, lists replaced."),
    context: contextSchema.nullable().optional().describe("What the agent is to know."),
    continues: z
      .string()
      .nullable()
      .optional()
      .describe(
        "The conversation, `conv_…`, that this one goes on with on its own channel: all that was said there is known.",
      ),
    scheduled_at: later
      .nullable()
      .optional()
      .describe(
        "When it is to begin by itself, ISO 8601 with an offset, within a year; on `phone`, `chat_async`, `sms` and `email`. " +
          "Outside the agent's contact hours it begins at their next opening.",
      ),
  })
  .meta({ id: "NewConversation", description: "A conversation to be created." });

/** The answer to a new conversation. */
export const createdConversationSchema = z
  .object({
    id: z.string().describe("The conversation's id, `conv_…`."),
    channel: channelSchema.describe("The channel, with the token that opens the conversation."),
    warnings,
  })
  .meta({ id: "CreatedConversation", description: "A conversation that was just created." });

/** Which conversations a list shows. */
export const filterQuery = pageQuery.extend({
  created_at_gte: moment.optional().describe("Created at this moment or later."),
  created_at_lt: moment.optional().describe("Created before this moment."),
  scheduled_at_gte: moment.optional().describe("To begin by themselves at this moment or later."),
  scheduled_at_lt: moment.optional().describe("To begin by themselves before this moment."),
  completed_at_gte: moment.optional().describe("Ended at this moment or later."),
  completed_at_lt: moment.optional().describe("Ended before this moment."),
  agent_id: z
    .string()
    .regex(/^ca_[0-9A-Za-z]{11}(@v[0-9]{1,9})?$/, "must be an agent's id, ca_… or ca_…@vN")
    .optional()
    .describe("Held by this agent, `ca_…`, or by this version of it, `ca_…@vN`."),
  customer_id: z.string().optional().describe("Held with this customer, `cus_…`."),
  campaign_id: z.string().max(100).optional().describe("Part of this campaign, `camp_…`."),
  status: z.enum(CONVERSATION_STATUSES).optional().describe("Of this status."),
  channel_type: z.enum(CHANNEL_TYPES).optional().describe("On this type of channel."),
  direction: z.enum(DIRECTIONS).optional().describe("Of this direction."),
  livemode: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .optional()
    .describe("`true` for live ones, `false` for those of test mode."),
  q: z.string().min(1).max(500).optional().describe("Words that occur in a message of the transcript."),
});

export const createConversation = {
  operationId: "createConversation",
  tags: TAGS,
  summary: "Create a conversation",
  description: "Creates a conversation and its token. Open its session to begin.",
  errors: [
    "channel_unavailable",
    "invalid_config",
    "missing_variables",
    "model_unavailable",
    "not_a_test_address",
    "not_allowed",
    "not_found",
    "not_released",
    "conversation_active",
    "unknown_reference",
  ],
  body: newConversationSchema,
  response: { 200: createdConversationSchema },
} as const;

export const listConversations = {
  operationId: "listConversations",
  tags: TAGS,
  summary: "List conversations",
  description: "Lists conversations; filters restrict the list together.",
  querystring: filterQuery,
  response: { 200: listOf(conversationItemSchema, "The conversations") },
} as const;

export const getConversation = {
  operationId: "getConversation",
  tags: TAGS,
  summary: "Get a conversation",
  description: "Shows a conversation.",
  errors: ["not_found"],
  params: byId,
  response: { 200: conversationSchema },
} as const;

export const getConversationPrompt = {
  operationId: "getConversationPrompt",
  tags: TAGS,
  summary: "Show what the model is told",
  description:
    "Shows the system prompt as the next turn would have it, with the context as it stands, and the tools in sight; of a " +
    "conversation that is over, as it stood at its end. The key needs the scope `agents:read` as well.",
  errors: ["not_allowed", "not_found"],
  params: byId,
  response: { 200: conversationPromptSchema },
} as const;

const conversationChangeSchema = z
  .strictObject({
    scheduled_at: later
      .nullable()
      .optional()
      .describe("When it is to begin by itself; null as if none had been given when it was created."),
    context: contextSchema.optional().describe("What to add to what the agent is to know, merged key by key."),
    channel: newChannelSchema.optional().describe("The channel, of the same type."),
    override_config: z
      .record(z.string(), z.unknown())
      .nullable()
      .optional()
      .describe("What to override of the agent's configuration instead; null for nothing."),
  })
  .meta({ id: "ConversationChange", description: "What to change of a conversation that is queued." });

const changedConversationSchema = conversationSchema
  .extend({ warnings })
  .meta({ id: "ChangedConversation", description: "A conversation as it is after a change." });

export const changeConversation = {
  operationId: "changeConversation",
  tags: TAGS,
  summary: "Change a queued conversation",
  description:
    "Changes a conversation that has not begun, checked as when it is created; 409 once it has. Webhook endpoints are " +
    "not asked again.",
  errors: [
    "channel_unavailable",
    "conversation_active",
    "invalid_config",
    "missing_variables",
    "model_unavailable",
    "not_a_test_address",
    "not_found",
  ],
  params: byId,
  body: conversationChangeSchema,
  response: { 200: changedConversationSchema },
} as const;

export const deleteConversation = {
  operationId: "deleteConversation",
  tags: TAGS,
  summary: "Delete a conversation",
  description: "Deletes a conversation: one of test mode always, a live one only while it is queued, else 409.",
  errors: ["not_found", "conversation_active"],
  params: byId,
  response: { 200: deleted("conversation", EXAMPLE_IDS.conversation) },
} as const;

export const endConversation = {
  operationId: "endConversation",
  tags: TAGS,
  summary: "End a conversation",
  description:
    "Ends a conversation in progress, or cancels one that is queued, which then fails with the reason `cancelled`. A " +
    "telephone call is hung up, or given up while it rings.",
  errors: ["not_found", "conversation_not_active"],
  params: byId,
  response: { 200: conversationSchema },
} as const;

const addedContext = z
  .object({ context: contextSchema.describe("What to add, merged key by key.") })
  .meta({ id: "AddedContext", description: "More context for a conversation in progress." });

export const updateContext = {
  operationId: "updateConversationContext",
  tags: TAGS,
  summary: "Add context",
  description:
    "Merges more context into a conversation in progress; 409 otherwise. The agent takes it at its next step.",
  errors: ["not_found", "conversation_not_active"],
  params: byId,
  body: addedContext,
  response: {
    202: z
      .object({ context: z.record(z.string(), z.unknown()).describe("The whole context after the change."), warnings })
      .meta({
        description: "The context was taken.",
        examples: [{ context: { $customer: { name: "Kim" }, loyalty_card: "gold" } }],
      }),
  },
} as const;

export const refreshToken = {
  operationId: "refreshConversationToken",
  tags: TAGS,
  summary: "Refresh the token",
  description: "Makes a new token for the conversation; the former is dead at once. Sessions that are open stay open.",
  errors: ["not_found", "conversation_not_active"],
  params: byId,
  response: {
    200: z
      .object({
        token: z.string().describe("The new token."),
        expires_at: z.iso.datetime().describe("When it expires, ISO 8601 in UTC."),
      })
      .meta({ description: "The new token.", examples: [EXAMPLE_TOKEN] }),
  },
} as const;
