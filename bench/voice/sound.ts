import { encodeMuLaw } from "../../server/src/lib/g711.ts";
import { FRAME_MS } from "../../server/src/domain/audio.ts";

const RATE = 8_000;
const FRAME = (RATE * FRAME_MS) / 1000;
/** A voice's pitch, the middle of its vowels' formants, and how many syllables it says a second. */
const PITCH = 120;
const FORMANTS = [700, 1_220, 2_600];
const FORMANT_WIDTH = 150;
const SYLLABLES = 4;
const LOUDNESS = 9_000;

/** A frame in which nobody speaks: the faint hiss of a line. */
export const HISS = framesOf(1_000, (at) => 6 * Math.sin(at * at * 12.9898));
/** Something like a voice: harmonics of a pitch, loud where a vowel's formants are, in syllables. */
export const VOICE = framesOf(2_000, voiceAt);

function voiceAt(at: number): number {
  let sum = 0;
  for (let harmonic = 1; harmonic * PITCH < 3_400; harmonic++) {
    const frequency = harmonic * PITCH;
    const near = FORMANTS.map((formant) => Math.exp(-(((frequency - formant) / FORMANT_WIDTH) ** 2)));
    sum += (0.05 + Math.max(...near)) * Math.sin(2 * Math.PI * frequency * at);
  }
  const syllable = 0.55 + 0.45 * Math.sin(2 * Math.PI * SYLLABLES * at);
  return (LOUDNESS / FORMANTS.length) * syllable * sum;
}

function framesOf(length: number, sampleAt: (seconds: number) => number): Buffer[] {
  return Array.from({ length: length / FRAME_MS }, (_, frame) =>
    encodeMuLaw(Int16Array.from({ length: FRAME }, (_, place) => sampleAt((frame * FRAME + place) / RATE))),
  );
}
