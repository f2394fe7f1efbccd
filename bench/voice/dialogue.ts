/** What every caller of the benchmark does, over and over; times in ms from the begin of a round. */
export const DIALOGUE = {
  /** Asks something, and is answered. */
  question: { at: 0, length: 1_000 },
  /** Speaks over the answer, and is answered again. */
  interruption: { at: 3_000, length: 900 },
  /** The second answer is over by then. */
  round: 9_000,
};

/** What the listener understands, in turn. The first utterance names the caller, so that both sides know who it is. */
export const UTTERANCES = ["Tell me all about it, please.", "No, stop, I want to know something else."] as const;

/** Returns what the listener understands as the utterance of that number, from 0. */
export function utteranceOf(caller: number, number: number): string {
  return number === 0 ? `Good day, I am the caller with the name of ${caller}.` : (UTTERANCES[number % 2] as string);
}

/** Finds the caller's number in what was understood; null when it is not named there. */
export function callerIn(text: string): number | null {
  const number = /name of (\d+)\./.exec(text)?.[1];
  return number === undefined ? null : Number(number);
}

/** What the model answers: a whole sentence and the begin of the next at once, then the rest. It takes no time. */
export const ANSWER = [
  "Yes, I can tell you that. We are",
  " open all day long, and nobody needs",
  " an appointment. Is there anything else that you would like to know?",
];

/** How long the speaker's double makes a character sound: the answer lasts four seconds. */
export const PER_CHARACTER = 31;

/** Returns the time on a clock that all processes of a machine share (CLOCK_MONOTONIC), in ms. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
