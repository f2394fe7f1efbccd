import { describe, expect, it } from "vitest";
import { Concealment } from "./concealment.ts";

function voice(hz: number, rate: number, [from, to]: readonly [number, number]): Int16Array {
  return Int16Array.from({ length: to - from }, (_, i) => {
    const phase = (2 * Math.PI * hz * (from + i)) / rate;
    return Math.round(6_000 * Math.sin(phase) + 3_000 * Math.sin(2 * phase + 1) + 1_500 * Math.sin(3 * phase + 2));
  });
}

function level(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
}

function distance(a: Int16Array, b: Int16Array): number {
  return level(a.map((sample, i) => sample - (b[i] as number)));
}

function largestStep(samples: Int16Array): number {
  return samples.reduce((most, sample, i) => Math.max(most, i ? Math.abs(sample - (samples[i - 1] as number)) : 0), 0);
}

describe.each([8_000, 16_000])("concealment at %i Hz", (rate) => {
  const frame = rate / 50;

  it.each([80, 110, 147, 200, 231, 330])("goes on with a voice of %i Hz in its own period", (hz) => {
    const concealment = new Concealment(rate);
    for (let at = 0; at < 5; at++) concealment.hear(voice(hz, rate, [at * frame, (at + 1) * frame]));
    const made = concealment.conceal(frame / 2);
    const real = voice(hz, rate, [5 * frame, 5.5 * frame]);
    expect(distance(made, real)).toBeLessThan(level(real) * 0.45);
    expect(level(made)).toBeGreaterThan(level(real) * 0.8);
  });

  it("fades, and is silent after 60 ms", () => {
    const concealment = new Concealment(rate);
    for (let at = 0; at < 5; at++) concealment.hear(voice(150, rate, [at * frame, (at + 1) * frame]));
    const levels = [0, 1, 2, 3].map(() => level(concealment.conceal(frame)));
    expect(levels[1]).toBeLessThan((levels[0] as number) * 0.9);
    expect(levels[2]).toBeLessThan((levels[1] as number) * 0.6);
    expect(levels[3]).toBe(0);
  });

  it("makes no click at the seams", () => {
    const concealment = new Concealment(rate);
    const heard: number[] = [];
    for (let at = 0; at < 12; at++) {
      const real = voice(147, rate, [at * frame, (at + 1) * frame]);
      const steady = largestStep(real);
      if (at % 4 === 3) heard.push(...concealment.conceal(frame));
      else {
        concealment.hear(real);
        heard.push(...real);
      }
      expect(largestStep(Int16Array.from(heard))).toBeLessThan(steady * 2.2);
    }
  });

  it("is silent before anything was heard, and after silence", () => {
    const concealment = new Concealment(rate);
    expect(level(concealment.conceal(frame))).toBe(0);
    concealment.hear(new Int16Array(frame));
    expect(level(concealment.conceal(frame))).toBe(0);
  });

  it("leaves what comes in order as it is", () => {
    const concealment = new Concealment(rate);
    const samples = voice(150, rate, [0, 3 * rate]);
    concealment.hear(samples);
    expect(samples).toEqual(voice(150, rate, [0, 3 * rate]));
  });
});
