import { holdsPhrase, isWrittenQuestion, madeOf, phraseAt, wordsOf } from "./spoken-words.ts";
import { wordsOfLanguage } from "./turn-taking-words/languages.ts";

/**
 * What somebody says into the other's turn: `assent` wants the speaker to go on, `stop` wants them to stop, `question`
 * asks something, `digits` says numbers along, `unclear` may still become assent, `words` is anything else.
 */
export type Interjection = "assent" | "stop" | "question" | "digits" | "unclear" | "words";

/** Tells what was said into the agent's turn, in this language; a partial transcript may be `unclear`. */
export function interjectionOf(text: string, language: string): Interjection {
  const words = wordsOfLanguage(language);
  const said = wordsOf(text);
  if (isStop(said, language)) return "stop";
  const assent = madeOf(said, words.assents);
  if (assent === "all" && !isWrittenQuestion(text)) return "assent";
  if (said.every((word) => isDigit(word, language))) return "digits";
  if (isWrittenQuestion(text)) return "question";
  if (assent === "begun") return "unclear";
  return phraseAt(said, 0, words.questions) > 0 && said.length > 1 ? "question" : "words";
}

/** Tells whether assent is the kind that also answers a question: "yes", and not "mm". */
export function isAnswer(text: string, language: string): boolean {
  return madeOf(wordsOf(text), wordsOfLanguage(language).answers) === "all";
}

/** Returns how many words are neither assent nor digits. */
export function countOfOwnWords(text: string, language: string): number {
  const { assents } = wordsOfLanguage(language);
  return wordsOf(text).filter((word) => phraseAt([word], 0, assents) === 0 && !isDigit(word, language)).length;
}

/** A word to stop counts at the beginning, after assent too; in a long sentence it is a word like others. */
function isStop(said: readonly string[], language: string): boolean {
  const { stops, assents } = wordsOfLanguage(language);
  let index = 0;
  for (let count = phraseAt(said, 0, assents); count > 0; count = phraseAt(said, index, assents)) {
    if (phraseAt(said, index, stops) > 0) return true;
    index += count;
  }
  return phraseAt(said, index, stops) > 0 || (said.length <= 4 && holdsPhrase(said, stops));
}

function isDigit(word: string, language: string): boolean {
  const { digits, numbers, repeats } = wordsOfLanguage(language);
  return /^[\p{L}]?\d*$/u.test(word) || [digits, numbers, repeats].some((list) => phraseAt([word], 0, list) > 0);
}
