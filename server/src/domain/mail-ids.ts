/** RFC 5322, section 3.6.4, and what lax programs make of it: anything in angle brackets without spaces. */
const MESSAGE_ID = /<[^\s<>]{1,500}>/g;
/** As many as are kept of a thread: the first, which names it, and the last ones, which place a reply in it. */
const MOST_REFERENCES = 20;

/** Reads the Message-IDs that a header holds, with their brackets, in their order. */
export function messageIdsIn(header: string): string[] {
  return header.slice(0, 100_000).match(MESSAGE_ID) ?? [];
}

/** Writes the Message-ID of a message of ours: the same for every attempt, so that one sent twice is seen to be one. */
export function messageIdOf(id: string, domain: string): string {
  return `<${id}@${domain}>`;
}

/** Reads which message of ours a Message-ID names, `msg_…`; null for all others. */
export function ownMessageOf(messageId: string): string | null {
  return /^<(msg_[0-9A-Za-z]{11})@[^@>]+>$/.exec(messageId)?.[1] ?? null;
}

/** Finds the messages of ours that a text names by their Message-ID, such as a report that quotes their headers. */
export function ownMessagesIn(text: string): string[] {
  const found = text.matchAll(/(?<![0-9A-Za-z_])(msg_[0-9A-Za-z]{11})@[0-9A-Za-z]/g);
  return [...new Set([...found].map((match) => match[1] as string))];
}

/** What of a mail places it in a thread. */
export interface ThreadHeaders {
  readonly message_id?: string;
  readonly in_reply_to?: string;
  readonly references?: readonly string[];
}

/** Lists the Message-IDs that a mail refers to, the one it answers first, then from the latest to the first. */
export function referredIds({ in_reply_to, references = [] }: ThreadHeaders): string[] {
  return [...new Set([...(in_reply_to === undefined ? [] : [in_reply_to]), ...references.toReversed()])];
}

/** Builds the references of an answer to that mail (RFC 5322, section 3.6.4), and shortens them where they grew long. */
export function referencesToAnswer({ message_id, in_reply_to, references = [] }: ThreadHeaders): string[] {
  const former = references.length > 0 ? references : in_reply_to === undefined ? [] : [in_reply_to];
  return boundedReferences([...new Set([...former, ...(message_id === undefined ? [] : [message_id])])]);
}

/** Shortens a list of references that grew long: the first stays, and the last ones. */
export function boundedReferences(references: readonly string[]): string[] {
  if (references.length <= MOST_REFERENCES) return [...references];
  return [references[0] as string, ...references.slice(1 - MOST_REFERENCES)];
}
