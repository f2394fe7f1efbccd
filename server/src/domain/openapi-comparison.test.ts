import { describe, expect, it } from "vitest";
import type { JsonObject } from "../lib/json.ts";
import { compareOperations, type ImportedOperation } from "./openapi-comparison.ts";
import { changedFields, differencesBetween } from "./openapi-differences.ts";
import { fieldsToUpdate, judgeHandChanges } from "./openapi-hand-changes.ts";
import type { ReadOperation, ToolDraft } from "./openapi-tools.ts";

const LIMIT = { argument: "limit", in: "query", name: "limit", style: "form", explode: true } as const;

function draft(more: Partial<ToolDraft> = {}): ToolDraft {
  return {
    name: "listOrders",
    description: "Lists orders.",
    method: "GET",
    url: "https://a.example/orders",
    input_schema: {
      type: "object",
      properties: { limit: { type: "integer", maximum: 100 } },
      additionalProperties: false,
    },
    output_schema: null,
    request: { parameters: [LIMIT], body: null },
    ...more,
  };
}

const input = (properties: JsonObject, more: JsonObject = {}) => ({
  input_schema: { type: "object", properties, additionalProperties: false, ...more },
});
const messages = (after: Partial<ToolDraft>, before: Partial<ToolDraft> = {}) =>
  differencesBetween(draft(before), draft(after)).map(({ message }) => message);

describe("the differences between two drafts", () => {
  it.each<[string, Partial<ToolDraft>, string[]]>([
    ["nothing", {}, []],
    ["the name", { name: "other" }, []],
    ["a text", { description: "Lists all." }, ['description: "Lists orders." → "Lists all."']],
    [
      "a bound",
      input({ limit: { type: "integer", maximum: 50 } }),
      ["input_schema.properties.limit.maximum: 100 → 50"],
    ],
    [
      "a type",
      input({ limit: { type: "string", maximum: 100 } }),
      ['input_schema.properties.limit.type: "integer" → "string"'],
    ],
    ["the order of fields", input({ limit: { maximum: 100, type: "integer" } }), []],
    [
      "an argument that came",
      input({ limit: { type: "integer", maximum: 100 }, q: {} }, { required: ["q"] }),
      ["The argument q was added: {}", 'input_schema.required was added: ["q"]'],
    ],
    ["an argument that went", input({}), ["The argument limit was removed"]],
    ["an answer", { output_schema: { type: "array" } }, ['output_schema: null → {"type":"array"}']],
    [
      "how a parameter is written",
      { request: { parameters: [{ ...LIMIT, explode: false }], body: null } },
      ["request.parameters.query limit.explode: true → false"],
    ],
  ])("in %s", (_, after, expected) => {
    expect(messages(after)).toEqual(expected);
  });

  it("say which entries of a list came and went", () => {
    const properties = { limit: { type: "integer", maximum: 100 } };
    expect(messages(input(properties, { required: ["b", "c"] }), input(properties, { required: ["a", "b"] }))).toEqual([
      'input_schema.required: became required: "c"; no longer required: "a"',
    ]);
    const sort = (choices: string[]) => input({ sort: { enum: choices } });
    expect(messages(sort(["new", "old"]), sort(["old", "best"]))).toEqual([
      'input_schema.properties.sort.enum: added: "new"; removed: "best"',
    ]);
    expect(messages(sort(["new", "old"]), sort(["old", "new"]))).toEqual([]);
    const either = (...anyOf: JsonObject[]) => input({ id: { anyOf } });
    expect(
      messages(either({ type: "string" }, { type: "null" }), either({ type: "integer" }, { type: "null" })),
    ).toEqual(['input_schema.properties.id.anyOf[0].type: "integer" → "string"']);
  });

  it("do not depend on the order of parameters", () => {
    const other = { ...LIMIT, argument: "q", name: "q" };
    const request = (...parameters: (typeof LIMIT | typeof other)[]) => ({ request: { parameters, body: null } });
    expect(messages(request(other, LIMIT), request(LIMIT, other))).toEqual([]);
  });

  it("are cut where they are long, and counted where they are many", () => {
    const [long] = differencesBetween(draft(), draft({ description: "x".repeat(5_000) }));
    expect(String(long?.after)).toHaveLength(1_000);
    expect(long?.message.length).toBeLessThan(300);
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`field${index}`, {}]));
    const found = differencesBetween(draft(), draft(input(many)));
    expect(found).toHaveLength(100);
    expect(found.at(-1)?.message).toBe("There are 52 more differences.");
  });

  it("belong to fields, also beyond those that are listed", () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`field${index}`, {}]));
    const after = draft({ ...input(many), request: { parameters: [], body: null } });
    expect(changedFields(draft(), after)).toEqual(["input_schema", "request"]);
  });
});

