import { createHmac, timingSafeEqual } from "node:crypto";

/** How far a receiver lets the sender's clock be from its own, in seconds, in either direction. */
export const SIGNATURE_TOLERANCE_SECONDS = 30;

/** The keys that requests are signed with: receivers have the current one, and are being given the next. */
export interface SigningKeys {
  readonly current: string;
  /** Null unless the key is being rotated. */
  readonly next: string | null;
}

/** One outbound request as it is signed. */
export interface SignRequestOptions {
  /** The whole address with its query, as it will be sent. */
  readonly url: string;
  readonly method: string;
  /** The exact bytes that will be sent; absent is the same as empty. */
  readonly body?: string | Uint8Array;
  readonly key: string;
  /** The key that will replace `key`, while receivers are being given it. */
  readonly nextKey?: string | null;
  /** Letters, digits, `_` and `-` only, at most 255 of them. */
  readonly idempotencyKey: string;
  readonly timestampSeconds: number;
}

/** The headers that make a request signed; to be sent with it unchanged. */
export type SignatureHeaders = Readonly<
  Record<
    "X-Timestamp" | "X-Idempotency-Key" | "X-Signature" | "webhook-id" | "webhook-timestamp" | "webhook-signature",
    string
  >
>;

/**
 * Computes the headers of a signed request.
 *
 * `X-Signature` is the lower-case hex HMAC-SHA256, under the key's UTF-8 bytes, of
 * `{url without query}:{X-Idempotency-Key}:{X-Timestamp}:{content}`. The url is taken in the form that goes over the
 * wire (WHATWG URL: lower-case host, no default port, percent-encoded path). `content` depends on where the method
 * carries its data: GET, HEAD and DELETE sign the query (see `canonicalQuery`) unless they have a body, every other
 * method its raw body. The query of a request that signs its body is therefore not covered.
 *
 * The `webhook-*` headers follow Standard Webhooks 1.0.0: `webhook-id` is the idempotency key and `webhook-signature`
 * is `v1,` and the base64 HMAC-SHA256 of `{id}.{timestamp}.{body}` (an empty body for GET) under
 * `standardWebhooksSecret(key)`. With a `nextKey` it holds a second one under that key after a space, so that a
 * receiver may know either; `X-Signature` has room for one, which is that of `key`.
 *
 * @throws TypeError if the idempotency key has other characters (`:` and `.` would make two requests sign alike), or
 * the url cannot be parsed.
 */
export function signRequest(options: SignRequestOptions): SignatureHeaders {
  const { key, nextKey, idempotencyKey, timestampSeconds } = options;
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(idempotencyKey)) {
    throw new TypeError(
      `The idempotency key ${JSON.stringify(idempotencyKey)} may only hold letters, digits, _ and -.`,
    );
  }
  const keys = typeof nextKey === "string" ? [key, nextKey] : [key];
  return {
    "X-Timestamp": String(timestampSeconds),
    "X-Idempotency-Key": idempotencyKey,
    "X-Signature": signatureOf(options, key, String(timestampSeconds)),
    "webhook-id": idempotencyKey,
    "webhook-timestamp": String(timestampSeconds),
    "webhook-signature": keys.map((each) => standardSignature(options, each)).join(" "),
  };
}

/** One received request, to be judged. */
export interface VerifyRequestOptions {
  readonly url: string;
  readonly method: string;
  /** The body's exact bytes, before any parsing. */
  readonly body?: string | Uint8Array;
  /** With lower-case names, as node:http gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** A request that any of them signed is genuine. */
  readonly keys: readonly string[];
  readonly nowSeconds: number;
}

/** Whether a request is genuine, and if not, why, in words for the sender's log. */
export type SignatureVerdict = { readonly valid: true } | { readonly valid: false; readonly reason: string };

