import { z } from "zod";
import { isTimeZone } from "../lib/time-zone.ts";
import { contactHoursSchema } from "./contact-hours.ts";
import { contextSchema } from "./context.ts";
import { e164, failureReasonSchema, TERMINAL_STATUSES } from "./conversation.ts";

/** Where a campaign stands. */
export const CAMPAIGN_STATUSES = ["draft", "running", "paused", "cancelled", "completed"] as const;
/** Where a row of a campaign stands. */
export const ROW_STATES = ["pending", "waiting", "begun", "done", "refused", "cancelled"] as const;

/** Where a campaign stands. */
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];
/** Where a row of a campaign stands. */
export type RowState = (typeof ROW_STATES)[number];
/** How a conversation of a campaign ended. */
export type Outcome = (typeof TERMINAL_STATUSES)[number];
/** How many conversations of a row ended how. */
export type Tried = Partial<Record<Outcome, number>>;

/** How many rows a campaign has at most. */
export const MOST_ROWS = 100_000;
/** How many of them are added at once. */
export const MOST_ROWS_AT_ONCE = 20_000;
/** How many rows that were left out, or lines that are wrong, an answer names. */
export const MOST_NAMED_ROWS = 100;
/** How long an address may be that is none, for it is kept as it was given. */
const LONGEST_ADDRESS = 320;
const LONGEST_NAME = 200;
const LONGEST_EXTERNAL_ID = 200;
const MINUTES_OF_A_MONTH = 43_200;

const callerNo = e164.nullable().default(null).describe("The number to go out from; null takes the installation's.");

const channelSchema = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("phone").describe("Telephone calls."),
      caller_no: callerNo,
      priority: z.enum(["low", "normal", "high"]).default("normal").describe("Which calls are dialled first."),
    }),
    z.strictObject({ type: z.literal("sms").describe("Text messages."), caller_no: callerNo }),
    z.strictObject({
      type: z.literal("email").describe("E-mail."),
      from: z.email().nullable().default(null).describe("The address to write from; null takes the installation's."),
      subject: z.string().max(998).nullable().default(null).describe("The subject of the first mail."),
    }),
  ])
  .meta({
    id: "CampaignChannel",
    description: "The channel of all conversations of a campaign, but for whom to reach.",
  });

/** The channel of a campaign's conversations, without whom to reach. */
export type CampaignChannel = z.output<typeof channelSchema>;

const hoursSchema = z.strictObject(contactHoursSchema.shape).meta({
  id: "CampaignHours",
  description: "When a campaign may begin conversations, beside the agent's contact hours.",
});

/** When a campaign may begin conversations. */
export type CampaignHours = z.output<typeof hoursSchema>;

const pacingSchema = z
  .strictObject({
    per_minute: z.number().int().min(1).max(6_000).default(60).describe("How many are begun in any 60 seconds."),
    at_once: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .nullable()
      .default(null)
      .describe("How many are queued or in progress at the same time; null for no limit beside the installation's."),
  })
  .meta({ id: "CampaignPacing", description: "How fast conversations are begun, at most." });

/** How fast conversations are begun, at most. */
export type CampaignPacing = z.output<typeof pacingSchema>;

const retrySchema = z.strictObject({
  after_minutes: z.number().int().min(1).max(MINUTES_OF_A_MONTH).describe("How long after its end."),
  times: z.number().int().min(1).max(20).describe("How often at most."),
});
const retry = (what: string) => retrySchema.optional().describe(`When ${what}; absent for never.`);

const retriesSchema = z
  .strictObject({
    busy: retry("the line was busy"),
    "no-answer": retry("nobody answered"),
    voicemail: retry("a machine answered"),
    failed: retry("it failed"),
  })
  .meta({ id: "CampaignRetries", description: "Which conversations are begun once more, by how they ended." });

/** Which conversations are begun once more, by how they ended. */
export type CampaignRetries = z.output<typeof retriesSchema>;

/** Why something was refused or paused. */
export type CampaignProblem = z.output<typeof failureReasonSchema>;

