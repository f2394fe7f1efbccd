import { describe, expect, it } from "vitest";
import { compareTools, type DiscoveredTool, readTool } from "./mcp-tool.ts";

const raw = (more: object = {}) => ({ name: "find", description: "Finds.", inputSchema: { type: "object" }, ...more });
const nothingSaid = { title: null, read_only: null, destructive: null, idempotent: null, open_world: null };
const found = (more: Partial<DiscoveredTool> = {}): DiscoveredTool => ({
  name: "find",
  description: "Finds.",
  input_schema: { type: "object" },
  output_schema: null,
  annotations: nothingSaid,
  ...more,
});

describe("what a server says of a tool", () => {
  it.each<[string, object, Partial<DiscoveredTool>]>([
    ["the least", { name: "a" }, { name: "a", description: "" }],
    ["a name with all that may be in one", raw({ name: "_A-z.0_" }), { name: "_A-z.0_" }],
    [
      "a title and no description",
      raw({ description: " ", title: "Find things" }),
      {
        description: "Find things",
        annotations: { ...nothingSaid, title: "Find things" },
      },
    ],
    [
      "a schema without a type",
      raw({ inputSchema: { properties: { a: {} } } }),
      {
        input_schema: { type: "object", properties: { a: {} } },
      },
    ],
    [
      "annotations, the odd ones left out",
      raw({ annotations: { readOnlyHint: true, idempotentHint: "yes", extra: 1 } }),
      {
        annotations: { ...nothingSaid, read_only: true },
      },
    ],
    ["an output schema", raw({ outputSchema: { type: "object" } }), { output_schema: { type: "object" } }],
    ["tasks as an option", raw({ execution: { taskSupport: "optional" } }), {}],
  ])("is read: %s", (_, input, tool) => {
    expect(readTool(input)).toEqual({ tool: found(tool), notes: [] });
  });

  it.each<[unknown, string]>([
    [null, "It has no name."],
    ["find", "It has no name."],
    [{ name: 7 }, "It has no name."],
    [raw({ name: "" }), "Its name is not 1 to 128"],
    [raw({ name: "a/b" }), "Its name is not 1 to 128"],
    [raw({ name: "a b" }), "Its name is not 1 to 128"],
    [raw({ name: "../admin" }), "Its name is not 1 to 128"],
    [raw({ name: "fïnd" }), "Its name is not 1 to 128"],
    [raw({ name: "find\n" }), "Its name is not 1 to 128"],
    [raw({ name: "x".repeat(129) }), "Its name is not 1 to 128"],
    [raw({ inputSchema: [] }), "not a JSON object"],
    [raw({ inputSchema: { type: "string" } }), 'not of the type "object"'],
    [raw({ inputSchema: { type: ["object"] } }), 'not of the type "object"'],
    [raw({ inputSchema: { type: "object", description: "x".repeat(70_000) } }), "the limit is 65536"],
    [raw({ execution: { taskSupport: "required" } }), "as a task of the protocol"],
  ])("cannot be used: %j", (input, problem) => {
    const read = readTool(input);
    expect(read).toMatchObject({ problem: expect.stringContaining(problem) });
    if ("problem" in read) expect((read.name ?? "").length).toBeLessThanOrEqual(81);
  });

  it("is cut where it is too long, and says so", () => {
    const read = readTool(
      raw({
        description: `${"x".repeat(9_999)}😀 and on`,
        title: "t".repeat(300),
        outputSchema: { a: "x".repeat(70_000) },
      }),
    );
    expect(read).toMatchObject({
      tool: { output_schema: null, annotations: { title: "t".repeat(200) } },
      notes: [
        "Its description has 10008 characters, and was cut to 10000.",
        "Its output schema is not a JSON object of at most 65536 characters, and was left out.",
      ],
    });
    if ("tool" in read) expect(read.tool.description.isWellFormed()).toBe(true);
  });
});

describe("comparing a server's tools with what they were", () => {
  const before = (tool: DiscoveredTool, is_available = true) => ({ ...tool, is_available });
  it.each<[string, ReturnType<typeof before>[], DiscoveredTool[], Partial<ReturnType<typeof compareTools>>]>([
    ["the first time", [], [found()], { added: ["find"] }],
    ["nothing new", [before(found())], [found()], {}],
    ["other words", [before(found())], [found({ description: "Looks." })], { changed: ["find"] }],
    [
      "another schema",
      [before(found())],
      [found({ input_schema: { type: "object", required: ["a"] } })],
      { changed: ["find"] },
    ],
    [
      "other annotations",
      [before(found())],
      [found({ annotations: { ...nothingSaid, read_only: true } })],
      { changed: ["find"] },
    ],
    [
      "the same schema in another order",
      [before(found({ input_schema: { type: "object", properties: { a: { type: "string", title: "A" } } } }))],
      [found({ input_schema: { properties: { a: { title: "A", type: "string" } }, type: "object" } })],
      {},
    ],
    ["one that is gone", [before(found())], [], { removed: ["find"] }],
    ["one that was gone already", [before(found(), false)], [], {}],
    ["one that is back", [before(found(), false)], [found()], { added: ["find"] }],
    ["one for another", [before(found())], [found({ name: "other" })], { added: ["other"], removed: ["find"] }],
  ])("finds %s", (_, had, has, changes) => {
    expect(compareTools(had, has)).toEqual({ added: [], changed: [], removed: [], ...changes });
  });
});
