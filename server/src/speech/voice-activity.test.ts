import { beforeAll, describe, expect, it } from "vitest";
import type { VoiceRate } from "../domain/audio.ts";
import type { VoiceActivityChange } from "../ports/voice-activity-detector.ts";
import { createVoiceActivityDetectors, type VoiceActivityDetectors } from "./voice-activity.ts";

/** A loudness over time, in ms from the begin: how strong voice and noise are. */
type Level = (at: number) => number;

let detectors: VoiceActivityDetectors;

beforeAll(async () => {
  detectors = await createVoiceActivityDetectors();
});

/** Sounds that libfvad takes for speech: a buzz of 140 Hz with formants that move, in syllables of 180 ms. */
function vowel(seconds: number): number {
  const syllable = 0.55 + 0.45 * Math.sin((2 * Math.PI * seconds) / 0.18);
  const shift = 60 * Math.sin(2 * Math.PI * 2.3 * seconds);
  let sum = 0;
  for (let harmonic = 1; harmonic <= 24; harmonic += 1) {
    const frequency = 140 * harmonic;
    const strength =
      Math.exp(-(((frequency - 550 - shift) / 250) ** 2)) + 0.6 * Math.exp(-(((frequency - 1_500) / 300) ** 2));
    sum += (strength + 0.05) * Math.sin(2 * Math.PI * frequency * seconds);
  }
  return (sum * syllable) / 2;
}

function hear(length: number, sampleRateHz: VoiceRate, { voice, noise }: { voice: Level; noise: Level }) {
  const detector = detectors.open(sampleRateHz);
  const changes: (VoiceActivityChange & { at: number })[] = [];
  let seed = 1;
  for (let at = 0; at < length; at += 20) {
    const frame = Int16Array.from({ length: sampleRateHz / 50 }, (_, index) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return vowel(at / 1000 + index / sampleRateHz) * voice(at) + (seed / 2 ** 31 - 1) * noise(at);
    });
    const change = detector.accept(frame);
    if (change) changes.push({ ...change, at: at + 20 });
  }
  detector.close();
  return changes.map(({ type, at, ago }) => ({ type, at, since: at - ago }));
}

const between =
  (from: number, to: number, level = 9_000): Level =>
  (at) =>
    at >= from && at < to ? level : 0;
const quiet: Level = () => 10;

describe.each([8_000, 16_000] as const)("voice activity at %i Hz", (rate) => {
  it("begins and ends with the voice, and says how long ago that was", () => {
    const [began, ended, ...more] = hear(4_000, rate, { voice: between(1_000, 2_400), noise: quiet });
    expect(began).toMatchObject({ type: "speech_started" });
    expect(ended).toMatchObject({ type: "speech_ended" });
    if (!began || !ended) return;
    expect(Math.abs(began.since - 1_000)).toBeLessThanOrEqual(60);
    expect(began.at - 1_000).toBeLessThanOrEqual(260);
    expect(Math.abs(ended.since - 2_400)).toBeLessThanOrEqual(80);
    expect(ended.at - ended.since).toBe(240);
    expect(more).toEqual([]);
  });

  it("holds on over the gaps between words", () => {
    const voice: Level = (at) => (at >= 1_000 && at < 3_000 && at % 600 < 440 ? 9_000 : 0);
    expect(hear(4_500, rate, { voice, noise: quiet })).toHaveLength(2);
  });

  it("hears no voice in silence, in a click and in soft noise", () => {
    expect(hear(3_000, rate, { voice: () => 0, noise: () => 0 })).toEqual([]);
    expect(hear(3_000, rate, { voice: between(1_000, 1_040, 20_000), noise: quiet })).toEqual([]);
    expect(hear(3_000, rate, { voice: () => 0, noise: () => 60 })).toEqual([]);
  });

  it("stops taking steady noise for voice, and hears a voice above it", () => {
    const changes = hear(12_000, rate, { voice: between(8_000, 9_500), noise: (at) => (at < 1_000 ? 10 : 700) });
    const active = changes.filter(({ since }) => since < 7_000);
    expect(active.length % 2).toBe(0);
    expect(active.at(-1)?.at ?? 0).toBeLessThan(4_000);
    expect(changes.filter(({ since }) => since >= 7_000).map(({ type }) => type)).toEqual([
      "speech_started",
      "speech_ended",
    ]);
  });
});

describe("a detector", () => {
  it("refuses frames of another length and frames after it was closed", () => {
    const detector = detectors.open(8_000);
    expect(() => detector.accept(new Int16Array(320))).toThrow(/cut the audio into frames of 160/);
    detector.close();
    detector.close();
    expect(() => detector.accept(new Int16Array(160))).toThrow(/closed/);
  });

  it("can be opened and closed as often as people call", () => {
    for (let count = 0; count < 20_000; count += 1) {
      const detector = detectors.open(16_000);
      detector.accept(new Int16Array(320));
      detector.close();
    }
  });
});