const timeZone = z.string().refine(isTimeZone, "must be the name of a time zone, e.g. Europe/Zurich");
const address = z.string().min(1).max(LONGEST_ADDRESS);

/** A row to add. Which of the two addresses it has depends on the campaign's channel. */
export const newCampaignRowSchema = z
  .strictObject({
    callee_no: address.optional().describe("The number to reach, on `phone` and `sms`. One that is none is refused."),
    to: address.optional().describe("The mail address to write to, on `email`. One that is none is refused."),
    context: contextSchema.default({}).describe("What the agent is to know in this conversation."),
    external_id: z
      .string()
      .min(1)
      .max(LONGEST_EXTERNAL_ID)
      .nullable()
      .default(null)
      .describe("The customer's id in your own system: `$customer.external_id`, where the context has none."),
    time_zone: timeZone
      .nullable()
      .default(null)
      .describe("Where the customer is, e.g. `Europe/Zurich`: `$customer.time_zone`, where the context has none."),
  })
  .meta({ id: "NewCampaignRow", description: "Somebody whom a campaign is to reach." });

/** A row to add. */
export type NewCampaignRow = z.output<typeof newCampaignRowSchema>;

const rows = z.array(newCampaignRowSchema).max(MOST_ROWS_AT_ONCE);

/** The body that adds rows. */
export const addedRowsSchema = z
  .strictObject({ rows: rows.min(1).describe("The rows, in the order in which they are to be begun.") })
  .meta({ id: "AddedCampaignRows", description: "Rows to be added to a campaign." });

const name = z.string().min(1).max(LONGEST_NAME).describe("What it is called, for people.");
const agentId = z
  .string()
  .describe(
    "Who talks: `ca_…` takes the version that is released when a conversation begins, `ca_…@vN` pins that one.",
  );
const hours = hoursSchema.nullable().describe("When conversations may be begun; null for at any time.");

/** The body that makes a campaign. */
export const newCampaignSchema = z
  .strictObject({
    name,
    agent_id: agentId,
    channel: channelSchema.describe("The channel of its conversations."),
    livemode: z
      .boolean()
      .optional()
      .describe("False for a campaign of test conversations; true by default, false for test keys."),
    hours: hours.default(null),
    pacing: pacingSchema
      .default({ per_minute: 60, at_once: null })
      .describe("How many are begun in a minute and how many are open, at most."),
    retries: retriesSchema.default({}).describe("Which are begun once more."),
    rows: rows.default([]).describe("Whom to reach. More can be added later."),
  })
  .meta({ id: "NewCampaign", description: "A list of conversations to be begun." });

/** A campaign to make. */
export type NewCampaign = z.output<typeof newCampaignSchema>;

/** The body that changes a campaign. */
export const campaignChangeSchema = z
  .strictObject({
    name: name.optional(),
    agent_id: agentId.optional(),
    channel: channelSchema.optional().describe("The channel, of the same type."),
    hours: hours.optional(),
    pacing: pacingSchema.optional().describe("How many are begun in a minute and how many are open, at most."),
    retries: retriesSchema.optional().describe("Which are begun once more, of those that end from now on."),
  })
  .meta({ id: "CampaignChange", description: "What changes of a campaign; what is absent stays as it is." });

/** A change of a campaign. */
export type CampaignChange = z.output<typeof campaignChangeSchema>;

const count = (what: string) => z.number().int().describe(what);
const time = z.iso.datetime();

const progressSchema = z
  .object({
    rows: count("How many there are."),
    pending: count("That were not begun."),
    waiting: count("That wait to be begun once more."),
    begun: count("Whose conversation is queued or in progress."),
    done: count("That are over, by `outcomes`."),
    refused: count("That cannot be begun."),
    cancelled: count("That were not begun, or not begun once more, when the campaign was cancelled."),
    conversations: count("Conversations that were begun."),
  })
  .meta({ id: "CampaignProgress", description: "How many rows of a campaign stand where." });

