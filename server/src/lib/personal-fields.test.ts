import { describe, expect, it } from "vitest";
import { maskPersonal } from "./personal-fields.ts";

const personal = { type: "string", "x-personal": true };

describe("what a schema marks as personal", () => {
  it.each([
    [
      "a property",
      { properties: { name: personal } },
      { name: "Kim", day: "Monday" },
      { name: "[personal]", day: "Monday" },
    ],
    [
      "a nested one",
      { properties: { a: { properties: { b: personal } } } },
      { a: { b: 1, c: 2 } },
      { a: { b: "[personal]", c: 2 } },
    ],
    ["a whole object", { properties: { a: personal } }, { a: { deep: ["Kim"] } }, { a: "[personal]" }],
    [
      "the items of a list",
      { properties: { a: { items: personal } } },
      { a: ["x", "y"] },
      { a: ["[personal]", "[personal]"] },
    ],
    ["one place of a tuple", { prefixItems: [{}, personal], items: {} }, ["x", "y", "z"], ["x", "[personal]", "z"]],
    ["a tuple of older schemas", { items: [{}, personal] }, ["x", "y"], ["x", "[personal]"]],
    [
      "by reference",
      { properties: { a: { $ref: "#/$defs/a~1b%20c" } }, $defs: { "a/b c": personal } },
      { a: "x" },
      { a: "[personal]" },
    ],
    [
      "by a reference that leads back to itself",
      { $ref: "#/$defs/node", $defs: { node: { properties: { name: personal, next: { $ref: "#/$defs/node" } } } } },
      { name: "a", next: { name: "b", next: { other: 1 } } },
      { name: "[personal]", next: { name: "[personal]", next: { other: 1 } } },
    ],
    [
      "in one branch",
      { oneOf: [{ properties: { a: {} } }, { properties: { a: personal } }] },
      { a: 1 },
      { a: "[personal]" },
    ],
    [
      "in all of them",
      { allOf: [{ properties: { a: personal } }, { properties: { b: {} } }] },
      { a: 1, b: 2 },
      { a: "[personal]", b: 2 },
    ],
    [
      "other properties",
      { properties: { a: {} }, additionalProperties: personal },
      { a: 1, b: 2 },
      { a: 1, b: "[personal]" },
    ],
    ["by pattern", { patternProperties: { "^(a+)+$": personal } }, { aaa: 1 }, { aaa: "[personal]" }],
    ["everything", personal, { a: 1 }, "[personal]"],
    ["nothing", { properties: { name: { "x-personal": "true" } } }, { name: "Kim" }, { name: "Kim" }],
    ["nothing known", null, { name: "Kim" }, { name: "Kim" }],
    ["an unknown reference", { $ref: "https://elsewhere.example/schema" }, { name: "Kim" }, { name: "Kim" }],
    [
      "names of every object",
      { properties: { a: personal } },
      JSON.parse('{"__proto__":{"a":1},"constructor":2}'),
      JSON.parse('{"__proto__":{"a":1},"constructor":2}'),
    ],
  ])("%s", (_what, schema, value, masked) => {
    expect(maskPersonal(schema, value).value).toEqual(masked);
  });

  it("is told, to be scrubbed elsewhere", () => {
    const schema = { properties: { a: personal, b: { items: { properties: { c: personal } } } } };
    const value = { a: { x: "Kim", n: 4711, t: true }, b: [{ c: "Lee", d: "Monday" }] };
    expect(maskPersonal(schema, value).personal).toEqual(["Kim", "4711", "Lee"]);
  });

  it("masks what lies deeper than it looks", () => {
    let schema: object = personal;
    let value: object | string = "Kim";
    for (let depth = 0; depth < 100; depth += 1) {
      schema = { properties: { a: schema } };
      value = { a: value };
    }
    expect(JSON.stringify(maskPersonal(schema, value).value)).not.toContain("Kim");
  });
});
