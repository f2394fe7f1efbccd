import { describe, expect, it } from "vitest";
import { contradictionIn } from "./unmeetable-schema.ts";

const requiring = (schema: unknown) => ({ type: "object", properties: { a: schema }, required: ["a"] });

describe("a schema that nothing fits", () => {
  it.each([
    ["whose bounds cross", { type: "integer", minimum: 5, maximum: 4 }, ""],
    ["with an empty choice", { enum: [] }, ""],
    ["with choices of another type", { type: "integer", enum: ["a", "b"] }, ""],
    ["with a constant outside its choices", { enum: [1, 2], const: 3 }, ""],
    ["that excludes everything", { not: {} }, ""],
    ["that requires what nothing fits", requiring({ minLength: 3, maxLength: 2 }), "properties.a"],
    ["that requires what is false", requiring(false), "properties.a"],
    [
      "that requires a field it forbids",
      { type: "object", required: ["b"], additionalProperties: false },
      "properties.b",
    ],
    ["a part of which nothing fits", { allOf: [{}, { minItems: 2, maxItems: 1 }] }, "allOf[1]"],
    ["in two steps", requiring(requiring({ enum: [] })), "properties.a.properties.a"],
  ])("%s is found, with the place", (_, schema, place) => {
    expect(contradictionIn(schema)).toMatchObject({ place });
  });

  it.each([
    ["an optional field that nothing fits", { type: "object", properties: { a: false } }],
    ["one of several forms that nothing fits", { anyOf: [false, { type: "string" }] }],
    ["a requirement that binds objects alone", { properties: { a: false }, required: ["a"] }],
    ["equal bounds", { minimum: 4, maximum: 4 }],
    ["a choice one of which fits", { type: "integer", enum: ["a", 1] }],
    ["a nullable choice", { type: "string", nullable: true, enum: ["a", null] }],
    [
      "fields by pattern",
      { type: "object", required: ["b"], patternProperties: { b: {} }, additionalProperties: false },
    ],
    ["everything", {}],
  ])("is not %s", (_, schema) => {
    expect(contradictionIn(schema)).toBe(null);
  });
});
