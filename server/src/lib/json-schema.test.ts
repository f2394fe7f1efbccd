import { describe, expect, it } from "vitest";
import type { JsonObject } from "./json.ts";
import { compileSchema } from "./json-schema.ts";
import { InvalidSchemaError } from "./json-schema-dialect.ts";

const BOOKING: JsonObject = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 1, maxLength: 40 },
    service: { type: "string", enum: ["Haircut", "Beard trim"] },
    date: { type: "string", format: "date" },
    time: { type: "string", format: "time" },
    guests: { type: "array", items: { type: "object", properties: { age: { type: "integer", minimum: 0 } } } },
  },
  required: ["name", "service", "date"],
  additionalProperties: false,
};

function problemsOf(schema: JsonObject, value: unknown): readonly string[] {
  const verdict = compileSchema(schema)(value);
  return verdict.ok ? [] : verdict.problems;
}

describe("compileSchema", () => {
  it("accepts a value that fits", () => {
    const value = { name: "Ada", service: "Haircut", date: "2025-07-01", time: "14:30", guests: [{ age: 3 }] };
    expect(compileSchema(BOOKING)(value)).toEqual({ ok: true });
  });

  it("names every problem at once, with its place, in plain words", () => {
    const value = { name: "", service: "Shave", date: "1st of July", time: "25:00", guests: [{ age: 1.5 }], note: "x" };
    expect(problemsOf(BOOKING, value)).toEqual([
      '"note" is not one of the known fields.',
      '"name" must not be empty.',
      '"service" must be one of "Haircut", "Beard trim".',
      '"date" must be a date written YYYY-MM-DD.',
      '"time" must be a time written HH:MM, from 00:00 to 23:59.',
      '"guests[0].age" must be a whole number.',
    ]);
  });

  it.each<[JsonObject, unknown, string[]]>([
    [BOOKING, "Ada", ["The value must be an object."]],
    [BOOKING, { name: "Ada", date: "2025-07-01" }, ['"service" is missing.']],
    [{ type: ["integer", "null"] }, "3", ["The value must be a whole number or null."]],
    [{ const: "yes" }, "no", ['The value must be "yes".']],
    [{ type: "string", pattern: "^A" }, "B", ["The value must match the pattern ^A."]],
    [{ type: "string", minLength: 3 }, "ab", ["The value must have at least 3 characters."]],
    [{ type: "number", exclusiveMinimum: 2 }, 2, ["The value must be more than 2."]],
    [{ type: "number" }, JSON.parse("1e400"), ["The value must be a number."]],
    [{ type: "integer" }, JSON.parse("-1e400"), ["The value must be a whole number."]],
    [{ type: "number", maximum: 2 }, 3, ["The value must be 2 or less."]],
    [{ type: "array", uniqueItems: true }, [1, 1], ["The value must not have the same entry twice."]],
    [{ type: "array", minItems: 1 }, [], ["The value must not be empty."]],
    [{ properties: { "a/b": { type: "boolean" } } }, { "a/b": 1 }, ['"a/b" must be true or false.']],
    [
      { properties: { to: { anyOf: [{ type: "string" }, { type: "integer" }] } } },
      { to: true },
      ['"to" fits none of the allowed forms ("to" must be text; or "to" must be a whole number).'],
    ],
    [{ oneOf: [{ type: "number" }, { minimum: 3 }] }, 4, ["The value must fit exactly one of the allowed forms."]],
    [{ if: { required: ["a"] }, then: { required: ["b"] } }, { a: 1 }, ['"b" is missing.']],
  ])("of %j and %j says %j", (schema, value, problems) => {
    expect(problemsOf(schema, value)).toEqual(problems);
  });

  it("lists at most ten problems, and says how many more there are", () => {
    const required = Array.from({ length: 25 }, (_, index) => `field${index}`);
    const problems = problemsOf({ type: "object", required }, {});
    expect(problems).toHaveLength(10);
    expect(problems.at(-1)).toBe("There are 16 more problems.");
  });

  it.each<[string, string, boolean]>([
    ["date", "2024-02-29", true],
    ["date", "2025-02-29", false],
    ["date", "2025-13-01", false],
    ["date", "0099-01-31", true],
    ["time", "00:00", true],
    ["time", "23:59:60Z", true],
    ["time", "09:30:00.5+02:00", true],
    ["time", "24:00", false],
    ["time", "9:30", false],
    ["date-time", "2025-06-19T14:30:00Z", true],
    ["date-time", "2025-06-19t14:30:00.25-05:00", true],
    ["date-time", "2025-06-19T14:30:00", false],
    ["date-time", "2025-06-19T14:30Z", false],
    ["date-time", "2025-06-31T14:30:00Z", false],
    ["email", "ada@example.com", true],
    ["email", "ada@localhost", false],
    ["email", "ada example@example.com", false],
    ["email", `${"a".repeat(250)}@b.com`, false],
    ["uri", "https://example.com/a?b", true],
    ["uri", "/relative", false],
    ["uuid", "c56a4180-65aa-42ec-a945-5fd21dec0538", true],
    ["uuid", "c56a4180", false],
    ["binary", "an unknown format is an annotation", true],
  ])("format %s: %s is %s", (format, text, fits) => {
    expect(compileSchema({ type: "string", format })(text).ok).toBe(fits);
  });

  it.each<[string, JsonObject, unknown, boolean]>([
    ["nullable type", { type: "string", nullable: true }, null, true],
    ["nullable: false", { type: "string", nullable: false }, null, false],
    ["nullable enum", { type: "string", enum: ["a"], nullable: true }, null, true],
    ["nullable enum, another value", { type: "string", enum: ["a"], nullable: true }, "b", false],
    ["nullable without type", { enum: ["a"], nullable: true }, null, true],
    ["nullable reference", { $ref: "#/$defs/a", $defs: { a: { type: "string" } }, nullable: true }, null, true],
    ["nullable allOf", { allOf: [{ type: "string" }], type: "string", nullable: true }, null, true],
    ["a property called nullable", { properties: { nullable: { type: "boolean" } } }, { nullable: 1 }, false],
    ["a default that looks like a schema", { default: { nullable: true, type: 1 } }, 1, true],
    ["boolean exclusiveMinimum", { type: "number", minimum: 1, exclusiveMinimum: true }, 1, false],
    ["boolean exclusiveMaximum", { type: "number", maximum: 1, exclusiveMaximum: false }, 1, true],
    ["a list of items", { items: [{ type: "string" }], additionalItems: false }, ["a", "b"], false],
    ["a list of items that fits", { items: [{ type: "string" }], additionalItems: false }, ["a"], true],
    ["definitions", { definitions: { a: { type: "string" } }, items: { $ref: "#/definitions/a" } }, [1], false],
    ["draft 7", { $schema: "http://json-schema.org/draft-07/schema#", type: "string" }, "a", true],
    ["unknown keywords", { type: "string", example: "x", "x-order": 1 }, "a", true],
    ["a pattern in the older syntax", { type: "string", pattern: "^[a\\_-z]+\\-$" }, "a_-", true],
  ])("understands %s", (...[, schema, value, fits]) => {
    expect(compileSchema(schema)(value).ok).toBe(fits);
  });

  it("leaves the schema it is given as it is", () => {
    const schema = { type: "object", properties: { a: { type: "string", nullable: true } } };
    const before = structuredClone(schema);
    compileSchema(schema);
    expect(schema).toEqual(before);
  });

  it("compiles the same schema once, also when it was read anew", () => {
    expect(compileSchema(structuredClone(BOOKING))).toBe(compileSchema(structuredClone(BOOKING)));
  });

  it("forgets the schemas that were not used for longest", () => {
    const first = { type: "string", title: "first" };
    const check = compileSchema(structuredClone(first));
    for (let index = 0; index < 500; index++) compileSchema({ title: `other ${index}` });
    expect(compileSchema(structuredClone(first))).not.toBe(check);
  });

  it("keeps two schemas of the same $id apart", () => {
    const $id = "https://example.com/booking";
    expect(compileSchema({ $id, type: "string" })("a").ok).toBe(true);
    expect(compileSchema({ $id, type: "number" })("a").ok).toBe(false);
  });

  it.each<[string, JsonObject, RegExp]>([
    ["an unknown type", { type: "text" }, /2020-12: "type" must be one of "array", "boolean"/],
    ["a broken pattern", { type: "string", pattern: "(" }, /cannot be used: Invalid regular expression/],
    ["a reference to elsewhere", { $ref: "https://example.com/a.json" }, /cannot be used: can't resolve reference/],
    ["a reference to nothing", { $ref: "#/$defs/a" }, /cannot be used: can't resolve reference/],
  ])("refuses %s", (_, schema, message) => {
    expect(() => compileSchema(schema)).toThrow(InvalidSchemaError);
    expect(() => compileSchema(schema)).toThrow(message);
  });

  it("names the place of what is no schema", () => {
    const schema = { properties: { dates: { items: { minLength: "3" } } } };
    const place = "properties.dates.items.minLength";
    expect(() => compileSchema(schema)).toThrow(expect.objectContaining({ place }));
  });
});

describe("a hostile schema", () => {
  function nested(depth: number): JsonObject {
    let schema: JsonObject = {};
    for (let level = 0; level < depth; level++) schema = { not: schema };
    return schema;
  }

  it("of many subschemas is refused", () => {
    const properties = Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`p${index}`, {}]));
    expect(() => compileSchema({ properties })).toThrow(/at most 5000 subschemas/);
  });

  it("of great depth is refused", () => {
    expect(() => compileSchema(nested(70))).toThrow(/at most 64 deep/);
    expect(() => compileSchema(nested(30_000))).toThrow(InvalidSchemaError);
  });

  it("of great length is refused", () => {
    expect(() => compileSchema({ enum: ["x".repeat(300_000)] })).toThrow(/the limit is 262144/);
  });

  it("that holds itself is refused", () => {
    const schema: JsonObject = {};
    schema.not = schema;
    expect(() => compileSchema(schema)).toThrow(/refers to itself/);
  });

  it.each<[string, JsonObject, unknown]>([
    ["a pattern that backtracks without end", { type: "string", pattern: "^(a+)+$" }, `${"a".repeat(60)}!`],
    ["a property pattern that does", { patternProperties: { "^(a|a)+$": {} } }, { [`${"a".repeat(60)}!`]: 1 }],
    ["a reference to itself", { $ref: "#" }, 1],
    ["references that double at each step", doubling(60), 1],
  ])("with %s is stopped, and the next check still works", (_, schema, value) => {
    expect(compileSchema(schema)(value)).toEqual({
      ok: false,
      problems: ["The value could not be checked against the schema in reasonable time."],
    });
    expect(compileSchema(BOOKING)({ name: "Ada", service: "Haircut", date: "2025-07-01" }).ok).toBe(true);
  });

  function doubling(steps: number): JsonObject {
    const $defs: JsonObject = { [`s${steps}`]: { type: "string" } };
    for (let step = 0; step < steps; step++) {
      const next = { $ref: `#/$defs/s${step + 1}` };
      $defs[`s${step}`] = { anyOf: [next, next] };
    }
    return { $defs, $ref: "#/$defs/s0" };
  }
});
