import { describe, expect, it } from "vitest";
import type { JsonObject } from "../lib/json.ts";
import { readDocument } from "../lib/openapi/document.ts";
import { prepareRequest, type ToolRequest } from "../runtime/http-tool-request.ts";
import { type ReadOperation, type ReadOptions, readSource } from "./openapi-tools.ts";

const OPTIONS: ReadOptions = { documentUrl: null, baseUrl: null, namePrefix: "", headerNames: [] };

function read(document: JsonObject, options: Partial<ReadOptions> = {}) {
  const whole = {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    servers: [{ url: "https://a.example" }],
    ...document,
  };
  return readSource(readDocument(JSON.stringify(whole)), { ...OPTIONS, ...options });
}

/** Reads a document of one operation. */
function operation(
  given: JsonObject,
  where: { method?: string; path?: string; document?: JsonObject; options?: Partial<ReadOptions> } = {},
): ReadOperation {
  const { method = "get", path = "/x", document = {}, options = {} } = where;
  const [first] = read({ paths: { [path]: { [method]: given } }, ...document }, options).operations;
  if (!first) throw new Error("There is no operation.");
  return first;
}

function request(read: ReadOperation, args: JsonObject): ToolRequest {
  if (read.tool === null) throw new Error(read.reason ?? "");
  const prepared = prepareRequest(read.tool, args);
  if (!prepared.ok) throw new Error(prepared.problem);
  return prepared.request;
}

const body = (schema: unknown, type = "application/json", more: JsonObject = {}) => ({
  requestBody: { required: true, content: { [type]: { schema, ...more } } },
});
const propertiesOf = ({ tool }: ReadOperation) => tool?.input_schema["properties"] as Record<string, JsonObject>;

