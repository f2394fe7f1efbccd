import { z } from "zod";
import { readUrl } from "../lib/read-url.ts";

/** Allows pages of any origin. */
export const ANY_ORIGIN = "*";

/** An origin of pages (RFC 6454), as browsers name it in `Origin`; or any. */
export const originSchema = z
  .string()
  .max(300)
  .transform((text, context) => {
    const origin = normalOrigin(text);
    if (origin !== null) return origin;
    context.addIssue({ code: "custom", message: "must be an origin such as https://www.example.com, without a path" });
    return z.NEVER;
  });

/** Writes an origin as browsers do, in lower case and without the usual port; null for what is none. */
export function normalOrigin(text: string): string | null {
  if (text === ANY_ORIGIN) return text;
  const url = readUrl(text);
  if (url === null) return null;
  const isBare = url.pathname === "/" && !/[?#@]/.test(text);
  return isBare && /^https?:$/.test(url.protocol) ? url.origin : null;
}

/** From where a request comes, and to which host. */
export interface OriginCheck {
  /** The header `Origin`; undefined for a program, and for a page that reads from its own origin. */
  readonly origin: string | undefined;
  /** The header `Host`. */
  readonly host: string | undefined;
  /** Where the installation is reached. */
  readonly publicUrl: string;
  readonly allowed: readonly string[];
}

/** Tells whether a page of that origin may call: one of this installation, or one of those that are allowed. */
export function isAllowedOrigin({ origin, host, publicUrl, allowed }: OriginCheck): boolean {
  if (origin === undefined || allowed.includes(ANY_ORIGIN)) return true;
  const asking = readUrl(origin);
  if (asking === null) return false;
  return allowed.includes(origin) || origin === new URL(publicUrl).origin || asking.host === host;
}
