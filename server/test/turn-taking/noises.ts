import type { Noise } from "./cases/case.ts";

/** A number from 0 to 1, the same row of them for the same seed. */
export type Random = () => number;

/** Makes random numbers from a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A sound's value at a time in seconds. */
type Sound = (seconds: number) => number;

/** Adds a sound to what is heard from a time on, in ms. */
export function addNoise(noise: Noise, { to, sampleRateHz, from, random }: AddOptions): void {
  const sound = SOUNDS[noise](random);
  for (let index = Math.round((from / 1000) * sampleRateHz); index < to.length; index += 1) {
    const seconds = index / sampleRateHz - from / 1000;
    to[index] = Math.max(-32_768, Math.min(32_767, (to[index] ?? 0) + Math.round(sound(seconds))));
  }
}

interface AddOptions {
  readonly to: Int16Array;
  readonly sampleRateHz: number;
  readonly from: number;
  readonly random: Random;
}

const SOUNDS: Readonly<Record<Noise, (random: Random) => Sound>> = {
  fan: (random) => {
    const hiss = lowPassed(random, 0.25);
    return (seconds) => hiss() * 900 + Math.sin(2 * Math.PI * 118 * seconds) * 120;
  },
  street: (random) => {
    const rumble = lowPassed(random, 0.1);
    // Cars pass: louder and softer again within seconds.
    return (seconds) => rumble() * (700 + 800 * Math.sin(2 * Math.PI * 0.21 * seconds) ** 2);
  },
  hum: () => (seconds) => 260 * Math.sin(2 * Math.PI * 50 * seconds) + 160 * Math.sin(2 * Math.PI * 150 * seconds),
  hold_music: () => (seconds) => {
    const note = [262, 330, 392, 330][Math.floor(seconds / 0.6) % 4] ?? 262;
    const fade = 0.6 + 0.4 * Math.exp(-3 * (seconds % 0.6));
    return fade * (500 * Math.sin(2 * Math.PI * note * seconds) + 200 * Math.sin(4 * Math.PI * note * seconds));
  },
  cough: (random) => {
    const hiss = lowPassed(random, 0.5);
    return (seconds) => hiss() * 9_000 * (burst(seconds, 0, 0.22) + burst(seconds, 0.38, 0.25));
  },
  breath: (random) => (seconds) => (random() - 0.5) * 1_500 * Math.sin(Math.PI * Math.min(1, seconds / 0.8)) ** 2,
  door: (random) => {
    const thud = lowPassed(random, 0.06);
    return (seconds) => thud() * 26_000 * burst(seconds, 0, 0.3);
  },
  knocking: (random) => {
    const thud = lowPassed(random, 0.2);
    return (seconds) => thud() * 16_000 * [0, 0.22, 0.44, 0.66].reduce((sum, at) => sum + burst(seconds, at, 0.06), 0);
  },
  keyboard: (random) => {
    const presses = Array.from({ length: 24 }, (_, index) => index * 0.16 + random() * 0.09);
    return (seconds) => (random() - 0.5) * 6_000 * presses.reduce((sum, at) => sum + burst(seconds, at, 0.012), 0);
  },
};

/** White noise without its highest tones. */
function lowPassed(random: Random, share: number): () => number {
  let level = 0;
  return () => {
    level += share * ((random() - 0.5) * 2 - level);
    return level;
  };
}

/** Begins at once and fades away. */
function burst(seconds: number, at: number, length: number): number {
  const since = seconds - at;
  return since < 0 || since > length ? 0 : Math.exp((-3 * since) / length);
}
