import { describe, expect, it } from "vitest";
import { decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from "./g711.ts";
import { DtmfDetector, DtmfTone } from "./dtmf-tones.ts";

const KEYS = "0123456789*#ABCD";

/** The same numbers from 0 to 1 at each run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Press {
  readonly rate?: number;
  readonly toneMs?: number;
  readonly gapMs?: number;
}

function pressed(keys: string, { rate = 8_000, toneMs = 100, gapMs = 100 }: Press = {}): Int16Array {
  const samples: number[] = [];
  for (const key of keys) {
    samples.push(...new DtmfTone(key, rate).next((rate * toneMs) / 1000));
    samples.push(...new Int16Array((rate * gapMs) / 1000));
  }
  return Int16Array.from(samples);
}

function heard(samples: Int16Array, { rate = 8_000, piece = 160 } = {}): string {
  let keys = "";
  const detector = new DtmfDetector(rate, (key) => {
    keys += key;
  });
  for (let at = 0; at < samples.length; at += piece) detector.take(samples.subarray(at, at + piece));
  return keys;
}

describe("keys in audio", () => {
  it.each([8_000, 16_000])("are heard at %i Hz as they were pressed", (rate) => {
    expect(heard(pressed(KEYS + "11223", { rate }), { rate })).toBe(`${KEYS}11223`);
  });

  it.each([1, 7, 160, 333, 100_000])("are heard in pieces of %i samples", (piece) => {
    expect(heard(pressed(KEYS), { piece })).toBe(KEYS);
  });

  it("are heard when they are short, and once when they are long", () => {
    expect(heard(pressed(KEYS, { toneMs: 45, gapMs: 45 }))).toBe(KEYS);
    expect(heard(pressed("5", { toneMs: 3_000 }))).toBe("5");
  });

  it("are heard over G.711", () => {
    expect(heard(decodeMuLaw(encodeMuLaw(pressed(KEYS))))).toBe(KEYS);
    expect(heard(decodeALaw(encodeALaw(pressed(KEYS))))).toBe(KEYS);
  });

  it.each([0.1, 0.5, 1.8])("are heard at %f times their strength, with noise 20 dB below", (strength) => {
    const random = seededRandom(5);
    const noisy = pressed(KEYS).map((sample) => strength * (sample + (random() - 0.5) * 2_800));
    expect(heard(noisy)).toBe(KEYS);
  });

  it("are not heard too soft, or with one tone only", () => {
    expect(heard(pressed(KEYS).map((sample) => sample * 0.005))).toBe("");
    const tone = Int16Array.from({ length: 8_000 }, (_, i) => 8_000 * Math.sin((2 * Math.PI * 697 * i) / 8_000));
    expect(heard(tone)).toBe("");
  });

  it("are not heard in noise, in a dialling tone, or in voices", () => {
    const random = seededRandom(11);
    expect(heard(Int16Array.from({ length: 400_000 }, () => (random() - 0.5) * 30_000))).toBe("");
    const dialling = (i: number) =>
      Math.sin((2 * Math.PI * 350 * i) / 8_000) + Math.sin((2 * Math.PI * 440 * i) / 8_000);
    expect(heard(Int16Array.from({ length: 80_000 }, (_, i) => 8_000 * dialling(i)))).toBe("");
    // A voice: a pitch that glides, with all its overtones.
    const voice = Int16Array.from({ length: 400_000 }, (_, i) => {
      const phase = 2 * Math.PI * ((120 * i) / 8_000 + 8 * Math.sin((2 * Math.PI * 0.7 * i) / 8_000));
      let sum = 0;
      for (let overtone = 1; overtone < 25; overtone++) sum += Math.sin(overtone * phase + overtone) / overtone;
      return 6_000 * sum;
    });
    expect(heard(voice)).toBe("");
  });

  it("cannot be made of what is no key", () => {
    for (const key of ["", "E", "12", "w"]) expect(() => new DtmfTone(key, 8_000)).toThrow("There is no key");
  });
});
