import { holdsPhrase, phraseAt } from "./spoken-words.ts";
import { DICTATIONS, type Dictation, type TurnTakingWords } from "./turn-taking-words/wording.ts";

/** Something that is dictated piece by piece at the end of what was said so far. */
export interface Dictated {
  readonly kind: Dictation;
  /** Whether it was asked for or announced, and not only sounds like it. */
  readonly isExpected: boolean;
  /** Whether all of it seems to be there: `unknown` where its length says nothing. */
  readonly isWhole: "no" | "unknown" | "yes";
}

/** So far back a thing that is dictated can have been announced. */
const ANNOUNCED_WITHIN = 8;
/** Phone numbers of fewer digits are rare where people are asked for one (ITU-T E.164 allows up to 15). */
const DIGITS_OF_A_NUMBER = 10;
/** From so many digits or letters on, an order's number or a name may be whole. */
const SIGNS_OF_A_CODE = 6;
const LETTERS_OF_A_NAME = 5;
/** So many digits or letters in a row are dictated, whatever was said before. */
const SURELY_DICTATED = 3;

/** What one word adds to a dictated run. */
interface Sign {
  readonly kind: "digit" | "number" | "letter" | "month" | "mark";
  /** How many digits or letters it stands for. */
  readonly size: number;
}

/** Tells what the agent asked for in what it said last, from its last two sentences; null for nothing of the kind. */
export function dictationAskedFor(sentences: readonly (readonly string[])[], words: TurnTakingWords): Dictation | null {
  for (const sentence of sentences.toReversed()) {
    const kind = namedIn(sentence, words);
    if (kind !== null) return kind;
  }
  return null;
}

/** Finds what is dictated at the end of what was said; null where nothing is. */
export function dictationAtEnd(
  said: readonly string[],
  asked: Dictation | null,
  words: TurnTakingWords,
): Dictated | null {
  if (asked === "email" || namedIn(said, words) === "email") return emailAtEnd(said, words);
  const run = runAtEnd(said, words);
  const announced = namedIn(said.slice(0, said.length - run.length).slice(-ANNOUNCED_WITHIN), words);
  const kind = announced ?? asked;
  if (kind === "address") return addressAtEnd(said, run, words);
  if (kind === null) return unannounced(run);
  return run.length === 0 ? null : { kind, isExpected: true, isWhole: howWhole(run, kind) };
}

/** "Seven nine two" is dictated, whatever was said before; "a quarter past eight" and "twenty five" are not. */
function unannounced(run: readonly Sign[]): Dictated | null {
  const { signs, digits } = sizeOf(run);
  if (signs < SURELY_DICTATED || !isReadOneByOne(run)) return null;
  const kind = digits > 0 ? "digits" : "spelling";
  return { kind, isExpected: false, isWhole: howWhole(run, kind) };
}

function namedIn(said: readonly string[], { announces }: TurnTakingWords): Dictation | null {
  // An e-mail address, a date of birth and a spelled name are told apart from a mere number by their more special names.
  const order: readonly Dictation[] = ["email", "date", "spelling", "address", "digits"];
  return order.find((kind) => DICTATIONS.includes(kind) && holdsPhrase(said, announces[kind])) ?? null;
}

function howWhole(run: readonly Sign[], kind: Dictation): Dictated["isWhole"] {
  if (kind === "date") return isWholeDate(run) ? "yes" : "no";
  const { signs, digits } = sizeOf(run);
  if (digits >= DIGITS_OF_A_NUMBER) return "yes";
  if (digits > 0) return signs >= SIGNS_OF_A_CODE ? "unknown" : "no";
  return signs >= LETTERS_OF_A_NAME ? "unknown" : "no";
}

/** Returns the signs of the dictated run at the end, in order. */
function runAtEnd(said: readonly string[], words: TurnTakingWords): readonly Sign[] {
  const run: Sign[] = [];
  for (let index = said.length - 1; index >= 0; index -= 1) {
    const sign = signOf(said[index] ?? "", words);
    if (sign === null) break;
    run.unshift(sign);
  }
  while (run[0]?.kind === "mark") run.shift();
  return run;
}

function signOf(word: string, words: TurnTakingWords): Sign | null {
  if (/^\d+$/.test(word)) return { kind: "digit", size: word.length };
  if (/^\p{L}*\d[\p{L}\d]*$/u.test(word)) return { kind: "digit", size: word.length };
  if (phraseAt([word], 0, words.digits) > 0) return { kind: "digit", size: 1 };
  if (phraseAt([word], 0, words.numbers) > 0) return { kind: "number", size: 2 };
  if (phraseAt([word], 0, words.months) > 0) return { kind: "month", size: 0 };
  if (phraseAt([word], 0, words.repeats) > 0) return { kind: "mark", size: 1 };
  if (/^\p{L}$/u.test(word)) return { kind: "letter", size: phraseAt([word], 0, words.letterWords) > 0 ? 0 : 1 };
  return phraseAt([word], 0, words.signs) > 0 ? { kind: "mark", size: 0 } : null;
}

function sizeOf(run: readonly Sign[]): { signs: number; digits: number } {
  const total = (of: readonly Sign[]) => of.reduce((sum, { size }) => sum + size, 0);
  return { signs: total(run), digits: total(run.filter(({ kind }) => kind !== "letter")) };
}

function isReadOneByOne(run: readonly Sign[]): boolean {
  return run.filter(({ kind }) => kind === "digit" || kind === "letter").length >= 2;
}

function isWholeDate(run: readonly Sign[]): boolean {
  const month = run.findIndex(({ kind }) => kind === "month");
  const { digits } = sizeOf(run);
  if (month < 0) return digits >= 6;
  const day = run.slice(0, month).some(({ size }) => size > 0);
  const after = sizeOf(run.slice(month + 1)).digits;
  return after >= (day ? 4 : 5);
}

function emailAtEnd(said: readonly string[], words: TurnTakingWords): Dictated | null {
  const at = said.findLastIndex((word) => phraseAt([word], 0, words.at) > 0);
  const dot = said.findLastIndex((word) => phraseAt([word], 0, words.dot) > 0);
  const isWhole = at >= 0 && dot > at + 1 && dot < said.length - 1;
  // Without "at" so far, only what may be the first part of an address is one: not a sentence about something else.
  const mayBegin = at >= 0 || namedIn(said, words) === "email" || said.length <= 4;
  if (!mayBegin || said.length === 0) return null;
  return { kind: "email", isExpected: true, isWhole: isWhole ? "yes" : "no" };
}

function addressAtEnd(said: readonly string[], run: readonly Sign[], words: TurnTakingWords): Dictated | null {
  const hasNumber = said.some((word) => ["digit", "number"].includes(signOf(word, words)?.kind ?? ""));
  if (!hasNumber) return null;
  // A house number at the end may be the middle or, abroad, the end; a place may always follow.
  return { kind: "address", isExpected: true, isWhole: run.length > 0 || said.length < 6 ? "no" : "unknown" };
}
