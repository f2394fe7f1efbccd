import { type Dictated, askedFor, dictationAtEnd } from "./dictation.ts";
import { endsWithPhrase, isWrittenQuestion, madeOf, phraseAt, wordsOf } from "./spoken-words.ts";
import { wordsOfLanguage } from "./turn-taking-words/languages.ts";
import type { TurnTakingWords } from "./turn-taking-words/wording.ts";

/**
 * How finished what was said so far sounds:
 * - `finished`: by its punctuation or its wording;
 * - `likely`: a question of several words, though without a question mark;
 * - `halting`: nothing speaks for an end or against it;
 * - `leaning`: its last word may end a sentence or go on with it;
 * - `open`: it stops in the middle of a sentence;
 * - `searching`: it stops at an "um";
 * - `dictating`: in the midst of a number, a name or an address; `pausing`: perhaps; `dictated`: at its end;
 * - `hesitating`: there is no word but "um".
 */
export type Completeness =
  | "finished"
  | "likely"
  | "halting"
  | "leaning"
  | "open"
  | "searching"
  | "dictating"
  | "pausing"
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
  if (madeOf(said, words.hesitations) === "all") return "hesitating";
  if (endsSearching(said, words)) return "searching";
  const asked = askedFor(agentSentences.map(wordsOf), words);
  const dictated = dictationAtEnd(said, asked, words);
  if (dictated !== null) return ofDictation(dictated);
  // "It is" answers a question, and begins the answer when a number was asked for.
  if (asked !== null && endsWithPhrase(said, words.open)) return "open";
  return ofSentence(text, said, words);
}

/** Tells whether two transcripts say the same: the same words, and a question both or neither, by its mark or its wording. */
export function saysTheSame(one: string, other: string, language: string): boolean {
  if (one === other) return true;
  const said = wordsOf(one);
  if (said.join(" ") !== wordsOf(other).join(" ")) return false;
  return (
    isWrittenQuestion(one) === isWrittenQuestion(other) || phraseAt(said, 0, wordsOfLanguage(language).questions) > 0
  );
}

function ofDictation({ isExpected, isWhole }: Dictated): Completeness {
  if (isWhole === "yes") return "dictated";
  return isWhole === "unknown" || !isExpected ? "pausing" : "dictating";
}

function ofSentence(text: string, said: readonly string[], words: TurnTakingWords): Completeness {
  if (isWholeUtterance(text, said, words)) return "finished";
  if (/(?:…|\.\.\.|[,:–—-])\s*$/u.test(text)) return "open";
  if (isLeftOpen(said, words)) return "open";
  if (madeOf(said, words.greetings) === "all") return "halting";
  const isClosed = /[.!。！]["'”»)\s]*$/u.test(text);
  if (endsWithPhrase(said, words.leaning)) return isClosed ? "halting" : "leaning";
  return isClosed ? "finished" : ofUnmarked(said, words);
}

/** A closing word ends a turn at its end, and so does assent that is all of it. */
function ofUnmarked(said: readonly string[], words: TurnTakingWords): Completeness {
  if (endsWithPhrase(said, words.closing) || madeOf(said, words.assents) === "all") return "finished";
  return phraseAt(said, 0, words.questions) > 0 && said.length > 2 ? "likely" : "halting";
}

function isWholeUtterance(text: string, said: readonly string[], words: TurnTakingWords): boolean {
  if (isWrittenQuestion(text) || words.finished.all.has(said.join(" "))) return true;
  // "Where are you from" ends on a word that leaves other sentences open.
  return said.length > 2 && phraseAt(said, 0, words.asksFor) > 0 && endsWithPhrase(said, words.stranded);
}

/** One word that is finished by itself does not finish a longer sentence; several do. */
function isLeftOpen(said: readonly string[], words: TurnTakingWords): boolean {
  const { all, longest } = words.finished;
  const ends = Array.from({ length: Math.max(0, longest - 1) }, (_, index) => said.slice(-(index + 2)).join(" "));
  return endsWithPhrase(said, words.open) && !ends.some((end) => all.has(end));
}

/** "So" and "well" are hesitations at a beginning only; an "um" is one anywhere. */
function endsSearching(said: readonly string[], words: TurnTakingWords): boolean {
  return said.length > 1 && endsWithPhrase(said, words.hesitations) && !endsWithPhrase(said, words.closing);
}
