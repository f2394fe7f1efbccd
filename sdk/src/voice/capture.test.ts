import { describe, expect, it } from "vitest";
import { frequencyOf, tone } from "../../test/tones.ts";
import { Capture, type CapturedChunk } from "./capture.ts";

/** Captures a signal in pieces of 128 samples, as the Web Audio API gives them. */
function captured(signal: Float32Array, rateHz: number): CapturedChunk[] {
  const chunks: CapturedChunk[] = [];
  const capture = new Capture(rateHz, (chunk) => chunks.push(chunk));
  for (let start = 0; start < signal.length; start += 128) capture.take(signal.subarray(start, start + 128));
  return chunks;
}

describe("a capture", () => {
  it.each([16_000, 44_100, 48_000, 96_000])("makes 20 ms at 16 kHz of what comes at %i Hz", (rateHz) => {
    const chunks = captured(tone({ hz: 440, ms: 1_000, rateHz }), rateHz);
    expect(chunks.length).toBeGreaterThanOrEqual(48);
    expect(chunks.every(({ samples }) => samples.length === 320)).toBe(true);
    const all = Float32Array.from(chunks.flatMap(({ samples }) => [...samples]));
    expect(frequencyOf(all, 16_000)).toBeCloseTo(440, -1);
    expect(Math.max(...all.subarray(1_000))).toBeCloseTo(0.5 * 32_768, -3);
  });

  it("tells how loud it is: silence is 0, a soft voice between, a loud one 1", () => {
    const levelOf = (height: number) =>
      captured(tone({ hz: 440, ms: 200, rateHz: 48_000, height }), 48_000).at(-1)?.level;
    expect(levelOf(0)).toBe(0);
    expect(levelOf(0.02)).toBeGreaterThan(0.2);
    expect(levelOf(0.02)).toBeLessThan(0.5);
    expect(levelOf(0.9)).toBe(1);
  });

  it("cuts off what is too loud instead of letting it wrap around", () => {
    const loud = captured(tone({ hz: 100, ms: 200, rateHz: 16_000, height: 2 }), 16_000).at(-1)?.samples ?? [];
    expect(Math.max(...loud)).toBe(32_767);
    expect(Math.min(...loud)).toBe(-32_768);
    const steps = [...loud].slice(1).map((sample, index) => Math.abs(sample - (loud[index] as number)));
    expect(Math.max(...steps)).toBeLessThan(4_000);
  });
});
