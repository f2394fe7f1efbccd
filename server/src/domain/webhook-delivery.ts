import { z } from "zod";
import type { SafeResponse } from "../lib/safe-fetch.ts";
import type { ServerEventType } from "./event-payloads.ts";
import { serverEventSchema } from "./event.ts";
import { WEBHOOK_TYPES } from "./webhook-endpoint.ts";

/** Where a delivery stands. */
export const WEBHOOK_DELIVERY_STATUSES = ["pending", "delivered", "dead"] as const;
/** Where a delivery stands. */
export type WebhookDeliveryStatus = (typeof WEBHOOK_DELIVERY_STATUSES)[number];

/** What an attempt was due to. */
export const WEBHOOK_TRIGGERS = ["event", "retry", "replay"] as const;
/** What an attempt was due to. */
export type WebhookTrigger = (typeof WEBHOOK_TRIGGERS)[number];

/** Where a delivery goes: to a webhook endpoint, or to where a procedure's configuration sends its output. */
export const DELIVERY_TARGETS = ["endpoint", "post_url", "slack"] as const;
/** Where a delivery goes. */
export type DeliveryTarget = (typeof DELIVERY_TARGETS)[number];

/** What a procedure's output is called among the types of what is delivered. */
export const PROCEDURE_ENDED = "procedure.ended";
/** What a delivery brings: an event, or the output of a procedure. */
export const DELIVERY_TYPES = [...WEBHOOK_TYPES, PROCEDURE_ENDED] as const;
/** What a delivery brings. */
export type DeliveryType = ServerEventType | typeof PROCEDURE_ENDED;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long to wait before each attempt after the first; about three days in all. */
export const RETRY_DELAYS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** The longest that a receiver can put us off with `Retry-After`. */
const LONGEST_RETRY_AFTER = 24 * HOUR;
/** By how much of its length a wait is varied at random, so that what failed together is not tried again together. */
const JITTER = 0.1;

/**
 * What the receiver made of an attempt: it took it, it did not, or it never will, for what was sent is not what it
 * takes from anybody.
 */
export type Reception = "taken" | "refused" | "never";

/** A request that was to make a delivery, and what came of it. */
export interface DeliveryExchange {
  at: Date;
  /** In ms. */
  duration: number;
  /** The address as people may see it. */
  url: string;
  /** What was sent before the body, as people may see it. */
  headers: Record<string, string>;
  /** What was answered; null when nothing was. */
  response: SafeResponse | null;
  reception: Reception;
  /** For how long the receiver asks to be left alone, in ms; null when it does not. */
  retryAfter: number | null;
  /** Why it failed, in plain words; null when it did not. */
  error: string | null;
}

/** How an attempt ended. */
export interface AttemptEnd extends Pick<DeliveryExchange, "reception"> {
  /** For how long the receiver asked to be left alone, in ms; null when it did not. */
  retryAfter: number | null;
  /** How many attempts had failed before this one since the delivery, or its replay, began. */
  failures: number;
  /** From 0 up to, not including, 1. */
  random: number;
}

/** What becomes of a delivery after an attempt. */
export type DeliveryVerdict =
  | { readonly next: "delivered" }
  | { readonly next: "retry"; readonly delay: number }
  | { readonly next: "dead" };

/**
 * Judges an attempt. Whatever was not taken is tried again, a 410 and a refused address included: an endpoint that was
 * set up wrongly is mended by people, who shall find that nothing was lost. Only what never will be taken is given up.
 */
export function judgeDelivery({ reception, retryAfter, failures, random }: AttemptEnd): DeliveryVerdict {
  if (reception === "taken") return { next: "delivered" };
  if (reception === "never") return { next: "dead" };
  const planned = RETRY_DELAYS[failures];
  if (planned === undefined) return { next: "dead" };
  const varied = planned * (1 - JITTER + 2 * JITTER * random);
  return { next: "retry", delay: Math.round(Math.max(varied, Math.min(retryAfter ?? 0, LONGEST_RETRY_AFTER))) };
}

const moment = z.iso.datetime();
const headers = z.record(z.string(), z.string());

/** An exchange with a receiver. */
const exchange = {
  at: moment.describe("When it was sent."),
  duration_ms: z.number().int().describe("How long it took until the answer was there, or was given up, in ms."),
  request_url: z.string().describe("The address that was called."),
  request_headers: headers.describe("What was sent before the body, signature and all."),
  response_status: z.number().int().nullable().describe("The HTTP status of the answer; null without one."),
  response_headers: headers.nullable().describe("The headers of the answer; null without one."),
  response_body: z.string().nullable().describe("The answer's body, cut after 16 KiB; null without one."),
  error: z.string().nullable().describe("Why it failed, in plain words; null when it did not."),
};

