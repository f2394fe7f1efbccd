import { describe, expect, it } from "vitest";
import { type AgentSilence, isFillerDue, silenceStep } from "./dead-air.ts";

const silence = (change: Partial<AgentSilence> = {}): AgentSilence => {
  return { since: 0, reason: "slow_tool", fillers: 0, ...change };
};

describe("a silence of the agent", () => {
  it.each([
    ["a tool is given a moment", silence(), 1_700, false],
    ["a tool that takes longer is covered", silence(), 1_800, true],
    ["a model is given longer", silence({ reason: "slow_model" }), 3_000, false],
    ["a model that takes longer still is covered", silence({ reason: "slow_model" }), 3_500, true],
    ["the second filler comes later", silence({ fillers: 1 }), 7_900, false],
    ["the second filler comes", silence({ fillers: 1 }), 8_000, true],
    ["after the last rung it goes on", silence({ fillers: 9 }), 12_000, true],
  ])("%s", (_, given, now, expected) => {
    expect(isFillerDue(given, now)).toBe(expected);
  });
});

describe("a silence of the user", () => {
  const rules = { nudgeAfter: 10, endAfter: 30 };
  it.each([
    [9, false, "nothing"],
    [10, false, "nudge"],
    [29, true, "nothing"],
    [30, true, "end"],
    [30, false, "end"],
  ] as const)("of %s, asked about it: %s, leads to %s", (lasted, hasNudged, expected) => {
    expect(silenceStep(lasted, rules, hasNudged)).toBe(expected);
  });
});
