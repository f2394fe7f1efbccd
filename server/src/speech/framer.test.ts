import { describe, expect, it } from "vitest";
import { Framer } from "./framer.ts";

function counting(length: number, start = 0): Int16Array {
  return Int16Array.from({ length }, (_, i) => (start + i) % 30_000);
}

describe("Framer", () => {
  it.each([[[1]], [[160]], [[320]], [[1_000]], [[7, 331, 0, 12]]])("cuts pieces of %j samples into frames", (sizes) => {
    const framer = new Framer(16_000);
    const samples = counting(6_400);
    const frames: Int16Array[] = [];
    for (let at = 0, turn = 0; at < samples.length; turn++) {
      const size = sizes[turn % sizes.length] as number;
      frames.push(...framer.push(samples.subarray(at, at + size)));
      at += size;
    }
    expect(frames.map(({ length }) => length)).toEqual(new Array(20).fill(320));
    expect(frames.flatMap((frame) => [...frame])).toEqual([...samples]);
    expect(framer.end()).toBeNull();
  });

  it("gives what is left at the end, with silence behind it", () => {
    const framer = new Framer(8_000);
    expect(framer.push(counting(200, 1))).toHaveLength(1);
    expect(framer.pending).toBe(40);
    const last = framer.end();
    expect(last).toEqual(Int16Array.from({ length: 160 }, (_, i) => (i < 40 ? 161 + i : 0)));
    expect(framer.end()).toBeNull();
  });

  it("hands on frames that do not change when more comes", () => {
    const framer = new Framer(8_000);
    const [whole] = framer.push(counting(160, 1));
    const [made] = framer.push(counting(200, 300));
    framer.push(counting(160, 500));
    expect(whole).toEqual(counting(160, 1));
    expect(made).toEqual(counting(160, 300));
  });

  it("forgets what waits when told to", () => {
    const framer = new Framer(8_000);
    framer.push(counting(100, 1));
    framer.clear();
    expect(framer.end()).toBeNull();
    framer.push(counting(1, 7));
    expect([...(framer.end() as Int16Array)]).toEqual([7, ...new Array(159).fill(0)]);
  });
});
