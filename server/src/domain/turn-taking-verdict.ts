import { countOfOwnWords, type Interjection, interjectionOf, isAnswer } from "./back-channel.ts";
import { isEcho } from "./speech-echo.ts";
import { isWrittenQuestion, wordsOf } from "./spoken-words.ts";
import { MS_PER_CHARACTER } from "./turn-taking-limits.ts";
import type { TurnTakingState } from "./turn-taking-state.ts";

/** What is made of what the user says while it is the agent's turn; `wait` for more of it. */
export type Verdict = "interrupt" | "back_channel" | "echo" | "wait";

/** What was heard so far. */
export interface Heard {
  readonly text: string;
  /** Whether it is to be judged as it is, since nothing more is to come. */
  readonly isSettled: boolean;
  readonly at: number;
}

/** So many words of the user's own end a reading out. */
const WORDS_OVER_READING = { settled: 2, partial: 3 } as const;
/** From this share of a question on, "yes" is taken for its answer. */
const ANSWERABLE_FROM = 0.6;
/** An answer that takes up a question's words has no more words than this. */
const WORDS_OF_AN_ANSWER = 3;

/** Decides what words that fall into the agent's turn are. */
export function verdictOn(state: TurnTakingState, heard: Heard): Verdict {
  const isEnough = heard.isSettled || wordsOf(heard.text).length > 1;
  if (isEchoed(state, heard)) return isEnough ? "echo" : "wait";
  const interjection = interjectionOf(heard.text, state.rules.language);
  switch (interjection) {
    case "stop":
      return "interrupt";
    case "assent":
      return isAnswered(state, heard) ? "interrupt" : "back_channel";
    case "unclear":
      return heard.isSettled ? "interrupt" : "wait";
    default:
      return verdictOnWords(state, heard, interjection);
  }
}

function isAnswered(state: TurnTakingState, heard: Heard): boolean {
  return heard.isSettled && mayAnswer(state, heard);
}

function verdictOnWords(state: TurnTakingState, heard: Heard, interjection: Interjection): Verdict {
  if (state.agent.phase === "reading_out") return verdictOverReading(state, heard, interjection);
  return heard.isSettled || wordsOf(heard.text).length > 1 ? "interrupt" : "wait";
}

/** Tells whether what was heard is the agent's voice coming back, and not an answer in its words. */
export function isEchoed(state: TurnTakingState, heard: Heard): boolean {
  return state.voice.isOverAgent && isEcho(heard.text, state.agent.sentences) && !mayAnswer(state, heard);
}

function verdictOverReading(state: TurnTakingState, heard: Heard, interjection: Interjection): Verdict {
  if (interjection === "question") return "interrupt";
  if (interjection === "digits") return "back_channel";
  const own = countOfOwnWords(heard.text, state.rules.language);
  if (own >= (heard.isSettled ? WORDS_OVER_READING.settled : WORDS_OVER_READING.partial)) return "interrupt";
  return heard.isSettled ? "back_channel" : "wait";
}

/** Near the end of a question, what could be its answer is. */
function mayAnswer({ agent, rules }: TurnTakingState, { text, at }: Heard): boolean {
  const sentence = agent.sentences.at(-1) ?? "";
  if (!isWrittenQuestion(sentence)) return false;
  const heardUntil = agent.silentSince ?? agent.pausedAt ?? at;
  const isNearEnd = heardUntil - agent.sentenceBeganAt >= ANSWERABLE_FROM * sentence.length * MS_PER_CHARACTER;
  return isNearEnd && (isAnswer(text, rules.language) || wordsOf(text).length <= WORDS_OF_AN_ANSWER);
}
