import { setImmediate as othersFirst } from "node:timers/promises";
import type { VoiceRate } from "../domain/audio.ts";
import type { AMBIENT_SOUNDS, BUSY_SOUNDS } from "../domain/voice-config.ts";
import { speaker } from "./murmur.ts";
import { car, clink, emptyLoop, type Layer, type Loop, noise, note, typing } from "./sound-layers.ts";

/** A sound that lies under a conversation. */
export type AmbientSound = (typeof AMBIENT_SOUNDS)[number];
/** A sound that tells that a tool runs. */
export type BusySound = (typeof BUSY_SOUNDS)[number];
/** A sound that the platform makes itself. */
export type SoundName = AmbientSound | BusySound;

/** A sound that goes on for ever: its end goes over into its begin. */
export interface SoundLoop {
  /** The samples; null until they are made. */
  readonly samples: Int16Array | null;
  /** Resolves when they are made. */
  readonly made: Promise<void>;
}

interface Recipe {
  readonly seconds: number;
  /** How loud it is on the whole, in dB against the loudest square: voices have some -20. */
  readonly loudnessDb: number;
  readonly layers: (loop: Loop) => Layer;
}

/** The tones of a chord that neither begins nor ends anything: D, F sharp, A, B, and the D above. */
const CALM_NOTES_HZ = [293.66, 369.99, 440, 493.88, 587.33];
const LOUDEST = 32_767;
/** So many samples are brought to their loudness at a time. */
const STEP = 32_768;

const RECIPES: Readonly<Record<SoundName, Recipe>> = {
  office: { seconds: 24, loudnessDb: -48, layers: office },
  call_center: { seconds: 24, loudnessDb: -44, layers: callCenter },
  cafe: { seconds: 28, loudnessDb: -42, layers: cafe },
  street: { seconds: 30, loudnessDb: -42, layers: street },
  keyboard: { seconds: 20, loudnessDb: -38, layers: keyboard },
  hold_tone: { seconds: 24, loudnessDb: -34, layers: holdTone },
};

const loops = new Map<string, SoundLoop>();

/**
 * Returns the loop of a sound at that rate, one for all conversations. The first time it begins to make it, in steps
 * between which others work.
 */
export function soundLoop(name: SoundName, sampleRateHz: VoiceRate): SoundLoop {
  const known = loops.get(`${name} ${sampleRateHz}`);
  if (known) return known;
  const loop = { samples: null as Int16Array | null, made: Promise.resolve() };
  loops.set(`${name} ${sampleRateHz}`, loop);
  loop.made = make(name, sampleRateHz).then((samples) => {
    loop.samples = samples;
  });
  return loop;
}

/** Makes the loop of a sound; of the same name and rate it is always the same. */
async function make(name: SoundName, sampleRateHz: VoiceRate): Promise<Int16Array> {
  const { seconds, loudnessDb, layers } = RECIPES[name];
  const loop = emptyLoop(
    seconds,
    sampleRateHz,
    [...name].reduce((seed, sign) => seed * 31 + sign.charCodeAt(0), 7),
  );
  for (const _ of layers(loop)) await othersFirst();
  const out = new Int16Array(loop.samples.length);
  for (const _ of finish(loop.samples, loudnessDb, out)) await othersFirst();
  return out;
}

/** Brings a loop to its loudness. */
function* finish(samples: Float32Array, loudnessDb: number, out: Int16Array): Layer {
  let power = 0;
  for (let i = 0; i < samples.length; i++) {
    power += (samples[i] as number) ** 2;
    if (i % STEP === 0) yield;
  }
  const gain = (LOUDEST * 10 ** (loudnessDb / 20)) / Math.sqrt(power / samples.length);
  for (let i = 0; i < samples.length; i++) {
    out[i] = Math.max(-LOUDEST, Math.min(LOUDEST, Math.round((samples[i] as number) * gain)));
    if (i % STEP === 0) yield;
  }
}

function* office(loop: Loop): Layer {
  yield* noise(loop, { level: 0.35, fromHz: 40, toHz: 320, swell: 3 });
  yield* noise(loop, { level: 0.012, fromHz: 800, toHz: 5_000, swell: 2 });
  for (let n = 0; n < 2; n++) yield* speaker(loop, { level: 0.16, talkativeness: 0.6 });
  yield* typing(loop, { level: 0.09, pause: 2.5 });
  yield* typing(loop, { level: 0.05, pause: 4 });
}

function* callCenter(loop: Loop): Layer {
  yield* noise(loop, { level: 0.3, fromHz: 50, toHz: 400, swell: 2 });
  for (let n = 0; n < 7; n++) yield* speaker(loop, { level: 0.1 + 0.03 * n, talkativeness: 1.4 });
  for (let n = 0; n < 3; n++) yield* typing(loop, { level: 0.05, pause: 2 });
}

function* cafe(loop: Loop): Layer {
  yield* noise(loop, { level: 0.3, fromHz: 60, toHz: 500, swell: 3 });
  yield* noise(loop, { level: 0.02, fromHz: 1_000, toHz: 6_000, swell: 1 });
  for (let n = 0; n < 9; n++) yield* speaker(loop, { level: 0.08 + 0.02 * n, talkativeness: 2 });
  for (let n = 0; n < 14; n++) {
    const at = loop.random() * 27;
    clink(loop, at, 0.05 + 0.1 * loop.random());
    if (loop.random() < 0.5) clink(loop, at + 0.1 + 0.15 * loop.random(), 0.06);
    yield;
  }
}

function* street(loop: Loop): Layer {
  yield* noise(loop, { level: 0.45, fromHz: 30, toHz: 220, swell: 2 });
  yield* noise(loop, { level: 0.02, fromHz: 500, toHz: 3_000, swell: 5 });
  for (let n = 0; n < 6; n++)
    yield* car(loop, 5 * n + 3 * loop.random(), { level: 0.5 + 0.9 * loop.random(), seconds: 4 + 4 * loop.random() });
  yield* speaker(loop, { level: 0.05, talkativeness: 0.4 });
}

function* keyboard(loop: Loop): Layer {
  yield* typing(loop, { level: 1, pause: 0.9 });
}

function* holdTone(loop: Loop): Layer {
  for (let beat = 0; beat < 16; beat++) {
    const place = [0, 2, 4, 2, 1, 3, 2, 3][beat % 8] as number;
    note(loop, beat * 1.5, { level: beat % 4 === 0 ? 1 : 0.7, frequencyHz: CALM_NOTES_HZ[place] as number });
    yield;
  }
}
