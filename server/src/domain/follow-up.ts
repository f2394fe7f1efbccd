import { z } from "zod";

/** Where a follow-up stands. */
export const FOLLOW_UP_STATUSES = ["pending", "done", "cancelled", "failed"] as const;
/** Over what a customer is followed up. */
export const FOLLOW_UP_CHANNELS = ["same", "chat_async", "sms", "email"] as const;

/** Where a follow-up stands. */
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];
/** Over what a customer is followed up. */
export type FollowUpChannel = (typeof FOLLOW_UP_CHANNELS)[number];

/** How far ahead the platform can be told to do something, in ms. */
export const FURTHEST_AHEAD = 366 * 86_400_000;
/** How long a note may be, in characters. */
export const LONGEST_NOTE = 2_000;
/** How many follow-ups of one conversation may be pending at once. */
export const MOST_PENDING = 20;

const id = z.string().describe("The follow-up's id, `fup_…`.");
const note = z
  .string()
  .min(1)
  .max(LONGEST_NOTE)
  .describe("What the agent is to come back to, in words. It is shown to the agent as data.");
const channel = z
  .enum(FOLLOW_UP_CHANNELS)
  .describe(
    "Over what: `same` is the conversation itself while it is open and sleeps between messages, else its channel, else " +
      "any on which the customer can be reached: a text message before a mail.",
  );

/** The body that orders a follow-up. */
export const newFollowUpSchema = z
  .strictObject({
    conversation_id: z
      .string()
      .nullable()
      .default(null)
      .describe("The conversation to follow up, `conv_…`; it must have begun. Null when only a customer is named."),
    customer_id: z
      .string()
      .nullable()
      .default(null)
      .describe("The customer to follow up, `cus_…`; null takes that of the conversation."),
    agent_id: z
      .string()
      .nullable()
      .default(null)
      .describe(
        "Who sees to it: `ca_…` means the version that is released when it is due, `ca_…@vN` pins one. Null takes the " +
          "conversation's agent.",
      ),
    due_at: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .describe(
        "When, ISO 8601 with an offset, within a year. Outside the agent's contact hours it is their next opening.",
      ),
    note,
    channel: channel.default("same"),
  })
  .meta({ id: "NewFollowUp", description: "A follow-up to be ordered." });

/** A follow-up to be ordered. */
export type NewFollowUp = z.output<typeof newFollowUpSchema>;

const moment = z.iso.datetime();

/** A follow-up as answered. */
export const followUpSchema = z
  .object({
    id,
    livemode: z.boolean().describe("False for one of test mode."),
    agent_id: z.string().describe("Who sees to it: `ca_…` for the version that is released then, or `ca_…@vN`."),
    conversation_id: z.string().nullable().describe("The conversation that it follows up; null without one."),
    customer_id: z.string().nullable().describe("The customer that it follows up; null when nobody is known."),
    due_at: moment.describe("When it is seen to, within the agent's contact hours."),
    note,
    channel,
    status: z.enum(FOLLOW_UP_STATUSES).describe("Where it stands."),
    call_id: z.string().nullable().describe("The tool call that ordered it, `call_…`; null when the API did."),
    done_in: z.string().nullable().describe("The conversation in which it was seen to; null before, and without one."),
    error: z
      .object({
        code: z.string().describe("A stable name of the reason."),
        message: z.string().describe("The reason in plain words."),
      })
      .nullable()
      .describe("Why it could not be seen to; null when nothing is wrong."),
    created_at: moment.describe("When it was ordered."),
    settled_at: moment.nullable().describe("When it was done, cancelled or given up; null while it is pending."),
  })
  .meta({ id: "FollowUp", description: "Something that an agent comes back to at a later time." });

/** A follow-up as answered. */
export type FollowUp = z.output<typeof followUpSchema>;
