import { describe, expect, it } from "vitest";
import { levelOf, toneIn } from "./tone.ts";

const RATE = 8_000;

function sines(...tones: readonly (readonly [hz: number, amplitude: number])[]): Int16Array {
  return Int16Array.from({ length: 160 }, (_, at) =>
    Math.round(tones.reduce((sum, [hz, amplitude]) => sum + amplitude * Math.sin((2 * Math.PI * hz * at) / RATE), 0)),
  );
}

describe("toneIn", () => {
  it.each([440, 850, 1_000, 1_400, 2_000])("finds the frequency of a tone of %d Hz", (hz) => {
    expect(toneIn(sines([hz, 8_000]), RATE)).toBeGreaterThan(hz * 0.97);
    expect(toneIn(sines([hz, 8_000]), RATE)).toBeLessThan(hz * 1.03);
  });

  it("takes two tones together, as of a key, for no tone", () => {
    expect(toneIn(sines([770, 6_000], [1_336, 6_000]), RATE)).toBeNull();
  });

  it("takes a sound with overtones, as of a voice, for no tone", () => {
    expect(toneIn(sines([150, 6_000], [300, 4_000], [450, 5_000], [600, 3_000]), RATE)).toBeNull();
  });

  it("takes silence, noise and nothing for no tone", () => {
    expect(toneIn(new Int16Array(160), RATE)).toBeNull();
    expect(toneIn(new Int16Array(0), RATE)).toBeNull();
    let seed = 1;
    const noise = Int16Array.from({ length: 160 }, () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return (seed % 16_000) - 8_000;
    });
    expect(toneIn(noise, RATE)).toBeNull();
  });
});

describe("levelOf", () => {
  it("is that of a sine divided by the root of two", () => {
    expect(levelOf(sines([1_000, 10_000]))).toBeCloseTo(10_000 / Math.SQRT2, -1);
    expect(levelOf(new Int16Array(0))).toBe(0);
  });
});
