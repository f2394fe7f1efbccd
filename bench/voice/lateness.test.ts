import { describe, expect, it } from "vitest";
import { FrameGrid, frameCount, latenessAt, noLateness, noteLateness } from "./lateness.ts";

const late = (...arrivals: number[]) => {
  const grid = new FrameGrid();
  return arrivals.map((at) => grid.arrive(at));
};

describe("the lateness of frames", () => {
  it.each([
    ["none of a steady stream", late(7, 27, 47, 67), [0, 0, 0, 0]],
    ["none of frames sent ahead and a steady stream after them", late(0, 0, 0, 20, 40), [0, 0, 0, 0, 0]],
    ["that of one frame", late(0, 20, 55, 60), [0, 0, 15, 0]],
    ["that of all frames after a stall that is not made up for", late(0, 20, 90, 110, 130), [0, 0, 50, 50, 50]],
    ["less and less when a stall is made up for", late(0, 20, 90, 90, 90), [0, 0, 50, 30, 10]],
  ])("is %s", (_, seen, expected) => {
    expect(seen).toEqual(expected);
  });

  it("begins anew with another answer", () => {
    const grid = new FrameGrid();
    grid.arrive(0);
    grid.begin();
    expect(grid.arrive(500)).toBe(0);
  });

  it("is counted in tenths of a ms, and told by the share of frames", () => {
    const counts = noLateness();
    for (let each = 1; each <= 1_000; each++) noteLateness(counts, each / 100);
    expect(latenessAt(counts, 0.5)).toBeCloseTo(5);
    expect(latenessAt(counts, 0.999)).toBeCloseTo(10);
    expect(frameCount(counts)).toBe(1_000);
    expect(latenessAt(noLateness(), 0.5)).toBeNaN();
    noteLateness(counts, 1e9);
    expect(latenessAt(counts, 1)).toBe(2_000);
  });
});
