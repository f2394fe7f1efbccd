import { expect, it } from "vitest";
import { readEntityTags } from "./entity-tag.ts";

const strong = (tag: string) => ({ isWeak: false, tag });
const weak = (tag: string) => ({ isWeak: true, tag });

it.each([
  ['"a"', [strong("a")]],
  ['  "a" , W/"b","c,d"  ', [strong("a"), weak("b"), strong("c,d")]],
  ['""', [strong("")]],
  [', ,"a",,"b", ', [strong("a"), strong("b")]],
  ["*", "any"],
  [" * ", "any"],
  ["", null],
  [",", null],
  ["a", null],
  ['"a', null],
  ['"a" "b"', null],
  ['"a"b', null],
  ['w/"a"', null],
  ['*, "a"', null],
  ['"a b"', null],
])("reads %j", (header, tags) => {
  expect(readEntityTags(header)).toEqual(tags);
});

it("reads a header of 64 kB in no time to speak of, whatever stands in it", () => {
  for (const text of [",".repeat(65_536), '"a",'.repeat(16_384), `"${"a".repeat(65_536)}`]) {
    expect(() => readEntityTags(text)).not.toThrow();
  }
});
