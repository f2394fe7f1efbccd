import { describe, expect, it } from "vitest";
import { SourceGate } from "./source-gate.ts";

const NAMED = { address: "198.51.100.9", port: 6_000 };
const NAMED_RTCP = { address: "198.51.100.9", port: 6_001 };
const STRANGER = { address: "203.0.113.5", port: 7_000 };
const OTHER = { address: "203.0.113.6", port: 7_000 };

function gate(): SourceGate {
  const made = new SourceGate();
  made.expect(NAMED, NAMED_RTCP, 0);
  return made;
}

function come(
  into: SourceGate,
  from: typeof NAMED,
  [sequence, now, source = 1]: readonly [sequence: number, now: number, source?: number | undefined],
): boolean {
  return into.admit({ from, packet: { source, sequence }, isProven: false }, now);
}

describe("where audio is taken from", () => {
  it("is who was named, at once and always", () => {
    const made = gate();
    expect(made.rtp).toEqual(NAMED);
    expect(come(made, NAMED, [1, 60_000])).toBe(true);
  });

  it("is a stranger after three packets in a row within the first seconds, who then is sent to", () => {
    const made = gate();
    expect([1, 2, 3, 4].map((sequence) => come(made, STRANGER, [sequence, 100]))).toEqual([false, false, true, true]);
    expect(made.rtp).toEqual(STRANGER);
    expect(made.rtcp).toEqual({ address: "203.0.113.5", port: 7_001 });
  });

  it.each<[string, (readonly [typeof NAMED, number, number, number?])[]]>([
    [
      "whose packets are of different sources",
      [
        [STRANGER, 1, 0, 1],
        [STRANGER, 2, 0, 2],
        [STRANGER, 3, 0, 3],
      ],
    ],
    [
      "whose numbers are no row",
      [
        [STRANGER, 1, 0],
        [STRANGER, 7, 0],
        [STRANGER, 3, 0],
      ],
    ],
    [
      "who is two",
      [
        [STRANGER, 1, 0],
        [OTHER, 2, 0],
        [STRANGER, 3, 0],
        [OTHER, 4, 0],
      ],
    ],
    [
      "who comes late",
      [
        [STRANGER, 1, 5_001],
        [STRANGER, 2, 5_002],
        [STRANGER, 3, 5_003],
        [STRANGER, 4, 5_004],
      ],
    ],
    [
      "when who was named is there",
      [
        [NAMED, 1, 0],
        [STRANGER, 1, 0],
        [STRANGER, 2, 0],
        [STRANGER, 3, 0],
      ],
    ],
  ])("is no stranger %s", (_, packets) => {
    const made = gate();
    for (const [from, sequence, now, source] of packets)
      expect(come(made, from, [sequence, now, source])).toBe(from === NAMED);
    expect(made.rtp).toEqual(NAMED);
  });

  it("is no second stranger, and who was named as soon as they come", () => {
    const made = gate();
    for (const sequence of [1, 2, 3]) come(made, STRANGER, [sequence, 0]);
    expect([1, 2, 3, 4].some((sequence) => come(made, OTHER, [sequence, 10]))).toBe(false);
    expect(come(made, NAMED, [9, 20])).toBe(true);
    expect(made.rtp).toEqual(NAMED);
    expect([4, 5, 6, 7].some((sequence) => come(made, STRANGER, [sequence, 30]))).toBe(false);
  });

  it("is whoever proves to know the key, at any time", () => {
    const made = gate();
    come(made, NAMED, [1, 0]);
    expect(made.admit({ from: OTHER, packet: { source: 1, sequence: 9 }, isProven: true }, 60_000)).toBe(true);
    expect(made.rtp).toEqual(OTHER);
  });

  it("is somebody else after a description that names them, and the same after one that does not", () => {
    const made = gate();
    for (const sequence of [1, 2, 3]) come(made, STRANGER, [sequence, 0]);
    made.expect(NAMED, NAMED_RTCP, 10_000);
    expect(made.rtp).toEqual(STRANGER);
    made.expect(OTHER, OTHER, 20_000);
    expect(made.rtp).toEqual(OTHER);
    expect(come(made, STRANGER, [4, 20_001])).toBe(false);
  });

  it("is nobody who is sent to while the other side takes nothing", () => {
    const made = gate();
    come(made, NAMED, [1, 0]);
    made.expect(null, null, 10);
    expect(made.rtp).toBeNull();
    expect(come(made, NAMED, [2, 20])).toBe(true);
  });
});