/** One attempt to deliver. */
export const webhookAttemptSchema = z
  .object({
    number: z.number().int().describe("The first is 1."),
    trigger: z.enum(WEBHOOK_TRIGGERS).describe("What it was due to: the event itself, a retry or a replay."),
    ...exchange,
  })
  .meta({ id: "WebhookAttempt", description: "One attempt to deliver: the request and its answer." });

/** The outcome of sending a sample. */
export const webhookTestSchema = z
  .object({
    request_body: z.string().describe("The exact body that was sent: a sample event."),
    ...exchange,
  })
  .meta({ id: "WebhookTest", description: "A sample event was sent: the request and its answer." });

/** A delivery as lists show it. */
export const webhookDeliveryItemSchema = z
  .object({
    id: z.string().describe("The delivery's id, `whd_…`; also its `X-Idempotency-Key` and `webhook-id`."),
    target: z
      .enum(DELIVERY_TARGETS)
      .describe("`endpoint`: a webhook endpoint. `post_url`, `slack`: where a procedural agent's `output` says."),
    endpoint_id: z.string().nullable().describe("Whom it is for, `whe_…`; null unless that is an endpoint."),
    address: z
      .string()
      .nullable()
      .describe("The `post_url` or the Slack channel that a procedure's output goes to; null for an endpoint."),
    conversation_id: z
      .string()
      .nullable()
      .describe("The conversation it is about, `conv_…`; null for a procedure that ran without one."),
    event_id: z.string().nullable().describe("The event it brings, `ev_…`; null for a procedure's output."),
    procedure_id: z.string().nullable().describe("The procedure whose output it brings, `trun_…`; null for an event."),
    type: z
      .enum(DELIVERY_TYPES as unknown as [DeliveryType, ...DeliveryType[]])
      .describe("The type of that event; `procedure.ended` for a procedure's output."),
    livemode: z.boolean().describe("False in test mode."),
    status: z
      .enum(WEBHOOK_DELIVERY_STATUSES)
      .describe("`pending` until it is `delivered`, or given up: `dead`. Both can be replayed."),
    attempts: z.number().int().describe("How often it was tried."),
    next_attempt_at: moment
      .nullable()
      .describe("When it is tried next at the earliest; null when it is settled. Later events wait for it."),
    last_error: z.string().nullable().describe("Why the last attempt failed; null when there was none, or it did not."),
    created_at: moment.describe("When the event happened, or the procedure ended."),
    settled_at: moment.nullable().describe("When it was delivered or given up; null before."),
  })
  .meta({
    id: "WebhookDeliveryItem",
    description: "A delivery to a webhook endpoint, or of a procedure's output, as lists show it.",
  });

/** A delivery, whole. */
export const webhookDeliverySchema = webhookDeliveryItemSchema
  .extend({
    payload: z
      .string()
      .describe(
        "The exact body of every attempt as JSON text: the event's envelope, or a procedure's output. For Slack the " +
          "message; the channel is added where it is sent with a token.",
      ),
    attempt_log: z.array(webhookAttemptSchema).describe("The attempts, newest first, a hundred at most."),
  })
  .meta({ id: "WebhookDelivery", description: "A delivery with its body and its attempts." });

const SERVER_EVENT_REFERENCE = `#/components/schemas/${z.globalRegistry.get(serverEventSchema)?.id}`;

/** One entry of an endpoint's feed. */
export const webhookFeedEntrySchema = z
  .object({
    delivery_id: z.string().describe("The delivery's id, `whd_…`, as the receiver got it in `webhook-id`."),
    event: z
      .record(z.string(), z.unknown())
      .meta({ $ref: SERVER_EVENT_REFERENCE, description: "The event as it is sent." }),
    status: z.enum(WEBHOOK_DELIVERY_STATUSES).describe("Where the delivery stands."),
  })
  .meta({ id: "WebhookFeedEntry", description: "One event that an endpoint was, or is to be, sent." });

/** One attempt to deliver. */
export type WebhookAttempt = z.output<typeof webhookAttemptSchema>;
/** The outcome of sending a sample. */
export type WebhookTest = z.output<typeof webhookTestSchema>;
/** A delivery as lists show it. */
export type WebhookDeliveryItem = z.output<typeof webhookDeliveryItemSchema>;
/** A delivery, whole. */
export type WebhookDelivery = z.output<typeof webhookDeliverySchema>;
/** One entry of an endpoint's feed. */
export type WebhookFeedEntry = z.output<typeof webhookFeedEntrySchema>;
