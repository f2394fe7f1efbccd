import { describe, expect, it } from "vitest";
import type { Schemas } from "../../sdk/src/index.ts";
import { mergeDrafts } from "../src/data/merge-drafts.ts";
import { sampleArguments, withArgument } from "../src/tools/argument-values.ts";
import { callQuery } from "../src/tools/call-query.ts";
import { automaticRows, mappingOf, movedTo, placeholdersOf, rowsOf, strayArguments } from "../src/tools/mapping.ts";
import { canBeImported, type ComparedOperation, foundOperations, usualChoice } from "../src/tools/operations.ts";
import { fieldsOf, nameProblem, schemaOf, typeOf, withPart, withType } from "../src/tools/schema-fields.ts";
import { newSecretsByName, secretsByName, secretsOf } from "../src/tools/secrets.ts";
import { syncText } from "../src/tools/sync-text.ts";
import { NEW_TOOL, newToolOf, toolChangeOf } from "../src/tools/tool-draft.ts";
import { filteredTools, toolRows, withUse } from "../src/tools/tool-rows.ts";

describe("the form of a schema", () => {
  const schema = {
    type: "object",
    additionalProperties: false,
    properties: {
      order_no: { type: "string", minLength: 3, description: "The number." },
      size: { type: "string", enum: ["S", "L"] },
      tags: { type: "array", items: { type: "string" } },
      address: { type: "object", properties: { city: { type: "string" } } },
    },
    required: ["order_no"],
  };

  it("loses nothing of what it does not show", () => {
    expect(schemaOf(schema, fieldsOf(schema) ?? [])).toEqual(schema);
  });

  it.each([
    [{ type: "string" }, "string"],
    [{ type: "integer", minimum: 1 }, "integer"],
    [{ type: "boolean" }, "boolean"],
    [{ type: "string", enum: ["S"] }, "choice"],
    [{ type: "array", items: { type: "string" } }, "list"],
    [{ type: "array", items: { type: "number" } }, "other"],
    [{ type: ["string", "null"] }, "other"],
    [{ anyOf: [] }, "other"],
    [{ type: "integer", enum: [1] }, "other"],
  ])("reads %j as %s", (property, type) => {
    expect(typeOf(property)).toBe(type);
  });

  it.each([[{ oneOf: [] }], [{ type: "array" }], [{ properties: { a: true } }]])(
    "leaves %j to those who write JSON",
    (given) => {
      expect(fieldsOf(given)).toBeNull();
    },
  );

  it("keeps a description when the type is another, and drops what only the former could say", () => {
    const property = { type: "string", enum: ["S"], description: "How large." };
    expect(withType(property, "integer")).toEqual({ type: "integer", description: "How large." });
    expect(withPart(property, "description", "")).toEqual({ type: "string", enum: ["S"] });
  });

  it("tells two fields of one name, and one without, apart", () => {
    const field = (key: number, name: string) => ({ key, name, isRequired: true, property: { type: "string" } });
    const fields = [field(0, "a"), field(1, "a"), field(2, "")];
    expect(fields.map((each) => nameProblem(each, fields) === null)).toEqual([false, false, false]);
    expect(schemaOf({}, fields)).toEqual({ type: "object", properties: { a: { type: "string" } }, required: ["a"] });
  });
});

describe("where arguments go", () => {
  const names = ["id", "note"];

  it("is the address first, then the query or the body", () => {
    expect(placeholdersOf("https://a.example/{id}/{id}")).toEqual(["id"]);
    const places = (method: string) =>
      automaticRows({ method, url: "https://a.example/{id}", names }).map(({ place }) => place);
    expect(places("GET")).toEqual(["path", "query"]);
    expect(places("POST")).toEqual(["path", "body"]);
  });

  it("comes back from its mapping as it went in", () => {
    const [id, note] = automaticRows({ method: "POST", url: "https://a.example/{id}", names });
    const rows = [id, movedTo(note as NonNullable<typeof note>, "header")].filter((row) => row !== undefined);
    const mapping = mappingOf(rows, "json");
    expect(mapping).toEqual({
      parameters: [
        { argument: "id", in: "path", name: "id", style: "simple", explode: false },
        { argument: "note", in: "header", name: "note", style: "simple", explode: false },
      ],
      body: null,
    });
    expect(rowsOf(mapping, names).map(({ place }) => place)).toEqual(["path", "header"]);
  });

  it("has a body of one argument, of several, or a form", () => {
    const row = (argument: string, place: "body" | "whole" | "form") =>
      movedTo({ argument, place: "body", name: null, style: "simple", explode: false }, place);
    expect(mappingOf([row("id", "whole")], "json").body).toEqual({ type: "json", argument: "id" });
    expect(mappingOf([row("id", "body")], "json").body).toEqual({ type: "json", argument: null });
    expect(mappingOf([row("id", "form")], "json").body).toEqual({ type: "form", argument: null });
  });

  it("names arguments that are no more", () => {
    expect(strayArguments({ parameters: [], body: { type: "json", argument: "gone" } }, names)).toEqual(["gone"]);
  });
});

