import { canonicalQuery } from "./canonical-query.ts";
import { headerOf, type RequestHeaders, requiredHeader } from "./request-headers.ts";
import { type Bytes, fromBase64, fromHex, isHmac, join, utf8 } from "./signed-bytes.ts";
import { plainKeys, standardKeys } from "./signing-secret.ts";
import { WebhookVerificationError } from "./verification-error.ts";

/** How far the sender's clock may be from this one, in seconds, in either direction. */
export const TOLERANCE_SECONDS = 30;
/** A header with more signatures than two keys need is somebody's who wants work done. */
const MOST_SIGNATURES = 10;

/** A request to be checked. */
export interface SignedRequest {
  readonly headers: RequestHeaders;
  /** The exact bytes that came. */
  readonly body: Bytes;
  readonly keys: readonly string[];
  readonly toleranceSeconds: number;
  readonly nowSeconds: number;
}

/** Where a request went. */
export interface Target {
  readonly method: string;
  /** The whole address with its query, as the sender may have written it. */
  readonly urls: readonly URL[];
}

/** What a signature proves, beside who made it. */
export interface Signed {
  /** The same for every attempt of a delivery or call, and for no other. */
  readonly id: string;
  readonly signedAt: Date;
}

/**
 * Checks `webhook-signature` (Standard Webhooks 1.0.0): any of its signatures, by any of the keys, over
 * `{webhook-id}.{webhook-timestamp}.{body}`. It does not cover the address. Throws `WebhookVerificationError`.
 */
export async function checkStandardSignature(request: SignedRequest): Promise<Signed> {
  const { headers, body, keys } = request;
  const id = idIn(headers, "webhook-id");
  const timestamp = requiredHeader(headers, "webhook-timestamp");
  const signedAt = checkTimestamp("webhook-timestamp", timestamp, request);
  const content = join(utf8(`${id}.${timestamp}.`), body);
  for (const signature of standardSignatures(requiredHeader(headers, "webhook-signature"))) {
    if (await isMadeByAny(keys.flatMap(standardKeys), signature, [content])) return { id, signedAt };
  }
  throw wrongSignature("webhook-signature", keys, "");
}

/**
 * Checks `X-Signature`: the hex HMAC-SHA256 of `{url without query}:{X-Idempotency-Key}:{X-Timestamp}:{content}`, content
 * being the query of a request without a body, else the raw body. Throws `WebhookVerificationError`.
 */
export async function checkAddressSignature(request: SignedRequest, { method, urls }: Target): Promise<Signed> {
  const { headers, body, keys } = request;
  const id = idIn(headers, "X-Idempotency-Key");
  const timestamp = requiredHeader(headers, "X-Timestamp");
  const signature = fromHex(requiredHeader(headers, "X-Signature"));
  if (signature === null || signature.length !== 32)
    throw new WebhookVerificationError("malformed_header", "X-Signature must be 64 lower-case hex digits.");
  const signedAt = checkTimestamp("X-Timestamp", timestamp, request);
  const signsQuery = ["GET", "HEAD", "DELETE"].includes(method.toUpperCase()) && body.length === 0;
  const contents = urls.map((url) => {
    const content = signsQuery ? utf8(canonicalQuery(url.searchParams)) : body;
    return join(utf8(`${url.origin}${url.pathname}:${id}:${timestamp}:`), content);
  });
  if (await isMadeByAny(keys.flatMap(plainKeys), signature, contents)) return { id, signedAt };
  const addresses = urls.map(({ origin, pathname }) => origin + pathname).join(" or ");
  throw wrongSignature("X-Signature", keys, ` and the address: it was checked for ${addresses}`);
}

/** Checks a request whose body alone matters, by `webhook-signature` if it was sent, else by `X-Signature`. */
export async function checkEitherSignature(request: SignedRequest, target: Target | null): Promise<Signed> {
  const { headers } = request;
  if (target === null || headerOf(headers, "webhook-signature") !== null) return checkStandardSignature(request);
  if (headerOf(headers, "X-Signature") !== null) return checkAddressSignature(request, target);
  throw new WebhookVerificationError(
    "missing_header",
    "Neither webhook-signature nor X-Signature was sent. What the platform sends is signed; a proxy must pass its headers on.",
  );
}

/** With a `.` or `:` in its id, two different requests could be signed alike. */
function idIn(headers: RequestHeaders, name: string): string {
  const id = requiredHeader(headers, name);
  if (/^[A-Za-z0-9_-]{1,255}$/.test(id)) return id;
  throw new WebhookVerificationError("malformed_header", `${name} may only hold letters, digits, _ and -.`);
}

function checkTimestamp(name: string, text: string, { nowSeconds, toleranceSeconds }: SignedRequest): Date {
  if (!/^\d{1,12}$/.test(text))
    throw new WebhookVerificationError("malformed_header", `${name} must be whole Unix seconds.`);
  const age = Math.round(nowSeconds - Number(text));
  if (age > toleranceSeconds)
    throw new WebhookVerificationError(
      "too_old",
      `${name} is ${age} s old, and at most ${toleranceSeconds} s are allowed. Check it when it comes, not later, and ` +
        "keep this machine's clock right; if both are so, somebody sent an old request again.",
    );
  if (-age > toleranceSeconds)
    throw new WebhookVerificationError(
      "from_the_future",
      `${name} is ${-age} s ahead of this machine's clock, and at most ${toleranceSeconds} s are allowed. Set the clock.`,
    );
  return new Date(Number(text) * 1_000);
}

function standardSignatures(header: string): Bytes[] {
  const versioned = header.split(" ").slice(0, MOST_SIGNATURES);
  return versioned.flatMap((each) => (each.startsWith("v1,") ? (fromBase64(each.slice(3)) ?? []) : []));
}

async function isMadeByAny(keys: readonly Bytes[], signature: Bytes, contents: readonly Bytes[]): Promise<boolean> {
  for (const key of keys) {
    for (const content of contents) {
      if (await isHmac(key, signature, content)) return true;
    }
  }
  return false;
}

function wrongSignature(name: string, keys: readonly string[], andWhat: string): WebhookVerificationError {
  const which = keys.length === 1 ? "the key" : `any of the ${keys.length} keys`;
  return new WebhookVerificationError(
    "wrong_signature",
    `${name} was not made with ${which}. Check the key (each webhook endpoint has one of its own, tools and outputs of ` +
      `procedures another)${andWhat}. The body must be the raw bytes that came, not JSON that was parsed and written again.`,
  );
}
