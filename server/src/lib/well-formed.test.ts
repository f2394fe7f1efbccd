import { describe, expect, it } from "vitest";
import { wellFormed } from "./well-formed.ts";

describe("what cannot be stored", () => {
  it.each([
    ["a NUL", "a\0b", "a\uFFFDb"],
    ["the first half of a pair", "a\uD83D", "a\uFFFD"],
    ["the second half of a pair", "\uDE00b", "\uFFFDb"],
    ["a pair in the wrong order", "\uDE00\uD83D", "\uFFFD\uFFFD"],
  ])("is replaced: %s", (_what, text, clean) => {
    expect(wellFormed(text)).toBe(clean);
    expect(wellFormed({ deep: [{ text }] })).toEqual({ deep: [{ text: clean }] });
    expect(wellFormed({ [text]: 1 })).toEqual({ [clean]: 1 });
  });

  it("leaves everything else as the same value", () => {
    const value = { text: "😀 ü", list: [1, null, { a: true }] };
    expect(wellFormed(value)).toBe(value);
  });
});
