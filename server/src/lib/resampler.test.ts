import { describe, expect, it } from "vitest";
import { createResampler } from "./resampler.ts";

const PAIRS = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000].flatMap((from, _, rates) =>
  rates.map((to) => [from, to] as const).filter(([, to]) => to !== from),
);

function tone(frequencyHz: number, sampleRateHz: number, length: number): Int16Array {
  return Int16Array.from({ length }, (_, i) => 16_000 * Math.sin((2 * Math.PI * frequencyHz * i) / sampleRateHz));
}

/** Returns the strength of a tone in dB against one of 16,000, past the first 100 ms. */
function strength(samples: Int16Array, frequencyHz: number, sampleRateHz: number): number {
  const part = samples.subarray(sampleRateHz / 10);
  let [real, imaginary] = [0, 0];
  part.forEach((sample, i) => {
    const window = 1 - Math.cos((2 * Math.PI * i) / part.length);
    real += sample * window * Math.cos((2 * Math.PI * frequencyHz * i) / sampleRateHz);
    imaginary += sample * window * Math.sin((2 * Math.PI * frequencyHz * i) / sampleRateHz);
  });
  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / part.length / 16_000);
}

/** Returns the loudness of all there is in dB against a tone of 16,000, past the first 100 ms. */
function loudness(samples: Int16Array, sampleRateHz: number): number {
  const part = samples.subarray(sampleRateHz / 10);
  const power = part.reduce((sum, sample) => sum + sample * sample, 0) / part.length;
  return 10 * Math.log10((2 * power) / 16_000 ** 2 + 1e-12);
}

function inPieces(samples: Int16Array, sizes: readonly number[], resample: (part: Int16Array) => Int16Array): number[] {
  const out: number[] = [];
  for (let at = 0, turn = 0; at < samples.length; turn++) {
    const size = sizes[turn % sizes.length] as number;
    for (const sample of resample(samples.subarray(at, at + size))) out.push(sample);
    at += size;
  }
  return out;
}

describe("createResampler", () => {
  it.each(PAIRS)("makes the same of %i Hz at %i Hz wherever the pieces are cut", (from, to) => {
    const samples = tone(440, from, from / 2);
    const whole = [...createResampler(from, to)(samples)];
    for (const sizes of [[1], [7, 0, 331], [from / 50], [3_000]])
      expect(inPieces(samples, sizes, createResampler(from, to))).toEqual(whole);
  });

  it.each(PAIRS)("makes as much sound of %i Hz at %i Hz", (from, to) => {
    expect(createResampler(from, to)(new Int16Array(from))).toHaveLength(to);
  });

  it.each([
    [8_000, 16_000],
    [16_000, 8_000],
    [24_000, 8_000],
    [24_000, 16_000],
    [48_000, 16_000],
  ])("makes exactly 20 ms of each 20 ms of %i Hz at %i Hz", (from, to) => {
    const resample = createResampler(from, to);
    for (let frame = 0; frame < 10; frame++) expect(resample(new Int16Array(from / 50))).toHaveLength(to / 50);
  });

  it.each(PAIRS)("lets a voice's tones pass from %i Hz to %i Hz", (from, to) => {
    for (const share of [0.01, 0.1, 0.4, 0.8]) {
      const frequency = (Math.min(from, to) / 2) * share;
      const out = createResampler(from, to)(tone(frequency, from, from));
      expect(Math.abs(strength(out, frequency, to))).toBeLessThan(0.1);
    }
  });

  it.each(PAIRS)("adds nothing to a tone from %i Hz to %i Hz", (from, to) => {
    const frequency = (Math.min(from, to) / 2) * 0.7;
    const out = createResampler(from, to)(tone(frequency, from, from));
    const [most, level] = [10 ** (loudness(out, to) / 10), 10 ** (strength(out, frequency, to) / 10)];
    expect(Math.abs(most - level)).toBeLessThan(0.0001);
  });

  it.each(PAIRS.filter(([from, to]) => from > to))("keeps out what %i Hz carries and %i Hz cannot", (from, to) => {
    for (const share of [1.02, 1.2, 1.5, 1.9].filter((share) => (to / 2) * share < from / 2)) {
      const out = createResampler(from, to)(tone((to / 2) * share, from, from));
      expect(loudness(out, to)).toBeLessThan(-50);
    }
  });

  it("leaves samples as they are where the rates are equal", () => {
    const samples = tone(440, 8_000, 160);
    expect(createResampler(8_000, 8_000)(samples)).toBe(samples);
  });

  it("does not wrap around where the filter rises above the loudest sample", () => {
    const square = Int16Array.from({ length: 8_000 }, (_, i) => (Math.floor(i / 20) % 2 ? 32_767 : -32_768));
    const out = createResampler(8_000, 16_000)(square).subarray(400);
    const steps = out.map((sample, i) => (Math.abs(sample - (out[i - 1] ?? sample)) > 40_000 ? 1 : 0));
    expect(steps.some(Boolean)).toBe(false);
    expect(Math.max(...out)).toBe(32_767);
  });

  it.each([
    [0, 8_000],
    [8_000, 0],
    [-8_000, 8_000],
    [Number.NaN, 8_000],
    [8_000, Number.POSITIVE_INFINITY],
    [8_000.5, 8_000],
    [8_001, 16_000],
    [3_000_000_000, 1],
  ])("refuses to go from %d Hz to %d Hz", (from, to) => {
    expect(() => createResampler(from, to)).toThrow(`from ${from} Hz to ${to} Hz`);
  });
});
