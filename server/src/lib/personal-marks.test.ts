import { expect, it } from "vitest";
import { withMarksOf } from "./personal-marks.ts";

const PERSONAL = { "x-personal": true };

it.each<[string, unknown, unknown, unknown]>([
  [
    "a field",
    { properties: { a: PERSONAL, b: {} } },
    { properties: { a: { type: "string" }, b: {} } },
    { properties: { a: { type: "string", ...PERSONAL }, b: {} } },
  ],
  [
    "a field inside",
    { properties: { a: { items: { properties: { b: PERSONAL } } } } },
    { properties: { a: { items: { properties: { b: {} } } } } },
    { properties: { a: { items: { properties: { b: PERSONAL } } } } },
  ],
  [
    "an alternative",
    { anyOf: [{}, PERSONAL] },
    { anyOf: [{}, { type: "null" }] },
    { anyOf: [{}, { type: "null", ...PERSONAL }] },
  ],
  ["a field that went", { properties: { a: PERSONAL } }, { properties: { b: {} } }, { properties: { b: {} } }],
  [
    "a field that is a truth value",
    { properties: { a: PERSONAL } },
    { properties: { a: true } },
    { properties: { a: true } },
  ],
  [
    "what is no mark",
    { properties: { a: { "x-personal": "yes" } } },
    { properties: { a: {} } },
    { properties: { a: {} } },
  ],
])("the mark of %s is taken over where it has its place", (_, marked, schema, result) => {
  expect(withMarksOf(marked, schema)).toEqual(result);
});

it("a schema that needs no marks stays the same object", () => {
  const schema = { properties: { a: PERSONAL, list: [{}] } };
  expect(withMarksOf({ properties: { a: PERSONAL, list: [{}] } }, schema)).toBe(schema);
});
