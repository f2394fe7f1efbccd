import { describe, expect, it } from "vitest";
import { Resampler } from "./resampler.ts";
import { frequencyOf, rmsOf, tone } from "../../test/tones.ts";

/** Brings a whole signal to another rate, in pieces as a sound card gives them. */
function resampled(signal: Float32Array, [fromHz, toHz]: readonly [number, number], piece = 128): Float32Array {
  const resampler = new Resampler(fromHz, toHz);
  const room = new Float32Array(resampler.capacityFor(piece));
  const result: number[] = [];
  for (let start = 0; start < signal.length; start += piece) {
    const count = resampler.process(signal.subarray(start, start + piece), room);
    expect(count).toBeLessThanOrEqual(room.length);
    result.push(...room.subarray(0, count));
  }
  return Float32Array.from(result);
}

/** The middle of a signal, without its beginning and end. */
const middle = (signal: Float32Array) => signal.subarray(signal.length >> 2, -(signal.length >> 2));
const decibels = (signal: Float32Array, reference: Float32Array) => 20 * Math.log10(rmsOf(signal) / rmsOf(reference));

const RATES = [
  [48_000, 16_000],
  [44_100, 16_000],
  [96_000, 16_000],
  [8_000, 16_000],
  [16_000, 48_000],
  [16_000, 44_100],
  [16_000, 16_000],
  [22_050, 16_000],
] as const;

describe.each(RATES)("from %i to %i samples a second", (fromHz, toHz) => {
  it("keeps pitch and loudness of a voice", () => {
    const signal = tone({ hz: 1_000, ms: 500, rateHz: fromHz });
    const result = middle(resampled(signal, [fromHz, toHz]));
    expect(frequencyOf(result, toHz)).toBeCloseTo(1_000, -1);
    expect(Math.abs(decibels(result, middle(signal)))).toBeLessThan(0.1);
  });

  it("gives as many samples as the time has, however it is cut up", () => {
    const signal = tone({ hz: 300, ms: 1_000, rateHz: fromHz });
    const whole = resampled(signal, [fromHz, toHz], signal.length);
    expect(Math.abs(whole.length - toHz)).toBeLessThan(toHz / 100);
    expect(resampled(signal, [fromHz, toHz], 100)).toEqual(whole);
  });
});

describe("what the lower rate cannot carry", () => {
  it.each([9_000, 12_000, 15_500, 20_000])("a tone of %i Hz is gone at 16 kHz, and sounds as no other", (hz) => {
    const signal = tone({ hz, ms: 500, rateHz: 48_000 });
    expect(decibels(middle(resampled(signal, [48_000, 16_000])), middle(signal))).toBeLessThan(-60);
  });

  it("no mirror of a tone appears above it when the rate is raised", () => {
    const signal = resampled(tone({ hz: 5_000, ms: 500, rateHz: 16_000 }), [16_000, 48_000]);
    const back = middle(resampled(signal, [48_000, 16_000]));
    expect(frequencyOf(back, 16_000)).toBeCloseTo(5_000, -2);
    // All that is in the signal at 48 kHz is the tone: its crest stands to its mean as that of a sine.
    const crest = Math.max(...middle(signal)) / rmsOf(middle(signal));
    expect(crest).toBeCloseTo(Math.SQRT2, 1);
  });
});
