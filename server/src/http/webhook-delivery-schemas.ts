import { z } from "zod";
import {
  DELIVERY_TARGETS,
  DELIVERY_TYPES,
  type DeliveryType,
  WEBHOOK_DELIVERY_STATUSES,
  webhookDeliveryItemSchema,
  webhookDeliverySchema,
} from "../domain/webhook-delivery.ts";
import { listOf, pageQuery } from "./pages.ts";

const TAGS = ["Webhooks"];

const byId = z.object({ id: z.string().describe("The delivery, `whd_…`.") });
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Which deliveries a list shows. */
export const filterQuery = pageQuery.extend({
  endpoint_id: z.string().optional().describe("For this endpoint, `whe_…`."),
  conversation_id: z.string().optional().describe("About this conversation, `conv_…`."),
  type: z
    .enum(DELIVERY_TYPES as unknown as [DeliveryType, ...DeliveryType[]])
    .optional()
    .describe("Of events of this type; `procedure.ended` for outputs of procedures."),
  procedure_id: z.string().optional().describe("Of the output of this procedure, `trun_…`."),
  target: z.enum(DELIVERY_TARGETS).optional().describe("To endpoints, or to where procedural agents send outputs."),
  status: z.enum(WEBHOOK_DELIVERY_STATUSES).optional().describe("Of this status; `dead` lists what was given up."),
  created_at_gte: moment.optional().describe("Whose event happened at this moment or later."),
  created_at_lt: moment.optional().describe("Whose event happened before this moment."),
});

export const listWebhookDeliveries = {
  operationId: "listWebhookDeliveries",
  tags: TAGS,
  summary: "List webhook deliveries",
  description:
    "Lists what endpoints were, and are to be, sent, and what outputs of procedures; filters restrict the list together. Settled ones are kept for 30 " +
    "days, pending ones until they are settled.",
  querystring: filterQuery,
  response: { 200: listOf(webhookDeliveryItemSchema, "The deliveries") },
} as const;

export const getWebhookDelivery = {
  operationId: "getWebhookDelivery",
  tags: TAGS,
  summary: "Get a webhook delivery",
  description: "Shows a delivery with its body and every attempt: request, answer and time taken.",
  errors: ["not_found"],
  params: byId,
  response: { 200: webhookDeliverySchema },
} as const;

export const replayWebhookDelivery = {
  operationId: "replayWebhookDelivery",
  tags: TAGS,
  summary: "Replay a webhook delivery",
  description:
    "Sends a delivery once more, whatever came of it, under the same id and with the full number of attempts. Its " +
    "endpoint gets it before what is pending of the same conversation. The answer to a replayed `conversation.setup` is " +
    "not used.",
  errors: ["not_found"],
  params: byId,
  response: { 200: webhookDeliverySchema },
} as const;
