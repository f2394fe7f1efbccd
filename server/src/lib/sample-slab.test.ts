import { describe, expect, it } from "vitest";
import { allocateSamples } from "./sample-slab.ts";

describe("room for samples", () => {
  it("holds zeros and belongs to one piece alone", () => {
    const pieces = Array.from({ length: 1_000 }, (_, index) => {
      const piece = allocateSamples(160);
      expect(piece).toEqual(new Int16Array(160));
      return piece.fill(index + 1);
    });
    for (const [index, piece] of pieces.entries()) expect(new Set(piece)).toEqual(new Set([index + 1]));
  });

  it("is as long as it was asked for", () => {
    expect([0, 1, 4_096, 4_097, 100_000].map((length) => allocateSamples(length).length)).toEqual([
      0, 1, 4_096, 4_097, 100_000,
    ]);
  });
});
