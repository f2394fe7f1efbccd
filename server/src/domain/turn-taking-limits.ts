import type { Completeness } from "./turn-completeness.ts";
import type { TurnTakingRules } from "./turn-taking-types.ts";

/**
 * How long the user is given to go on after words of each kind, from the end of their voice. People leave 200 ms between
 * turns in most languages, and pause for 500 to 1000 ms within one; between two groups of a telephone number longer.
 */
const PATIENCE: Readonly<Record<Completeness, number>> = {
  finished: 400,
  likely: 550,
  halting: 850,
  leaning: 1_200,
  dictated: 1_000,
  pausing: 1_500,
  open: 1_700,
  dictating: 2_000,
  searching: 2_200,
  hesitating: 3_000,
};

const PATIENCE_FACTOR = { low: 0.7, normal: 1, high: 1.6 } as const;

/** Above and below these, a provider's guess counts. */
const SURE_END = 0.75;
const SURE_NO_END = 0.25;

/** Returns how long the user is given to go on from the end of their voice. */
export function patienceFor(completeness: Completeness, rules: TurnTakingRules, hint: number | null): number {
  const base = PATIENCE[completeness] * PATIENCE_FACTOR[rules.patience];
  if (hint === null) return base;
  if (hint >= SURE_END) return base * 0.6;
  return hint <= SURE_NO_END ? base * 1.5 : base;
}

/** So long after the end of the voice a reply is begun when the words are finished. */
export const HEAD_START_AFTER = 200;
/** Once the silence was long enough, a final that is owed is waited for so long; then the partial transcript is taken. */
export const FINAL_GRACE = 800;
/** Voice that goes on so long without a new word is no longer the turn's: the words are taken as they are. */
export const WORDLESS_VOICE = 3_000;
/** Voice without any word, for which no final comes either, is a noise after so long. */
export const FINAL_LIMIT = 5_000;
/** Who has spoken so long is answered at the next pause or final. */
export const LONG_TURN = 60_000;
/** Who has spoken so long without either is answered all the same. */
export const LONGEST_TURN = 75_000;
/** A turn of so many characters is taken at once. */
export const LONGEST_TEXT = 8_000;
/** Of a sentence of the agent's so much is kept. */
export const LONGEST_SENTENCE = 1_000;

/** The agent's voice stays paused so long for a voice that says no words, when transcripts come in parts or not. */
export const WORDLESS_PAUSE = { inParts: 1_500, whole: 4_000 } as const;
/** After the voice ended words are waited for so long before the agent goes on. */
export const PAUSE_AFTER_VOICE = { inParts: 700, whole: 1_500 } as const;
/** Words that are still unclear are judged as they are when the agent was paused so long. */
export const LONGEST_PAUSE = 4_000;
/** After so many pauses in a row for nothing, only words pause the agent. */
export const MOST_DOUBTS = 2;
/** What begins so soon after the agent's voice ended may be its echo. */
export const ECHO_TAIL = 400;
/** How fast the agent speaks, to guess how much of a sentence was heard. */
export const MS_PER_CHARACTER = 65;
