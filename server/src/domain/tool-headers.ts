import { joinPath } from "../lib/unknown-fields.ts";
import type { Problem } from "./error.ts";

/** What only the sender of a request itself may say, by lower-case name. */
const RESERVED_HEADERS = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "proxy-connection",
  "keep-alive",
  "upgrade",
  "expect",
  "te",
  "trailer",
  "accept-encoding",
  "x-timestamp",
  "x-idempotency-key",
  "x-signature",
  "webhook-id",
  "webhook-timestamp",
  "webhook-signature",
]);

const MOST_HEADERS = 50;
const LONGEST_VALUE = 8_192;

/** Tells whether a header belongs to the signature or to the connection, so that no tool may set it. */
export function isReservedHeader(name: string): boolean {
  return RESERVED_HEADERS.has(name.toLowerCase());
}

/** Says why a text cannot be a header's name; null when it can (RFC 9110, section 5.6.2). */
export function headerNameProblem(name: string): string | null {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/.test(name)) {
    return "cannot be the name of a header: use letters, digits and -, e.g. X-Shop.";
  }
  if (!isReservedHeader(name)) return null;
  return "belongs to the signature or the connection, and is set by the platform alone: leave it out.";
}

/** Names what is wrong with a tool's headers. No message holds a value, for values are secrets. */
export function headerProblems(headers: Readonly<Record<string, string>>): Problem[] {
  const names = Object.keys(headers);
  if (names.length > MOST_HEADERS) {
    return [{ param: "headers", message: `headers has ${names.length} entries; at most ${MOST_HEADERS} can be sent.` }];
  }
  const seen = new Set<string>();
  return names.flatMap((name) => {
    const param = joinPath("headers", name);
    const message = problemOf(name, headers[name] ?? "", seen);
    return message === null ? [] : [{ param, message: `${param} ${message}` }];
  });
}

/** The headers that a change comes to, or the first that wants to keep a value where there is none. */
export type MergedHeaders = { readonly headers: Readonly<Record<string, string>> } | { readonly problem: Problem };

/** Merges given headers with those that are stored: null keeps the stored value, what is left out goes. */
export function mergeHeaders(
  stored: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string | null>>,
): MergedHeaders {
  const byLowerName = new Map(Object.entries(stored).map(([name, value]) => [name.toLowerCase(), value]));
  const headers: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    const kept = value ?? byLowerName.get(name.toLowerCase());
    const param = joinPath("headers", name);
    if (kept === undefined)
      return { problem: { param, message: `${param} has no stored value to keep: give it one.` } };
    headers.push([name, kept]);
  }
  return { headers: Object.fromEntries(headers) };
}

function problemOf(name: string, value: string, seen: Set<string>): string | null {
  const wrongName = headerNameProblem(name);
  if (wrongName !== null) return wrongName;
  if (seen.has(name.toLowerCase())) return "is there twice: upper and lower case are the same in a header's name.";
  seen.add(name.toLowerCase());
  if (value.length > LONGEST_VALUE) return `is longer than ${LONGEST_VALUE} characters.`;
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    return "has a character that no header may hold, such as a line break or one beyond Latin-1.";
  }
  return null;
}
