/** Endings of English words that stay one word with what is before their apostrophe; elsewhere it parts two words. */
const CONTRACTION = /(?<=\p{L})'(?=(?:s|m|re|ll|ve|d|t)(?![\p{L}\p{N}]))/gu;
/** More words of a text than this are not looked at. */
const MOST_CHARACTERS = 8_000;

/** What has letters of ASCII and no apostrophe is read without the tables of Unicode: most of what is said in English. */
const PLAIN = /^[^\u0080-\uffff'`]*$/;
/** The same few texts are looked at again for every word that is added to them. */
const MOST_REMEMBERED = 64;
const LONGEST_REMEMBERED = 500;

const remembered = new Map<string, readonly string[]>();

/** Returns the words of what was said: lower case, without accents and punctuation, hyphens and apostrophes parting words. */
export function wordsOf(text: string): readonly string[] {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const words = readWords(text.slice(-MOST_CHARACTERS).toLowerCase());
  if (text.length > LONGEST_REMEMBERED) return words;
  if (remembered.size === MOST_REMEMBERED) remembered.delete(remembered.keys().next().value as string);
  remembered.set(text, words);
  return words;
}

function readWords(text: string): readonly string[] {
  if (PLAIN.test(text)) return text.match(/[a-z0-9]+/g) ?? [];
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("ß", "ss")
    .replace(/[’‘`´]/g, "'")
    .replace(CONTRACTION, "");
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Puts two pieces of what was said together. */
export function joinSpoken(before: string, after: string): string {
  return [before.trim(), after.trim()].filter((piece) => piece !== "").join(" ");
}

/** Tells whether a transcript ends with a question mark. */
export function isWrittenQuestion(text: string): boolean {
  return /[?？؟;]["'”»)\s]*$/u.test(text) && !/;\s*$/.test(text);
}

/** Phrases that are looked for word by word. */
export interface Phrases {
  /** Their words joined by one space. */
  readonly all: ReadonlySet<string>;
  /** Their first words: most words begin none, which is quick to tell. */
  readonly firsts: ReadonlySet<string>;
  /** What they begin with, whole phrases left out. */
  readonly beginnings: ReadonlySet<string>;
  /** How many words the longest has. */
  readonly longest: number;
}

/** Reads phrases that are parted by `|`, as people write them. */
export function phrases(list: string): Phrases {
  const all = list.split("|").map((phrase) => wordsOf(phrase));
  const beginnings = all.flatMap((words) => words.slice(0, -1).map((_, index) => words.slice(0, index + 1).join(" ")));
  return {
    all: new Set(all.map((words) => words.join(" "))),
    firsts: new Set(all.map(([first = ""]) => first)),
    beginnings: new Set(beginnings),
    longest: Math.max(...all.map((words) => words.length)),
  };
}

/** Returns how many words the longest phrase has that stands at this place; 0 for none. */
export function phraseAt(words: readonly string[], index: number, { all, firsts, longest }: Phrases): number {
  if (!firsts.has(words[index] ?? "")) return 0;
  for (let count = Math.min(longest, words.length - index); count > 0; count -= 1) {
    if (all.has(words.slice(index, index + count).join(" "))) return count;
  }
  return 0;
}

/** Tells whether words end with one of the phrases. */
export function endsWithPhrase(words: readonly string[], { all, longest }: Phrases): boolean {
  for (let count = Math.min(longest, words.length); count > 0; count -= 1) {
    if (all.has(words.slice(-count).join(" "))) return true;
  }
  return false;
}

/** Tells whether one of the phrases stands anywhere in the words. */
export function holdsPhrase(words: readonly string[], list: Phrases): boolean {
  return words.some((_, index) => phraseAt(words, index, list) > 0);
}

/**
 * Tells whether words are made of nothing but phrases: `all` if they are, `begun` if what is left at the end may still
 * become one, `none` otherwise or without words.
 */
export function madeOf(words: readonly string[], list: Phrases): "all" | "begun" | "none" {
  if (words.length === 0) return "none";
  let index = 0;
  while (index < words.length) {
    const count = phraseAt(words, index, list);
    if (count === 0) return list.beginnings.has(words.slice(index).join(" ")) ? "begun" : "none";
    index += count;
  }
  return "all";
}