const outcomesSchema = z
  .object({
    completed: count("Conversations that took place."),
    voicemail: count("That reached a machine."),
    failed: count("That failed."),
    busy: count("That found the line busy."),
    "no-answer": count("That nobody answered."),
  })
  .meta({ id: "CampaignOutcomes", description: "How the last conversations of the rows ended that are done." });

/** How many rows of a campaign stand where. */
export type CampaignProgress = z.output<typeof progressSchema>;
/** How the last conversations of the rows ended that are done. */
export type CampaignOutcomes = z.output<typeof outcomesSchema>;

/** A campaign as answered. */
export const campaignSchema = z
  .object({
    id: z.string().describe("The campaign's id, `camp_…`."),
    name,
    agent_id: agentId,
    channel: channelSchema.describe("The channel of its conversations."),
    livemode: z.boolean().describe("False for one of test conversations."),
    hours,
    pacing: pacingSchema.describe("How many are begun in a minute and how many are open, at most."),
    retries: retriesSchema.describe("Which are begun once more."),
    status: z
      .enum(CAMPAIGN_STATUSES)
      .describe(
        "`draft` until it is started, `running` until every row is over, then `completed`; `paused` and `cancelled` as " +
          "soon as none is begun any more.",
      ),
    error: failureReasonSchema.nullable().describe("Why the platform has paused it; null when it has not."),
    progress: progressSchema.describe("How far it is."),
    outcomes: outcomesSchema.describe("What came of it."),
    created_at: time.describe("When it was made."),
    updated_at: time.describe("When it was changed last."),
    started_at: time.nullable().describe("When it was started; null before."),
    ended_at: time.nullable().describe("When its last row was over; null before."),
  })
  .meta({ id: "Campaign", description: "A list of conversations, and how far it is." });

/** A campaign as answered. */
export type Campaign = z.output<typeof campaignSchema>;

/** What became of rows that were to be added. */
export const rowsReportSchema = z
  .object({
    added: count("Rows that were added, the refused ones included."),
    refused: count("Those of them whose number or address is none."),
    duplicates: count("Rows left out, for the campaign has one with that number or address."),
    left_out: z
      .array(
        z.object({
          place: count("Which of the given rows it is, from 1 on; of CSV the line that it begins in."),
          row: count("The row that the campaign has already."),
        }),
      )
      .describe(`The duplicates, ${MOST_NAMED_ROWS} at most.`),
  })
  .meta({ id: "CampaignRowsReport", description: "What became of rows that were to be added." });

/** What became of rows that were to be added. */
export type RowsReport = z.output<typeof rowsReportSchema>;

/** A campaign that was just made. */
export const createdCampaignSchema = campaignSchema
  .extend({ added_rows: rowsReportSchema.describe("What became of its rows.") })
  .meta({ id: "CreatedCampaign", description: "A campaign that was just made." });

/** A row as answered. */
export const campaignRowSchema = z
  .object({
    row: count("Its number in the campaign, from 1 on."),
    callee_no: z.string().nullable().describe("The number to reach; null by e-mail."),
    to: z.string().nullable().describe("The address to write to; null on other channels."),
    context: z.record(z.string(), z.unknown()).describe("What the agent is to know."),
    external_id: z.string().nullable().describe("The customer's id in your own system."),
    time_zone: z.string().nullable().describe("Where the customer is, where the row says so."),
    state: z
      .enum(ROW_STATES)
      .describe(
        "`pending` before it is begun, `begun` while its conversation is queued or in progress, `waiting` until it is " +
          "begun once more; then `done`, `refused` or `cancelled`.",
      ),
    outcome: z.enum(TERMINAL_STATUSES).nullable().describe("How its last conversation ended; null before one did."),
    reason: failureReasonSchema.nullable().describe("Why it was refused, or its last conversation failed; or null."),
    due_at: time.nullable().describe("When it is begun at the earliest; null when it is not to be."),
    attempts: count("How many conversations were begun."),
    conversation_ids: z.array(z.string()).describe("They, the first one first."),
  })
  .meta({ id: "CampaignRow", description: "Somebody whom a campaign is to reach, and what came of it." });

/** A row as answered. */
export type CampaignRow = z.output<typeof campaignRowSchema>;
