/** Which dialog a new one is to take the place of, as its own end sees it (RFC 3891, section 6.1). */
export interface Replaces {
  readonly callId: string;
  /** The `to-tag`: that of whoever gets the request. */
  readonly localTag: string;
  /** The `from-tag`. */
  readonly remoteTag: string;
  /** Whether only a call that nobody has answered yet is to be replaced. */
  readonly isEarlyOnly: boolean;
}

/** Reads a Replaces; null when it names no dialog. A Call-ID may hold what is special elsewhere, but no semicolon. */
export function readReplaces(text: string): Replaces | null {
  const [callId = "", ...parameters] = text.split(";").map((part) => part.trim());
  const valueOf = (name: string) => {
    const found = parameters.filter((each) => each.toLowerCase().startsWith(`${name}=`));
    return found.length === 1 ? (found[0] as string).slice(name.length + 1) : "";
  };
  const [localTag, remoteTag] = [valueOf("to-tag"), valueOf("from-tag")];
  const isEarlyOnly = parameters.some((each) => each.toLowerCase() === "early-only");
  const isWhole = [callId, localTag, remoteTag].every((each) => each !== "" && !/\s/.test(each));
  return isWhole ? { callId, localTag, remoteTag, isEarlyOnly } : null;
}