describe("the parameters of an operation", () => {
  const LIST = { type: "array", items: { type: "string" } };
  const MAP = { type: "object", properties: { R: { type: "integer" }, G: { type: "integer" } } };

  // The examples of OpenAPI 3.1, "Style Examples", as URLs.
  it.each<[string, JsonObject, unknown, string]>([
    ["a text", { in: "query", schema: { type: "string" } }, "blue/1", "/x?color=blue%2F1"],
    ["a list", { in: "query", schema: LIST }, ["blue", "black"], "/x?color=blue&color=black"],
    ["a list in one", { in: "query", explode: false, schema: LIST }, ["blue", "black"], "/x?color=blue,black"],
    [
      "a list with spaces",
      { in: "query", style: "spaceDelimited", explode: false, schema: LIST },
      ["blue", "black"],
      "/x?color=blue%20black",
    ],
    [
      "a list with pipes",
      { in: "query", style: "pipeDelimited", explode: false, schema: LIST },
      ["blue", "black"],
      "/x?color=blue%7Cblack",
    ],
    ["an object", { in: "query", schema: MAP }, { R: 1, G: 2 }, "/x?R=1&G=2"],
    ["an object in one", { in: "query", explode: false, schema: MAP }, { R: 1, G: 2 }, "/x?color=R,1,G,2"],
    [
      "a deep object",
      { in: "query", style: "deepObject", explode: true, schema: MAP },
      { R: 1, G: 2 },
      "/x?color%5BR%5D=1&color%5BG%5D=2",
    ],
    ["a text in the path", { in: "path", required: true, schema: { type: "string" } }, "a b", "/x/a%20b"],
    ["a list in the path", { in: "path", required: true, schema: LIST }, ["blue", "black"], "/x/blue,black"],
    ["an object in the path", { in: "path", required: true, explode: true, schema: MAP }, { R: 1, G: 2 }, "/x/R=1,G=2"],
    [
      "JSON text",
      { in: "query", content: { "application/json": { schema: MAP } } },
      '{"R":1}',
      "/x?color=%7B%22R%22%3A1%7D",
    ],
  ])("are written as their style says: %s", (_, parameter, value, url) => {
    const path = parameter["in"] === "path" ? "/x/{color}" : "/x";
    const read = operation({ parameters: [{ name: "color", ...parameter }] }, { path });
    expect(request(read, { color: value }).url).toBe(`https://a.example${url}`);
  });

  it("are written into headers", () => {
    const read = operation({ parameters: [{ name: "X-Color", in: "header", schema: LIST }] });
    expect(request(read, { "X-Color": ["blue", "black"] }).headers["x-color"]).toBe("blue,black");
  });

  it("are those of the path as well, and those of the operation override them", () => {
    const [read] = read1({
      "/x/{id}": {
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "integer" } },
          { name: "limit", in: "query", schema: { type: "integer" } },
        ],
        get: {
          parameters: [
            { name: "limit", in: "query", required: true, description: "How many.", schema: { type: "string" } },
          ],
        },
      },
    });
    expect(read?.tool?.input_schema).toEqual({
      type: "object",
      properties: { id: { type: "integer" }, limit: { type: "string", description: "How many." } },
      required: ["id", "limit"],
      additionalProperties: false,
    });
  });

  const read1 = (paths: JsonObject, more: JsonObject = {}) => read({ paths, ...more }).operations;

  it("may stand elsewhere in the document, and so may the path", () => {
    const components = {
      parameters: { Limit: { name: "limit", in: "query", schema: { $ref: "#/components/schemas/Count" } } },
      schemas: { Count: { type: "integer" } },
      pathItems: { X: { get: { parameters: [{ $ref: "#/components/parameters/Limit" }] } } },
    };
    const [read] = read1({ "/x": { $ref: "#/components/pathItems/X", summary: "Of all" } }, { components });
    expect(read).toMatchObject({
      summary: "Of all",
      tool: { input_schema: { properties: { limit: { type: "integer" } } } },
    });
  });

  it("of the same name in several places become different arguments", () => {
    const parameters = ["header", "query", "path"].map((place) => ({
      name: "id",
      in: place,
      required: true,
      schema: { type: "string" },
    }));
    const read = operation({ parameters }, { path: "/x/{id}" });
    expect(Object.keys(propertiesOf(read))).toEqual(["id", "query_id", "header_id"]);
    const { url, headers } = request(read, { id: "1", query_id: "2", header_id: "3" });
    expect([url, headers["id"]]).toEqual(["https://a.example/x/1?id=2", "3"]);
    expect(read.notes).toContain("The argument query_id is the query parameter id.");
  });

  it("with names that models do not take become arguments with names that they do", () => {
    const names = ["filter[status]", "$top", "__proto__", "größe", "!"];
    const read = operation({ parameters: names.map((name) => ({ name, in: "query", schema: { type: "string" } })) });
    expect(Object.keys(propertiesOf(read))).toEqual(["filter_status", "top", "proto", "gr_e", "query"]);
    expect(request(read, { filter_status: "open", top: "1" }).url).toBe(
      "https://a.example/x?filter%5Bstatus%5D=open&%24top=1",
    );
  });

  it("that the document forgets are made of the placeholders in the path", () => {
    const read = operation({}, { path: "/x/{id}/{other-id}.json" });
    expect(read.tool?.input_schema).toMatchObject({
      properties: { id: { type: "string" } },
      required: ["id", "other-id"],
    });
    expect(request(read, { id: "1", "other-id": "2" }).url).toBe("https://a.example/x/1/2.json");
  });

  it.each<[string, JsonObject, RegExp]>([
    ["a cookie", { name: "session", in: "cookie" }, /tools send no cookies/],
    ["a matrix", { name: "id", in: "path", style: "matrix" }, /style matrix/],
    ["a label", { name: "id", in: "path", style: "label" }, /style label/],
    ["a header with a name that no header has", { name: "a b", in: "header" }, /no header can have that name/],
    ["a name without end", { name: "a".repeat(300), in: "query" }, /too long/],
  ])("keep an operation from being a tool when they are required and cannot be sent: %s", (_, parameter, reason) => {
    const path = parameter["in"] === "path" ? "/x/{id}" : "/x";
    const required = operation({ parameters: [{ ...parameter, required: true }] }, { path });
    expect(required).toMatchObject({ tool: null, reason: expect.stringMatching(reason) });
    if (parameter["in"] === "path") return;
    const optional = operation({ parameters: [parameter] }, { path });
    expect(optional.tool?.request.parameters).toEqual([]);
    expect(optional.notes.join()).toMatch(reason);
  });

  it("that say who calls are no arguments", () => {
    const parameters = [
      ...["Authorization", "X-API-Key", "X-Shop-Key", "Accept", "Content-Type", "X-Signature", "X-Mine"].map(
        (name) => ({ name, in: "header", required: true }),
      ),
      ...["key", "q"].map((name) => ({ name, in: "query", required: true })),
    ];
    const securitySchemes = {
      shop: { type: "apiKey", in: "header", name: "X-Shop-Key" },
      key: { type: "apiKey", in: "query", name: "key" },
    };
    const read = operation(
      { parameters },
      { document: { components: { securitySchemes } }, options: { headerNames: ["x-mine"] } },
    );
    expect(Object.keys(propertiesOf(read))).toEqual(["q"]);
    expect(read.notes.filter((note) => /credential/.test(note))).toHaveLength(4);
  });

  it.each<[string, unknown, RegExp]>([
    [
      "a reference to nothing",
      [{ $ref: "#/components/parameters/Limit" }],
      /refers to #\/components\/parameters\/Limit/,
    ],
    ["a reference to another file", [{ $ref: "common.yaml#/Limit" }], /outside of the document/],
    ["no name", [{ in: "query" }], /no name or no known place/],
    ["an unknown place", [{ name: "a", in: "body" }], /no name or no known place/],
    ["no object", ["limit"], /no name or no known place/],
  ])("keep an operation from being a tool when they cannot be read: %s", (_, parameters, reason) => {
    expect(operation({ parameters })).toMatchObject({ tool: null, reason: expect.stringMatching(reason) });
  });
});

