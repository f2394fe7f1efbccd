/** A loop that is being made: its end goes over into its begin. */
export interface Loop {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  /** Returns the next of a row of numbers from 0 to 1 that is the same each time. */
  readonly random: () => number;
}

/** A part of the making of a loop; between its steps others may work. Each step takes a few ms. */
export type Layer = Generator<void, void>;

const STEP = 8_192;
/** So long before its begin a filter is run, so that it swings at the begin as it does at the end. */
const RUN_UP_SECONDS = 0.25;
const FULL_TURN = 2 * Math.PI;

/** Begins a loop of silence. */
export function emptyLoop(seconds: number, sampleRateHz: number, seed: number): Loop {
  return { samples: new Float32Array(seconds * sampleRateHz), sampleRateHz, random: randomFrom(seed) };
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

/** Returns the noise at a place, from -1 to 1: the same each time, so that a loop can be gone around. */
function noiseAt(place: number, seed: number): number {
  let mixed = Math.imul(place ^ seed, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) / 0x8000_0000;
}

/** Returns how much of a difference a filter of the first order makes up at each sample. */
function followRate(frequencyHz: number, sampleRateHz: number): number {
  return 1 - Math.exp((-FULL_TURN * Math.min(frequencyHz, sampleRateHz * 0.45)) / sampleRateHz);
}

/** Lays noise of that band under the whole loop; `swell` is how often in the loop it rises and falls. */
export function* noise(loop: Loop, sound: { level: number; fromHz: number; toHz: number; swell: number }): Layer {
  const { samples, sampleRateHz } = loop;
  const { length } = samples;
  const seed = Math.floor(loop.random() * 0x7fff_ffff);
  const upper = followRate(sound.toHz, sampleRateHz);
  const lower = followRate(sound.fromHz, sampleRateHz);
  let [once, twice, slow] = [0, 0, 0];
  for (let i = -Math.floor(RUN_UP_SECONDS * sampleRateHz); i < length; i++) {
    once += (noiseAt((i + length) % length, seed) - once) * upper;
    twice += (once - twice) * upper;
    slow += (twice - slow) * lower;
    const gain = 1 + 0.35 * Math.sin((FULL_TURN * sound.swell * i) / length);
    if (i >= 0) samples[i] = (samples[i] as number) + (twice - slow) * gain * sound.level;
    if (i % STEP === 0) yield;
  }
}

/** Lays a sound into the loop, around its end where it is long. */
function lay(
  loop: Loop,
  at: number,
  sound: { seconds: number; sampleAt: (i: number, seconds: number) => number },
): void {
  const { samples, sampleRateHz } = loop;
  const start = Math.floor(at * sampleRateHz);
  const length = Math.floor(sound.seconds * sampleRateHz);
  for (let i = 0; i < length; i++) {
    const place = (start + i) % samples.length;
    samples[place] = (samples[place] as number) + sound.sampleAt(i, i / sampleRateHz);
  }
}

/** A key of a keyboard: a short rustle and the dull sound of the board; quieter again when it is let go. */
export function key(loop: Loop, at: number, level: number): void {
  const seed = Math.floor(loop.random() * 0x7fff_ffff);
  const [boardHz, keyHz] = [350 + 150 * loop.random(), 1_900 + 900 * loop.random()];
  for (const [delay, share] of [
    [0, 1],
    [0.07 + 0.03 * loop.random(), 0.4],
  ] as const) {
    const gain = level * share * (0.7 + 0.3 * loop.random());
    let last = 0;
    lay(loop, at + delay, {
      seconds: 0.04,
      sampleAt: (i, t) => {
        const rustle = noiseAt(i, seed);
        const bright = rustle - last * 0.7;
        last = rustle;
        const attack = Math.min(1, t / 0.001);
        const board = 0.7 * Math.sin(FULL_TURN * boardHz * t) * Math.exp(-t / 0.009);
        return (
          gain *
          attack *
          (bright * Math.exp(-t / 0.004) + board + 0.3 * Math.sin(FULL_TURN * keyHz * t) * Math.exp(-t / 0.005))
        );
      },
    });
  }
}

/** Somebody who types: runs of keys, with pauses in which they think. */
export function* typing(loop: Loop, sound: { level: number; pause: number }): Layer {
  const duration = loop.samples.length / loop.sampleRateHz;
  for (let at = loop.random() * sound.pause; at < duration - 0.2; at += sound.pause * (0.4 + loop.random())) {
    const keys = 5 + Math.floor(loop.random() * 14);
    for (let i = 0; i < keys && at < duration - 0.2; i++) {
      key(loop, at, sound.level * (0.6 + 0.4 * loop.random()));
      at += 0.09 + 0.13 * loop.random() ** 2 + (loop.random() < 0.12 ? 0.15 : 0);
      yield;
    }
  }
}

/** Something of china or glass that is put down: tones that do not fit each other, of which the high ones end first. */
export function clink(loop: Loop, at: number, level: number): void {
  const baseHz = 1_700 + 900 * loop.random();
  const tones = [1, 1.53, 2.27, 2.91].map((ratio) => baseHz * ratio).filter((hz) => hz < loop.sampleRateHz * 0.45);
  lay(loop, at, {
    seconds: 0.4,
    sampleAt: (_, t) => {
      const attack = Math.min(1, t / 0.0015) * Math.min(1, (0.4 - t) / 0.05);
      return (
        tones.reduce((sum, hz, n) => sum + Math.sin(FULL_TURN * hz * t) * Math.exp(-t * (18 + 14 * n)), 0) *
        level *
        attack *
        0.4
      );
    },
  });
}

/** A car that goes by: noise that swells, grows brighter and darkens. */
export function* car(loop: Loop, at: number, sound: { level: number; seconds: number }): Layer {
  const seed = Math.floor(loop.random() * 0x7fff_ffff);
  const { sampleRateHz } = loop;
  let [once, twice, slow] = [0, 0, 0];
  const length = Math.floor(sound.seconds * sampleRateHz);
  for (let start = 0; start < length; start += STEP) {
    lay(loop, at + start / sampleRateHz, {
      seconds: Math.min(STEP, length - start) / sampleRateHz,
      sampleAt: (i) => {
        const place = (start + i) / length;
        const nearness = Math.sin(Math.PI * place) ** 3;
        const follow = (FULL_TURN * (180 + 900 * nearness)) / sampleRateHz;
        once += (noiseAt(start + i, seed) - once) * Math.min(0.9, follow);
        twice += (once - twice) * Math.min(0.9, follow);
        slow += (twice - slow) * 0.015;
        return (twice - slow) * nearness * sound.level;
      },
    });
    yield;
  }
}

/** A soft note: a tone and its octave, struck and dying away. */
export function note(loop: Loop, at: number, sound: { level: number; frequencyHz: number }): void {
  const seconds = 2.4;
  lay(loop, at, {
    seconds,
    sampleAt: (_, t) => {
      const shape = Math.min(1, t / 0.02) * Math.exp(-t / 0.7) * Math.min(1, (seconds - t) / 0.2);
      const turn = FULL_TURN * sound.frequencyHz * t;
      return sound.level * shape * (Math.sin(turn) + 0.25 * Math.sin(2 * turn) * Math.exp(-t / 0.3));
    },
  });
}
