import { expect, it } from "vitest";
import type { JsonObject } from "./json.ts";
import { propertyNames } from "./schema-properties.ts";

const a = { properties: { a: {} } };

it.each<[string, JsonObject, string[]]>([
  ["its own", { type: "object", properties: { a: {}, b: {} } }, ["a", "b"]],
  [
    "those of its parts",
    { allOf: [a], anyOf: [{ properties: { b: {} } }], oneOf: [{ properties: { c: {} } }] },
    ["a", "b", "c"],
  ],
  [
    "those of its conditions",
    { if: a, then: { properties: { b: {} } }, else: { properties: { c: {} } } },
    ["a", "b", "c"],
  ],
  ["those it refers to", { $ref: "#/$defs/x", $defs: { x: a } }, ["a"]],
  ["those behind an encoded reference", { $ref: "#/$defs/x~1y%20z", $defs: { "x/y z": a } }, ["a"]],
  [
    "none behind references to nothing",
    { allOf: [{ $ref: "#/$defs/x" }, { $ref: "https://a.example/" }, { $ref: "#/%" }] },
    [],
  ],
  ["none of the prototype's", { $ref: "#/constructor" }, []],
  ["none of what is inside its properties", { properties: { a: { properties: { b: {} } } } }, ["a"]],
  ["none of what is no schema", { properties: 7, allOf: "x", anyOf: [null, true] } as JsonObject, []],
])("a schema has as properties %s", (_what, schema, names) => {
  expect([...propertyNames(schema)].sort()).toEqual(names);
});

it("a schema that refers to itself is looked through once", () => {
  expect([...propertyNames({ $ref: "#", properties: { a: {} }, allOf: [{ $ref: "#" }] })]).toEqual(["a"]);
});
