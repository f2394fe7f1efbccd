import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { readUrl } from "../../lib/read-url.ts";

/** A request that claims to come from Twilio. */
export interface SignedRequest {
  /** As Twilio was told it, with its query. */
  readonly url: string;
  /** The value of `X-Twilio-Signature`; null without one. */
  readonly signature: string | null;
  /** The body as it came. */
  readonly body: string;
  /** Whether the body is a form, whose fields the signature covers. */
  readonly isForm: boolean;
}

/**
 * Tells whether Twilio signed a request: HMAC-SHA1 under the account's token over the address and the form's fields
 * sorted by name, or over an address that holds the body's own SHA-256 (www.twilio.com/docs/usage/security). Twilio has
 * signed addresses both with and without the standard port. Compares in constant time.
 */
export function isSignedByTwilio(authToken: string, request: SignedRequest): boolean {
  const { url, signature, body, isForm } = request;
  const bodyHash = readUrl(url)?.searchParams.get("bodySHA256") ?? null;
  const fields = bodyHash === null && isForm ? fieldsOf(body) : "";
  if (bodyHash !== null && !isSame(bodyHash, createHash("sha256").update(body).digest("hex"))) return false;
  // Both are computed, so that nobody learns from the time taken which was right.
  const matches = [withoutPort(url), withPort(url)].map((address) =>
    isSame(signature ?? "", createHmac("sha1", authToken).update(`${address}${fields}`).digest("base64")),
  );
  return matches.includes(true);
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Writes a form's fields one after the other, sorted by name; of a name that comes more than once, each value once. */
function fieldsOf(body: string): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(body)) {
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  const names = [...values.keys()].sort();
  return names
    .map((name) =>
      [...(values.get(name) as Set<string>)]
        .sort()
        .map((value) => name + value)
        .join(""),
    )
    .join("");
}

/** Cut as text: `new URL` would write some characters of the path and the query otherwise than they were signed. */
const ADDRESS = /^(https?):\/\/(\[[^\]]*\]|[^/?#:]*)(:\d+)?/i;

function withoutPort(url: string): string {
  return url.replace(ADDRESS, "$1://$2");
}

function withPort(url: string): string {
  const [whole = "", scheme = "", , port] = ADDRESS.exec(url) ?? [];
  if (port !== undefined) return url;
  return `${whole}:${scheme.toLowerCase() === "https" ? 443 : 80}${url.slice(whole.length)}`;
}
