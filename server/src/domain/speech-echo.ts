import { wordsOf } from "./spoken-words.ts";

/** Of what was heard, so much must be the agent's own words in their order. */
const SHARE_OF_ECHO = 0.75;
/** What is heard is compared with so many of its last words at most. */
const MOST_WORDS = 60;

/** Tells whether what was heard is the agent's own words coming back, perhaps in pieces and misheard in places. */
export function isEcho(heard: string, agentSentences: readonly string[]): boolean {
  const words = wordsOf(heard).slice(-MOST_WORDS);
  if (words.length === 0) return false;
  const own = agentSentences.flatMap(wordsOf).slice(-2 * MOST_WORDS);
  // Words that are far apart in what the agent said are not its echo: only a stretch as long as what was heard counts.
  const reach = Math.ceil(words.length * 1.5) + 1;
  const enough = Math.ceil(words.length * SHARE_OF_ECHO);
  for (let start = 0; start < own.length; start += 1) {
    if (own[start] !== words[0] && own[start] !== words[1]) continue;
    if (commonInOrder(words, own.slice(start, start + reach)) >= enough) return true;
  }
  return false;
}

/** Returns how many words two texts have in one order: the length of their longest common subsequence. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
  let row = new Array<number>(other.length + 1).fill(0);
  for (const word of one) {
    const next = [0];
    other.forEach((against, index) => {
      const kept = Math.max(row[index + 1] ?? 0, next[index] ?? 0);
      next.push(word === against ? (row[index] ?? 0) + 1 : kept);
    });
    row = next;
  }
  return row.at(-1) ?? 0;
}
