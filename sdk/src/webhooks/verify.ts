import type { RequestHeaders } from "./request-headers.ts";
import { isEvent, isProcedureOutput, type ProcedureOutput, type WebhookEvent } from "./sent-objects.ts";
import {
  checkAddressSignature,
  checkEitherSignature,
  type Signed,
  type SignedRequest,
  type Target,
  TOLERANCE_SECONDS,
} from "./signature.ts";
import { type Bytes, join, utf8 } from "./signed-bytes.ts";
import { keysOf, type Secret } from "./signing-secret.ts";
import { WebhookVerificationError } from "./verification-error.ts";

/** A request as it came, and how to judge it. */
export interface VerifyOptions {
  /** The raw body, before anything parsed it; empty for a request without one. */
  payload: string | Uint8Array;
  headers: RequestHeaders;
  secret: Secret;
  /** How far the two clocks may be apart; 30 if absent. */
  toleranceSeconds?: number | undefined;
  /** The time; this machine's if absent. */
  now?: Date | undefined;
}

/** A webhook as it came. */
export interface VerifyWebhookOptions extends VerifyOptions {
  /**
   * The whole address that the platform called. Needed only where `webhook-signature` does not arrive: then `X-Signature`
   * is checked, which covers the address.
   */
  url?: string | URL | undefined;
}

/** A call of a first-party tool as it came. */
export interface VerifyToolCallOptions extends VerifyOptions {
  method: string;
  /** The whole address that the platform called, with its query; several where the receiver cannot know, say, if it was https. */
  url: string | URL | readonly (string | URL)[];
}

/**
 * Proves that an event comes from the platform, and returns it; narrow it by `payload.type`. Works wherever Web Crypto
 * does. Throws `WebhookVerificationError`, whose `code` says what is wrong, and TypeError for an empty secret. It cannot tell a
 * repeated request from a new one: that is what the id in the header `webhook-id` is for.
 */
export async function verifyWebhook(options: VerifyWebhookOptions): Promise<WebhookEvent> {
  const { body } = await verifyBody(options);
  if (isEvent(body)) return body;
  throw new WebhookVerificationError(
    "malformed_body",
    "It is signed, but is no event. Is the address a webhook endpoint's?",
  );
}

/**
 * Proves that an output of a procedural agent comes from the platform, and returns it. The type of `output` is the
 * caller's word: it is what the agent's `output_schema` says. Throws as `verifyWebhook` does.
 */
export async function verifyProcedureOutput<Output = unknown>(
  options: VerifyWebhookOptions,
): Promise<ProcedureOutput<Output>> {
  const { body } = await verifyBody(options);
  if (isProcedureOutput(body)) return body as ProcedureOutput<Output>;
  throw new WebhookVerificationError(
    "malformed_body",
    "It is signed, but is no output. Is the address an agent's post_url?",
  );
}

/**
 * Proves that a call of a first-party tool comes from the platform, for this very address and these arguments. Returns
 * its idempotency key, which is the same for every attempt of the call. Throws as `verifyWebhook` does.
 */
export async function verifyToolCall(
  options: VerifyToolCallOptions,
): Promise<{ idempotencyKey: string; signedAt: Date }> {
  const { id, signedAt } = await checkAddressSignature(readRequest(options), targetOf(options));
  return { idempotencyKey: id, signedAt };
}

/** Checks a request by its body alone, and parses that. */
export async function verifyBody(
  options: VerifyOptions & { url?: VerifyToolCallOptions["url"] | undefined },
): Promise<{ signed: Signed; body: unknown }> {
  const { url } = options;
  const request = readRequest(options);
  const signed = await checkEitherSignature(request, url === undefined ? null : targetOf({ method: "POST", url }));
  try {
    return { signed, body: JSON.parse(new TextDecoder().decode(request.body)) as unknown };
  } catch {
    throw new WebhookVerificationError("malformed_body", "It is signed, but its body is no JSON.");
  }
}

function readRequest(options: VerifyOptions): SignedRequest {
  const { headers, secret, payload, toleranceSeconds = TOLERANCE_SECONDS, now = new Date() } = options;
  const nowSeconds = now.getTime() / 1_000;
  return { headers, body: bodyBytes(payload), keys: keysOf(secret), toleranceSeconds, nowSeconds };
}

function targetOf({ method, url }: Pick<VerifyToolCallOptions, "method" | "url">): Target {
  const urls = typeof url === "string" || url instanceof URL ? [url] : url;
  return { method, urls: urls.map((each) => new URL(each)) };
}

/** Returns the bytes of a body. Throws `WebhookVerificationError` for one that was parsed. */
export function bodyBytes(payload: unknown): Bytes {
  if (typeof payload === "string") return utf8(payload);
  if (payload instanceof Uint8Array) return join(payload);
  throw new WebhookVerificationError(
    "body_parsed",
    "The body was parsed before it could be checked. Give the raw bytes: in Express, mount the handler before " +
      "express.json() or use express.raw({ type: '*/*' }); in Fastify, register it as a plugin; elsewhere read the request's text.",
  );
}
