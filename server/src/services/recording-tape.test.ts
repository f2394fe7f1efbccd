import { describe, expect, it } from "vitest";
import { decodeMuLaw } from "../lib/g711.ts";
import { Tape } from "./recording-tape.ts";

const loud = (length = 160) => new Int16Array(length).fill(8_000);

/** Puts so many frames, each when it is due. */
function putMany(tape: Tape, count: number, from = tape.position) {
  return Array.from({ length: count }, (_, place) => tape.put(loud(), null, from + place * 20)).filter(
    (chunk) => chunk !== null,
  );
}

describe("a tape", () => {
  it("is cut into pieces of 5 s at 8 kHz and of 2.5 s at 16 kHz", () => {
    const [piece] = putMany(new Tape(8_000), 250);
    expect(piece).toMatchObject({ offset: 0, duration: 5_000, sampleRateHz: 8_000, agent: null });
    expect(piece?.user).toHaveLength(40_000);
    const wide = new Tape(16_000);
    const pieces = Array.from({ length: 250 }, (_, place) => wide.put(null, loud(320), place * 20));
    expect(pieces.flatMap((chunk) => (chunk ? [[chunk.offset, chunk.duration, chunk.agent?.length]] : []))).toEqual([
      [0, 2_500, 40_000],
      [2_500, 2_500, 40_000],
    ]);
  });

  it("keeps both voices at their own time, and silence where there is none", () => {
    const tape = new Tape(8_000);
    tape.put(loud(), null, 0);
    tape.put(null, loud(), 20);
    tape.put(null, null, 40);
    const piece = tape.cut();
    const heard = (audio: Uint8Array | null | undefined) =>
      [0, 1, 2].map((place) => Math.round((decodeMuLaw(audio ?? new Uint8Array(0))[place * 160 + 80] ?? NaN) / 1_000));
    expect(piece?.duration).toBe(60);
    expect(heard(piece?.user)).toEqual([8, 0, 0]);
    expect(heard(piece?.agent)).toEqual([0, 8, 0]);
  });

  it("leaves a gap where no frames came for more than half a second", () => {
    const tape = new Tape(8_000);
    putMany(tape, 10);
    const before = tape.put(loud(), null, 10_007);
    expect(before).toMatchObject({ offset: 0, duration: 200 });
    expect(tape.cut()).toMatchObject({ offset: 10_000, duration: 20 });
  });

  it("leaves none for frames that come a little late, all at once", () => {
    const tape = new Tape(8_000);
    putMany(tape, 10);
    for (let frame = 0; frame < 25; frame++) expect(tape.put(loud(), null, 680)).toBeNull();
    expect(tape.cut()).toMatchObject({ offset: 0, duration: 700 });
  });

  it("goes on by the clock where frames are made up for a gap", () => {
    const tape = new Tape(8_000);
    putMany(tape, 10);
    for (let place = 0; place < 500; place++) tape.put(null, null, 10_200);
    expect(tape.position - 10_200).toBeLessThanOrEqual(220);
  });

  it("does not run ahead of the clock, however many frames come", () => {
    const tape = new Tape(8_000);
    for (let frame = 0; frame < 10_000; frame++) tape.put(loud(), null, 100);
    expect(tape.position).toBeLessThanOrEqual(320);
  });

  it("takes frames of a wrong size for frames of 20 ms", () => {
    const tape = new Tape(8_000);
    tape.put(loud(10_000), loud(3), 0);
    tape.put(loud(0), loud(), 20);
    const piece = tape.cut();
    expect(piece).toMatchObject({ duration: 40 });
    expect(piece?.user).toHaveLength(320);
    const agent = decodeMuLaw(piece?.agent ?? new Uint8Array(0));
    expect([agent[2], agent[3], agent[159], agent[160]].map((sample) => Math.abs(sample ?? NaN) > 1_000)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it("has nothing to cut before the first frame, and after a cut", () => {
    const tape = new Tape(8_000);
    expect(tape.cut()).toBeNull();
    putMany(tape, 1);
    expect(tape.cut()).not.toBeNull();
    expect(tape.cut()).toBeNull();
  });
});
