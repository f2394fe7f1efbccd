import { describe, expect, it } from "vitest";
import { messageCount, latenessAt, noLateness } from "../voice/lateness.ts";
import { Arrivals } from "./arrivals.ts";

function counted(packets: readonly (readonly [timestamp: number, at: number])[]) {
  const arrivals = new Arrivals();
  for (const [timestamp, at] of packets) arrivals.note(timestamp, at);
  const lateness = noLateness();
  const missing = arrivals.count(lateness);
  return { missing, most: latenessAt(lateness, 1), count: messageCount(lateness) };
}

describe("the arrivals of a stream of RTP", () => {
  it("are in time where each comes 20 ms after the one before, whatever the timestamp begins with", () => {
    const begin = 2 ** 32 - 160;
    expect(
      counted([
        [begin, 5],
        [0, 25],
        [160, 45],
      ]),
    ).toEqual({ missing: 0, most: 0, count: 3 });
  });

  it("are late against the earliest one, also those before it", () => {
    const { most } = counted([
      [0, 7],
      [160, 20],
      [320, 40],
    ]);
    expect(most).toBeCloseTo(7);
  });

  it("tell of packets that never came", () => {
    expect(
      counted([
        [1_000, 0],
        [1_160, 20],
        [1_640, 80],
      ]),
    ).toEqual({ missing: 2, most: 0, count: 3 });
  });

  it("begin anew once they were counted", () => {
    const arrivals = new Arrivals();
    arrivals.note(0, 0);
    arrivals.count(noLateness());
    const lateness = noLateness();
    expect(arrivals.count(lateness)).toBe(0);
    expect(messageCount(lateness)).toBe(0);
  });
});
