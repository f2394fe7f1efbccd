import { FRAME_MS, samplesPerFrame, type VoiceRate } from "../../src/domain/audio.ts";
import type { VoiceActivityDetectors } from "../../src/speech/voice-activity.ts";
import type { TurnTakingCase } from "./cases/case.ts";
import { addNoise, randomOf } from "./noises.ts";
import { render } from "./rendering.ts";

/** One word, and when it was spoken. */
export interface SpokenWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** When voice activity was heard to begin or end; `at` is when it was noticed, `since` when it was. */
export interface VoiceMark {
  readonly type: "speech_started" | "speech_ended";
  readonly at: number;
  readonly since: number;
}

/** A case as it is heard. Times in ms from the begin of the recording. */
export interface Scene {
  readonly label: TurnTakingCase;
  readonly words: readonly SpokenWord[];
  readonly voice: readonly VoiceMark[];
  readonly length: number;
  /** When the user's last word, or the noise, was over. */
  readonly saidUntil: number;
}

/** Before the user begins there is so much of the line to hear. */
const LEAD_IN = 800;
/** How long is listened after the last word. */
const AFTERMATH = 5_000;
/** A quiet room. */
const ROOM = 12;
/** The agent's voice as it comes back from a loudspeaker. */
const ECHO_GAIN = 0.25;

/** Plays a case, and notes what our voice activity detection hears of it. */
export async function playScene(
  label: TurnTakingCase,
  seed: number,
  detectors: VoiceActivityDetectors,
): Promise<Scene> {
  // The oldest voice has 8 kHz, as a telephone.
  const sampleRateHz: VoiceRate = label.voice === "kal" ? 8_000 : 16_000;
  const { pieces, words, saidUntil } = await speak(label, sampleRateHz);
  const length = Math.ceil((saidUntil + AFTERMATH) / FRAME_MS) * FRAME_MS;
  const heard = new Int16Array((length / 1000) * sampleRateHz);
  const random = randomOf(seed);
  for (let index = 0; index < heard.length; index += 1) heard[index] = Math.round((random() - 0.5) * 2 * ROOM);
  for (const { samples, from } of pieces)
    mix(heard, samples, { from, sampleRateHz, gain: label.isEcho ? ECHO_GAIN : 1 });
  // What is under the words was there before them; a sound by itself comes when words would.
  const from = label.said.length > 0 ? 0 : LEAD_IN;
  if (label.noise !== null) addNoise(label.noise, { to: heard, sampleRateHz, from, random });
  return { label, words, voice: listen(heard, sampleRateHz, detectors), length, saidUntil };
}

interface Placed {
  readonly samples: Int16Array;
  readonly from: number;
}

async function speak(label: TurnTakingCase, sampleRateHz: number) {
  const pieces: Placed[] = [];
  const words: SpokenWord[] = [];
  let at = LEAD_IN;
  for (const part of label.said) {
    if (typeof part === "number") {
      at += part;
      continue;
    }
    const { samples } = await render(label.voice, part, sampleRateHz);
    const duration = (samples.length / sampleRateHz) * 1000;
    pieces.push({ samples, from: at });
    words.push(...timed(part, at, duration));
    at += duration;
  }
  return { pieces, words, saidUntil: at };
}

/** Spreads a piece's words over its time by their length. */
function timed(piece: string, from: number, duration: number): SpokenWord[] {
  const texts = piece.split(" ");
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  let at = from;
  return texts.map((text) => {
    const began = at;
    at += (duration * text.length) / characters;
    return { text, from: began, to: at };
  });
}

function mix(into: Int16Array, samples: Int16Array, { from, sampleRateHz, gain }: MixOptions): void {
  const offset = Math.round((from / 1000) * sampleRateHz);
  samples.forEach((sample, index) => {
    into[offset + index] = Math.max(-32_768, Math.min(32_767, (into[offset + index] ?? 0) + Math.round(sample * gain)));
  });
}

interface MixOptions {
  readonly from: number;
  readonly sampleRateHz: number;
  readonly gain: number;
}

function listen(heard: Int16Array, sampleRateHz: VoiceRate, detectors: VoiceActivityDetectors): VoiceMark[] {
  const detector = detectors.open(sampleRateHz);
  const perFrame = samplesPerFrame(sampleRateHz);
  const marks: VoiceMark[] = [];
  for (let frame = 0; (frame + 1) * perFrame <= heard.length; frame += 1) {
    const at = (frame + 1) * FRAME_MS;
    const change = detector.accept(heard.subarray(frame * perFrame, (frame + 1) * perFrame));
    if (change) marks.push({ type: change.type, at, since: at - change.ago });
  }
  detector.close();
  return marks;
}
