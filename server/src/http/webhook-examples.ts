import type { WebhookAttempt, WebhookDeliveryItem, WebhookTest } from "../domain/webhook-delivery.ts";
import {
  DEFAULT_WEBHOOK_TYPES,
  type WebhookEndpointItem,
  type WebhookHealth,
  type WebhookSigningKey,
} from "../domain/webhook-endpoint.ts";
import { serverEventExample } from "./event-examples.ts";

/** The id of the endpoint that examples share. */
export const EXAMPLE_ENDPOINT_ID = "whe_6Tn1Qx8Lp0V";

const MOMENTS = { at: "2025-06-19T09:31:33.702Z", settled: "2025-06-19T09:31:33.790Z" };
const DELIVERY_ID = "whd_0Hc5Yt2Rk9S";
const URL = "https://hooks.example.com/operator";

const SIGNING_KEY: WebhookSigningKey = {
  current: {
    key: "op_sign_EXAMPLEexampleEXAMPLEexample0000",
    standard_webhooks_secret: "whsec_b3Bfc2lnbl9FWEFNUExFZXhhbXBsZUVYQU1QTEVleGFtcGxlMDAwMA==",
  },
  next: null,
  switches_at: null,
};

const SETTINGS = {
  url: URL,
  description: "Our CRM.",
  types: [...DEFAULT_WEBHOOK_TYPES],
  is_enabled: true,
  livemode: null,
};
const ITEM: WebhookEndpointItem = {
  id: EXAMPLE_ENDPOINT_ID,
  ...SETTINGS,
  created_at: "2025-06-18T16:00:00.000Z",
  updated_at: "2025-06-18T16:00:00.000Z",
};
const HEALTH: WebhookHealth = { pending: 0, dead: 0, last_success_at: MOMENTS.at, last_failure: null };

const EXCHANGE = {
  at: MOMENTS.at,
  duration_ms: 86,
  request_url: URL,
  request_headers: {
    "Content-Type": "application/json; charset=utf-8",
    "X-Timestamp": "1750325493",
    "X-Idempotency-Key": DELIVERY_ID,
    "X-Signature": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "webhook-id": DELIVERY_ID,
    "webhook-timestamp": "1750325493",
    "webhook-signature": "v1,n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
  },
  response_status: 204,
  response_headers: { date: "Thu, 19 Jun 2025 09:31:33 GMT" },
  response_body: "",
  error: null,
};
const ATTEMPT: WebhookAttempt = { number: 1, trigger: "event", ...EXCHANGE };

const ENDED = serverEventExample("conversation.ended", false);
const DELIVERY: WebhookDeliveryItem = {
  id: DELIVERY_ID,
  target: "endpoint",
  endpoint_id: EXAMPLE_ENDPOINT_ID,
  address: null,
  procedure_id: null,
  conversation_id: ENDED.conversation_id,
  event_id: ENDED.id,
  type: ENDED.payload.type,
  livemode: true,
  status: "delivered",
  attempts: 1,
  next_attempt_at: null,
  last_error: null,
  created_at: ENDED.created_at,
  settled_at: MOMENTS.settled,
};
const TEST: WebhookTest = { ...EXCHANGE, request_body: JSON.stringify({ ...ENDED, livemode: false }) };

/** Examples of what has to do with webhooks, by the name of their component. */
export const WEBHOOK_EXAMPLES: Record<string, object> = {
  NewWebhookEndpoint: { url: URL, description: SETTINGS.description },
  CreatedWebhookEndpoint: { ...ITEM, signing_key: SIGNING_KEY },
  WebhookEndpointItem: ITEM,
  WebhookEndpoint: { ...ITEM, health: HEALTH },
  WebhookEndpointReplacement: SETTINGS,
  WebhookEndpointChange: { is_enabled: false },
  WebhookHealth: HEALTH,
  WebhookSigningKey: SIGNING_KEY,
  NewWebhookTest: { type: "conversation.ended" },
  WebhookTest: TEST,
  WebhookReplay: { status: "dead", created_at_gte: "2025-06-19T00:00:00Z" },
  WebhookAttempt: ATTEMPT,
  WebhookDeliveryItem: DELIVERY,
  WebhookDelivery: { ...DELIVERY, payload: JSON.stringify(ENDED), attempt_log: [ATTEMPT] },
  WebhookFeedEntry: { delivery_id: DELIVERY_ID, event: ENDED, status: "delivered" },
  WebhookFeed: {
    data: [{ delivery_id: DELIVERY_ID, event: ENDED, status: "delivered" }],
    cursor: "WyJ3aGVfNlRuMVF4OExwMFYiLCI0MSIsIjAiXQ",
    has_more: false,
  },
};
