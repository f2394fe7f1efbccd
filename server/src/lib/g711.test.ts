import { describe, expect, it } from "vitest";
import { decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from "./g711.ts";

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const ALL_SAMPLES = Int16Array.from({ length: 65_536 }, (_, place) => place - 32_768);

/** A tone of 1 kHz at 0 dBm0, as G.711 gives it for both laws (tables 5 and 6). */
const MU_MILLIWATT = Uint8Array.of(0x1e, 0x0b, 0x0b, 0x1e, 0x9e, 0x8b, 0x8b, 0x9e);
const A_MILLIWATT = Uint8Array.of(0x34, 0x21, 0x21, 0x34, 0xb4, 0xa1, 0xa1, 0xb4);

function worstShareLost(decoded: Int16Array): number {
  return (
    Math.max(
      ...ALL_SAMPLES.map((sample, i) => (Math.abs(sample - (decoded[i] as number)) * 1_000) / (Math.abs(sample) + 300)),
    ) / 1_000
  );
}

describe("μ-law", () => {
  it.each([
    [0, 0xff],
    [-1, 0x7f],
    [32_767, 0x80],
    [-32_768, 0x00],
    [1_000, 0xce],
    [-1_000, 0x4e],
    [8_031, 0xa0],
    [120, 0xf0],
    [132, 0xef],
  ])("codes %i as %i", (sample, byte) => {
    expect([...encodeMuLaw(Int16Array.of(sample))]).toEqual([byte]);
  });

  it.each([
    [0x80, 32_124],
    [0x00, -32_124],
    [0xff, 0],
    [0x7f, 0],
    [0xf0, 120],
    [0x8f, 16_764],
    [0xef, 132],
  ])("takes %i for %i", (byte, sample) => {
    expect(decodeMuLaw(Uint8Array.of(byte))[0]).toBe(sample);
  });

  it("gives back every byte but the second name of silence", () => {
    const again = encodeMuLaw(decodeMuLaw(ALL_BYTES));
    expect([...again]).toEqual([...ALL_BYTES].map((byte) => (byte === 0x7f ? 0xff : byte)));
  });

  it("loses a small share of every sample", () => {
    expect(worstShareLost(decodeMuLaw(encodeMuLaw(ALL_SAMPLES)))).toBeLessThan(0.035);
  });
});

describe("A-law", () => {
  it.each([
    [0, 0xd5],
    [-1, 0x55],
    [32_767, 0xaa],
    [-32_768, 0x2a],
    [1_000, 0xfa],
    [-1_000, 0x7a],
    [255, 0xda],
    [512, 0xf5],
  ])("codes %i as %i", (sample, byte) => {
    expect([...encodeALaw(Int16Array.of(sample))]).toEqual([byte]);
  });

  it.each([
    [0xd5, 8],
    [0x55, -8],
    [0xaa, 32_256],
    [0x2a, -32_256],
    [0x80, 5_504],
  ])("takes %i for %i", (byte, sample) => {
    expect(decodeALaw(Uint8Array.of(byte))[0]).toBe(sample);
  });

  it("gives back every byte", () => {
    expect([...encodeALaw(decodeALaw(ALL_BYTES))]).toEqual([...ALL_BYTES]);
  });

  it("loses a small share of every sample", () => {
    expect(worstShareLost(decodeALaw(encodeALaw(ALL_SAMPLES)))).toBeLessThan(0.035);
  });
});

it("hears the tone that G.711 prescribes alike in both laws", () => {
  const [mu, a] = [decodeMuLaw(MU_MILLIWATT), decodeALaw(A_MILLIWATT)];
  const level = (samples: Int16Array) => Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / 8);
  // 3.17 dBm0 is the loudest tone of μ-law, of virtual height 8159, and 3.14 dBm0 that of A-law, of 4096.
  expect(20 * Math.log10(level(mu) / ((4 * 8_159) / Math.SQRT2))).toBeCloseTo(-3.17, 1);
  expect(20 * Math.log10(level(a) / ((8 * 4_096) / Math.SQRT2))).toBeCloseTo(-3.14, 1);
  expect(mu[0]).toBeLessThan(0);
  expect([...mu.subarray(4)]).toEqual([...mu.subarray(0, 4)].map((sample) => -sample));
});
