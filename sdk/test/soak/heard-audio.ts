/** How many letters may be heard twice at a cut, and how many not at all. */
export interface Slack {
  again: number;
  lost: number;
}

/**
 * Says what is wrong with audio that was heard in parts, a part for each line, against what is to be heard; null when
 * nothing is. A new line may begin with what the one before it brought and was not yet reported as played, or behind what
 * the server took for heard before it knew that the line was gone; at the end nothing may be missing.
 */
export function hearingFault(parts: readonly string[], whole: string, slack: Slack): string | null {
  let at = 0;
  for (const part of parts) {
    const back = whole.lastIndexOf(part, at);
    const from = back < 0 || at - back > slack.again ? whole.indexOf(part, at) : back;
    if (from < 0 || from - at > slack.lost)
      return `after "${whole.slice(Math.max(0, at - 12), at)}" came "${part.slice(0, 40)}"`;
    at = Math.max(at, from + part.length);
  }
  return at === whole.length ? null : `"${whole.slice(at, at + 40)}" was not heard`;
}
