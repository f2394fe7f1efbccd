import type { TurnTakingEvent } from "../../src/domain/turn-taking-types.ts";
import { randomOf } from "./noises.ts";
import type { Scene, SpokenWord } from "./scene.ts";

/**
 * How a provider writes: `punctuated` as people do, `bare` in lower case without any punctuation, `stopped` with a full
 * stop after every final, `whole` with no partial transcripts and late.
 */
export const TRANSCRIPTIONS = ["punctuated", "bare", "stopped", "whole"] as const;
/** How a provider writes. */
export type Transcription = (typeof TRANSCRIPTIONS)[number];

/** A provider tells of a word so long after it was spoken, and up to `SPREAD` more. */
const LATENCY = 250;
const SPREAD = 150;
const PARTIAL_EVERY = 120;
const FINAL_AFTER = { punctuated: 250, bare: 250, stopped: 250, whole: 700 } as const;
/** Voice activity ends before the last sound of a word now and then. */
const LATE_SOUND = 200;

/** Makes the transcripts of a scene, as a streaming provider would give them: the words from the script. */
export function transcribe(scene: Scene, transcription: Transcription, seed: number): TurnTakingEvent[] {
  const random = randomOf(seed);
  const known = scene.words.map((word) => ({ ...word, knownAt: word.to + LATENCY + random() * SPREAD }));
  const finals = finalsOf(scene, transcription, random);
  const events: TurnTakingEvent[] = finals.map(({ at, words }) => ({
    at,
    type: "final",
    text: finalText(words, transcription),
  }));
  if (transcription !== "whole") events.push(...partialsOf(known, finals, transcription));
  return events;
}

interface Final {
  readonly at: number;
  readonly words: readonly SpokenWord[];
  /** How many words are final with it. */
  readonly until: number;
}

/** Each end of voice activity is answered by one. */
function finalsOf({ voice, words }: Scene, transcription: Transcription, random: () => number): Final[] {
  const finals: Final[] = [];
  for (const { type, at, since } of voice) {
    if (type !== "speech_ended") continue;
    const from = finals.at(-1)?.until ?? 0;
    const until = Math.max(from, words.filter(({ to }) => to <= since + LATE_SOUND).length);
    finals.push({ at: at + FINAL_AFTER[transcription] + random() * SPREAD, words: words.slice(from, until), until });
  }
  return finals;
}

function partialsOf(
  known: readonly (SpokenWord & { knownAt: number })[],
  finals: readonly Final[],
  transcription: Transcription,
): TurnTakingEvent[] {
  const events: TurnTakingEvent[] = [];
  const last = Math.max(0, ...known.map(({ knownAt }) => knownAt));
  let before = "";
  for (let at = 0; at <= last + PARTIAL_EVERY; at += PARTIAL_EVERY) {
    const from = finals.filter((final) => final.at < at).at(-1)?.until ?? 0;
    const words = known.slice(from).filter(({ knownAt }) => knownAt <= at);
    const text = partialText(words, transcription);
    if (text !== before && text !== "") events.push({ at, type: "partial", text });
    before = text;
  }
  return events;
}

function plain(words: readonly SpokenWord[]): string {
  return words
    .map(({ text }) => text.toLowerCase().replace(/[.,?!¿;]/g, ""))
    .join(" ")
    .trim();
}

function partialText(words: readonly SpokenWord[], transcription: Transcription): string {
  if (transcription === "bare") return plain(words);
  // Punctuation comes with the final: a provider does not know yet how the sentence goes on.
  return words
    .map(({ text }) => text)
    .join(" ")
    .replace(/[.?!,]+$/, "")
    .trim();
}

function finalText(words: readonly SpokenWord[], transcription: Transcription): string {
  if (transcription === "bare") return plain(words);
  const text = words
    .map(({ text: word }) => word)
    .join(" ")
    .trim();
  if (transcription !== "stopped" || text === "" || /[.?!]$/.test(text)) return text;
  return `${text.replace(/,$/, "")}.`;
}
