import type { MimeMessage, MimePart } from "../lib/mime.ts";
import { messageIdsIn, ownMessageOf, ownMessagesIn } from "./mail-ids.ts";
import { cleanLine } from "./mail-text.ts";

/** What a report says of a mail of ours. */
export interface Bounce {
  /** `failed`: it will not be delivered. `delayed`: it is still tried. `delivered`: it was. */
  readonly action: "failed" | "delayed" | "delivered";
  /** The messages of ours that it may be about, `msg_…`, the likeliest first. */
  readonly messages: readonly string[];
  /** Whom it was not delivered to, as the report writes it; empty when it does not say. */
  readonly recipients: readonly string[];
  /** The enhanced status code (RFC 3463), e.g. `5.1.1`; null when there is none. */
  readonly status: string | null;
  /** What the other server said; null when the report does not say. */
  readonly diagnosis: string | null;
}

/** As much of a report as is read. */
const LONGEST_REPORT = 64 * 1024;

const RETURNED = ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"];

const NOT_DELIVERED =
  /undeliver|non[- ]?deliver|not (?:be )?deliver|deliver\w* (?:status|fail|problem|has failed|incomplete)|fail\w* (?:deliver|notice)|fail(?:ed|ure) to deliver|returned (?:mail|to sender)|mail (?:system error|delivery)|unzustellbar|nicht zugestellt|non remis|no se (?:ha podido|pudo) entregar|no entregado|mancata consegna|não (?:foi possível|entregue)|onbestelbaar/iu;
const STILL_TRIED =
  /delay|warning|will (?:be )?retr|still (?:trying|being)|not yet been delivered|verzöger|retard|retras/iu;

/** Reads a report on a mail of ours (RFC 3464, and what other servers send in its place); null for what is none. */
export function readBounce(mime: MimeMessage, { isFromDaemon }: { isFromDaemon: boolean }): Bounce | null {
  const status = mime.parts.find(
    ({ type }) => type === "message/delivery-status" || type === "message/global-delivery-status",
  );
  if (status) return standardBounce(mime, textOf(status));
  return isFromDaemon ? otherBounce(mime) : null;
}

function standardBounce(mime: MimeMessage, text: string): Bounce | null {
  const groups = text.split(/\n[ \t]*\n/).map(fieldsIn);
  const about = groups.filter((fields) => fields.has("action") || fields.has("final-recipient"));
  const first = about.find((fields) => fields.get("action") === "failed") ?? about[0];
  const action = actionOf(first?.get("action"));
  if (first === undefined || action === null) return null;
  const envelopeId = groups.map((fields) => fields.get("original-envelope-id")).find((id) => id !== undefined);
  return {
    action,
    messages: messagesOf(mime, envelopeId ?? ""),
    recipients: about.flatMap((fields) => recipientsIn(fields)),
    status: statusIn(first.get("status") ?? ""),
    diagnosis: cleanLine((first.get("diagnostic-code") ?? "").replace(/^\s*smtp\s*;\s*/i, ""), 500),
  };
}

/** Reads the fields of one block of a report, by their names in lower case. */
function fieldsIn(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (!fields.has(name)) fields.set(name, name === "action" ? value.toLowerCase() : value);
  }
  return fields;
}

function actionOf(action: string | undefined): Bounce["action"] | null {
  if (action === "failed" || action === "delayed" || action === "delivered") return action;
  // It went on to where nobody reports any more (RFC 3464, section 2.3.3).
  return action === "relayed" || action === "expanded" ? "delivered" : null;
}

function recipientsIn(fields: Map<string, string>): string[] {
  return ["original-recipient", "final-recipient"].flatMap((name) => {
    const address = fields.get(name)?.split(";").at(-1)?.trim().replace(/^<|>$/g, "");
    return address ? [address.toLowerCase()] : [];
  });
}

/** Reports that follow no standard: by their subject and sender, when they name a mail of ours. */
function otherBounce(mime: MimeMessage): Bounce | null {
  const text = (mime.text ?? mime.html ?? "").slice(0, LONGEST_REPORT);
  const messages = messagesOf(mime, text);
  const failed = headerOf(mime, "x-failed-recipients");
  const says = `${mime.subject ?? ""}\n${text.slice(0, 2_000)}`;
  if (messages.length === 0 || (failed === null && !NOT_DELIVERED.test(says))) return null;
  const status = statusIn(text);
  return {
    action: failed === null && isStillTried(says, status) ? "delayed" : "failed",
    messages,
    recipients: (failed ?? "")
      .toLowerCase()
      .split(",")
      .flatMap((address) => address.trim() || []),
    status,
    diagnosis: refusalIn(text),
  };
}

function refusalIn(text: string): string | null {
  return cleanLine(/^.*\b[45]\d\d[ -].*$/m.exec(text)?.[0] ?? "", 500);
}

function isStillTried(says: string, status: string | null): boolean {
  return !status?.startsWith("5") && STILL_TRIED.test(says);
}

function messagesOf(mime: MimeMessage, text: string): string[] {
  const returned = mime.parts.filter(({ type }) => RETURNED.includes(type)).map(textOf);
  const ids = returned.flatMap((part) => messageIdsIn(/^message-id:[ \t]*(?:\n[ \t]+)?(.*)$/im.exec(part)?.[1] ?? ""));
  const referred = ["in-reply-to", "references"].flatMap((name) => messageIdsIn(headerOf(mime, name) ?? ""));
  const own = [...ids, ...referred].flatMap((id) => ownMessageOf(id) ?? []);
  const envelope = /^msg_[0-9A-Za-z]{11}$/.test(text.trim()) ? [text.trim()] : [];
  return [...new Set([...own, ...envelope, ...ownMessagesIn(text)])].slice(0, 5);
}

function headerOf(mime: MimeMessage, name: string): string | null {
  return mime.headers.find((header) => header.name === name)?.value ?? null;
}

function textOf({ content }: MimePart): string {
  return new TextDecoder().decode(content.subarray(0, LONGEST_REPORT)).replace(/\r\n?/g, "\n");
}

function statusIn(text: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? null;
}
