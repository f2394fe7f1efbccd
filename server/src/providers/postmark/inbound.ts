import { z } from "zod";
import { bearsSecret } from "../../lib/posted-secret.ts";
import type { MimeHeader, MimeMessage, MimePart } from "../../lib/mime.ts";
import type { InboundMailProvider } from "../../ports/inbound-mail.ts";

const person = z.looseObject({ Email: z.string(), Name: z.string().nullish() });
const text = z.string().nullish();

/** As Postmark posts a mail (postmarkapp.com/developer/webhooks/inbound-webhook). */
const inboundMail = z.looseObject({
  FromFull: person.nullish(),
  ToFull: z.array(person).nullish(),
  CcFull: z.array(person).nullish(),
  OriginalRecipient: text,
  ReplyTo: text,
  Subject: text,
  Date: text,
  TextBody: text,
  HtmlBody: text,
  /** There when "Include raw email content in JSON payload" is on. */
  RawEmail: text,
  Headers: z.array(z.looseObject({ Name: z.string(), Value: z.string() })).nullish(),
  Attachments: z.array(z.looseObject({ Name: text, ContentType: text, Content: text })).nullish(),
});

type InboundMail = z.output<typeof inboundMail>;

/**
 * Takes mails from Postmark, which bears the secret as the password in the address it is told:
 * `https://postmark:secret@host/carriers/mail/inbound/postmark`.
 */
export function postmarkProvider(secret: string): InboundMailProvider {
  return {
    mayPost: ({ authorization }) => bearsSecret(authorization, secret),
    async read({ body }) {
      const mail = parse(body);
      if (mail === null) return "unreadable";
      const raw = mail.RawEmail ? Buffer.from(mail.RawEmail) : messageOf(mail);
      return { raw, from: null, to: recipientsOf(mail), once: null };
    },
  };
}

function parse(body: Uint8Array): InboundMail | null {
  try {
    const parsed = inboundMail.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return parsed.success ? parsed.data : null;
  } catch {
    // It is no JSON.
    return null;
  }
}

function recipientsOf({ OriginalRecipient, ToFull, CcFull }: InboundMail): string[] {
  if (OriginalRecipient) return [OriginalRecipient];
  return [...(ToFull ?? []), ...(CcFull ?? [])].map(({ Email }) => Email);
}

function messageOf(mail: InboundMail): MimeMessage {
  const { Subject, TextBody, HtmlBody, Attachments } = mail;
  return {
    headers: headersOf(mail),
    subject: Subject ?? null,
    text: TextBody ?? null,
    html: HtmlBody ?? null,
    parts: (Attachments ?? []).map(partOf),
  };
}

/** What stands in fields of its own is no header there. */
function headersOf({ Headers, FromFull, ReplyTo, Date: date, ToFull, CcFull }: InboundMail): MimeHeader[] {
  const own = {
    from: FromFull && addressText(FromFull),
    "reply-to": ReplyTo,
    date,
    to: ToFull?.map(addressText).join(", "),
    cc: CcFull?.map(addressText).join(", "),
  };
  const headers = (Headers ?? []).map(({ Name, Value }) => ({ name: Name.toLowerCase(), value: Value }));
  const missing = Object.entries(own).flatMap(([name, value]) =>
    value && !headers.some((header) => header.name === name) ? [{ name, value }] : [],
  );
  return [...headers, ...missing];
}

function addressText({ Name, Email }: z.output<typeof person>): string {
  const name = (Name ?? "").replace(/["\\\r\n]/g, " ").trim();
  return name === "" ? `<${Email}>` : `"${name}" <${Email}>`;
}

function partOf({ Name, ContentType, Content }: NonNullable<InboundMail["Attachments"]>[number]): MimePart {
  const type = (ContentType ?? "application/octet-stream").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return { filename: Name ?? null, type, content: Buffer.from(Content ?? "", "base64") };
}
