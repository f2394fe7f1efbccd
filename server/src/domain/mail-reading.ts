import { createHash } from "node:crypto";
import { htmlToText } from "../lib/html-text.ts";
import { type MimeHeader, MimeError, type MimeMessage, readAddresses, readMime } from "../lib/mime.ts";
import { normaliseMailAddress } from "./mail-address.ts";
import { type Bounce, readBounce } from "./mail-bounce.ts";
import { boundedReferences, messageIdsIn } from "./mail-ids.ts";
import { ownWordsOf } from "./mail-quotes.ts";
import { type RobotMark, robotMarkOf } from "./mail-robots.ts";
import { cleanLine, cleanName, cleanText } from "./mail-text.ts";

/** What is known of a mail's way here. */
export interface MailEnvelope {
  /** Who sent it by its envelope, empty for the null sender; null when the carrier does not say. */
  readonly from: string | null;
}

/** A mail as it is read. It holds plain data alone, for it may come from another thread. */
export interface ReadMail {
  /** Names its content: the same mail brought twice has the same one. */
  readonly digest: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Who would be answered; null when nobody can be. */
  readonly sender: { readonly address: string; readonly name: string | null } | null;
  readonly subject: string | null;
  /** What the person wrote, without quotations and signature. */
  readonly text: string;
  readonly attachments: readonly { filename: string | null; type: string; size: number }[];
  /** Why it is no person's; null when it seems to be one's. */
  readonly robot: RobotMark | null;
  readonly bounce: Bounce | null;
  /** Whom its headers name as those it goes to, for a carrier that does not say; as they are compared. */
  readonly recipients: readonly string[];
  /** What programs marked it with that sent it on, in lower case. */
  readonly loops: readonly string[];
  /** What the servers on its way found out about its sender (RFC 8601), the last of them first. */
  readonly authentication: readonly string[];
}

/** A mail that was read, or why it cannot be. */
export type MailReading =
  | { readonly ok: true; readonly mail: ReadMail }
  | { readonly ok: false; readonly error: RobotMark };

/** The most of a text that is looked through for quotations. */
const LONGEST_BODY = 512 * 1024;
const LONGEST_SUBJECT = 998;
const LONGEST_FILENAME = 255;
const MOST_ATTACHMENTS = 100;

/** Reads a mail from its bytes. Whatever is broken in it is read as well as it can be. */
export async function readMail(raw: Uint8Array, envelope: MailEnvelope): Promise<MailReading> {
  try {
    return { ok: true, mail: readMessage(await readMime(raw), envelope) };
  } catch (error) {
    if (!(error instanceof MimeError)) throw error;
    return { ok: false, error: { code: "unreadable", message: error.message } };
  }
}

/** Reads a mail that somebody else took apart. */
export function readMessage(mime: MimeMessage, envelope: MailEnvelope): ReadMail {
  const { headers } = mime;
  const sender = senderOf(headers);
  const subject = cleanLine(mime.subject ?? "", LONGEST_SUBJECT);
  const attachments = attachmentsOf(mime);
  const text = ownWordsOf(cleanText(bodyOf(mime)).slice(0, LONGEST_BODY));
  const robot = robotMarkOf({
    headers,
    sender: sender?.address ?? null,
    envelopeFrom: envelope.from,
    subject,
  });
  const isFromDaemon = envelope.from === "" || robot !== null;
  const messageId = messageIdsIn(valueOf(headers, "message-id"))[0] ?? null;
  return {
    digest: digestOf({ messageId, sender, subject, text, attachments, date: valueOf(headers, "date") }),
    messageId,
    inReplyTo: messageIdsIn(valueOf(headers, "in-reply-to"))[0] ?? null,
    references: boundedReferences(messageIdsIn(valueOf(headers, "references"))),
    sender,
    subject,
    text,
    attachments,
    robot,
    bounce: readBounce(mime, { isFromDaemon }),
    recipients: recipientsIn(headers),
    loops: valuesOf(headers, "x-loop").map((value) => value.slice(0, 1_000).toLowerCase()),
    authentication: valuesOf(headers, "authentication-results").slice(0, 10),
  };
}

function valuesOf(headers: readonly MimeHeader[], name: string): string[] {
  return headers.filter((header) => header.name === name).map(({ value }) => value);
}

/** Of a header that is there twice the first counts, as mail programs show it. */
function valueOf(headers: readonly MimeHeader[], name: string): string {
  return valuesOf(headers, name)[0] ?? "";
}

/** Who wrote is who is answered: where answers are wanted elsewhere, it is whoever reads there. */
function senderOf(headers: readonly MimeHeader[]): ReadMail["sender"] {
  const from = readAddresses(valueOf(headers, "from"));
  const named = [...readAddresses(valueOf(headers, "reply-to")), ...from, ...readAddresses(valueOf(headers, "sender"))];
  for (const { address, name } of named) {
    const normalised = normaliseMailAddress(address);
    if (normalised === null) continue;
    return { address: normalised, name: cleanName(name || (from[0]?.name ?? "")) };
  }
  return null;
}

const RECIPIENT_HEADERS = ["delivered-to", "x-original-to", "x-forwarded-to", "envelope-to", "to", "cc"];
const MOST_RECIPIENTS = 50;

function recipientsIn(headers: readonly MimeHeader[]): string[] {
  const named = RECIPIENT_HEADERS.flatMap((name) => valuesOf(headers, name).slice(0, 5).flatMap(readAddresses));
  const addresses = named.flatMap(({ address }) => normaliseMailAddress(address) ?? []);
  return [...new Set(addresses)].slice(0, MOST_RECIPIENTS);
}

function bodyOf({ text, html }: MimeMessage): string {
  if (text !== null && text.trim() !== "") return text;
  return html === null ? "" : htmlToText(html.slice(0, LONGEST_BODY * 4));
}

function attachmentsOf({ parts }: MimeMessage): ReadMail["attachments"] {
  return parts.slice(0, MOST_ATTACHMENTS).map(({ filename, type, content }) => ({
    filename: filename === null ? null : cleanLine(filename.replace(/^.*[\\/]/s, ""), LONGEST_FILENAME),
    type: cleanLine(type, 100) ?? "application/octet-stream",
    size: content.byteLength,
  }));
}

function digestOf(content: object): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 22);
}

/** A mail to be read in a thread of its own. */
export interface ReadMailTask {
  readonly raw: Uint8Array;
  readonly envelope: MailEnvelope;
}
