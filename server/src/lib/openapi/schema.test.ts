import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { compileSchema } from "../json-schema.ts";
import { readDocument } from "./document.ts";
import { makeSchema, type SchemaOptions } from "./schema.ts";

type More = Partial<Omit<SchemaOptions, "document">> & { openapi?: string };

function make(source: unknown, schemas: JsonObject = {}, { openapi = "3.1.0", ...more }: More = {}) {
  const text = JSON.stringify({ openapi, paths: {}, components: { schemas }, source }).replaceAll('"1e400"', "1e400");
  const document = readDocument(text);
  const made = makeSchema({ document, direction: "request", longest: 64 * 1024, ...more }, (write) =>
    write(document.root.source),
  );
  if (made !== null) compileSchema(made.schema);
  return made;
}

const schemaOf = (...given: Parameters<typeof make>) => make(...given)?.schema;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("a schema of OpenAPI 3.0", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["nullable", { type: "string", nullable: true }, { type: ["string", "null"] }],
    [
      "nullable with choices",
      { type: "string", enum: ["a"], nullable: true },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    ["nullable that says nothing more", { nullable: true }, {}],
    [
      "nullable alternatives",
      { description: "Who", anyOf: [{ type: "string" }, { type: "integer" }], nullable: true },
      { description: "Who", anyOf: [{ type: "string" }, { type: "integer" }, { type: "null" }] },
    ],
    ["a nullable constant", { const: 1, nullable: true }, { anyOf: [{ const: 1 }, { type: "null" }] }],
    [
      "an exclusive bound",
      { type: "number", minimum: 1, exclusiveMinimum: true },
      { type: "number", exclusiveMinimum: 1 },
    ],
    [
      "a bound that is not exclusive",
      { type: "number", maximum: 1, exclusiveMaximum: false },
      { type: "number", maximum: 1 },
    ],
    [
      "a reference with a description",
      { ...ref("Name"), description: "Whose" },
      { type: "string", description: "Whose" },
    ],
    [
      "a nullable reference in allOf",
      { allOf: [ref("Name")], nullable: true, description: "Whose" },
      { type: ["string", "null"], description: "Whose" },
    ],
    [
      "what only OpenAPI knows",
      { type: "string", example: "a", xml: {}, externalDocs: {}, "x-order": 1 },
      { type: "string" },
    ],
  ])("with %s", (_, source, schema) => {
    expect(schemaOf(source, { Name: { type: "string" } }, { openapi: "3.0.3" })).toEqual(schema);
  });

  it("does not look at what stands beside a reference, but for annotations", () => {
    expect(schemaOf({ ...ref("Name"), minLength: 3 }, { Name: { type: "string" } }, { openapi: "3.0.3" })).toEqual({
      type: "string",
    });
  });
});

describe("a schema of OpenAPI 3.1", () => {
  it.each<[string, unknown, JsonObject]>([
    ["lists of types", { type: ["string", "null"] }, { type: ["string", "null"] }],
    ["const", { const: { a: 1 } }, { const: { a: 1 } }],
    [
      "tuples",
      { prefixItems: [{ type: "string" }], items: false },
      { type: "array", prefixItems: [{ type: "string" }], items: false },
    ],
    ["older tuples", { items: [{ type: "string" }] }, { prefixItems: [{ type: "string" }] }],
    ["truth values", { properties: { a: true, b: false } }, { type: "object", properties: { a: true, b: false } }],
    ["more beside a reference", { ...ref("Name"), minLength: 3 }, { allOf: [{ type: "string" }], minLength: 3 }],
    [
      "if, then and else",
      { if: { type: "string" }, then: { minLength: 1 } },
      { if: { type: "string" }, then: { minLength: 1 } },
    ],
    ["$schema, $id and $comment", { $schema: "x", $id: "y", $comment: "z", type: "string" }, { type: "string" }],
  ])("with %s", (_, source, schema) => {
    expect(schemaOf(source, { Name: { type: "string" } })).toEqual(schema);
  });

  it("finds definitions that refer to the schema's own root", () => {
    const source = { type: "object", properties: { a: { $ref: "#/$defs/a" } }, $defs: { a: { type: "integer" } } };
    expect(schemaOf(ref("Own"), { Own: source })).toEqual({ type: "object", properties: { a: { type: "integer" } } });
  });
});

