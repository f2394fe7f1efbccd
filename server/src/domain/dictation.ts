import { type Sign, signsAtEnd, sizeOf } from "./dictation-signs.ts";
import { holdsPhrase, phraseAt } from "./spoken-words.ts";
import type { Dictation, TurnTakingWords } from "./turn-taking-words/wording.ts";

/** Something that is dictated piece by piece at the end of what was said so far. */
export interface Dictated {
  /** Whether it was asked for or announced, and not only sounds like it. */
  readonly isExpected: boolean;
  /** Whether all of it seems to be there: `unknown` where its length says nothing. */
  readonly isWhole: "no" | "unknown" | "yes";
}

/** What the agent asked to have dictated. */
export interface Asked {
  readonly kind: Dictation;
  /** Whether it has more digits than a telephone number. */
  readonly isLong: boolean;
}

/** So far back a thing that is dictated can have been announced. */
const ANNOUNCED_WITHIN = 8;
/** National telephone numbers have nine digits or more (ITU-T E.164 allows up to 15 with the country's). */
const DIGITS_OF_A_NUMBER = 9;
const DIGITS_OF_A_CARD = 15;
/** From so many letters on, a name may be whole. */
const LETTERS_OF_A_NAME = 4;
/** So many digits or letters in a row are dictated, whatever was said before. */
const SURELY_DICTATED = 3;
/** A street, its number and a place have as many words. */
const WORDS_OF_AN_ADDRESS = 6;
/** The first part of an e-mail address has no more. */
const WORDS_BEFORE_AT = 4;

/** A thing's more special name tells it apart from a mere number. */
const BY_SPECIALITY = [
  "email",
  "date",
  "spelling",
  "name",
  "address",
  "digits",
] as const satisfies readonly Dictation[];

/** Tells what the agent asked for in what it said last; null for nothing of the kind. */
export function askedFor(sentences: readonly (readonly string[])[], words: TurnTakingWords): Asked | null {
  for (const sentence of sentences.toReversed()) {
    const kind = namedIn(sentence, words);
    if (kind !== null) return { kind, isLong: holdsPhrase(sentence, words.longNumbers) };
  }
  return null;
}

/** Finds what is dictated at the end of what was said; null where nothing is. */
export function dictationAtEnd(said: readonly string[], asked: Asked | null, words: TurnTakingWords): Dictated | null {
  if (isAbout("email", said, { asked, words })) return emailAtEnd(said, asked, words);
  const run = signsAtEnd(said, words);
  const before = said.slice(0, said.length - run.words).slice(-ANNOUNCED_WITHIN);
  if (isAbout("address", before, { asked, words })) return addressAtEnd(said, words);
  const named = namedIn(before, words);
  const expected: Asked | null = named ? { kind: named, isLong: holdsPhrase(before, words.longNumbers) } : asked;
  if (run.signs.length === 0) return unspelled(said, expected, words);
  return expected === null ? unannounced(run.signs) : ofRun(run.signs, expected, asked?.isLong ?? false);
}

function isAbout(kind: Dictation, said: readonly string[], { asked, words }: AboutOptions): boolean {
  return asked?.kind === kind || namedIn(said, words) === kind;
}

interface AboutOptions {
  readonly asked: Asked | null;
  readonly words: TurnTakingWords;
}

function ofRun(signs: readonly Sign[], { kind, isLong }: Asked, isLongAsked: boolean): Dictated {
  return { isExpected: true, isWhole: kind === "date" ? wholeDate(signs) : whole(signs, isLong || isLongAsked) };
}

function namedIn(said: readonly string[], { announces }: TurnTakingWords): Dictation | null {
  return BY_SPECIALITY.find((kind) => holdsPhrase(said, announces[kind])) ?? null;
}

/** "Seven nine two" is dictated, whatever was said before; "a quarter past eight" and "twenty five" are not. */
function unannounced(signs: readonly Sign[]): Dictated | null {
  const size = sizeOf(signs);
  const isReadOneByOne = signs.filter(({ kind }) => kind === "digit" || kind === "letter").length >= 2;
  if (size.digits + size.letters < SURELY_DICTATED || !isReadOneByOne) return null;
  return { isExpected: false, isWhole: whole(signs, false) };
}

function whole(signs: readonly Sign[], isLong: boolean): Dictated["isWhole"] {
  const { digits, letters } = sizeOf(signs);
  if (digits >= (isLong ? DIGITS_OF_A_CARD : DIGITS_OF_A_NUMBER)) return "yes";
  return digits === 0 && letters >= LETTERS_OF_A_NAME ? "unknown" : "no";
}

/** Whoever was asked to spell a name often says it first. */
function unspelled(said: readonly string[], asked: Asked | null, words: TurnTakingWords): Dictated | null {
  const isName = asked?.kind === "spelling" && said.length <= WORDS_BEFORE_AT && !declines(said, words);
  return isName ? { isExpected: true, isWhole: "unknown" } : null;
}

/** A day, a month and a year; two words make a year, and four a day and a year. */
function wholeDate(signs: readonly Sign[]): Dictated["isWhole"] {
  const month = signs.findIndex(({ kind }) => kind === "month");
  if (month < 0) return sizeOf(signs).digits >= 6 ? "yes" : "no";
  const isDayKnown = sizeOf(signs.slice(0, month)).digits > 0;
  const after = signs.slice(month + 1).filter(({ size }) => size > 0);
  const isWhole = after.length >= (isDayKnown ? 2 : 4) || sizeOf(after).digits >= (isDayKnown ? 4 : 5);
  return isWhole ? "yes" : "no";
}

function emailAtEnd(said: readonly string[], asked: Asked | null, words: TurnTakingWords): Dictated | null {
  const at = said.findLastIndex((word) => phraseAt([word], 0, words.at) > 0);
  const dot = said.findLastIndex((word) => phraseAt([word], 0, words.dot) > 0);
  if (at >= 0 && at < said.length - 1) {
    return { isExpected: true, isWhole: dot > at + 1 && dot < said.length - 1 ? "yes" : "no" };
  }
  return at >= 0 || mayBeginEmail(said, asked, words) ? { isExpected: true, isWhole: "no" } : null;
}

/** Without "at" so far, only a few words that were asked for or announced may begin an address. */
function mayBeginEmail(said: readonly string[], asked: Asked | null, words: TurnTakingWords): boolean {
  const announced = said.findLastIndex((_, index) => phraseAt(said, index, words.announces.email) > 0);
  const from = announced < 0 ? 0 : announced + phraseAt(said, announced, words.announces.email);
  const count = said.length - from;
  if (announced < 0 && (asked?.kind !== "email" || declines(said, words))) return false;
  return count > 0 && count <= WORDS_BEFORE_AT + 1;
}

function addressAtEnd(said: readonly string[], words: TurnTakingWords): Dictated | null {
  const hasNumber = said.some((word) => sizeOf(signsAtEnd([word], words).signs).digits > 0);
  if (!hasNumber) return null;
  // The house's number may be its end or its middle, and a place may always follow.
  return { isExpected: true, isWhole: said.length < WORDS_OF_AN_ADDRESS ? "no" : "unknown" };
}

function declines(said: readonly string[], words: TurnTakingWords): boolean {
  return [words.declines, words.questions, words.closing].some((list) => phraseAt(said, 0, list) > 0);
}