describe("the form of a tool", () => {
  it("keeps secrets that nobody wrote anew, and never sends a name without letters", () => {
    const secrets = [...secretsOf({ Authorization: null }), { name: " X-Shop ", value: "7" }, { name: "", value: "" }];
    expect(secretsByName(secrets)).toEqual({ Authorization: null, "X-Shop": "7" });
    expect(newSecretsByName(secrets)).toEqual({ Authorization: "", "X-Shop": "7" });
  });

  it("sends no endpoint for a tool of the client", () => {
    const draft = { ...NEW_TOOL, type: "client" as const, name: " show_map ", url: "https://a.example" };
    expect(newToolOf(draft)).toMatchObject({ type: "client", name: "show_map" });
    for (const body of [newToolOf(draft), toolChangeOf(draft)]) {
      expect(Object.keys(body)).not.toContain("url");
      expect(Object.keys(body)).not.toContain("headers");
    }
  });

  it("takes over what only others changed, and names what both did", () => {
    const before = { name: "a", url: "1", limit: 1 };
    const { draft, clash } = mergeDrafts({
      before,
      mine: { ...before, url: "2", name: "same" },
      theirs: { name: "same", url: "3", limit: 9 },
    });
    expect(draft).toEqual({ name: "same", url: "2", limit: 9 });
    expect(clash.names).toEqual(["url"]);
  });

  it("begins a trial with the examples of the schema", () => {
    const properties = { a: { default: 1 }, b: { examples: ["x"] }, c: { const: true }, d: { type: "string" } };
    expect(sampleArguments({ properties })).toEqual({ a: 1, b: "x", c: true });
    expect(withArgument({ a: 1 }, "a", undefined)).toEqual({});
  });
});

describe("the lists of tools", () => {
  const tool = (name: string) =>
    ({ name, type: "http", description: "Finds.", method: "GET", url: "https://a.example/x", used_by: [] }) as never;
  const failed = (name: string, created_at: string) => ({ name, created_at }) as Schemas["ToolCall"];
  const server = { id: "mcp_1", name: "crm", tools: [{ ...(tool("find") as object), full_name: "crm/find" }] } as never;

  it("hold all kinds, each with its last failure", () => {
    const rows = toolRows({
      tools: [tool("b"), tool("a")],
      servers: [server],
      failures: [failed("b", "2025-06-20"), failed("b", "2025-06-19"), failed("crm/find", "2025-06-18")],
    });
    expect(rows.map(({ name, failedAt, path }) => [name, failedAt, path])).toEqual([
      ["a", null, "/tools/own/a"],
      ["b", "2025-06-20", "/tools/own/b"],
      ["crm/find", "2025-06-18", "/tools/mcp/mcp_1/find"],
    ]);
    expect(withUse(rows, undefined)[1]?.use).toBeNull();
    const figures = [{ name: "b", tool_calls: 3, failed_tool_calls: 2 } as Schemas["Statistics"]["by_tool"][number]];
    expect(withUse(rows, figures).map(({ use }) => use?.calls)).toEqual([0, 3, 0]);
    expect(filteredTools(rows, { q: "CRM find", type: "" })).toHaveLength(1);
    expect(filteredTools(rows, { q: "", type: "http" })).toHaveLength(2);
  });

  it("ask the ledger for what stands in the address", () => {
    expect(callQuery({ name: " a ", about: "trun_1", status: "failed" })).toEqual({
      name: "a",
      procedure_id: "trun_1",
      status: "failed",
    });
    expect(callQuery({ about: "conv_1", status: "odd" })).toEqual({ conversation_id: "conv_1" });
  });

  it("choose what has changed, and nothing that cannot be a tool", () => {
    const operation = (change: ComparedOperation["change"], is_importable = true) =>
      ({ operation: change, change, is_importable, method: "GET", path: "/x", name: "x" }) as ComparedOperation;
    const all = [operation("new"), operation("changed"), operation("removed", false), operation("unchanged")];
    expect([...usualChoice([...all, operation("changed", false)])]).toEqual(["changed"]);
    expect(all.map(canBeImported)).toEqual([true, true, true, false]);
    expect(foundOperations(all as never, "get /x")).toHaveLength(4);
  });

  it("say what a server's tools have become", () => {
    const sync = { status: "ready" as const, error: null, added: ["a"], changed: [], removed: ["b"], problems: [] };
    expect(syncText(sync)).toBe("Of its tools new: a; gone: b.");
    expect(syncText({ ...sync, added: [], removed: [] })).toBe("Its tools are as they were.");
    expect(syncText({ ...sync, status: "unreachable", error: "No answer." })).toContain("No answer.");
  });
});
