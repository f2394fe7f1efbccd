import { findAll, type Found } from "./found.ts";

const WORDS = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen twenty"
).split(" ");

/** The number words, for use inside a pattern; the longer of two with the same beginning comes first. */
export const NUMBER_WORDS = [...WORDS].reverse().join("|");

/** Reads a number in digits or as a word up to twenty. */
export function numberOf(text: string): number {
  const word = WORDS.indexOf(text.toLowerCase());
  return word >= 0 ? word : Number(text);
}

/** Finds the numbers in a text: `3`, `-2.5`, `1,200`, `three`. */
export function findNumbers(text: string): Found<number>[] {
  return findAll(text, [
    {
      pattern: new RegExp(String.raw`(?<![\w.])-?\d+(?:,\d{3})*(?:\.\d+)?(?![\w])|\b(?:${NUMBER_WORDS})\b`, "gi"),
      read: ([number]) => numberOf(number.replaceAll(",", "")),
    },
  ]);
}
