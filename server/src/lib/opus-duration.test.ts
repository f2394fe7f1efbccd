import { describe, expect, it } from "vitest";
import { openOpus } from "./opus.ts";
import { opusTicks } from "./opus-duration.ts";

describe("opusTicks", () => {
  it.each([10, 20, 40, 60])("tells that a packet of %i ms lasts that long", (duration) => {
    const opus = openOpus(16_000);
    expect(opusTicks(opus.encode(new Int16Array(16 * duration)))).toBe(duration * 48);
    opus.close();
  });

  it.each<[string, number[], number]>([
    ["nothing", [], 0],
    ["two frames of 20 ms", [(9 << 3) | 1, 0], 40 * 48],
    ["two unequal frames of 2.5 ms", [(16 << 3) | 2, 1], 5 * 48],
    ["three frames of 20 ms of hybrid coding", [(13 << 3) | 3, 3], 60 * 48],
    ["a count that is not there", [(9 << 3) | 3], 0],
    ["more than 120 ms", [(11 << 3) | 3, 3], 0],
  ])("tells how long %s lasts", (_, bytes, ticks) => {
    expect(opusTicks(Uint8Array.from(bytes))).toBe(ticks);
  });

  it("tells the length that the decoder finds, for every first byte", () => {
    const opus = openOpus(8_000);
    for (let head = 0; head < 256; head++) {
      const packet = Uint8Array.of(head, 1, 0, 0);
      let decoded: number | null = null;
      try {
        decoded = opus.decode(packet).length;
      } catch {
        // Not all of these are packets; those that are not are not to be timed either.
        continue;
      }
      expect(opusTicks(packet)).toBe(decoded * 6);
    }
    opus.close();
  });
});
