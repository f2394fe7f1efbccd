import { createPublicKey, type KeyObject, verify } from "node:crypto";

/** A request that claims to come from Telnyx. */
export interface TelnyxRequest {
  /** The value of `telnyx-signature-ed25519`, and of `telnyx-timestamp`; null without them. */
  readonly signature: string | null;
  readonly timestamp: string | null;
  /** The body as it came. */
  readonly body: string;
}

/** How old a signature may be, and how far ahead of our clock: what Telnyx's own libraries allow. */
const OLDEST_SECONDS = 300;
/** What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 10.1). */
const KEY_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** Reads a public key as Telnyx shows it, 32 bytes in base64. Returns null for what is none. */
export function telnyxPublicKey(text: string): KeyObject | null {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== KEY_BYTES) return null;
  return createPublicKey({ key: Buffer.concat([KEY_PREFIX, bytes]), format: "der", type: "spki" });
}

/**
 * Tells whether Telnyx signed a request, not long ago: Ed25519 (RFC 8032) over the time, a bar and the body as it came
 * (Telnyx's documentation, "Webhook signing"). `now` in ms.
 */
export function isSignedByTelnyx(key: KeyObject, { signature, timestamp, body }: TelnyxRequest, now: number): boolean {
  if (signature === null || timestamp === null || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > OLDEST_SECONDS) return false;
  const bytes = Buffer.from(signature, "base64");
  return bytes.length === SIGNATURE_BYTES && verify(null, Buffer.from(`${timestamp}|${body}`), key, bytes);
}
