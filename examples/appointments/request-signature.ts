import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const TOLERANCE_SECONDS = 30;

/** A request as it arrived. */
export interface SignedRequest {
  readonly method: string;
  /** The whole address as the caller wrote it. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Checks that a request comes from the holder of one of the signing keys and is at most 30 seconds old. Returns what is wrong
 * with it, or null.
 *
 * X-Signature is the hex HMAC-SHA256 of `{url without query}:{X-Idempotency-Key}:{X-Timestamp}:{content}`; content is
 * the query of a GET as JSON, the raw body of a POST.
 */
export function signatureProblem(request: SignedRequest, signingKeys: readonly string[], now: Date): string | null {
  const { "x-timestamp": timestamp, "x-idempotency-key": key, "x-signature": signature } = request.headers;
  if (typeof timestamp !== "string" || typeof key !== "string" || typeof signature !== "string") {
    return "Requests must be signed: X-Timestamp, X-Idempotency-Key and X-Signature are needed.";
  }
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  if (!/^\d+$/.test(timestamp) || !(age < TOLERANCE_SECONDS + 1)) {
    return "X-Timestamp is too old, or the clocks differ by more than 30 seconds.";
  }
  const address = request.url.origin + request.url.pathname;
  const content = request.method === "GET" ? queryAsJson(request.url.searchParams) : request.body;
  const presented = Buffer.from(signature, "hex");
  const isGenuine = signingKeys.some((secret) => {
    const expected = createHmac("sha256", secret).update(`${address}:${key}:${timestamp}:`).update(content).digest();
    return presented.length === expected.length && timingSafeEqual(presented, expected);
  });
  return isGenuine ? null : "X-Signature does not match. Check the signing key and the address.";
}

/** As Python's json.dumps(query, sort_keys=True) writes it. */
function queryAsJson(query: URLSearchParams): string {
  const names = Array.from(new Set(query.keys())).sort(byCodePoint);
  const pairs = names.map((name) => {
    const values = query.getAll(name).map(quoted);
    return quoted(name) + ": " + (values.length > 1 ? "[" + values.join(", ") + "]" : values.join());
  });
  return "{" + pairs.join(", ") + "}";
}

/** Comparing strings with `<` would compare halves of surrogate pairs. */
function byCodePoint(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function quoted(text: string): string {
  let json = "";
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const isPlain = character >= " " && character <= "~";
    json += isPlain ? character.replace(/["\\]/, "\\$&") : escaped(character);
  }
  return `"${json}"`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
};

function escaped(character: string): string {
  return SHORT_ESCAPES[character] ?? "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0");
}
