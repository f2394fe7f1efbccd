import { createHmac, timingSafeEqual } from "node:crypto";
import type { InboundMailProvider, MailRequest } from "../../ports/inbound-mail.ts";

/** How far its clock may be from ours, either way. Mailgun signs each attempt anew. */
const CLOCKS_DIFFER = 15 * 60_000;

/**
 * Takes mails from a route of Mailgun's that forwards them as MIME to an address that ends in `mime`
 * (documentation.mailgun.com, "Receiving messages via HTTP"). The signature is HMAC-SHA256 under the account's key over a
 * time and a token; it does not cover the mail, so each is good for one mail.
 */
export function mailgunProvider(signingKey: string): InboundMailProvider {
  return {
    mayPost: () => true,
    async read(request, now) {
      const fields = await fieldsOf(request);
      if (fields === null) return "unreadable";
      const [timestamp, token, signature] = ["timestamp", "token", "signature"].map(
        (name) => textOf(fields, name) ?? "",
      );
      const signed = { timestamp: timestamp as string, token: token as string, signature: signature as string };
      if (!isSigned(signingKey, signed) || !isRecent(signed.timestamp, now)) return "forged";
      const mime = await mimeOf(fields);
      if (mime === null) return "unreadable";
      const recipient = textOf(fields, "recipient");
      const to = recipient === null ? null : recipient.split(",").map((address) => address.trim());
      return { raw: mime, from: textOf(fields, "sender"), to, once: signed.token };
    },
  };
}

type Fields = Pick<FormData, "get">;

async function fieldsOf({ body, contentType }: MailRequest): Promise<Fields | null> {
  try {
    const content = new Uint8Array(body);
    return await new Response(content, { headers: { "content-type": contentType } }).formData();
  } catch {
    // It is no form.
    return null;
  }
}

function textOf(fields: Fields, name: string): string | null {
  const value = fields.get(name);
  return typeof value === "string" ? value : null;
}

async function mimeOf(fields: Fields): Promise<Uint8Array | null> {
  const value = fields.get("body-mime");
  if (value === null || value === "") return null;
  return typeof value === "string" ? Buffer.from(value) : new Uint8Array(await value.arrayBuffer());
}

function isSigned(
  key: string,
  { timestamp, token, signature }: { timestamp: string; token: string; signature: string },
) {
  const expected = createHmac("sha256", key).update(`${timestamp}${token}`).digest("hex");
  const [given, wanted] = [Buffer.from(signature), Buffer.from(expected)];
  return token !== "" && given.length === wanted.length && timingSafeEqual(given, wanted);
}

function isRecent(timestamp: string, now: Date): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1_000 - now.getTime()) <= CLOCKS_DIFFER;
}
