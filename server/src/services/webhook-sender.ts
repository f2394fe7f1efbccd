import { STATUS_CODES } from "node:http";
import type { NewAttempt } from "../db/webhook-attempts.ts";
import type { DeliveryExchange, Reception, WebhookTest } from "../domain/webhook-delivery.ts";
import { isSecretName, SECRET } from "../lib/masking.ts";
import { type SafeFetch, SafeFetchError, type SafeResponse } from "../lib/safe-fetch.ts";
import { type SigningKeys, signRequest } from "../lib/signature.ts";
import { wellFormed } from "../lib/well-formed.ts";
import { parseRetryAfter } from "../runtime/http-tool-retry.ts";

/** What is kept of an answer's body, in characters. */
const KEPT_BODY = 16 * 1024;

/** One signed request to a receiver. */
export interface WebhookRequest {
  url: string;
  keys: SigningKeys;
  /** Names the delivery: the same for every attempt of it. */
  deliveryId: string;
  body: string;
  /** Until the whole answer is there, in ms. */
  timeLimit: number;
  signal?: AbortSignal;
}

/**
 * Signs and sends one request, once. Whatever comes of it is an answer; throws only when the signal is aborted, with
 * nothing known of the outcome then.
 */
export async function sendWebhook(fetch: SafeFetch, request: WebhookRequest): Promise<DeliveryExchange> {
  const at = new Date();
  const began = performance.now();
  const { href: url } = new URL(request.url);
  const headers = headersOf(request, url, at);
  const result = await attempt(fetch, { ...request, url }, headers);
  const duration = Math.round(performance.now() - began);
  if (result instanceof SafeFetchError) {
    return {
      at,
      duration,
      url,
      headers,
      response: null,
      reception: "refused",
      retryAfter: null,
      error: result.message,
    };
  }
  const retryAfter = parseRetryAfter(result.headers["retry-after"], Date.now());
  const error = refusalOf(result);
  const reception: Reception = error === null ? "taken" : "refused";
  return { at, duration, url, headers, response: result, reception, retryAfter, error };
}

function headersOf(request: WebhookRequest, url: string, at: Date): Record<string, string> {
  return {
    "Content-Type": "application/json; charset=utf-8",
    "User-Agent": "Operator-Webhooks",
    ...signRequest({
      url,
      method: "POST",
      body: request.body,
      key: request.keys.current,
      nextKey: request.keys.next,
      idempotencyKey: request.deliveryId,
      timestampSeconds: Math.floor(at.getTime() / 1_000),
    }),
  };
}

async function attempt(fetch: SafeFetch, request: WebhookRequest, headers: Record<string, string>) {
  const { url, body, timeLimit, signal } = request;
  try {
    return await fetch.send({
      url,
      method: "POST",
      headers,
      body,
      timeout: timeLimit,
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof SafeFetchError && error.reason !== "cancelled") return error;
    throw error;
  }
}

/** Returns where an answer sends the caller, as errors show it; null when it does not. */
export function redirectTarget({ status, headers }: SafeResponse): string | null {
  return status >= 300 && status < 400 ? (headers["location"]?.slice(0, 500) ?? null) : null;
}

function refusalOf(response: SafeResponse): string | null {
  const { status } = response;
  if (status >= 200 && status < 300) return null;
  const phrase = [status, STATUS_CODES[status]].filter(Boolean).join(" ");
  if (status < 300 || status >= 400) return `The endpoint answered ${phrase}.`;
  const target = redirectTarget(response);
  const where = target === null ? "" : ` to ${target}`;
  return `The endpoint answered with a redirect${where} (${phrase}), which is not followed because the signature covers the address. Set the final address.`;
}

/** What a receiver marks as a secret by its name, such as a cookie, is nobody else's. */
function shownHeaders({ headers }: SafeResponse): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]) => [name, isSecretName(name) ? SECRET : value]);
  return wellFormed(Object.fromEntries(shown) as Record<string, string>);
}

/** Writes an exchange as it is stored. */
export function attemptOf(exchange: DeliveryExchange): Omit<NewAttempt, "trigger"> {
  const { at, duration, url, headers, response, error } = exchange;
  return {
    at,
    duration_ms: duration,
    request_url: url,
    request_headers: JSON.stringify(headers),
    response_status: response?.status ?? null,
    response_headers: response && JSON.stringify(shownHeaders(response)),
    response_body: response && wellFormed(response.body.slice(0, KEPT_BODY)),
    error: error === null ? null : wellFormed(error),
  };
}

/** Shows an exchange, whose body was `body`, as a test does. */
export function testOf(exchange: DeliveryExchange, body: string): WebhookTest {
  return {
    ...attemptOf(exchange),
    request_body: body,
    at: exchange.at.toISOString(),
    request_headers: exchange.headers,
    response_headers: exchange.response && shownHeaders(exchange.response),
  };
}
