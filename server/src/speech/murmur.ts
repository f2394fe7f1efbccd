import type { Layer, Loop } from "./sound-layers.ts";

/** The first two resonances of the mouth in Hz for a, e, i, o, u and the vowel between them (Peterson and Barney 1952). */
const VOWELS = [
  [730, 1_090],
  [530, 1_840],
  [300, 2_200],
  [570, 840],
  [320, 880],
  [500, 1_400],
] as const;
const FULL_TURN = 2 * Math.PI;

/** Somebody who speaks too far away to be understood: phrases and pauses, around the loop. */
export function* speaker(loop: Loop, sound: { level: number; talkativeness: number }): Layer {
  const duration = loop.samples.length / loop.sampleRateHz;
  const pitchHz = 95 + 125 * loop.random();
  for (let at = 2 * loop.random(); at < duration; ) {
    const syllables = 3 + Math.floor(loop.random() * 9);
    for (let i = 0; i < syllables; i++) {
      const seconds = 0.13 + 0.12 * loop.random();
      syllable(loop, at, { level: sound.level, seconds, pitchHz: pitchHz * (1.12 - (0.25 * i) / syllables) });
      // The sound of one goes over into that of the next.
      at += seconds * 0.85;
      yield;
    }
    at += (0.3 + 2 * loop.random()) / sound.talkativeness;
  }
}

interface Syllable {
  readonly level: number;
  readonly seconds: number;
  readonly pitchHz: number;
}

/** Lays a syllable: pulses of the voice through two resonances, which ring on from sample to sample. */
function syllable(loop: Loop, at: number, { level, seconds, pitchHz }: Syllable): void {
  const { samples, sampleRateHz, random } = loop;
  const [firstHz, secondHz] = VOWELS[Math.floor(random() * VOWELS.length)] as (typeof VOWELS)[number];
  const [first, second] = [resonance(firstHz, 110, sampleRateHz), resonance(secondHz, 160, sampleRateHz)];
  const start = Math.floor(at * sampleRateHz);
  const length = Math.floor(seconds * sampleRateHz);
  const loudness = level * (0.5 + 0.5 * random());
  let phase = 0;
  for (let i = 0; i < length; i++) {
    phase += pitchHz / sampleRateHz;
    if (phase >= 1) phase -= 1;
    const pulse = 1 - 2 * phase;
    const voice = first(pulse) + 1.2 * second(pulse);
    const place = (start + i) % samples.length;
    samples[place] = (samples[place] as number) + voice * Math.sin((Math.PI * i) / length) ** 1.5 * loudness;
  }
}

/** Makes a resonator of two poles whose loudest tone comes through as it is. */
function resonance(frequencyHz: number, widthHz: number, sampleRateHz: number): (sample: number) => number {
  const radius = Math.exp((-Math.PI * widthHz) / sampleRateHz);
  const turn = 2 * radius * Math.cos((FULL_TURN * frequencyHz) / sampleRateHz);
  const gain =
    (1 - radius) * Math.sqrt(1 - 2 * radius * Math.cos((2 * FULL_TURN * frequencyHz) / sampleRateHz) + radius ** 2);
  let [last, before] = [0, 0];
  return (sample) => {
    const next = gain * sample + turn * last - radius ** 2 * before;
    before = last;
    last = next;
    return next;
  };
}
