import { expect, it } from "vitest";
import { nestsDeeperThan, parseJson } from "./json-depth.ts";

it.each<[number, string, boolean]>([
  [0, "1", false],
  [0, "null", false],
  [0, "[]", true],
  [1, "[1,2]", false],
  [1, '{"a":{}}', true],
  [2, '{"a":[1],"b":{"c":null}}', false],
  [2, '{"a":1,"b":[{}]}', true],
  [3, '{"a":1,"b":[{}]}', false],
  [2, '{"a":1,"b":[{"c":[]}]}', true],
  [100, `${"[".repeat(100_000)}${"]".repeat(100_000)}`, true],
])("more than %i deep is %.30s: %s", (limit, json, expected) => {
  expect(nestsDeeperThan(limit, JSON.parse(json))).toBe(expected);
});

it.each(["1e400", '{"a":[{"b":-1e309}]}'])("does not take %s for the null that it would be written as", (text) => {
  expect(() => parseJson(text)).toThrow("too large, such as 1e400");
});

it("takes the largest number there is", () => {
  expect(parseJson("[1.7976931348623157e308]")).toEqual([Number.MAX_VALUE]);
});
