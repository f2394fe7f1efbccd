import { createHmac } from "node:crypto";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import type { ReceivedWebhook } from "./webhook-receiver.ts";

/**
 * Judges `X-Signature` by the vendor's scheme, from its description alone: the lower-case hex HMAC-SHA256 of
 * `{url without query}:{X-Idempotency-Key}:{X-Timestamp}:{raw body}`, no more than 30 s old.
 */
export function isVendorSigned(key: string, url: string, { headers, body }: ReceivedWebhook): boolean {
  const age = Math.abs(Date.now() / 1000 - Number(headers["x-timestamp"]));
  const text = `${url}:${headers["x-idempotency-key"]}:${headers["x-timestamp"]}:${body}`;
  const expected = createHmac("sha256", Buffer.from(key, "utf8")).update(text, "utf8").digest("hex");
  return age <= 30 && headers["x-signature"] === expected;
}

/** Judges `webhook-signature` by the two published verifiers; throws when they disagree. */
export function isStandardSigned(secret: string, { headers, body }: ReceivedWebhook): boolean {
  const [standard, svix] = [new StandardWebhook(secret), new SvixWebhook(secret)].map((verifier) => {
    try {
      verifier.verify(body, headers);
      return true;
    } catch {
      return false;
    }
  });
  if (standard !== svix) throw new Error(`standardwebhooks says ${standard}, svix says ${svix}.`);
  return standard === true;
}