describe("keywords that are not what they should be", () => {
  it.each<[string, JsonObject, JsonObject]>([
    ["an unknown type", { type: "file" }, {}],
    ["a type of a programming language", { type: "int" }, { type: "integer" }],
    ["several types, one unknown", { type: ["string", "date"] }, { type: "string" }],
    ["a field's own required", { type: "string", required: true }, { type: "string" }],
    ["numbers in quotes", { type: "string", maxLength: "5" }, { type: "string" }],
    ["a negative length", { type: "string", minLength: -1 }, { type: "string" }],
    ["no choices", { enum: [] }, {}],
    ["the same choice twice", { enum: [1, 1, "1"] }, { enum: [1, "1"] }],
    ["a pattern that is none", { type: "string", pattern: "(" }, { type: "string" }],
    ["a pattern in the older syntax", { type: "string", pattern: "^a\\-b$" }, { type: "string", pattern: "^a\\-b$" }],
    ["fields that are a list", { type: "object", properties: ["a"] }, { type: "object" }],
    ["a field that is text", { properties: { a: "string", b: {} } }, { type: "object", properties: { b: {} } }],
    ["no alternatives", { oneOf: [] }, {}],
    ["a long default", { type: "string", default: "a".repeat(3_000) }, { type: "string" }],
    [
      "a field named __proto__",
      JSON.parse('{"properties":{"__proto__":{"type":"string"},"a":{}}}'),
      { type: "object", properties: { a: {} } },
    ],
    [
      "numbers beyond all bounds",
      { type: "number", multipleOf: "1e400", maximum: "1e400", enum: ["1e400"], default: { a: ["1e400"] } },
      { type: "number" },
    ],
  ])("are left out: %s", (_, source, schema) => {
    expect(schemaOf(source)).toEqual(schema);
  });
});

describe("allOf", () => {
  const Animal = {
    type: "object",
    properties: { name: { type: "string" }, age: { type: "integer" } },
    required: ["name"],
  };

  it("of lists of fields becomes one list", () => {
    const Dog = {
      description: "A dog",
      allOf: [ref("Animal"), { properties: { barks: { type: "boolean" } }, required: ["barks"] }],
    };
    expect(schemaOf(ref("Dog"), { Animal, Dog })).toEqual({
      type: "object",
      description: "A dog",
      properties: { name: { type: "string" }, age: { type: "integer" }, barks: { type: "boolean" } },
      required: ["name", "barks"],
    });
  });

  it("lets both parts speak of a field that both have", () => {
    const Old = { allOf: [ref("Animal"), { properties: { age: { minimum: 10 }, name: { type: "integer" } } }] };
    expect(schemaOf(Old, { Animal })).toMatchObject({
      properties: { age: { type: "integer", minimum: 10 }, name: { allOf: [{ type: "string" }, { type: "integer" }] } },
    });
  });

  it("allows no fields beyond those of all parts where one part allows no others", () => {
    const closed = { allOf: [ref("Animal"), { properties: { tag: {} }, additionalProperties: false }] };
    expect(schemaOf(closed, { Animal })).toMatchObject({
      additionalProperties: false,
      properties: { name: {}, tag: {} },
    });
  });

  it("of anything else stays what it is", () => {
    const source = { allOf: [{ type: "string" }, { minLength: 2 }] };
    expect(schemaOf(source)).toEqual(source);
  });

  it("that holds itself is cut", () => {
    expect(make({ ...ref("Loop") }, { Loop: { allOf: [ref("Loop"), { properties: { a: {} } }] } })).not.toBeNull();
  });
});

describe("a discriminator", () => {
  const Cat = { type: "object", properties: { kind: { type: "string" }, lives: { type: "integer" } } };
  const Dog = { type: "object", properties: { kind: { type: "string", enum: ["hound"] } } };
  const discriminator = { propertyName: "kind" };

  it("is written into each alternative that leaves it open, by the name of the component", () => {
    expect(schemaOf({ oneOf: [ref("Cat"), ref("Dog")], discriminator }, { Cat, Dog })).toEqual({
      anyOf: [
        {
          type: "object",
          properties: { kind: { type: "string", enum: ["Cat"] }, lives: { type: "integer" } },
          required: ["kind"],
        },
        Dog,
      ],
    });
  });

  it.each(["Cat", "#/components/schemas/Cat"])("is written by the mapping to %s", (target) => {
    const mapping = { cat: target, kitten: target };
    const schema = schemaOf({ oneOf: [ref("Cat")], discriminator: { ...discriminator, mapping } }, { Cat });
    expect(schema).toMatchObject({ anyOf: [{ properties: { kind: { enum: ["cat", "kitten"] } } }] });
  });
});

describe("fields of one direction", () => {
  const Order = {
    type: "object",
    properties: {
      id: { type: "string", readOnly: true },
      secret: { type: "string", writeOnly: true },
      total: ref("Total"),
    },
    required: ["id", "secret"],
  };
  const Total = { type: "number", readOnly: true };

  it("that the service sets are not sent", () => {
    expect(schemaOf(Order, { Total })).toEqual({
      type: "object",
      properties: { secret: { type: "string" } },
      required: ["secret"],
    });
  });

  it("that the service never shows are not answered", () => {
    expect(schemaOf(Order, { Total }, { direction: "response" })).toEqual({
      type: "object",
      properties: { id: { type: "string" }, total: { type: "number" } },
      required: ["id"],
    });
  });
});

