import { describe, expect, it } from "vitest";
import { valueAt } from "./json-pointer.ts";

const VALUE = { "": 0, a: [{ b: null }, "x"], "m~n": 8, "c/d": 1, __proto__: 2, length: 3 };

describe("a JSON Pointer", () => {
  it.each([
    ["", VALUE],
    ["/", 0],
    ["/a/0/b", null],
    ["/a/1", "x"],
    ["/m~0n", 8],
    ["/c~1d", 1],
    ["/length", 3],
  ])("%j leads to its value", (pointer, value) => {
    expect(valueAt(VALUE, pointer)).toEqual(value);
  });

  it.each(["a", "/b", "/a/2", "/a/-", "/a/00", "/a/length", "/a/1/0", "/m~n", "/m~2n", "/toString", "/constructor"])(
    "%j leads nowhere",
    (pointer) => {
      expect(valueAt(VALUE, pointer)).toBeUndefined();
    },
  );
});
