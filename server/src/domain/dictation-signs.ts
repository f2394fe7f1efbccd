import { type Phrases, phraseAt } from "./spoken-words.ts";
import type { TurnTakingWords } from "./turn-taking-words/wording.ts";

/** What one word adds to a dictated run. */
export interface Sign {
  readonly kind: "digit" | "number" | "letter" | "month" | "mark";
  /** How many digits or letters it stands for. */
  readonly size: number;
}

/** More of a run than this is not looked at. */
const LONGEST_RUN = 40;
/** A part of a longer number word has as many letters: "achtzig" of "zweiundachtzig". */
const LETTERS_OF_A_PART = 5;

/** Returns the signs of the dictated run at the end, in order, and how many words it has. */
export function signsAtEnd(said: readonly string[], words: TurnTakingWords): { signs: readonly Sign[]; words: number } {
  const signs: Sign[] = [];
  let index = said.length - 1;
  while (index >= 0 && signs.length < LONGEST_RUN) {
    const explained = explanationEndingAt(said, index, words);
    const sign = explained > 0 ? MARK : signOf(said[index] ?? "", words);
    if (sign === null) break;
    signs.unshift(sign);
    index -= Math.max(1, explained);
  }
  while (signs[0]?.kind === "mark" && signs[0].size === 0) {
    signs.shift();
    index += 1;
  }
  return { signs, words: said.length - 1 - index };
}

/** Counts digits and letters. "Twenty one" is two digits: a digit after a number word adds none. */
export function sizeOf(signs: readonly Sign[]): { digits: number; letters: number } {
  let digits = 0;
  let letters = 0;
  signs.forEach(({ kind, size }, index) => {
    if (kind === "letter") letters += size;
    else if (kind !== "digit" || size > 1 || signs[index - 1]?.kind !== "number") digits += size;
  });
  return { digits, letters };
}

const MARK: Sign = { kind: "mark", size: 0 };

/** Returns how many words explain the letter before them, e.g. two of "B for Bravo"; 0 for none. */
function explanationEndingAt(said: readonly string[], index: number, { explains }: TurnTakingWords): number {
  for (const count of [1, 2]) {
    const letter = said[index - count - 1];
    if (letter === undefined || !/^\p{L}$/u.test(letter)) continue;
    if (phraseAt(said.slice(0, index), index - count, explains) === count) return count + 1;
  }
  return 0;
}

function signOf(word: string, words: TurnTakingWords): Sign | null {
  const is = (list: Phrases) => phraseAt([word], 0, list) > 0;
  if (/^\p{L}{0,2}\d[\p{L}\d]*$/u.test(word)) return { kind: "digit", size: word.length };
  if (is(words.digits)) return { kind: "digit", size: 1 };
  if (is(words.months)) return { kind: "month", size: 0 };
  if (is(words.repeats)) return { kind: "mark", size: 1 };
  if (is(words.numbers) || isLongNumber(word, words.numbers)) return { kind: "number", size: 2 };
  if (/^\p{L}$/u.test(word)) return { kind: "letter", size: is(words.letterWords) ? 0 : 1 };
  return is(words.signs) ? MARK : null;
}

/** Several languages write numbers as one word. */
function isLongNumber(word: string, { all }: Phrases): boolean {
  for (let length = LETTERS_OF_A_PART; length < word.length; length += 1) {
    if (all.has(word.slice(-length)) || all.has(word.slice(0, length))) return true;
  }
  return false;
}
