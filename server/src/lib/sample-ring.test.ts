import { describe, expect, it } from "vitest";
import { SampleRing } from "./sample-ring.ts";

function ends(samples: number) {
  const memory = SampleRing.memoryFor(samples);
  return { writer: new SampleRing(memory), reader: new SampleRing(memory) };
}

function read(ring: SampleRing, most: number): number[] {
  const target = new Int16Array(most);
  return [...target.subarray(0, ring.read(target))];
}

describe("a ring of samples", () => {
  it("gives what was written, in order, over its end, and never twice", () => {
    const { writer, reader } = ends(8);
    let next = 0;
    for (let round = 0; round < 50; round++) {
      const given = Int16Array.from({ length: 1 + (round % 7) }, () => next++);
      expect(writer.write(given)).toBe(true);
      expect(reader.length).toBe(given.length);
      expect([...read(reader, 3), ...read(reader, 8)]).toEqual([...given]);
      expect(reader.length).toBe(0);
    }
  });

  it("takes nothing of what has no room, and all of it later", () => {
    const { writer, reader } = ends(8);
    expect(writer.write(new Int16Array(6).fill(1))).toBe(true);
    expect(writer.write(Int16Array.of(2, 3, 4))).toBe(false);
    expect(read(reader, 2)).toEqual([1, 1]);
    expect(writer.write(Int16Array.of(2, 3, 4))).toBe(true);
    expect(read(reader, 9)).toEqual([1, 1, 1, 1, 2, 3, 4]);
  });

  it("gives nothing of what was thrown away, and what was written after", () => {
    const { writer, reader } = ends(8);
    expect(writer.isUsed).toBe(false);
    writer.write(Int16Array.of(1, 2, 3));
    writer.clear();
    expect([writer.length, reader.length, reader.isUsed]).toEqual([0, 0, true]);
    writer.write(Int16Array.of(4));
    expect(read(reader, 8)).toEqual([4]);
    expect(writer.write(new Int16Array(8))).toBe(true);
  });
});
