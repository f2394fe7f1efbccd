import { describe, expect, it } from "vitest";
import { AnswerGrid, messageCount, latenessAt, noLateness, noteLateness } from "./lateness.ts";

const arriving = (messages: readonly (readonly [at: number, duration: number])[]) => {
  const grid = new AnswerGrid();
  return messages.map(([at, duration]) => grid.arrive(at, duration));
};
const each20 = (arrivals: readonly number[]) => arriving(arrivals.map((at) => [at, 20]));
const lateOf = (...messages: [at: number, duration: number][]) => arriving(messages).map((message) => message.late);
const late = (...arrivals: number[]) => each20(arrivals).map((message) => message.late);
const gaps = (...arrivals: number[]) => each20(arrivals).map(({ gap }) => gap);

describe("the lateness of messages", () => {
  it.each([
    ["none of a steady stream", late(7, 27, 47, 67), [0, 0, 0, 0]],
    ["none of frames sent ahead and a steady stream after them", late(0, 0, 0, 20, 40), [0, 0, 0, 0, 0]],
    ["that of one frame", late(0, 20, 55, 60), [0, 0, 15, 0]],
    ["that of all frames after a stall that is not made up for", late(0, 20, 90, 110, 130), [0, 0, 50, 50, 50]],
    ["none of messages whose lengths differ", lateOf([0, 120], [20, 40], [60, 40], [100, 20]), [0, 0, 0, 0]],
    ["less and less when a stall is made up for", late(0, 20, 90, 90, 90), [0, 0, 50, 30, 10]],
  ])("is %s", (_, seen, expected) => {
    expect(seen).toEqual(expected);
  });

  it.each([
    ["none in a steady stream", gaps(7, 27, 47), [0, 0, 0]],
    ["none while what was sent ahead lasts", gaps(0, 0, 0, 55, 79), [0, 0, 0, 0, 0]],
    ["what it lasts when it does not, and none after it", gaps(0, 0, 55, 75, 90), [0, 0, 15, 0, 0]],
  ])("is told with the gaps: %s", (_, seen, expected) => {
    expect(seen).toEqual(expected);
  });

  it("begins anew with another answer", () => {
    const grid = new AnswerGrid();
    grid.arrive(0, 20);
    grid.begin();
    expect(grid.arrive(500, 20)).toEqual({ late: 0, gap: 0 });
  });

  it("is counted in tenths of a ms, and told by the share of all", () => {
    const counts = noLateness();
    for (let each = 1; each <= 1_000; each++) noteLateness(counts, each / 100);
    expect(latenessAt(counts, 0.5)).toBeCloseTo(5);
    expect(latenessAt(counts, 0.999)).toBeCloseTo(10);
    expect(messageCount(counts)).toBe(1_000);
    expect(latenessAt(noLateness(), 0.5)).toBeNaN();
    noteLateness(counts, 1e9);
    expect(latenessAt(counts, 1)).toBe(2_000);
  });
});
