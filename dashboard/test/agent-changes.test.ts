import { describe, expect, it } from "vitest";
import { diffLines, foldSame } from "../src/agents/line-diff.ts";
import { mergeValues } from "../src/agents/merge-values.ts";
import { moved } from "../src/agents/moved.ts";
import { promptOfType } from "../src/agents/prompt-types.ts";
import { isSame } from "../src/agents/same-value.ts";

const written = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${{ same: " ", added: "+", removed: "-" }[kind]}${text}`);

describe("diffLines", () => {
  it.each([
    ["", "", []],
    ["a", "a", [" a"]],
    ["", "a", ["+a"]],
    ["a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]],
    ["a\nb\nc\nd", "b\nd\ne", ["-a", " b", "-c", " d", "+e"]],
    ["a\na", "a", [" a", "-a"]],
  ])("compares %j with %j", (before, after, expected) => {
    expect(written(before, after)).toEqual(expected);
  });

  it("leaves out what is the same far from a change", () => {
    const lines = diffLines("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5\n7");
    expect(foldSame(lines, 1).map((line) => (line.kind === "gap" ? line.count : line.text))).toEqual([
      4,
      "5",
      "6",
      "7",
    ]);
  });
});

describe("mergeValues", () => {
  const base = { name: "A", config: { model: "m", tools: ["x"], mine: 1 } };
  it.each([
    ["one side alone", { ...base, name: "B" }, base, { ...base, name: "B" }, []],
    ["the other side alone", base, { ...base, name: "C" }, { ...base, name: "C" }, []],
    [
      "different places",
      { ...base, name: "B" },
      { ...base, config: { ...base.config, model: "n" } },
      { name: "B", config: { ...base.config, model: "n" } },
      [],
    ],
    [
      "the same place alike",
      { ...base, config: { ...base.config, model: "n" } },
      { ...base, config: { ...base.config, model: "n" } },
      { ...base, config: { ...base.config, model: "n" } },
      [],
    ],
    [
      "the same list",
      { ...base, config: { ...base.config, tools: ["x", "y"] } },
      { ...base, config: { ...base.config, tools: [] } },
      { ...base, config: { ...base.config, tools: ["x", "y"] } },
      ["config.tools"],
    ],
    [
      "a field that one took out",
      { name: "A", config: { model: "m", tools: ["x"] } },
      base,
      { name: "A", config: { model: "m", tools: ["x"] } },
      [],
    ],
  ])("joins changes of %s", (_what, mine, theirs, value, clashes) => {
    expect(mergeValues({ base, mine, theirs })).toEqual({ value, clashes });
  });
});

describe("isSame", () => {
  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: undefined }, {}, true],
    [[1, 2], [2, 1], false],
    [null, {}, false],
  ])("compares %j with %j", (one, other, expected) => {
    expect(isSame(one, other)).toBe(expected);
  });
});

describe("a prompt and its routes", () => {
  it("keeps every word when routes become one prompt", () => {
    const routes = [{ name: "Order", description: "Asks for an order.", instructions: "Look it up." }];
    const prompt = promptOfType({ type: "intent_routing", text: "Be brief.", routes }, "fixed");
    expect(prompt).toEqual({ type: "fixed", text: "Be brief.\n\n## Order\n\nAsks for an order.\n\nLook it up." });
  });

  it("moves a route, and leaves those at the ends where they are", () => {
    expect(moved(["a", "b"], 0, 1)).toEqual(["b", "a"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  });
});
