import { describe, expect, it } from "vitest";
import { z } from "zod";
import { joinPath, unknownFields } from "./unknown-fields.ts";

const schema = z.object({
  name: z.string(),
  config: z.looseObject({
    personas: z
      .array(z.looseObject({ name: z.string(), voice: z.looseObject({ id: z.string() }).prefault({ id: "x" }) }))
      .default([]),
    prompt: z.discriminatedUnion("type", [
      z.looseObject({ type: z.literal("fixed"), text: z.string() }),
      z.looseObject({
        type: z.enum(["routed", "routing"]),
        routes: z.array(z.looseObject({ instructions: z.string() })),
      }),
    ]),
    wrapped: z.object({ a: z.string() }).nullable().optional().readonly(),
    caught: z.object({ a: z.string().optional() }).catch({}),
    read: z.preprocess((value) => value, z.looseObject({ a: z.string() })),
    written: z.looseObject({ a: z.string() }).transform((value) => value.a),
  }),
  context: z.record(z.string(), z.object({ a: z.string() })).optional(),
  anything: z.unknown(),
  either: z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]).optional(),
});

describe("unknownFields", () => {
  it.each<[string, unknown, [string, string | null][]]>([
    ["nothing for known fields", { name: "x", config: { personas: [], prompt: { type: "fixed", text: "" } } }, []],
    ["a field at the top", { nam: "x" }, [["nam", "name"]]],
    ["a field without a likeness", { temperature: 1 }, [["temperature", null]]],
    ["a field of a loose object", { config: { promt: 1 } }, [["config.promt", "prompt"]]],
    ["a field of an array's object", { config: { personas: [{}, { nam: 1 }] } }, [["config.personas[1].nam", "name"]]],
    [
      "a field inside a wrapped object",
      { config: { personas: [{ voice: { ids: 1 } }], wrapped: { aa: 1, b: 1 } } },
      [
        ["config.personas[0].voice.ids", "id"],
        ["config.wrapped.aa", null],
        ["config.wrapped.b", null],
      ],
    ],
    ["a field of a caught object", { config: { caught: { b: 1 } } }, [["config.caught.b", null]]],
    ["a field of an object that is preprocessed", { config: { read: { b: 1 } } }, [["config.read.b", null]]],
    ["a field of an object that is transformed", { config: { written: { b: 1 } } }, [["config.written.b", null]]],
    [
      "a field of the union's member",
      { config: { prompt: { type: "fixed", txt: 1 } } },
      [["config.prompt.txt", "text"]],
    ],
    [
      "a field that only another member knows",
      { config: { prompt: { type: "fixed", routes: [] } } },
      [["config.prompt.routes", null]],
    ],
    [
      "a field below the union's member",
      { config: { prompt: { type: "routing", routes: [{ instruction: 1 }] } } },
      [["config.prompt.routes[0].instruction", "instructions"]],
    ],
    ["nothing below an unknown discriminator", { config: { prompt: { type: "flow", txt: 1 } } }, []],
    ["nothing below a missing discriminator", { config: { prompt: { txt: 1 } } }, []],
    ["nothing inside a record", { context: { x: { b: 1 } } }, []],
    ["nothing inside an open value", { anything: { x: { b: 1 } } }, []],
    ["nothing inside an ambiguous union", { either: { c: 1 } }, []],
    ["nothing where the shape is wrong", { config: { personas: { nam: 1 }, prompt: "x", wrapped: null } }, []],
    ["nothing for a value that is no object", "text", []],
    [
      "the names of an object's prototype",
      { constructor: 1, toString: 2 },
      [
        ["constructor", null],
        ["toString", null],
      ],
    ],
    ["__proto__ as sent by JSON", JSON.parse('{"__proto__": {"a": 1}}'), [["__proto__", null]]],
  ])("finds %s", (_name, value, expected) => {
    expect(unknownFields(schema, value).map(({ path, guess }) => [path, guess])).toEqual(expected);
  });

  it("stops at fifty", () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field_${index}`, 1]));
    expect(unknownFields(schema, many)).toHaveLength(50);
    expect(unknownFields(schema, { config: { personas: Array(1_000).fill({ x: 1 }) } })).toHaveLength(50);
  });

  it("cuts a very long key short", () => {
    const [field] = unknownFields(schema, { ["k".repeat(100_000)]: 1 });
    expect(field?.path.length).toBeLessThan(100);
  });
});

describe("joinPath", () => {
  it.each([
    ["", "a", "a"],
    ["a", "b", "a.b"],
    ["a", "$customer", "a.$customer"],
    ["a", "b.c", 'a["b.c"]'],
    ["a", 'say "x"', 'a["say \\"x\\""]'],
    ["a", "", 'a[""]'],
  ])("%j and %j make %j", (path, key, joined) => {
    expect(joinPath(path, key)).toBe(joined);
  });
});