describe("the body of an operation", () => {
  const ORDER = {
    type: "object",
    properties: { item: { type: "string" }, count: { type: "integer" } },
    required: ["item"],
  };

  it("becomes arguments, one for each field", () => {
    const read = operation(body(ORDER), { method: "post", path: "/shops/{shop}" });
    expect(read.tool?.input_schema).toMatchObject({ required: ["shop", "item"], additionalProperties: false });
    expect(request(read, { shop: "a", item: "Hat", count: 2 })).toMatchObject({
      url: "https://a.example/shops/a",
      headers: { "content-type": "application/json" },
      body: '{"item":"Hat","count":2}',
    });
  });

  it.each<[string, unknown, unknown]>([
    ["is a list", { type: "array", items: { type: "integer" } }, [1, 2]],
    [
      "is one of several forms",
      { oneOf: [ORDER, { type: "object", properties: { all: { type: "boolean" } } }] },
      { item: "Hat" },
    ],
    ["may have further fields", { ...ORDER, additionalProperties: { type: "string" } }, { item: "Hat", colour: "red" }],
    ["has a field that is also a parameter", { type: "object", properties: { id: { type: "string" } } }, { id: "2" }],
    ["has a field with an odd name", { type: "object", properties: { "a b": { type: "string" } } }, { "a b": "2" }],
    ["has no fields that are known", { type: "object" }, { anything: 1 }],
    ["is not described", undefined, "text"],
  ])("becomes one argument when it %s", (_, schema, value) => {
    const read = operation(body(schema), { method: "post", path: "/x/{id}" });
    expect(Object.keys(propertiesOf(read))).toEqual(["id", "body"]);
    expect(request(read, { id: "1", body: value }).body).toBe(JSON.stringify(value));
  });

  it("becomes one argument that may be left out, when it may be, but not in parts", () => {
    const optional = { requestBody: { required: false, content: { "application/json": { schema: ORDER } } } };
    const read = operation(optional, { method: "post" });
    expect(read.tool?.input_schema).not.toHaveProperty("required");
    expect(request(read, {}).body).toBeUndefined();
    expect(request(read, { body: { item: "Hat" } }).body).toBe('{"item":"Hat"}');
  });

  it("has an argument of another name where a parameter is called body", () => {
    const read = operation(
      { ...body({ type: "array" }), parameters: [{ name: "body", in: "query" }] },
      { method: "post" },
    );
    expect(Object.keys(propertiesOf(read))).toEqual(["body", "request_body"]);
  });

  it.each<[string, string]>([
    ["application/merge-patch+json", "application/json"],
    ["application/json; charset=utf-8", "application/json"],
    ["text/json", "application/json"],
    ["*/*", "application/json"],
    ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded"],
  ])("of %s is sent as %s", (type, sent) => {
    const read = operation(body(ORDER, type), { method: "post" });
    expect(request(read, { item: "Hat" }).headers["content-type"]).toBe(sent);
  });

  it("is JSON where it may be several things", () => {
    const content = {
      "application/xml": {},
      "application/x-www-form-urlencoded": {},
      "application/json": { schema: ORDER },
    };
    const read = operation({ requestBody: { content } }, { method: "put" });
    expect(read.tool?.request.body).toEqual({ type: "json", argument: null });
  });

  it.each<[string, JsonObject, string]>([
    ["lists repeat their name", {}, "tags=a&tags=b&card%5Bcvc%5D=1&n=3"],
    [
      "a list in brackets",
      { tags: { style: "deepObject", explode: true } },
      "tags%5B0%5D=a&tags%5B1%5D=b&card%5Bcvc%5D=1&n=3",
    ],
    ["a list in one", { tags: { explode: false, style: "form" } }, "tags=a,b&card%5Bcvc%5D=1&n=3"],
    ["a list with pipes", { tags: { style: "pipeDelimited", explode: false } }, "tags=a%7Cb&card%5Bcvc%5D=1&n=3"],
  ])("is a form: %s", (_, encoding, text) => {
    const tags = {
      anyOf: [
        { type: "array", items: { type: "string" } },
        { type: "string", enum: [""] },
      ],
    };
    const card = { type: "object", properties: { cvc: { type: "integer" } } };
    const schema = { type: "object", properties: { tags, card, n: { type: "integer" } } };
    const read = operation(body(schema, "application/x-www-form-urlencoded", { encoding }), { method: "post" });
    expect(request(read, { tags: ["a", "b"], card: { cvc: 1 }, n: 3 }).body).toBe(text);
  });

  it("is a form whose fields have names that models do not take", () => {
    const schema = {
      type: "object",
      properties: { "a[b]": { type: "string" }, id: { type: "string" } },
      required: ["a[b]"],
    };
    const read = operation(body(schema, "application/x-www-form-urlencoded"), { method: "post", path: "/x/{id}" });
    expect(read.tool?.input_schema["required"]).toEqual(["id", "a_b"]);
    expect(request(read, { id: "1", a_b: "2", form_id: "3" })).toMatchObject({
      url: "https://a.example/x/1",
      body: "a%5Bb%5D=2&id=3",
    });
  });

  it("lacks the fields that the service sets, down to the inner ones", () => {
    const id = { type: "string", readOnly: true };
    const inner = { type: "object", properties: { id, name: { type: "string" } }, required: ["id", "name"] };
    const read = operation(body({ type: "object", properties: { id, inner }, required: ["id"] }), { method: "post" });
    expect(read.tool?.input_schema).toEqual({
      type: "object",
      properties: { inner: { type: "object", properties: { name: { type: "string" } }, required: ["name"] } },
      additionalProperties: false,
    });
  });

  it.each<[string, string, JsonObject, RegExp]>([
    [
      "of a media type that is not sent",
      "post",
      body({}, "multipart/form-data"),
      /multipart\/form-data; tools send JSON/,
    ],
    [
      "of one, and nobody says whether it is required",
      "post",
      { requestBody: { content: { "image/png": {} } } },
      /image\/png/,
    ],
    ["of a GET", "get", body(ORDER), /a GET with a body/],
    ["that refers to nothing", "post", { requestBody: { $ref: "#/nothing" } }, /body refers to #\/nothing/],
    ["that is no object", "post", { requestBody: "order" }, /not described by an object/],
  ])("keeps an operation from being a tool when it is %s", (_, method, given, reason) => {
    expect(operation(given, { method })).toMatchObject({ tool: null, reason: expect.stringMatching(reason) });
  });

  it.each<[string, string, JsonObject, RegExp]>([
    [
      "of a media type that is not sent",
      "post",
      { requestBody: { required: false, content: { "image/png": {} } } },
      /image\/png/,
    ],
    ["of a GET", "get", { requestBody: { content: { "application/json": { schema: ORDER } } } }, /a GET has none/],
  ])("is left out when it may be, with a note: %s", (_, method, given, note) => {
    const read = operation(given, { method });
    expect(read.tool?.request.body).toBeNull();
    expect(read.notes.join()).toMatch(note);
  });

  it("of a DELETE is sent", () => {
    const read = operation(body(ORDER), { method: "delete" });
    expect(request(read, { item: "Hat" })).toMatchObject({ method: "DELETE", body: '{"item":"Hat"}' });
  });
});

describe("where an operation is called", () => {
  it.each<[string, unknown, Partial<ReadOptions>, string]>([
    [
      "the document's server",
      [{ url: "https://api.example/v1/" }, { url: "https://other.example" }],
      {},
      "https://api.example/v1/x",
    ],
    [
      "a server with variables",
      [
        {
          url: "https://{region}.example:{port}/{base}",
          variables: { region: { default: "eu" }, port: { default: 8443 }, base: { default: "v2" } },
        },
      ],
      {},
      "https://eu.example:8443/v2/x",
    ],
    [
      "a relative server",
      [{ url: "../v1" }],
      { documentUrl: "https://a.example/docs/openapi.json" },
      "https://a.example/v1/x",
    ],
    [
      "an absolute path",
      [{ url: "/v1" }],
      { documentUrl: "https://a.example/docs/openapi.json" },
      "https://a.example/v1/x",
    ],
    ["no server", undefined, { documentUrl: "https://a.example/docs/openapi.json" }, "https://a.example/x"],
    [
      "an address of the caller's",
      [{ url: "https://api.example" }],
      { baseUrl: "https://mine.example/api" },
      "https://mine.example/api/x",
    ],
  ])("is known from %s", (_, servers, options, url) => {
    expect(operation({}, { document: { servers }, options }).tool?.url).toBe(url);
  });

  it("is the server of the operation, before that of the path, before that of the document", () => {
    const servers = (name: string) => [{ url: `https://${name}.example` }];
    const paths = { "/x": { servers: servers("path"), get: { servers: servers("operation") }, put: {} } };
    expect(read({ paths }).operations.map(({ tool }) => tool?.url)).toEqual([
      "https://operation.example/x",
      "https://path.example/x",
    ]);
  });

  it.each<[string, unknown, string, RegExp]>([
    ["only a relative server", [{ url: "/v1" }], "/x", /only the relative address \/v1.*base_url/],
    ["no server", [], "/x", /names no server/],
    ["a variable without a default", [{ url: "https://{region}.example" }], "/x", /no default for region/],
    ["another scheme", [{ url: "wss://a.example" }], "/x", /not an http/],
    ["a password", [{ url: "https://kim:secret@a.example" }], "/x", /user name or password/],
    ["a query", [{ url: "https://a.example/?key=1" }], "/x", /query or fragment/],
    ["a fragment in the path", [{ url: "https://a.example" }], "/#Action=Run", /a #/],
    ["a space in the path", [{ url: "https://a.example" }], "/a b", /space/],
    ["a brace in the path", [{ url: "https://a.example" }], "/a{b", /brace/],
  ])("is not known: %s", (_, servers, path, reason) => {
    expect(operation({}, { document: { servers }, path })).toMatchObject({
      tool: null,
      reason: expect.stringMatching(reason),
    });
  });
});

describe("what a tool is called and says", () => {
  it.each<[string, JsonObject, string]>([
    ["summary and description", { summary: "List orders", description: "Newest first." }, "List orders. Newest first."],
    [
      "a description that repeats the summary",
      { summary: "List orders", description: "List orders, newest first." },
      "List orders, newest first.",
    ],
    ["HTML", { description: "<p>Lists <b>orders</b></p>" }, "Lists orders"],
    ["a deprecated operation", { summary: "List orders", deprecated: true }, "Deprecated. List orders."],
    ["nothing", {}, "GET /x"],
  ])("is made of %s", (_, given, description) => {
    expect(operation(given).tool?.description).toBe(description);
  });

  it("is at most 1,024 characters long, and can be stored", () => {
    const { tool } = operation({ summary: "NUL \u0000 and \uD800", description: "word ".repeat(1_000) });
    expect(tool?.description.length).toBeLessThanOrEqual(1_024);
    expect(tool?.description).toContain("NUL \uFFFD and \uFFFD");
  });

  it("marks deprecated operations and arguments", () => {
    const read = operation({ deprecated: true, parameters: [{ name: "a", in: "query", deprecated: true }] });
    expect(read.is_deprecated).toBe(true);
    expect(propertiesOf(read)["a"]).toEqual({ deprecated: true });
  });

  it("has the schema of the first answer of success that is JSON", () => {
    const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
    const responses = {
      default: json({ type: "string" }),
      "404": json({}),
      "201": json({ type: "array" }),
      "200": { description: "OK" },
    };
    expect(operation({ responses }).tool?.output_schema).toEqual({ type: "array" });
    expect(operation({ responses: { "2XX": json({ type: "array" }) } }).tool?.output_schema).toEqual({ type: "array" });
    expect(operation({ responses: { "204": {} } }).tool?.output_schema).toBeNull();
    expect(operation({ responses: { "200": json({}) } }).tool?.output_schema).toBeNull();
  });
});

describe("a document", () => {
  it("has every operation listed in its order, other things aside", () => {
    const paths = {
      "x-note": {},
      "/b": { post: {}, get: {}, "x-y": {}, trace: {} },
      "/a": { get: {} },
      "/c": null,
      "/d": { $ref: "d.yaml" },
    };
    const { operations, problems } = read({ paths, webhooks: { order: { post: {} } } });
    expect(operations.map(({ operation, reason }) => [operation, reason === null])).toEqual([
      ["GET /b", true],
      ["POST /b", true],
      ["TRACE /b", false],
      ["GET /a", true],
    ]);
    expect(problems).toEqual([
      "The path /c is not an object.",
      "The path /d refers to d.yaml, which is outside of the document.",
    ]);
  });

  it("without operations says so", () => {
    expect(read({ webhooks: { order: { post: {} } } }).problems).toEqual(["The document describes no operations."]);
  });

  it("names what its service wants to know its callers by", () => {
    const securitySchemes = {
      a: { type: "http", scheme: "basic" },
      b: { type: "oauth2", flows: {} },
      c: { type: "apiKey", in: "query", name: "key" },
      d: { type: "mutualTLS" },
      e: { $ref: "#/components/securitySchemes/f" },
      f: { type: "apiKey", in: "header", name: "X-Key" },
    };
    expect(
      read({ paths: {}, components: { securitySchemes } }).credentials.map(({ in: place, name }) => `${place} ${name}`),
    ).toEqual(["header Authorization", "query key", "header X-Key"]);
  });

  it("whose one operation is beyond measure leaves the others alone", () => {
    const properties = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`field_${index}`, { type: "string", description: "d".repeat(50) }]),
    );
    const paths = { "/a": { post: body({ type: "object", properties }) }, "/b": { get: {} } };
    expect(read({ paths }).operations.map(({ reason }) => reason)).toEqual([expect.stringContaining("64 KiB"), null]);
  });
});