describe("references", () => {
  it("to a schema that holds itself become a definition", () => {
    const Tree = {
      type: "object",
      properties: { name: { type: "string" }, children: { type: "array", items: ref("Tree") } },
    };
    const children = { type: "array", items: { $ref: "#/$defs/Tree" } };
    const tree = { type: "object", properties: { name: { type: "string" }, children } };
    expect(schemaOf(ref("Tree"), { Tree })).toEqual({ ...tree, $defs: { Tree: tree } });
  });

  it("that are percent-encoded or hold slashes are followed", () => {
    const made = schemaOf({ $ref: "#/components/schemas/a~1b%20c" }, { "a/b c": { type: "integer" } });
    expect(made).toEqual({ type: "integer" });
  });

  it.each<[string, string, RegExp]>([
    ["a missing place", "#/components/schemas/Nobody", /which the document does not have/],
    ["what every object inherits", "#/components/schemas/constructor", /which the document does not have/],
    ["another file", "other.yaml#/Pet", /outside of the document/],
    ["another server", "https://example.com/pet.json", /outside of the document/],
    ["themselves", "#/components/schemas/Self", /leads in a circle/],
  ])("to %s accept anything, with a note", (_, $ref, note) => {
    const made = make({ type: "object", properties: { a: { $ref } } }, { Self: ref("Self") });
    expect(made?.schema).toEqual({ type: "object", properties: { a: {} } });
    expect(made?.notes.join()).toMatch(note);
  });

  it("that are used often become definitions where they would get too long", () => {
    const Big = { type: "object", description: "B".repeat(200), properties: { a: { type: "string" } } };
    const properties = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, ref("Big")]));
    const made = schemaOf({ type: "object", properties }, { Big }, { longest: 3_000 });
    expect(made).toMatchObject({ properties: { p39: { $ref: "#/$defs/Big" } }, $defs: { Big } });
    expect(schemaOf({ type: "object", properties }, { Big })).not.toHaveProperty("$defs");
  });

  it("to components of the same last name become definitions of different names", () => {
    const root = { Loop: { properties: { a: ref("Loop"), b: { $ref: "#/x/Loop" } } } };
    const text = {
      openapi: "3.1.0",
      components: { schemas: root },
      x: { Loop: { properties: { c: { $ref: "#/x/Loop" } } } },
    };
    const document = readDocument(JSON.stringify(text));
    const made = makeSchema({ document, direction: "request", longest: 9_999 }, (write) => write(ref("Loop")));
    expect(Object.keys((made?.schema["$defs"] ?? {}) as object)).toEqual(["Loop", "Loop_2"]);
  });
});

describe("a schema that is too long", () => {
  /** Each level has `width` fields of the next. */
  function pyramid(levels: number, width: number): JsonObject {
    const schemas: JsonObject = { [`L${levels}`]: { type: "string", description: "The end." } };
    for (let level = 0; level < levels; level++) {
      const fields = Array.from({ length: width }, (_, index) => [
        `field${index}`,
        { ...ref(`L${level + 1}`), description: "D".repeat(100) },
      ]);
      schemas[`L${level}`] = { type: "object", properties: Object.fromEntries(fields) };
    }
    return schemas;
  }

  it("is kept whole by definitions, first with and then without nested descriptions", () => {
    const long = make(ref("L0"), pyramid(12, 8), { longest: 20_000 });
    expect(JSON.stringify(long?.schema)).toContain("DDD");
    const short = make(ref("L0"), pyramid(12, 8), { longest: 6_000 });
    expect(Object.keys(short?.schema["$defs"] ?? {})).toContain("L11");
    expect(JSON.stringify(short?.schema["$defs"])).not.toContain("DDD");
    expect([long?.notes, short?.notes]).toEqual([[], []]);
  });

  it("is at last left open where it is deep, with a note", () => {
    const made = make(ref("L0"), pyramid(6, 20), { longest: 2_000 });
    expect(made?.notes).toEqual([expect.stringMatching(/deeper than \d levels? is left open/)]);
    expect(JSON.stringify(made?.schema).length).toBeLessThanOrEqual(2_000);
  });

  it("is none when even its outermost fields are too many", () => {
    expect(make(ref("L0"), pyramid(1, 500), { longest: 2_000 })).toBeNull();
  });

  it("is cut where it is nested deeper than anyone reads", () => {
    let deep: JsonObject = { type: "string" };
    for (let level = 0; level < 500; level++) deep = { type: "object", properties: { a: deep } };
    const made = make(deep);
    expect(made?.notes).toEqual([expect.stringContaining("left open")]);
  });

  it("comes out the same each time", () => {
    const once = JSON.stringify(make(ref("L0"), pyramid(6, 20), { longest: 2_000 }));
    expect(JSON.stringify(make(ref("L0"), pyramid(6, 20), { longest: 2_000 }))).toBe(once);
  });
});
