import { z } from "zod";

/** The channels the contract knows. */
export const CHANNEL_TYPES = ["phone", "chat_realtime", "chat_async", "voice_realtime", "sms", "email"] as const;
/** How a conversation is over for good. */
export const TERMINAL_STATUSES = ["completed", "voicemail", "failed", "busy", "no-answer"] as const;
/** Where a conversation stands. */
export const CONVERSATION_STATUSES = ["queued", "in-progress", ...TERMINAL_STATUSES] as const;
/** Who opened a conversation, as the platform sees it. */
export const DIRECTIONS = ["inbound", "outbound"] as const;

/** The type of a conversation's channel. */
export type ChannelType = (typeof CHANNEL_TYPES)[number];
/** Where a conversation stands. */
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

/** Channels whose conversations sleep between messages: nothing of them stays in memory meanwhile. */
export const ASYNC_CHANNELS = ["chat_async", "sms", "email"] as const satisfies readonly ChannelType[];

/** Tells whether conversations on such a channel sleep between messages. */
export function isAsync(type: ChannelType): boolean {
  return (ASYNC_CHANNELS as readonly ChannelType[]).includes(type);
}

/** Tells whether people speak on such a channel. */
export function isByVoice(type: ChannelType): boolean {
  return type === "voice_realtime" || type === "phone";
}

/** Tells whether conversations on such a channel can be begun by the platform, and so be created for later. */
export function isSchedulable(type: ChannelType): boolean {
  return type === "phone" || isAsync(type);
}

/** Tells whether a conversation of that status is over for good. */
export function isTerminal(status: ConversationStatus): boolean {
  return status !== "queued" && status !== "in-progress";
}

/** Why a conversation failed. */
export const failureReasonSchema = z.object({
  code: z.string().describe("A stable name of the reason."),
  message: z.string().describe("The reason in plain words."),
});

/** A telephone number in E.164 form. */
export const e164 = z
  .string()
  .regex(/^\+[1-9][0-9]{6,14}$/, "must be an E.164 number, e.g. +14155550123")
  .describe("A telephone number in E.164 form.");

const numbers = {
  callee_no: e164.describe("The number to reach, in E.164 form."),
  caller_no: e164.nullable().default(null).describe("The number to reach it from; null takes the installation's."),
};

/** The channel of a conversation to be created. */
export const newChannelSchema = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("chat_realtime").describe("A live chat over the session WebSocket.") }),
    z.object({ type: z.literal("chat_async").describe("A chat whose messages may lie days apart.") }),
    z.object({ type: z.literal("voice_realtime").describe("Voice in a browser or an app.") }),
    z.object({
      type: z.literal("phone").describe("A telephone call."),
      ...numbers,
      priority: z.enum(["low", "normal", "high"]).default("normal").describe("Which calls are dialled first."),
    }),
    z.object({ type: z.literal("sms").describe("Text messages."), ...numbers }),
    z.object({
      type: z.literal("email").describe("E-mail."),
      to: z.email().describe("The address to write to."),
      from: z.email().nullable().default(null).describe("The address to write from; null takes the installation's."),
      subject: z.string().max(998).nullable().default(null).describe("The subject of the first mail."),
    }),
  ])
  .meta({ id: "NewChannel", description: "The channel on which the conversation is held." });

/** The channel of a conversation to be created. */
export type NewChannel = z.output<typeof newChannelSchema>;

/** A conversation's channel as answered. */
export const channelSchema = z
  .looseObject({
    type: z.enum(CHANNEL_TYPES).describe("The channel's type."),
    token: z
      .string()
      .nullable()
      .describe(
        "The conversation's ephemeral token; null once it has expired, and for a key without `conversations:write`.",
      ),
    session_url: z
      .string()
      .optional()
      .describe("Where to open the session; add `?token=`. Absent where a carrier brings the user's words."),
    events_url: z.string().describe("Where to read the events; add `?token=`."),
    recording_url: z
      .string()
      .nullable()
      .optional()
      .describe(
        "Where to listen to a conversation by voice; add `?token=`. Null when there is nothing to listen to, absent on " +
          "other channels and in the answer to the creation.",
      ),
  })
  .meta({ id: "Channel", description: "A conversation's channel: where to talk and where to read along." });

const time = z.iso.datetime().describe("A moment, ISO 8601 in UTC.");

/** A conversation as lists show it. */
export const conversationItemSchema = z
  .object({
    id: z.string().describe("The conversation's id, `conv_…`."),
    agent_id: z.string().describe("The agent's version that holds it, `ca_…@vN`."),
    customer_id: z.string().nullable().describe("The customer's id, `cus_…`; null when nobody is known."),
    channel_type: z.enum(CHANNEL_TYPES).describe("The channel's type."),
    livemode: z.boolean().describe("False for a test conversation."),
    created_at: time.describe("When it was created."),
    scheduled_at: time
      .nullable()
      .describe("When it begins by itself, within the agent's contact hours; null when it was not created for later."),
    started_at: time.nullable().describe("When the user was connected; null before."),
    completed_at: time.nullable().describe("When it ended; null before."),
    direction: z.enum(DIRECTIONS).describe("Who opened it, as the platform sees it."),
    status: z.enum(CONVERSATION_STATUSES).describe("Where it stands."),
    failure_reason: failureReasonSchema.nullable().describe("Why it failed; null when it did not."),
    custom_fields: z.record(z.string(), z.unknown()).describe("What the agent noted in custom fields."),
    duration_sec: z.number().nullable().describe("Seconds from start to end; null before the end."),
    sentiment: z
      .enum(["positive", "neutral", "negative"])
      .nullable()
      .describe("The user's mood; null when not judged."),
    campaign_id: z.string().nullable().describe("The campaign that it is part of, `camp_…`; null for none."),
  })
  .meta({ id: "ConversationItem", description: "A conversation as lists show it." });

/** A conversation, whole. */
export const conversationSchema = conversationItemSchema
  .extend({
    channel: channelSchema.describe("The channel."),
    override_config: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe("What it changed of the agent's configuration."),
    summary: z.string().nullable().describe("What was said, in short; null when not written."),
  })
  .meta({ id: "Conversation", description: "A conversation, whole." });

/** A conversation as lists show it. */
export type ConversationItem = z.output<typeof conversationItemSchema>;
/** A conversation, whole. */
export type Conversation = z.output<typeof conversationSchema>;
