import { describe, expect, it } from "vitest";
import { outputChanges } from "./output-changes.ts";

const json = (text: string): unknown => JSON.parse(text);
const nested = (depth: number, value: unknown): unknown => (depth === 0 ? value : { a: nested(depth - 1, value) });

describe("what changed between two outputs", () => {
  it.each<[string, unknown, unknown, [string, string, unknown, unknown][]]>([
    ["nothing", { a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }, []],
    ["a value", { a: 1 }, { a: 2 }, [["/a", "changed", 1, 2]]],
    ["a type", { a: "1" }, { a: 1 }, [["/a", "changed", "1", 1]]],
    ["a field that came", { a: 1 }, { a: 1, b: 2 }, [["/b", "added", null, 2]]],
    ["a field that went", { a: 1, b: 2 }, { a: 1 }, [["/b", "removed", 2, null]]],
    ["a null that came", {}, { a: null }, [["/a", "added", null, null]]],
    ["a null that became a value", { a: null }, { a: 0 }, [["/a", "changed", null, 0]]],
    ["a nested field", { a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } }, [["/a/b", "changed", 1, 2]]],
    ["a nested field that came", { a: {} }, { a: { b: 1 } }, [["/a/b", "added", null, 1]]],
    ["an object that became a list", { a: {} }, { a: [] }, [["/a", "changed", {}, []]]],
    ["a list, as one field", { a: [1, 2] }, { a: [2, 1] }, [["/a", "changed", [1, 2], [2, 1]]]],
    ["an object in a list", { a: [{ b: 1 }] }, { a: [{ b: 2 }] }, [["/a", "changed", [{ b: 1 }], [{ b: 2 }]]]],
    ["everything, where it is no object", "well", "badly", [["", "changed", "well", "badly"]]],
    ["everything, where it becomes one", null, { a: 1 }, [["", "changed", null, { a: 1 }]]],
    ["names with signs of their own", { "a/b~c": 1 }, { "a/b~c": 2 }, [["/a~1b~0c", "changed", 1, 2]]],
    ["an empty name", { "": 1 }, { "": 2 }, [["/", "changed", 1, 2]]],
    [
      "fields in the order of their names",
      { b: 1 },
      { a: 1, c: 1 },
      [
        ["/a", "added", null, 1],
        ["/b", "removed", 1, null],
        ["/c", "added", null, 1],
      ],
    ],
    [
      "what is called like what every object has",
      json('{"constructor":1}'),
      json('{"__proto__":{"x":1}}'),
      [
        ["/__proto__", "added", null, { x: 1 }],
        ["/constructor", "removed", 1, null],
      ],
    ],
    ["text by its code points", { a: "é" }, { a: "e\u0301" }, [["/a", "changed", "é", "e\u0301"]]],
  ])("is found: %s", (_what, before, after, changes) => {
    expect(outputChanges(before, after)).toEqual(
      changes.map(([path, change, old, now]) => ({ path, change, old, new: now })),
    );
  });

  it("is found in objects of any depth, without running out of stack", () => {
    const [change] = outputChanges(nested(200, 1), nested(200, 2));
    expect(change?.path).toBe("/a".repeat(32));
    expect(outputChanges(nested(200, 1), nested(200, 1))).toEqual([]);
  });
});
