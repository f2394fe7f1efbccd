import PostalMime, { addressParser, type Email } from "postal-mime";

/** A header, unfolded, as the message has it. */
export interface MimeHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/** A mailbox that a header names. */
export interface MimeAddress {
  /** What stands before the address, decoded; empty without one. */
  readonly name: string;
  readonly address: string;
}

/** A part that is no text of the message. */
export interface MimePart {
  readonly filename: string | null;
  /** The media type in lower case. */
  readonly type: string;
  readonly content: Uint8Array;
}

/** A message, taken apart. */
export interface MimeMessage {
  /** All of them, in their order. */
  readonly headers: readonly MimeHeader[];
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly parts: readonly MimePart[];
}

/** Thrown for a message whose structure is beyond what a mail program makes. */
export class MimeError extends Error {
  constructor(cause: unknown) {
    super("The message is nested too deeply, or its headers are too long.", { cause });
    this.name = "MimeError";
  }
}

const LIMITS = { maxNestingDepth: 50, maxHeadersSize: 512 * 1024, forceRfc822Attachments: true };

/**
 * Takes a message apart (RFC 5322, RFC 2045 to 2049). Whatever is broken in it is read as well as it can be: only what is
 * nested too deeply or has endless headers throws.
 *
 * @throws MimeError
 */
export async function readMime(raw: Uint8Array): Promise<MimeMessage> {
  let email: Email;
  try {
    email = await PostalMime.parse(raw, LIMITS);
  } catch (error) {
    throw new MimeError(error);
  }
  return {
    headers: email.headers.map(({ key, value }) => ({ name: key, value })),
    subject: email.subject ?? null,
    text: email.text ?? null,
    html: email.html ?? null,
    parts: email.attachments.map(({ filename, mimeType, content }) => ({
      filename,
      type: mimeType,
      content: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
    })),
  };
}

/** Beyond these, a header of addresses is a list of strangers or an attack on whoever reads it. */
const LONGEST_ADDRESSES = 10_000;

/** Reads the mailboxes that a header such as `From` names, those within groups too; what is no address is left out. */
export function readAddresses(header: string): MimeAddress[] {
  const found = addressParser(header.slice(0, LONGEST_ADDRESSES), { flatten: true });
  return found.flatMap((each) => (each.address ? [{ name: each.name, address: each.address }] : []));
}
