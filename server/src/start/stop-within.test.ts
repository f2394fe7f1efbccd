import { describe, expect, it } from "vitest";
import { readEnvironment } from "../config.ts";
import { stopWithin } from "./stop-within.ts";

describe("the time that a process has to stop", () => {
  it.each([
    ["0", 8_000],
    ["5", 13_000],
    ["600", 608_000],
  ])("leaves telephone calls the %s s that they were promised", (OPERATOR_CALL_DRAIN_SEC, expected) => {
    expect(stopWithin(readEnvironment({ OPERATOR_CALL_DRAIN_SEC }))).toBe(expected);
  });
});
