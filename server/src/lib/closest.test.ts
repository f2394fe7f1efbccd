import { describe, expect, it } from "vitest";
import { closest } from "./closest.ts";

const FIELDS = ["name", "prompt", "text", "default_value", "variables", "speaks_first", "type", "id", "ns"];

describe("closest", () => {
  it.each<[string, string | null]>([
    ["promt", "prompt"],
    ["prompts", "prompt"],
    ["pormpt", "prompt"],
    ["nam", "name"],
    ["naem", "name"],
    ["txt", "text"],
    ["Text", "text"],
    ["defaultValue", "default_value"],
    ["default-value", "default_value"],
    ["default_vlaues", "default_value"],
    ["varaibles", "variables"],
    ["speak_first", "speaks_first"],
    ["ids", "id"],
    ["xyz", null],
    ["temperature", null],
    ["", null],
    ["a", null],
    ["日本語", null],
  ])("guesses for %j: %j", (word, guess) => {
    expect(closest(word, FIELDS)).toBe(guess);
  });

  it("prefers the nearest, and the first among equals", () => {
    expect(closest("route_b", ["route_abc", "route_ab", "route_cb"])).toBe("route_ab");
    expect(closest("book", ["boot", "look"])).toBe("boot");
  });

  it("has no guess without candidates", () => {
    expect(closest("name", [])).toBeNull();
  });

  it("answers for very long words on either side", () => {
    const long = "a".repeat(1_000_000);
    expect(closest(long, ["name", `${long}b`])).toBeNull();
    expect(closest("name", [long, "names"])).toBe("names");
  });

  it("compares a long word with thousands of long candidates", () => {
    const candidates = Array.from(
      { length: 5_000 },
      (_, index) => `${"ab".repeat(29)}${String(index).padStart(6, "x")}`,
    );
    expect(() => closest("ba".repeat(32), candidates)).not.toThrow();
  });
});
