import { z } from "zod";
import { readUrl } from "../lib/read-url.ts";
import { SERVER_EVENTS, type ServerEventType } from "./event-payloads.ts";

/** The types that every endpoint is subscribed to unless it says otherwise: those of the vendor's API. */
export const DEFAULT_WEBHOOK_TYPES = [
  "conversation.setup",
  "conversation.ended",
  "conversation.custom_fields.updated",
] as const satisfies readonly ServerEventType[];

/** Every type that an endpoint may subscribe to: that of every event that is stored, and what comes after the log's end. */
export const WEBHOOK_TYPES = [
  ...new Set<ServerEventType>([
    ...DEFAULT_WEBHOOK_TYPES,
    "conversation.summarized",
    ...(Object.keys(SERVER_EVENTS) as ServerEventType[]).filter((type) => SERVER_EVENTS[type].stored),
  ]),
];

const LONGEST_URL = 2_048;

/** Says what is wrong with the address of an endpoint as a text, without looking up its host; null when nothing is. */
export function webhookUrlProblem(text: string): string | null {
  // The parser would drop some of these without a word, and another address would be called than the one shown.
  if (/[\s\p{Cc}\\]/u.test(text)) return "must not contain spaces, line breaks or backslashes";
  const url = readUrl(text);
  if (url === null) return "must be an address, e.g. https://example.com/webhooks";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must begin with https:// or http://";
  if (url.username !== "" || url.password !== "") {
    return "must not hold a user name or password; check the signature instead";
  }
  return text.includes("#") ? "must not have a part after #, which is never sent" : null;
}

const id = z.string().describe("The endpoint's id, `whe_…`.");
const url = z
  .string()
  .max(LONGEST_URL)
  .superRefine((text, context) => {
    const problem = webhookUrlProblem(text);
    if (problem !== null) context.addIssue({ code: "custom", message: problem });
  })
  .describe("Where the events are sent, `https://…` or `http://…`.");
const description = z.string().max(1_000).describe("What it is for, for people.");
const types = z
  .array(z.enum(WEBHOOK_TYPES as [ServerEventType, ...ServerEventType[]]))
  .min(1)
  .max(100)
  .describe("The types of events it is sent. `conversation.setup` is asked, and its answer used.");
const isEnabled = z
  .boolean()
  .describe("Whether it is sent anything. While it is off, events are not recorded for it, and what is pending waits.");
const livemode = z
  .boolean()
  .nullable()
  .describe("`true`: live conversations only. `false`: those of test mode only. Null: both.");
const LIVEMODE_DEFAULT = "Null by default, for the event says which it is; a test key makes `false` only.";
const moment = z.iso.datetime();

/** The body that makes an endpoint. */
export const newWebhookEndpointSchema = z
  .strictObject({
    url,
    description: description.default(""),
    types: types.default([...DEFAULT_WEBHOOK_TYPES]),
    is_enabled: isEnabled.default(true),
    livemode: livemode.optional().describe(`${livemode.description} ${LIVEMODE_DEFAULT}`),
  })
  .meta({ id: "NewWebhookEndpoint", description: "A webhook endpoint to be made." });

/** A webhook endpoint to be made. */
export type NewWebhookEndpoint = z.output<typeof newWebhookEndpointSchema>;

const ignored = z.unknown().optional().describe("Ignored: it may be sent back as it was read.");

/** The body that replaces an endpoint's settings. */
export const webhookEndpointReplacementSchema = newWebhookEndpointSchema
  .extend({ id: ignored, health: ignored, created_at: ignored, updated_at: ignored })
  .meta({
    id: "WebhookEndpointReplacement",
    description: "The settings of a webhook endpoint from now on; what is left out gets its default.",
  });

/** The body that changes an endpoint. */
export const webhookEndpointChangeSchema = z
  .strictObject({
    url: url.optional(),
    description: description.optional(),
    types: types.optional(),
    is_enabled: isEnabled.optional(),
    livemode: livemode.optional(),
  })
  .meta({ id: "WebhookEndpointChange", description: "What to change of a webhook endpoint." });

/** What to change of an endpoint. */
export type WebhookEndpointChange = z.output<typeof webhookEndpointChangeSchema>;

/** An endpoint as lists show it. */
export const webhookEndpointItemSchema = z
  .object({
    id,
    url,
    description,
    types,
    is_enabled: isEnabled,
    livemode,
    created_at: moment.describe("When it was made."),
    updated_at: moment.describe("When its settings were last changed."),
  })
  .meta({ id: "WebhookEndpointItem", description: "A webhook endpoint as lists show it." });

/** How an endpoint has been doing. */
export const webhookHealthSchema = z
  .object({
    pending: z.number().int().describe("How many deliveries wait for their next attempt."),
    dead: z.number().int().describe("How many were given up and were not replayed since."),
    last_success_at: moment.nullable().describe("When it last took a delivery; null if it never did."),
    last_failure: z
      .object({
        at: moment.describe("When it was tried."),
        delivery_id: z.string().describe("What could not be delivered, `whd_…`."),
        error: z.string().describe("Why, in plain words."),
      })
      .nullable()
      .describe("The latest attempt that failed; null if none did."),
  })
  .meta({
    id: "WebhookHealth",
    description: "How an endpoint has been doing. It is never switched off because of it.",
  });

/** An endpoint, whole. */
export const webhookEndpointSchema = webhookEndpointItemSchema
  .extend({ health: webhookHealthSchema.describe("How it has been doing.") })
  .meta({ id: "WebhookEndpoint", description: "A webhook endpoint with how it has been doing." });

/** An endpoint as lists show it. */
export type WebhookEndpointItem = z.output<typeof webhookEndpointItemSchema>;
/** An endpoint, whole. */
export type WebhookEndpoint = z.output<typeof webhookEndpointSchema>;
/** How an endpoint has been doing. */
export type WebhookHealth = z.output<typeof webhookHealthSchema>;

const shownKey = z.object({
  key: z.string().describe("The key as UTF-8 text: what `X-Signature` is computed with."),
  standard_webhooks_secret: z
    .string()
    .describe("The same key as verifiers of Standard Webhooks take it, for `webhook-signature`."),
});

/** What signs an endpoint's requests. */
export const webhookSigningKeySchema = z
  .object({
    current: shownKey.describe("The key that signs."),
    next: shownKey
      .nullable()
      .describe("The key that will replace it: `webhook-signature` holds its signature as well. Null when none waits."),
    switches_at: moment.nullable().describe("When the next key replaces the current one; null when none waits."),
  })
  .meta({ id: "WebhookSigningKey", description: "The key that signs what is sent to a webhook endpoint." });

/** An endpoint that was just made, with its key. */
export const createdWebhookEndpointSchema = webhookEndpointItemSchema
  .extend({ signing_key: webhookSigningKeySchema.describe("What signs its requests; also to be had later.") })
  .meta({ id: "CreatedWebhookEndpoint", description: "A webhook endpoint that was just made, with its signing key." });

/** What signs an endpoint's requests. */
export type WebhookSigningKey = z.output<typeof webhookSigningKeySchema>;
