import type { FastifyReply, FastifyRequest } from "fastify";
import { OperatorError } from "../domain/error.ts";
import { readUrl } from "../lib/read-url.ts";

const NAME = "operator_session";
/** A browser takes a cookie of that name only from this very host, and over TLS (RFC 6265bis, section 4.1.3). */
const SECURE_NAME = `__Host-${NAME}`;
const PATTERN = new RegExp(`(?:^|;\\s*)(?:${SECURE_NAME}|${NAME})=([0-9A-Za-z]{1,100})(?=;|$)`);

/** Returns the session that a browser holds; null for a request without one. */
export function sessionOf({ headers }: FastifyRequest): string | null {
  return PATTERN.exec(headers.cookie ?? "")?.[1] ?? null;
}

/** Lets the browser hold a session. No script sees it, and no other site can send it. */
export function giveSession(reply: FastifyReply, token: string, { maxAgeSeconds, isSecure }: CookieOptions): void {
  const name = isSecure ? SECURE_NAME : NAME;
  const attributes = ["Path=/", "HttpOnly", "SameSite=Strict", `Max-Age=${maxAgeSeconds}`];
  if (isSecure) attributes.push("Secure");
  void reply.header("set-cookie", `${name}=${token}; ${attributes.join("; ")}`);
}

/** How a session's cookie is to be. */
export interface CookieOptions {
  readonly maxAgeSeconds: number;
  /** Whether the pages are reached over TLS. */
  readonly isSecure: boolean;
}

/**
 * Refuses what another site has a browser send: a session is of no use from there. Browsers say where a request comes
 * from (Fetch Metadata, `Sec-Fetch-Site`); of one that does not, `Origin` has to name this host.
 */
export function assertOwnPage({ headers, method }: FastifyRequest): void {
  const site = headers["sec-fetch-site"];
  const isLooking = method === "GET" || method === "HEAD";
  // "none": somebody has typed the address, or has it among their bookmarks.
  if (site === "same-origin" || (site === "none" && isLooking)) return;
  if (site === undefined && isOwnOrigin(headers.origin, headers.host, isLooking)) return;
  const message = "The request comes from another site, and a session works only from this installation's own pages.";
  throw new OperatorError("not_allowed", message);
}

/** A program that holds a session names no origin; it may look, and nothing else. */
function isOwnOrigin(origin: string | undefined, host: string | undefined, isLooking: boolean): boolean {
  if (origin === undefined) return isLooking;
  return readUrl(origin)?.host === host;
}
