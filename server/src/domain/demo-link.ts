import { z } from "zod";
import { parseAgentReference } from "./ids.ts";
import { originSchema } from "./web-origin.ts";

/** How people may talk over a link. */
export const DEMO_CHANNELS = ["chat_realtime", "voice_realtime"] as const;

/** How somebody talks who came by a link. */
export type DemoChannel = (typeof DEMO_CHANNELS)[number];

const MOST_ORIGINS = 50;

const limitsSchema = z
  .strictObject({
    at_once: z.int().min(1).max(1_000).default(5).describe("How many conversations may be open at the same time."),
    per_day: z.int().min(1).max(100_000).default(200).describe("How many may begin within 24 hours."),
    per_address_hour: z
      .int()
      .min(1)
      .max(10_000)
      .default(20)
      .describe("How many may begin from one network address within an hour; a whole IPv6 /64 counts as one address."),
    messages_per_conversation: z
      .int()
      .min(1)
      .max(10_000)
      .default(200)
      .describe("How many messages of the visitor one conversation takes, spoken ones included; one more ends it."),
  })
  .describe("What keeps a public link from being abused.");

const channels = z.array(z.enum(DEMO_CHANNELS)).min(1);
const CHANNELS_MEANING = "How one may talk: `chat_realtime` in writing, `voice_realtime` by voice.";
const ORIGINS_MEANING =
  "The origins of the pages that may embed the widget, e.g. `https://www.example.com`; `*` for any. The link's own page " +
  "works in any case.";

const fields = {
  agent_id: z
    .string()
    .refine((id) => parseAgentReference(id) !== null, "must be a conversational agent, ca_… or ca_…@vN")
    .describe("Who talks: `ca_…`, always in the version that is released, or one version, `ca_…@vN`."),
  name: z.string().trim().min(1).max(200).describe("What people call the link: who gets it, and what for."),
  livemode: z.boolean().describe("False for conversations of test mode, which are kept apart and can be deleted."),
  channels: channels.describe(CHANNELS_MEANING),
  title: z.string().trim().min(1).max(100).nullable().describe("What the page is headed; null for the agent's name."),
  greeting: z
    .string()
    .trim()
    .min(1)
    .max(1_000)
    .nullable()
    .describe("What the page says before the conversation begins; null for nothing."),
  context: z
    .record(z.string(), z.unknown())
    .describe("What the agent knows beforehand, as in `POST /conversations`: its variables, for example."),
  allowed_origins: z.array(z.string()).describe(ORIGINS_MEANING),
  limits: limitsSchema,
};

const settingsSchema = z.strictObject(fields);

/** What is said of it: channels twice count once, and origins are kept as browsers write them. */
const given = {
  ...fields,
  channels: channels
    .max(10)
    .transform((named) => DEMO_CHANNELS.filter((channel) => named.includes(channel)))
    .describe(CHANNELS_MEANING),
  allowed_origins: z.array(originSchema).max(MOST_ORIGINS).describe(ORIGINS_MEANING),
};

/** The body that makes a link. */
export const newDemoLinkSchema = z
  .strictObject({
    ...given,
    livemode: given.livemode.default(true),
    channels: given.channels.default([...DEMO_CHANNELS]),
    title: given.title.default(null),
    greeting: given.greeting.default(null),
    context: given.context.default({}),
    allowed_origins: given.allowed_origins.default([]),
    limits: limitsSchema.prefault({}),
  })
  .meta({ id: "NewDemoLink", description: "A public link to talk with one agent." });

/** The body that changes a link; what is absent stays. */
export const demoLinkChangeSchema = z
  .strictObject(given)
  .partial()
  .meta({ id: "DemoLinkChange", description: "What changes of a public link; what is absent stays as it is." });

/** A link as answered. */
export const demoLinkSchema = z
  .object({
    id: z.string().describe("The link's id, `demo_…`. Whoever knows it can talk."),
    url: z.string().describe("The page that the link leads to."),
    ...fields,
    usage: z
      .object({
        open: z.int().describe("How many conversations are open."),
        last_day: z.int().describe("How many began within the last 24 hours."),
      })
      .describe("How much of the limits is used."),
    created_at: z.iso.datetime().describe("When it was made, ISO 8601 in UTC."),
    updated_at: z.iso.datetime().describe("When it was changed last, ISO 8601 in UTC."),
  })
  .meta({ id: "DemoLink", description: "A public link to talk with one agent, without an account." });

/** What whoever follows a link is shown. */
export const demoSchema = z
  .object({
    id: z.string().describe("The link's id, `demo_…`."),
    title: z.string().describe("What the page is headed."),
    agent_name: z.string().describe("The name under which the agent introduces itself."),
    greeting: z.string().nullable().describe("What the page says before the conversation begins; null for nothing."),
    language: z.string().describe("In which language the conversation begins, by its code of ISO 639, e.g. `de`."),
    channels: z.array(z.enum(DEMO_CHANNELS)).describe("How one may talk, of what this installation can do."),
  })
  .meta({ id: "Demo", description: "What a public link leads to." });

/** The body that begins a conversation by a link. */
export const newDemoConversationSchema = z
  .strictObject({ channel: z.enum(DEMO_CHANNELS).default("chat_realtime").describe("How to talk.") })
  .meta({ id: "NewDemoConversation", description: "A conversation to begin by a public link." });

/** A link's settings. */
export type DemoLinkSettings = z.output<typeof settingsSchema>;
/** The body that makes a link. */
export type NewDemoLink = z.output<typeof newDemoLinkSchema>;
/** The body that changes a link. */
export type DemoLinkChange = z.output<typeof demoLinkChangeSchema>;
/** A link as answered. */
export type DemoLink = z.output<typeof demoLinkSchema>;
/** What whoever follows a link is shown. */
export type Demo = z.output<typeof demoSchema>;