describe("what an import takes from the document", () => {
  it.each<[string, string[], string[], string[], [string, boolean][]]>([
    [
      "nothing where nothing changed",
      [],
      ["description", "url"],
      [],
      [
        ["description", true],
        ["url", true],
      ],
    ],
    ["a description that nobody touched", ["description"], [], ["description"], []],
    ["no description that a person wrote", ["description"], ["description"], [], [["description", true]]],
    [
      "an output schema, whoever touched it",
      ["output_schema"],
      ["output_schema"],
      ["output_schema"],
      [["output_schema", false]],
    ],
    [
      "the whole call when any of it changed",
      ["url"],
      ["input_schema", "description"],
      ["method", "url", "input_schema", "request"],
      [
        ["input_schema", false],
        ["description", true],
      ],
    ],
  ])("is %s", (_, byDocument, byHand, updated, judged) => {
    type Fields = Parameters<typeof fieldsToUpdate>[0];
    expect(fieldsToUpdate(byDocument as unknown as Fields, byHand as unknown as Fields)).toEqual(updated);
    const judgements = judgeHandChanges(byDocument as unknown as Fields, byHand as unknown as Fields);
    expect(judgements.map(({ field, is_kept }) => [field, is_kept])).toEqual(judged);
  });
});

describe("the operations of a document beside those that were imported", () => {
  function read(operation: string, more: Partial<ReadOperation> = {}): ReadOperation {
    const name = more.name ?? operation;
    const base = { method: "GET", path: `/${operation}`, summary: null, is_deprecated: false, reason: null, notes: [] };
    return { operation, ...base, name, tool: draft({ name }), ...more };
  }
  const imported = (operation: string, more: Partial<ImportedOperation> = {}): ImportedOperation => {
    return { operation, method: "GET", path: `/${operation}`, tool: `tool_${operation}`, draft: draft(), ...more };
  };
  const outline = (...given: Parameters<typeof compareOperations>) =>
    compareOperations(...given).map(({ operation, change, imported_as, name }) => [
      operation,
      change,
      imported_as,
      name,
    ]);

  it("are matched by their keys, else by method and path, and keep the names of their tools", () => {
    const now = [
      read("a"),
      read("renamed", { path: "/b" }),
      read("c"),
      read("d", { tool: draft({ url: "https://b.example" }) }),
    ];
    expect(outline(now, [imported("a"), imported("b"), imported("d"), imported("e")])).toEqual([
      ["a", "unchanged", "a", "tool_a"],
      ["renamed", "changed", "b", "tool_b"],
      ["c", "new", null, "c"],
      ["d", "changed", "d", "tool_d"],
      ["e", "removed", "e", "tool_e"],
    ]);
  });

  it("stay themselves when they move and another takes their place", () => {
    const now = [read("a", { path: "/new" }), read("b", { path: "/a" })];
    expect(outline(now, [imported("a")])).toEqual([
      ["a", "unchanged", "a", "tool_a"],
      ["b", "new", null, "b"],
    ]);
  });

  it("get names that no tool of theirs has", () => {
    const now = [read("a"), read("b", { name: "tool_a" })];
    expect(outline(now, [imported("a")])[1]).toEqual(["b", "new", null, "tool_a_2"]);
    expect(compareOperations(now, [imported("a")])[1]?.tool?.name).toBe("tool_a_2");
  });

  it("are changed when they can be tools no more", () => {
    const [compared] = compareOperations([read("a", { tool: null, reason: "Its body is XML." })], [imported("a")]);
    expect(compared).toMatchObject({ change: "changed", tool: null, differences: [], changed_fields: [] });
  });
});
