import { createHmac, timingSafeEqual } from "node:crypto";
import { isJsonObject } from "../lib/json.ts";

/** How long a token lets its holder begin to supervise; a supervision that has begun lasts as long as its call. */
export const SUPERVISION_TOKEN_LIFE = 5 * 60 * 1000;

/** Who may supervise what. */
export interface SupervisionGrant {
  readonly conversationId: string;
  readonly keyId: string;
  /** What people call the key. */
  readonly supervisor: string;
  readonly expiresAt: Date;
}

const LONGEST_TOKEN = 2_000;
const TOKEN = /^os_([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/;

/** Writes a token. It holds what it grants, signed with the installation's secret, and is stored nowhere. */
export function writeSupervisionToken(secret: string, grant: SupervisionGrant): string {
  const { conversationId: c, keyId: k, supervisor: s, expiresAt } = grant;
  const content = Buffer.from(JSON.stringify({ c, k, s, e: expiresAt.getTime() })).toString("base64url");
  return `os_${content}.${signatureOf(secret, content)}`;
}

/** Reads a token; null for one that is not ours, is for another conversation, or has expired. */
export function readSupervisionToken(
  secret: string,
  token: string,
  { conversationId, now }: { conversationId: string; now: Date },
): SupervisionGrant | null {
  const [, content, signature] = (token.length <= LONGEST_TOKEN ? TOKEN.exec(token) : null) ?? [];
  if (content === undefined || signature === undefined) return null;
  const expected = Buffer.from(signatureOf(secret, content));
  if (!timingSafeEqual(expected, Buffer.from(signature))) return null;
  const value: unknown = JSON.parse(Buffer.from(content, "base64url").toString());
  if (!isJsonObject(value)) return null;
  const expiresAt = new Date(Number(value["e"]));
  if (value["c"] !== conversationId || !(expiresAt > now)) return null;
  return { conversationId, keyId: String(value["k"]), supervisor: String(value["s"]), expiresAt };
}

function signatureOf(secret: string, content: string): string {
  return createHmac("sha256", secret).update(`supervision:${content}`).digest("base64url");
}
