import { expect, it } from "vitest";
import { nestsDeeperThan } from "./json-depth.ts";

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
