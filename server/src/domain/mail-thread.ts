import { createHash } from "node:crypto";
import { ownMessageOf, referredIds, type ThreadHeaders } from "./mail-ids.ts";
import { baseSubject, isReplySubject } from "./mail-subject.ts";

/** A mail that is known, and whom it went between. */
interface KnownMail {
  readonly id: string;
  readonly message_id: string | null;
  readonly conversation_id: string | null;
  readonly direction: "inbound" | "outbound";
  readonly from_address: string | null;
  readonly to_address: string;
}

/**
 * Finds the conversation of the mail that another refers to, the nearest one first. A mail counts only when it came from
 * the same person or went to them: whoever learns of somebody's Message-ID and quotes it does not get into that
 * person's conversation. Null when there is none.
 */
export function conversationReferredTo(
  headers: ThreadHeaders,
  known: readonly KnownMail[],
  sender: string,
): string | null {
  const theirs = known.filter((mail) => personOf(mail).toLowerCase() === sender.toLowerCase());
  for (const id of referredIds(headers)) {
    const own = ownMessageOf(id);
    const found = theirs.find((mail) => mail.message_id === id || (mail.direction === "outbound" && mail.id === own));
    if (found?.conversation_id) return found.conversation_id;
  }
  return null;
}

function personOf({ direction, from_address, to_address }: KnownMail): string {
  return direction === "outbound" ? to_address : (from_address ?? "");
}

/**
 * Finds the conversation that an answer without any reference belongs to, by its subject: one that waits for that person
 * at that address. A mail that does not say that it answers begins a conversation of its own. Null when there is none.
 */
export function conversationBySubject(
  subject: string | null,
  awaiting: readonly { conversation_id: string; subject: string | null }[],
): string | null {
  if (subject === null || !isReplySubject(subject)) return null;
  const base = baseSubject(subject).toLowerCase();
  if (base === "") return null;
  const found = awaiting.find((mail) => mail.subject !== null && baseSubject(mail.subject).toLowerCase() === base);
  return found?.conversation_id ?? null;
}

/** Names the thread that a mail begins; it tells nothing of who writes to whom. */
export function threadBegunBy(mail: { livemode: boolean; ours: string; theirs: string; messageId: string }): string {
  const { livemode, ours, theirs, messageId } = mail;
  const digest = createHash("sha256").update(JSON.stringify([livemode, ours, theirs, messageId]));
  return `email:${digest.digest("base64url").slice(0, 22)}`;
}

const LONGEST_SUBJECT = 78;

/** Makes a subject of the first line of a text, for a mail that nobody gave one. */
export function subjectFrom(text: string): string {
  const line = text.trim().split("\n", 1)[0]?.replace(/\s+/g, " ").trim() ?? "";
  if (line.length <= LONGEST_SUBJECT) return line;
  const cut = line.slice(0, LONGEST_SUBJECT - 1);
  return `${(cut.replace(/\s\S*$/, "") || cut).toWellFormed()}…`;
}