/**
 * Judges a received request by its `X-Signature`: genuine, and signed no more than 30 s from `nowSeconds`. Compares in
 * constant time. It cannot tell a repeated request from a new one within those 30 s: that is what the idempotency key
 * is for.
 */
export function verifyRequest(options: VerifyRequestOptions): SignatureVerdict {
  const timestamp = options.headers["x-timestamp"];
  const idempotencyKey = options.headers["x-idempotency-key"];
  const signature = options.headers["x-signature"];
  if (typeof timestamp !== "string" || typeof idempotencyKey !== "string" || typeof signature !== "string") {
    return { valid: false, reason: "X-Timestamp, X-Idempotency-Key and X-Signature must each be sent once." };
  }
  if (!/^\d{1,12}$/.test(timestamp)) {
    return { valid: false, reason: "X-Timestamp must be whole Unix seconds." };
  }
  if (Math.abs(options.nowSeconds - Number(timestamp)) > SIGNATURE_TOLERANCE_SECONDS) {
    return { valid: false, reason: `X-Timestamp is more than ${SIGNATURE_TOLERANCE_SECONDS} s from this clock.` };
  }
  const signed = { ...options, idempotencyKey };
  const isGenuine = options.keys.some((key) => isSame(signatureOf(signed, key, timestamp), signature));
  return isGenuine ? { valid: true } : { valid: false, reason: "X-Signature does not match." };
}

function isSame(expected: string, presented: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(presented)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Gives the secret to put into an off-the-shelf Standard Webhooks verifier for a signing key: `whsec_` and the base64
 * of the key's UTF-8 bytes. A key that already is `whsec_` and base64 is its own secret, so such a key can be given
 * as it stands to both kinds of verifier.
 */
export function standardWebhooksSecret(key: string): string {
  return `whsec_${standardWebhooksKeyBytes(key).toString("base64")}`;
}

/**
 * Writes query parameters as the JSON that a GET signs: one object, keys sorted by code point, `", "` and `": "` as
 * separators, everything outside printable ASCII as lower-case `\uXXXX` (a pair of them beyond U+FFFF). This is what
 * Python's `json.dumps(parameters, sort_keys=True)` gives. Every value is a string, as it is in a query; a key that
 * occurs more than once has the list of its values in their order, so that no part of a query goes unsigned.
 */
export function canonicalQuery(query: URLSearchParams): string {
  const keys = [...new Set(query.keys())].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const members = keys.map((key) => {
    const values = query.getAll(key).map(asciiJson);
    return `${asciiJson(key)}: ${values.length === 1 ? values[0] : `[${values.join(", ")}]`}`;
  });
  return `{${members.join(", ")}}`;
}

/** JSON.stringify agrees with Python on all of printable ASCII and the control characters below it. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

type SignedParts = Pick<SignRequestOptions, "url" | "method" | "body" | "idempotencyKey">;

function signatureOf(request: SignedParts, key: string, timestamp: string): string {
  const url = new URL(request.url);
  const { body = "" } = request;
  const signsQuery = ["GET", "HEAD", "DELETE"].includes(request.method.toUpperCase()) && body.length === 0;
  return createHmac("sha256", Buffer.from(key, "utf8"))
    .update(`${url.origin}${url.pathname}:${request.idempotencyKey}:${timestamp}:`)
    .update(signsQuery ? canonicalQuery(url.searchParams) : body)
    .digest("hex");
}

function standardSignature(request: SignRequestOptions, key: string): string {
  const signature = createHmac("sha256", standardWebhooksKeyBytes(key))
    .update(`${request.idempotencyKey}.${request.timestampSeconds}.`)
    .update(request.body ?? "")
    .digest("base64");
  return `v1,${signature}`;
}

function standardWebhooksKeyBytes(key: string): Buffer {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(key)?.[1];
  const decoded = Buffer.from(encoded ?? "", "base64");
  return encoded !== undefined && decoded.toString("base64") === encoded ? decoded : Buffer.from(key, "utf8");
}
