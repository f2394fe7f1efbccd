import { type Phrases, phrases } from "../spoken-words.ts";

/** What is dictated rather than said. */
export const DICTATIONS = ["digits", "spelling", "name", "email", "date", "address"] as const;
/** What is dictated rather than said. */
export type Dictation = (typeof DICTATIONS)[number];

/** The words of one language that tell whose turn it is. */
export interface TurnTakingWords {
  /** After these nobody has finished: articles, prepositions, conjunctions, auxiliaries, beginnings of sentences. */
  readonly open: Phrases;
  /** Words that may end a sentence or go on with it: "in", "more", a verb's separable part. */
  readonly leaning: Phrases;
  /** What may end a question that begins with a word of `asksFor` though it leaves other sentences open. */
  readonly stranded: Phrases;
  readonly asksFor: Phrases;
  /** After a greeting the matter follows, more often than not. */
  readonly greetings: Phrases;
  /** How an answer begins that gives nothing of what was asked for. */
  readonly declines: Phrases;
  /** Whole utterances that end with a word of `open` and are finished all the same. */
  readonly finished: Phrases;
  /** What ends a turn for sure when nothing follows. */
  readonly closing: Phrases;
  /** Sounds of somebody who looks for words. */
  readonly hesitations: Phrases;
  /** What a listener says who wants the speaker to go on. */
  readonly assents: Phrases;
  /** Of `assents`, those that also answer a question. */
  readonly answers: Phrases;
  /** What asks the speaker to stop. */
  readonly stops: Phrases;
  /** How questions begin. */
  readonly questions: Phrases;
  /** Digits from nought to nine. */
  readonly digits: Phrases;
  /** Other number words. */
  readonly numbers: Phrases;
  /** Words that multiply the next digit. */
  readonly repeats: Phrases;
  readonly months: Phrases;
  /** The names of signs as they are dictated: at, dot, dash. */
  readonly signs: Phrases;
  /** How `@` is said. */
  readonly at: Phrases;
  /** How the dot of an address on the Internet is said. */
  readonly dot: Phrases;
  /** Numbers that have more digits than a telephone's. */
  readonly longNumbers: Phrases;
  /** What stands between a letter and the word that makes it clear: "B for Bravo". */
  readonly explains: Phrases;
  /** One-letter words that are no letter of a spelling by themselves. */
  readonly letterWords: Phrases;
  /** What names a thing that is dictated, in the mouth of either side. */
  readonly announces: Readonly<Record<Dictation, Phrases>>;
}

/** The lists of a language as written down: phrases parted by `|`. */
export type WordLists = { readonly [Key in Exclude<keyof TurnTakingWords, "announces">]: string } & {
  readonly announces: Readonly<Record<Dictation, string>>;
};

/** Makes the words of a language from lists. */
export function turnTakingWords({ announces, ...lists }: WordLists): TurnTakingWords {
  const read = <Key extends string>(named: Readonly<Record<Key, string>>) =>
    Object.fromEntries(Object.entries<string>(named).map(([key, list]) => [key, phrases(list)])) as Record<
      Key,
      Phrases
    >;
  return { ...read(lists), announces: read(announces) };
}
