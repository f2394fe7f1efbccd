import { createHash, timingSafeEqual } from "node:crypto";
import { bearerSecret } from "./bearer.ts";

/**
 * Tells whether an `Authorization` header bears a secret: as a bearer token, or as the password of Basic authentication
 * (RFC 7617), whatever the name. Takes the same time whether it does or not.
 */
export function bearsSecret(header: string | null, secret: string): boolean {
  const given = header === null ? null : (bearerSecret(header) ?? basicPassword(header));
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given ?? ""), digest(secret)) && given !== null;
}

function basicPassword(header: string): string | null {
  const encoded = /^Basic +([A-Za-z0-9+/_-]+={0,2})$/i.exec(header)?.[1];
  if (encoded === undefined) return null;
  const credentials = Buffer.from(encoded, "base64").toString();
  const colon = credentials.indexOf(":");
  return colon < 0 ? null : credentials.slice(colon + 1);
}
