import { describe, expect, it } from "vitest";
import { runWithin, TimeBoxError } from "./time-box.ts";

describe("runWithin", () => {
  it("gives back what the work gives back", () => {
    const made = { a: 1 };
    expect(runWithin(1_000, () => made)).toBe(made);
  });

  it("lets through what the work throws", () => {
    const thrown = new RangeError("mine");
    expect(() =>
      runWithin(1_000, () => {
        throw thrown;
      }),
    ).toThrow(thrown);
  });

  it("stops a loop that does not end, even one that catches everything", () => {
    const stubborn = () => {
      for (;;) {
        try {
          for (;;);
        } catch {
          continue;
        }
      }
    };
    expect(() => runWithin(20, stubborn)).toThrow(TimeBoxError);
  });

  it("stops in the middle of a regular expression", () => {
    expect(() => runWithin(20, () => /^(a+)+$/.test(`${"a".repeat(60)}!`))).toThrow(TimeBoxError);
  });

  it("runs one box within another", () => {
    expect(runWithin(1_000, () => [runWithin(1_000, () => "inner"), "outer"])).toEqual(["inner", "outer"]);
  });
});
