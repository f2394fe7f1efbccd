import { describe, expect, it } from "vitest";
import { keysAt, rotated, type SigningKeyRecord, settled } from "./signing-key.ts";

const at = (second: number) => new Date(Date.UTC(2025, 5, 19, 9, 30, second));
const ALONE: SigningKeyRecord = { key: "old", next_key: null, switches_at: null };
const ROTATING: SigningKeyRecord = { key: "old", next_key: "new", switches_at: at(10) };

describe("keysAt", () => {
  it.each<[string, SigningKeyRecord, number, string, string | null]>([
    ["a key that is not being rotated", ALONE, 99, "old", null],
    ["a key at the start of its rotation", ROTATING, 0, "old", "new"],
    ["a key just before the switch", ROTATING, 9.999, "old", "new"],
    ["a key at the switch", ROTATING, 10, "new", null],
    ["a key long after the switch", ROTATING, 50, "new", null],
    ["a next key without a moment to switch at", { ...ROTATING, switches_at: null }, 50, "old", "new"],
  ])("of %s", (_, record, second, current, next) => {
    expect(keysAt(record, at(second))).toEqual({ current, next });
  });
});

describe("rotated", () => {
  it.each<[string, SigningKeyRecord, { second: number; overlap: number }, SigningKeyRecord]>([
    [
      "with an overlap lets the fresh key wait",
      ALONE,
      { second: 1, overlap: 5_000 },
      { key: "old", next_key: "fresh", switches_at: at(6) },
    ],
    [
      "without an overlap switches at once",
      ALONE,
      { second: 1, overlap: 0 },
      { key: "fresh", next_key: null, switches_at: null },
    ],
    [
      "during a rotation moves its end and keeps the next key",
      ROTATING,
      { second: 1, overlap: 5_000 },
      { key: "old", next_key: "new", switches_at: at(6) },
    ],
    [
      "during a rotation without an overlap switches early",
      ROTATING,
      { second: 1, overlap: 0 },
      { key: "new", next_key: null, switches_at: null },
    ],
    [
      "after a rotation begins another from the key that won",
      ROTATING,
      { second: 10, overlap: 5_000 },
      { key: "new", next_key: "fresh", switches_at: at(15) },
    ],
    [
      "after a rotation without an overlap replaces the key that won",
      ROTATING,
      { second: 11, overlap: 0 },
      { key: "fresh", next_key: null, switches_at: null },
    ],
  ])("%s", (_, record, { second, overlap }, expected) => {
    expect(rotated(record, { now: at(second), overlap, freshKey: "fresh" })).toEqual(expected);
  });
});

describe("settled", () => {
  it("leaves a record alone until its switch is due, and says the same as it afterwards", () => {
    expect(settled(ROTATING, at(9))).toBe(ROTATING);
    expect(settled(ROTATING, at(10))).toEqual({ key: "new", next_key: null, switches_at: null });
    expect(settled(settled(ROTATING, at(10)), at(99))).toEqual(settled(ROTATING, at(99)));
  });
});
