import { WebhookVerificationError } from "./verification-error.ts";

/** Headers as any receiver has them: a `Headers`, or an object by name, in whatever case. */
export type RequestHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Returns a header's value; null when it was not sent. Throws `WebhookVerificationError` when it was sent twice. */
export function headerOf(headers: RequestHeaders, name: string): string | null {
  if (isHeaders(headers)) return headers.get(name);
  const values = Object.entries(headers)
    .filter(([written]) => written.toLowerCase() === name.toLowerCase())
    .flatMap(([, value]) => value ?? []);
  if (values.length > 1) throw new WebhookVerificationError("malformed_header", `${name} was sent more than once.`);
  return values[0] ?? null;
}

/** Tells by its method, for a framework may bring a class of its own. */
function isHeaders(headers: RequestHeaders): headers is Headers {
  return typeof headers["get" as keyof RequestHeaders] === "function";
}

/** Returns a header's value. Throws `WebhookVerificationError` when it was not sent. */
export function requiredHeader(headers: RequestHeaders, name: string): string {
  const value = headerOf(headers, name);
  if (value !== null && value !== "") return value;
  throw new WebhookVerificationError(
    "missing_header",
    `${name} is missing. Whatever the platform sends is signed; a proxy must pass its headers on.`,
  );
}
