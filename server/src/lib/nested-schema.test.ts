import { describe, expect, it } from "vitest";
import { compileSchema } from "./json-schema.ts";
import { nestedSchema } from "./nested-schema.ts";

const inside = (schema: Record<string, unknown>) =>
  compileSchema({
    type: "object",
    properties: { output: nestedSchema(schema, "#/properties/output") },
    required: ["output"],
  });

describe("a schema inside another", () => {
  it.each([
    [
      "with definitions",
      { $defs: { a: { type: "integer" } }, type: "array", items: { $ref: "#/$defs/a" } },
      [1],
      ["x"],
    ],
    ["with an id", { $id: "https://example.com/s", $defs: { a: { type: "string" } }, $ref: "#/$defs/a" }, "x", 1],
    [
      "that refers to itself",
      { type: "object", properties: { next: { $ref: "#" } }, additionalProperties: false },
      { next: { next: {} } },
      { next: { last: 1 } },
    ],
    ["of OpenAPI 3.0", { type: "string", nullable: true }, null, 1],
    [
      "with fields that are called as keywords are",
      { properties: { $ref: { type: "string" }, default: { $ref: "#/$defs/a" } }, $defs: { a: { type: "integer" } } },
      { $ref: "#/x", default: 1 },
      { default: "x" },
    ],
    [
      "whose values look like references",
      { const: { $ref: "#/a" } },
      { $ref: "#/a" },
      { $ref: "#/properties/output/a" },
    ],
  ])("%s means what it meant", (_, schema, fitting, wrong) => {
    const check = inside(schema);
    expect(check({ output: fitting }).ok).toBe(true);
    expect(check({ output: wrong }).ok).toBe(false);
  });
});
