import MailComposer from "nodemailer/lib/mail-composer";
import { escapeHtml } from "../../lib/html.ts";
import type { MessageToSend } from "../../ports/message-carrier.ts";

const LINK = /https?:\/\/[^\s<>"'()]{1,1000}[^\s<>"'().,;:!?]/g;

/** Writes a text as HTML that shows it as it is: every character escaped, addresses of pages made links. */
export function htmlOf(text: string): string {
  const pieces: string[] = [];
  let place = 0;
  for (const match of text.matchAll(LINK)) {
    const [url] = match;
    pieces.push(escapeHtml(text.slice(place, match.index)), `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`);
    place = match.index + url.length;
  }
  pieces.push(escapeHtml(text.slice(place)));
  const body = pieces
    .join("")
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>\n")}</p>`)
    .join("\n");
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n${body}\n</body></html>\n`;
}

/** One line, whatever it was made of: a line break would begin another header. */
function line(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, " ")
    .trim();
}

/** Writes a message as a mail (RFC 5322, RFC 2045): its text, and the same as simple HTML, marked as sent by a program. */
export async function composeMail(message: MessageToSend, messageId: string): Promise<Buffer> {
  const { from, to, subject, text, headers } = message;
  const isAnswer = headers.in_reply_to !== undefined;
  const composer = new MailComposer({
    from: { name: line(headers.from_name ?? ""), address: from },
    to: { name: "", address: to },
    subject: line(subject ?? ""),
    messageId,
    ...(isAnswer ? { inReplyTo: headers.in_reply_to } : {}),
    ...(headers.references ? { references: [...headers.references] } : {}),
    text: text.toWellFormed().replaceAll("\0", "\uFFFD"),
    html: htmlOf(text.toWellFormed().replaceAll("\0", "\uFFFD")),
    headers: [
      // RFC 3834: other robots do not answer this one.
      { key: "Auto-Submitted", value: isAnswer ? "auto-replied" : "auto-generated" },
      { key: "X-Auto-Response-Suppress", value: "OOF, AutoReply" },
      { key: "X-Loop", value: from },
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  });
  return composer.compile().build();
}
