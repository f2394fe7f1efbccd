import { type Dictated, dictationAskedFor, dictationAtEnd } from "./dictation.ts";
import { endsWithPhrase, isWrittenQuestion, madeOf, phraseAt, wordsOf } from "./spoken-words.ts";
import { wordsOfLanguage } from "./turn-taking-words/languages.ts";
import type { TurnTakingWords } from "./turn-taking-words/wording.ts";

/**
 * How finished what was said so far sounds: `finished` by its punctuation or its wording, `likely` when nothing speaks
 * against it, `halting` when more is not unlikely, `open` when a sentence stands open, `dictating` in the midst of a
 * number, a name or an address, `dictated` when that may be the end of it, `hesitating` with no word but "um".
 */
export type Completeness =
  | "finished"
  | "likely"
  | "halting"
  | "open"
  | "searching"
  | "dictating"
  | "dictated"
  | "hesitating";

/** What is known beside the words. */
export interface Surroundings {
  readonly language: string;
  /** What the agent said last: its last sentences. */
  readonly agentSentences: readonly string[];
}

/** Tells how finished what was said so far sounds. */
export function completenessOf(text: string, { language, agentSentences }: Surroundings): Completeness {
  const words = wordsOfLanguage(language);
  const said = wordsOf(text);
  if (madeOf(said, words.hesitations) !== "none" && isOnlyHesitation(said, words)) return "hesitating";
  if (endsHesitating(said, words)) return "searching";
  const asked = dictationAskedFor(agentSentences.map(wordsOf), words);
  const dictated = dictationAtEnd(said, asked, words);
  if (dictated !== null) return ofDictation(dictated);
  return ofSentence(text, said, words);
}

function ofDictation({ isExpected, isWhole }: Dictated): Completeness {
  if (isWhole === "yes") return "dictated";
  if (isWhole === "unknown") return isExpected ? "halting" : "dictated";
  return isExpected ? "dictating" : "open";
}

function ofSentence(text: string, said: readonly string[], words: TurnTakingWords): Completeness {
  if (isWholeUtterance(text, said, words)) return "finished";
  if (/(?:…|\.\.\.|[,:–—-])\s*$/u.test(text)) return "open";
  const asks = phraseAt(said, 0, words.questions) > 0;
  // "Where are you from" ends on a word that leaves other sentences open.
  if (isLeftOpen(said, words)) return asks && said.length > 3 ? "halting" : "open";
  if (/[.!。！]["'”»)\s]*$/u.test(text) || isClosing(said, words)) return "finished";
  return asks && said.length > 2 ? "likely" : "halting";
}

function isWholeUtterance(text: string, said: readonly string[], words: TurnTakingWords): boolean {
  return isWrittenQuestion(text) || words.finished.all.has(said.join(" "));
}

function isLeftOpen(said: readonly string[], words: TurnTakingWords): boolean {
  return endsWithPhrase(said, words.open) && !endsWithPhrase(said, words.finished);
}

/** A closing word ends a turn at its end, and so does assent that is all of it. */
function isClosing(said: readonly string[], words: TurnTakingWords): boolean {
  return endsWithPhrase(said, words.closing) || madeOf(said, words.assents) === "all";
}

function isOnlyHesitation(said: readonly string[], words: TurnTakingWords): boolean {
  return madeOf(said, words.hesitations) === "all";
}

/** "So" and "well" are hesitations at a beginning only; an "um" is one anywhere. */
function endsHesitating(said: readonly string[], words: TurnTakingWords): boolean {
  return said.length > 1 && endsWithPhrase(said, words.hesitations) && !endsWithPhrase(said, words.closing);
}
