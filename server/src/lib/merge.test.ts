import { describe, expect, it } from "vitest";
import type { JsonObject } from "./json.ts";
import { mergeDeep } from "./merge.ts";

describe("mergeDeep", () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ["adds what is new", { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ["lets the later value win", { a: 1 }, { a: 2 }, { a: 2 }],
    ["merges objects key by key", { a: { b: 1, c: 2 } }, { a: { c: 3 } }, { a: { b: 1, c: 3 } }],
    ["merges at any depth", { a: { b: { c: 1, d: 1 } } }, { a: { b: { c: 2 } } }, { a: { b: { c: 2, d: 1 } } }],
    ["replaces arrays whole", { a: [1, 2, 3] }, { a: [4] }, { a: [4] }],
    ["replaces an array by an object", { a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
    ["replaces an object by an array", { a: { b: 1 } }, { a: [1] }, { a: [1] }],
    ["replaces with null", { a: { b: 1 } }, { a: null }, { a: null }],
    ["replaces null with an object", { a: null }, { a: { b: 1 } }, { a: { b: 1 } }],
    [
      "keeps false, 0 and the empty text",
      { a: true, b: 1, c: "x" },
      { a: false, b: 0, c: "" },
      { a: false, b: 0, c: "" },
    ],
    ["changes nothing for an empty object", { a: { b: 1 } }, { a: {} }, { a: { b: 1 } }],
  ])("%s", (...[, base, over, expected]) => {
    expect(mergeDeep(base, over)).toEqual(expected);
  });

  it("changes neither side", () => {
    const base = { a: { b: { c: 1 } }, list: [1] };
    const over = { a: { b: { d: 2 }, e: { f: 1 } } };
    const copies = structuredClone([base, over]);
    mergeDeep(mergeDeep(base, over), { a: { b: { d: 9 }, e: { f: 9 } } });
    expect([base, over]).toEqual(copies);
  });

  it("pollutes no prototype and inherits nothing from hostile keys", () => {
    const hostile = JSON.parse(
      '{"__proto__":{"evil":1},"constructor":{"prototype":{"evil":1}},"a":{"__proto__":{"evil":1},"b":1}}',
    ) as JsonObject;
    const merged = mergeDeep(mergeDeep({ a: {} }, hostile), hostile);
    expect(({} as JsonObject)["evil"]).toBeUndefined();
    expect(merged["evil"]).toBeUndefined();
    expect((merged["a"] as JsonObject)["evil"]).toBeUndefined();
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Object.keys(merged)).toEqual(["a", "constructor"]);
    expect(merged["a"]).toEqual({ b: 1 });
  });

  it("merges objects nested a hundred thousand deep", () => {
    const nest = (leaf: JsonObject) => {
      let value = leaf;
      for (let depth = 0; depth < 100_000; depth++) value = { a: value };
      return value;
    };
    let merged = mergeDeep(nest({ left: 1 }), nest({ right: 1 }));
    while (merged["a"] !== undefined) merged = merged["a"] as JsonObject;
    expect(merged).toEqual({ left: 1, right: 1 });
  });
});
