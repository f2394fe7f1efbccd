/** One word, and when it is about to be heard, in ms since 1970. */
export interface TimedWord {
  text: string;
  at: number;
}

/** For how long after the end its last word counts as heard, in ms. */
const AFTERWARDS = 400;

/** Spreads the words of a text over the time in which it was heard, long words longer. Spaces belong to the word before. */
export function wordTimes(text: string, { from, to }: { from: number; to: number }): TimedWord[] {
  let done = 0;
  return (text.match(/\S+\s*|^\s+/g) ?? []).map((word) => {
    const at = from + ((to - from) * done) / Math.max(1, text.length);
    done += word.length;
    return { text: word, at };
  });
}

/** Returns the place of the word that is heard at a moment; −1 when it is none of these. */
export function wordAt(words: readonly TimedWord[], { to }: { to: number }, now: number | null): number {
  if (now === null || now > to + AFTERWARDS) return -1;
  return words.findLastIndex(({ at }) => at <= now);
}
