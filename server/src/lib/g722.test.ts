import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { G722Decoder, G722Encoder } from "./g722.ts";

/** The same numbers from 0 to 1 at each run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Three seconds of noise and of square waves, loud and soft: whole numbers only, so the same on every machine. */
function hardSignal(): Int16Array {
  const random = seededRandom(7);
  return Int16Array.from({ length: 48_000 }, (_, i) => {
    const strength = [8_000, 12_000, 300, 20, 15_000, 1][Math.floor(i / 8_000)] as number;
    if (i % 16_000 < 8_000) return Math.floor(random() * (2 * strength + 1)) - strength;
    return Math.floor(i / 23) % 2 ? strength : -strength;
  });
}

function coded(samples: Int16Array): Uint8Array {
  const encoder = new G722Encoder();
  const bytes = new Uint8Array(samples.length / 2);
  for (let at = 0; at < samples.length; at += 320) encoder.encode(samples.subarray(at, at + 320), bytes, at / 2);
  return bytes;
}

function tone(hz: number, strength: number): Int16Array {
  return Int16Array.from({ length: 16_000 }, (_, i) => strength * Math.sin((2 * Math.PI * hz * i) / 16_000));
}

/** Returns how far the noise lies under the signal, in dB, at the delay of the two filters. */
function clearness(samples: Int16Array, decoded: Int16Array): number {
  const delay = 22;
  let [signal, noise] = [0, 0];
  for (let i = 1_600; i < samples.length - delay; i++) {
    signal += (samples[i] as number) ** 2;
    noise += ((decoded[i + delay] as number) - (samples[i] as number)) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

describe("G.722", () => {
  // Both are what spandsp 0.0.6 makes of the same input; it is the codec of Asterisk, FreeSWITCH and baresip.
  it("codes to the bit as others do", () => {
    expect(createHash("sha256").update(coded(hardSignal())).digest("hex")).toBe(
      "0cda7e7900b71bd76ed99790431b9d8d2ae3ea1b8f7713bbd9022f7765e011f1",
    );
  });

  it("decodes to the bit as others do", () => {
    const decoded = new G722Decoder().decode(coded(hardSignal()));
    expect(createHash("sha256").update(Buffer.from(decoded.buffer)).digest("hex")).toBe(
      "b44058428578ed3a6c1c10f77bc90e242bea8a7772168f6c95d90aa37760eb5b",
    );
  });

  it.each([
    [300, 10_000, 25],
    [1_000, 10_000, 25],
    [3_000, 10_000, 20],
    [6_000, 10_000, 10],
    [1_000, 100, 15],
  ])("keeps a tone of %i Hz at %i at least %i dB over its noise", (hz, strength, least) => {
    const samples = tone(hz, strength);
    expect(clearness(samples, new G722Decoder().decode(coded(samples)))).toBeGreaterThan(least);
  });

  it("makes a byte of two samples, and two samples of a byte", () => {
    const target = new Uint8Array(200);
    expect(new G722Encoder().encode(new Int16Array(320), target, 12)).toBe(160);
    expect(new G722Decoder().decode(target.subarray(12, 172))).toHaveLength(320);
  });

  it("stays silent in silence", () => {
    const heard = new G722Decoder().decode(coded(new Int16Array(16_000)));
    expect(heard.every((sample) => Math.abs(sample) <= 4)).toBe(true);
  });

  it("bears any bytes, and hears a voice after them", () => {
    const random = seededRandom(3);
    const decoder = new G722Decoder();
    decoder.decode(Uint8Array.from({ length: 50_000 }, () => Math.floor(random() * 256)));
    const samples = tone(1_000, 10_000);
    expect(clearness(samples.subarray(8_000), decoder.decode(coded(samples)).subarray(8_000))).toBeGreaterThan(20);
  });
});
