import { z } from "zod";
import type { ServerEventType } from "../domain/event-payloads.ts";
import { WEBHOOK_DELIVERY_STATUSES, webhookFeedEntrySchema, webhookTestSchema } from "../domain/webhook-delivery.ts";
import {
  createdWebhookEndpointSchema,
  newWebhookEndpointSchema,
  WEBHOOK_TYPES,
  webhookEndpointChangeSchema,
  webhookEndpointItemSchema,
  webhookEndpointReplacementSchema,
  webhookEndpointSchema,
  webhookSigningKeySchema,
} from "../domain/webhook-endpoint.ts";
import { listOf, pageQuery } from "./pages.ts";
import { rotationSchema } from "./rotation.ts";
import { deleted } from "./route-schema.ts";
import { EXAMPLE_ENDPOINT_ID } from "./webhook-examples.ts";

const TAGS = ["Webhooks"];

const byId = z.object({ id: z.string().describe("The endpoint, `whe_…`.") });
const type = z.enum(WEBHOOK_TYPES as [ServerEventType, ...ServerEventType[]]);
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const createWebhookEndpoint = {
  operationId: "createWebhookEndpoint",
  tags: TAGS,
  summary: "Create a webhook endpoint",
  description:
    "Makes an address that is sent events from now on (by every process of the installation within 2 seconds), each " +
    "as a signed POST of the event's envelope. Without `types` it is sent `conversation.setup`, `conversation.ended` and " +
    "`conversation.custom_fields.updated`. A private, loopback or link-local address is refused unless the installation " +
    "allows it.",
  errors: ["not_allowed"],
  body: newWebhookEndpointSchema,
  response: { 200: createdWebhookEndpointSchema },
} as const;

export const listWebhookEndpoints = {
  operationId: "listWebhookEndpoints",
  tags: TAGS,
  summary: "List webhook endpoints",
  description: "Lists webhook endpoints. A test key sees those for test conversations.",
  querystring: pageQuery,
  response: { 200: listOf(webhookEndpointItemSchema, "The webhook endpoints") },
} as const;

export const getWebhookEndpoint = {
  operationId: "getWebhookEndpoint",
  tags: TAGS,
  summary: "Get a webhook endpoint",
  description:
    "Shows a webhook endpoint and how it has been doing. However often it fails, it is never switched off by itself.",
  errors: ["not_found"],
  params: byId,
  response: { 200: webhookEndpointSchema },
} as const;

export const changeWebhookEndpoint = {
  operationId: "changeWebhookEndpoint",
  tags: TAGS,
  summary: "Change a webhook endpoint",
  description:
    "Changes the settings that are given. What is pending goes to the new address. Switched off, it is sent nothing, no " +
    "event is recorded for it, and what is pending waits until it is switched on.",
  errors: ["not_found", "not_allowed"],
  params: byId,
  body: webhookEndpointChangeSchema,
  response: { 200: webhookEndpointSchema },
} as const;

export const replaceWebhookEndpoint = {
  operationId: "replaceWebhookEndpoint",
  tags: TAGS,
  summary: "Replace a webhook endpoint's settings",
  description: "Sets all settings; what is left out gets its default. The signing key stays.",
  errors: ["not_found", "not_allowed"],
  params: byId,
  body: webhookEndpointReplacementSchema,
  response: { 200: webhookEndpointSchema },
} as const;

export const deleteWebhookEndpoint = {
  operationId: "deleteWebhookEndpoint",
  tags: TAGS,
  summary: "Delete a webhook endpoint",
  description: "Deletes a webhook endpoint with its deliveries; what is pending is not sent any more.",
  errors: ["not_found"],
  params: byId,
  response: { 200: deleted("webhook endpoint", EXAMPLE_ENDPOINT_ID) },
} as const;

export const getWebhookSigningKey = {
  operationId: "getWebhookSigningKey",
  tags: TAGS,
  summary: "Get an endpoint's signing key",
  description: "Shows the key to check the endpoint's requests with. Whoever has it can sign as the platform.",
  errors: ["not_found"],
  params: byId,
  response: { 200: webhookSigningKeySchema },
} as const;

export const rotateWebhookSigningKey = {
  operationId: "rotateWebhookSigningKey",
  tags: TAGS,
  summary: "Rotate an endpoint's signing key",
  description:
    "Makes a new key, which replaces the current one when the overlap ends: give it to the receiver until then. " +
    "`X-Signature` comes from the current key all the while; `webhook-signature` holds a signature of each. While a " +
    "next key waits, no other is made: the call moves the moment of the switch, and an overlap of 0 switches at once.",
  errors: ["not_found"],
  params: byId,
  body: rotationSchema,
  response: { 200: webhookSigningKeySchema },
} as const;

export const testWebhookEndpoint = {
  operationId: "testWebhookEndpoint",
  tags: TAGS,
  summary: "Send a sample",
  description:
    "Sends one sample event, marked as of a test conversation, and shows the request, the answer and the time it took. " +
    "It is not repeated and does not count as a delivery. An answer to `conversation.setup` is checked as a real one.",
  errors: ["not_found"],
  params: byId,
  body: z
    .strictObject({ type: type.describe("The type of the sample.") })
    .meta({ id: "NewWebhookTest", description: "A sample to be sent." }),
  response: { 200: webhookTestSchema },
} as const;

export const replayWebhookDeliveries = {
  operationId: "replayWebhookDeliveries",
  tags: TAGS,
  summary: "Replay deliveries",
  description:
    "Sends once more what fits, under the same ids: by default what was given up. Those of one conversation go out in " +
    "their order, before later ones that are pending. `pending` ones are tried at once instead of at their time.",
  errors: ["not_found"],
  params: byId,
  body: z
    .strictObject({
      status: z.enum(WEBHOOK_DELIVERY_STATUSES).default("dead").describe("Those of this status."),
      types: z.array(type).min(1).max(100).optional().describe("Those of these types; all by default."),
      created_at_gte: moment.optional().describe("Those whose event happened at this moment or later."),
      created_at_lt: moment.optional().describe("Those whose event happened before this moment."),
    })
    .meta({ id: "WebhookReplay", description: "Which deliveries of an endpoint to send once more." }),
  response: {
    200: z
      .object({ replayed: z.number().int().describe("How many there are.") })
      .meta({ description: "They are on their way.", examples: [{ replayed: 12 }] }),
  },
} as const;

export const readWebhookFeed = {
  operationId: "readWebhookFeed",
  tags: TAGS,
  summary: "Pull an endpoint's events",
  description:
    "Reads everything that was recorded for an endpoint, delivered or not, oldest first: a receiver that reads on from " +
    "the last cursor sees every event once and so proves that it missed none. Where a cursor is older than what is kept " +
    "(settled deliveries: 30 days, unless the installation is set otherwise), it is refused rather than leave a gap unnoticed.",
  errors: ["not_found"],
  params: byId,
  querystring: z.object({
    cursor: z.string().optional().describe("Where to go on, from the answer before; absent begins at the oldest."),
    limit: pageQuery.shape.limit,
  }),
  response: {
    200: z
      .object({
        data: z.array(webhookFeedEntrySchema).describe("The events, oldest first."),
        cursor: z.string().describe("Give it back to read on, now or whenever there is more."),
        has_more: z.boolean().describe("Whether there is more already."),
      })
      .meta({ id: "WebhookFeed", description: "A page of an endpoint's events." }),
  },
} as const;
