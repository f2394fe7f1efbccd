import { expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

it.each<[unknown, string]>([
  [{ b: 1, a: [{ d: null, c: "x" }] }, '{"a":[{"c":"x","d":null}],"b":1}'],
  [[3, 1, 2], "[3,1,2]"],
  [JSON.parse('{"__proto__":1,"a":2}'), '{"__proto__":1,"a":2}'],
  ["text", '"text"'],
  [null, "null"],
])("writes %j as %s", (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
