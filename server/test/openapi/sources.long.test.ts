import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DescribedApp, installTestKey, startDescribedApp } from "../http/described-app.ts";
import { startToolReceiver, type ToolReceiver } from "../http/tool-receiver.ts";
import { type ShopDocument, shopDocument } from "./shop-document.ts";

let app: DescribedApp;
/** Serves the document at /openapi.json, and is the shop itself. */
let shop: ToolReceiver;
let document: ShopDocument;
let count = 0;

beforeAll(async () => {
  shop = await startToolReceiver();
  app = await startDescribedApp({ OPERATOR_ALLOWED_ADDRESSES: shop.host });
});
afterAll(async () => {
  await app.stop();
  await shop.close();
});
beforeEach(() => {
  document = shopDocument();
  shop.calls.length = 0;
  shop.answer = ({ path }) =>
    path === "/openapi.json" ? { body: JSON.stringify(document) } : { body: '{"done":true}' };
});
afterEach(async () => {
  const { body } = await app.call("GET", "/openapi_sources?limit=200");
  for (const { id } of body["data"]) {
    await app.call("DELETE", `/openapi_sources/${id}?tools=delete`);
  }
});

const url = () => `${shop.url}/openapi.json`;

/** Imports the shop's document; the names of its tools are different each time. */
async function importShop(more: Record<string, unknown> = {}) {
  const prefix = `t${++count}_`;
  const answer = await app.call("POST", "/openapi_sources", {
    name: `Shop ${count}`,
    url: url(),
    name_prefix: prefix,
    ...more,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { ...answer.body, prefix } as { id: string; prefix: string; tools: { operation: string; name: string }[] };
}

async function compare(id: string, body?: unknown) {
  const answer = await app.call("POST", `/openapi_sources/${id}/compare`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body["operations"] as Record<string, unknown>[] & { operation: string }[];
}

describe("a preview", () => {
  it("shows the tools that a document would make, and why an operation makes none", async () => {
    const { status, body } = await app.call("POST", "/openapi_sources/preview", { url: url(), name_prefix: "shop_" });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ title: "Shop", version: "1.0.0", openapi: "3.1.0", problems: [] });
    expect(body["credentials"]).toEqual([{ in: "header", name: "Authorization", description: "Bearer …" }]);
    expect(body["operations"].map(({ operation, name }: Record<string, string>) => [operation, name])).toEqual([
      ["listOrders", "shop_listOrders"],
      ["createOrder", "shop_createOrder"],
      ["deleteOrder", "shop_deleteOrder"],
      ["POST /receipts", "shop_post_receipts"],
    ]);
    expect(body["operations"][1]).toMatchObject({
      is_importable: true,
      tool: {
        method: "POST",
        url: `${shop.url}/v1/orders`,
        input_schema: { properties: { item: { type: "string" } }, required: ["item"], additionalProperties: false },
        request: { parameters: [], body: { type: "json", argument: null } },
      },
    });
    expect(body["operations"][3]).toMatchObject({
      is_importable: false,
      tool: null,
      reason: expect.stringContaining("multipart"),
    });
  });

  it.each([
    ["an object", () => document],
    ["JSON text", () => JSON.stringify(document)],
    ["YAML text", () => "openapi: 3.0.0\ninfo: {title: Shop}\npaths:\n  /orders: {get: {operationId: listOrders}}\n"],
  ])("takes the document as %s", async (_, given) => {
    const body = { document: given(), base_url: shop.url };
    const answer = await app.call("POST", "/openapi_sources/preview", body);
    expect(answer.body["operations"][0]).toMatchObject({
      operation: "listOrders",
      tool: { url: `${shop.url}/orders` },
    });
  });

  it("says where base_url is wanting, which names are taken, and where nobody may call", async () => {
    const { prefix } = await importShop();
    const preview = async (more: object) =>
      (await app.call("POST", "/openapi_sources/preview", { document, ...more })).body;
    expect((await preview({}))["operations"][0]).toMatchObject({
      is_importable: false,
      reason: expect.stringContaining("base_url"),
    });
    const taken = await preview({ base_url: shop.url, name_prefix: prefix });
    expect(taken["operations"][0].notes.join()).toContain(`There is a tool ${prefix}listOrders already`);
    document.servers = [{ url: "http://192.168.0.10/v1" }];
    expect((await preview({}))["problems"]).toEqual([expect.stringContaining("192.168.0.10")]);
  });

  it("follows redirects to the document, and resolves servers against where it is in the end", async () => {
    const serve = shop.answer;
    shop.answer = (call) => {
      if (call.path === "/start") return { status: 302, headers: { location: "/moved" } };
      if (call.path === "/moved") return { status: 308, headers: { location: `${shop.url}/openapi.json` } };
      return serve(call);
    };
    document.servers = [{ url: "api" }];
    const { body } = await app.call("POST", "/openapi_sources/preview", { url: `${shop.url}/start` });
    expect(body["operations"][0].tool.url).toBe(`${shop.url}/api/orders`);
  });
});

describe("a document that cannot be had", () => {
  it.each<[string, () => Record<string, unknown>, number, string, RegExp]>([
    ["no document", () => ({}), 400, "missing_field", /url of the document or the document/],
    ["both", () => ({ url: url(), document }), 400, "invalid_field", /either/],
    ["an address that is none", () => ({ url: "ftp://example.com/x" }), 400, "unreachable", /not an http/],
    ["a private address", () => ({ url: "http://10.0.0.1/openapi.json" }), 400, "unreachable", /10\.0\.0\.1/],
    ["a closed port", () => ({ url: "http://127.0.0.1:1/openapi.json" }), 400, "unreachable", /127\.0\.0\.1/],
    ["text that is none", () => ({ document: "{" }), 400, "invalid_document", /line 1, column/],
    ["Swagger 2.0", () => ({ document: { swagger: "2.0" } }), 400, "invalid_document", /Convert it/],
    ["an unknown field", () => ({ document, prefix: "x" }), 400, "invalid_field", /prefix/],
    ["an impossible prefix", () => ({ document, name_prefix: "1 " }), 400, "invalid_field", /name_prefix/],
    ["a base_url that is none", () => ({ document, base_url: "shop" }), 400, "invalid_field", /base_url/],
    ["a base_url with a query", () => ({ document, base_url: "https://a.example/?b" }), 400, "invalid_field", /query/],
    ["a private base_url", () => ({ document, base_url: "http://10.0.0.1" }), 400, "invalid_field", /10\.0\.0\.1/],
  ])("is refused: %s", async (_, body, status, code, message) => {
    const answer = await app.call("POST", "/openapi_sources/preview", body());
    expect(answer.status).toBe(status);
    expect(answer.body["error"]).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it.each<[string, ToolReceiver["answer"], RegExp]>([
    ["an answer that is no success", () => ({ status: 404 }), /answered 404/],
    ["a redirect to nowhere", () => ({ status: 302 }), /without an address/],
    ["a redirect in a circle", () => ({ status: 302, headers: { location: "/openapi.json" } }), /more than 5 times/],
    [
      "a redirect to a private address",
      () => ({ status: 302, headers: { location: "http://169.254.169.254/latest" } }),
      /169\.254\.169\.254/,
    ],
    [
      "a redirect to another scheme",
      () => ({ status: 302, headers: { location: "file:///etc/passwd" } }),
      /not an http/,
    ],
  ])("is refused: %s", async (_, answer, message) => {
    shop.answer = answer;
    const refused = await app.call("POST", "/openapi_sources/preview", { url: url() });
    expect(refused.body["error"]).toMatchObject({ code: "unreachable", message: expect.stringMatching(message) });
  });

  it("is refused when it is larger than 32 MiB, without waiting for its end", async () => {
    shop.answer = () => ({ body: " ".repeat(33 * 1024 * 1024) });
    const refused = await app.call("POST", "/openapi_sources/preview", { url: url() });
    expect(refused.body["error"]).toMatchObject({ code: "unreachable", message: expect.stringContaining("32 MiB") });
  });

  it("is refused when it is nested without end", async () => {
    const yaml = `openapi: 3.1.0\nx: ${"[".repeat(50_000)}`;
    const refused = await app.call("POST", "/openapi_sources/preview", { document: yaml });
    expect(refused.body["error"]).toMatchObject({ code: "invalid_document" });
  });

  it("is refused when it is not text in UTF-8", async () => {
    shop.answer = () => ({ body: Buffer.from([0x7b, 0xff, 0xfe]) as unknown as string });
    const refused = await app.call("POST", "/openapi_sources/preview", { url: url() });
    expect(refused.body["error"]).toMatchObject({
      code: "invalid_document",
      message: expect.stringContaining("UTF-8"),
    });
  });

  it("is refused in a body of more than 32 MiB, and of more than 1 MiB anywhere else", async () => {
    const large = await app.call("POST", "/openapi_sources/preview", { document: " ".repeat(33 * 1024 * 1024) });
    expect(large.body["error"]).toMatchObject({ code: "too_large", message: expect.stringContaining("32 MiB") });
    const other = await app.call("POST", "/tools", { name: "x".repeat(2 * 1024 * 1024) });
    expect(other.body["error"]).toMatchObject({ code: "too_large", message: expect.stringContaining("1 MiB") });
  });

  it.each([
    ["broken", () => `{"document": {"openapi": "3.1.0", "x": "${"y".repeat(400_000)}"`],
    ["deep", () => `{"document": ${"[".repeat(200_000)}${"]".repeat(200_000)}}`],
  ])("is refused in a large body that is %s", async (_, text) => {
    const response = await fetch(`${app.url}/openapi_sources/preview`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${app.key}`,
        "operator-version": "2025-06-19",
        "content-type": "application/json",
      },
      body: text(),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "malformed_json" } });
  });
});

describe("an import", () => {
  it("makes tools that call the service", async () => {
    const { id, prefix, tools } = await importShop({
      headers: { Authorization: "Bearer planted-secret" },
      time_limit_sec: 3,
    });
    expect(tools.map(({ operation }) => operation)).toEqual(["listOrders", "createOrder", "deleteOrder"]);
    const tool = await app.call("GET", `/tools/${prefix}createOrder`);
    expect(tool.body).toMatchObject({
      headers: { Authorization: null },
      time_limit_sec: 3,
      description: "Create an order.",
    });
    const tried = await app.call("POST", `/tools/${prefix}createOrder/try`, { arguments: { item: "Hat", count: 2 } });
    expect(tried.body["outcome"]).toMatchObject({ status: "succeeded", result: { done: true } });
    expect(shop.calls.at(-1)).toMatchObject({
      method: "POST",
      path: "/v1/orders",
      headers: { authorization: "Bearer planted-secret", "content-type": "application/json" },
      body: '{"item":"Hat","count":2}',
    });
    const source = await app.call("GET", `/openapi_sources/${id}`);
    expect(source.body).toMatchObject({
      tool_count: 3,
      title: "Shop",
      headers: { Authorization: null },
      time_limit_sec: 3,
    });
    expect(JSON.stringify(source.body)).not.toContain("planted");
  });

  it("makes the tools of the chosen operations only", async () => {
    const { tools, prefix } = await importShop({ operations: ["deleteOrder"] });
    expect(tools).toMatchObject([{ operation: "deleteOrder", path: "/orders/{id}", name: `${prefix}deleteOrder` }]);
  });

  it.each<[string, () => Record<string, unknown>, string, RegExp]>([
    [
      "an operation there is none of",
      () => ({ operations: ["listOrders", "nothing"] }),
      "unknown_reference",
      /operations\[1\].*nothing/,
    ],
    ["an operation that cannot be a tool", () => ({ operations: ["POST /receipts"] }), "invalid_field", /multipart/],
    [
      "a document without operations",
      () => ({ url: null, document: { openapi: "3.1.0" } }),
      "invalid_document",
      /no operation/,
    ],
    ["headers that cannot be", () => ({ headers: { "X-Signature": "1" } }), "invalid_field", /X-Signature/],
    ["a service that nobody may call", () => ({ base_url: "http://127.0.0.1:1" }), "invalid_field", /base_url/],
  ])("is refused for %s, and leaves nothing behind", async (_, more, code, message) => {
    const refused = await app.call("POST", "/openapi_sources", { name: "Refused", url: url(), ...more() });
    expect(refused.body["error"]).toMatchObject({ code, message: expect.stringMatching(message) });
    expect((await app.call("GET", "/openapi_sources")).body["data"]).toEqual([]);
  });

  it("is refused where names are taken, naming all of them, and leaves nothing behind", async () => {
    const { prefix, id } = await importShop({ operations: ["listOrders", "createOrder"] });
    const again = { name: "Again", url: url(), name_prefix: prefix };
    const taken = await app.call("POST", "/openapi_sources", again);
    expect(taken.status).toBe(409);
    expect(taken.body["error"]).toMatchObject({
      code: "name_taken",
      message: expect.stringContaining(`${prefix}listOrders, ${prefix}createOrder`),
      details: [
        { message: expect.stringContaining("listOrders") },
        { message: expect.stringContaining("createOrder") },
      ],
    });
    const source = await app.call("GET", `/openapi_sources/${id}`);
    const sameName = await app.call("POST", "/openapi_sources", {
      ...again,
      name: source.body["name"],
      name_prefix: "z_",
    });
    expect(sameName.body["error"]).toMatchObject({ code: "name_taken", param: "name" });
    expect((await app.call("GET", "/openapi_sources")).body["data"]).toHaveLength(1);
    expect((await app.call("GET", "/tools/z_listOrders")).status).toBe(404);
  });

  it("leaves out the parameters that are among its headers", async () => {
    (document.paths["/orders"] as { get: { parameters: object[] } }).get.parameters.push({
      name: "X-Shop",
      in: "header",
      required: true,
      schema: { type: "string" },
    });
    const { prefix } = await importShop({ headers: { "x-shop": "main" } });
    const tool = await app.call("GET", `/tools/${prefix}listOrders`);
    expect(Object.keys(tool.body["input_schema"].properties)).toEqual(["limit"]);
  });

  it("belongs to live keys; test keys may look", async () => {
    const { id } = await importShop();
    const headers = await installTestKey(app.databaseUrl);
    const call = (method: string, path: string, body?: unknown) => app.call(method, path, body, headers);
    expect((await call("GET", "/openapi_sources")).body["data"]).toHaveLength(1);
    expect((await call("POST", "/openapi_sources/preview", { url: url() })).status).toBe(200);
    expect((await call("POST", `/openapi_sources/${id}/compare`)).status).toBe(200);
    for (const [method, path, body] of [
      ["POST", "/openapi_sources", { name: "Mine", url: url() }],
      ["POST", `/openapi_sources/${id}/import`, {}],
      ["DELETE", `/openapi_sources/${id}`, undefined],
    ] as const) {
      expect((await call(method, path, body)).body["error"]).toMatchObject({ code: "not_allowed" });
    }
  });
});

describe("the document after it changed", () => {
  it("is compared operation by operation", async () => {
    const { id, prefix } = await importShop();
    expect((await compare(id)).map(({ operation, change }) => [operation, change])).toEqual([
      ["listOrders", "unchanged"],
      ["createOrder", "unchanged"],
      ["deleteOrder", "unchanged"],
      ["POST /receipts", "new"],
    ]);
    const { paths } = document as { paths: Record<string, Record<string, Record<string, unknown>>> };
    paths["/orders"]!["get"]!["parameters"] = [
      { name: "limit", in: "query", schema: { type: "integer", maximum: 50 } },
      { name: "after", in: "query", required: true, schema: { type: "string" } },
    ];
    paths["/orders"]!["post"]!["operationId"] = "placeOrder";
    delete paths["/orders/{id}"];
    paths["/stock"] = { get: { operationId: "getStock", responses: {} } };
    const changed = await compare(id);
    expect(changed.map(({ operation, change, imported_as, name }) => [operation, change, imported_as, name])).toEqual([
      ["listOrders", "changed", "listOrders", `${prefix}listOrders`],
      ["placeOrder", "changed", "createOrder", `${prefix}createOrder`],
      ["POST /receipts", "new", null, `${prefix}post_receipts`],
      ["getStock", "new", null, `${prefix}getStock`],
      ["deleteOrder", "removed", "deleteOrder", `${prefix}deleteOrder`],
    ]);
    const messages = (changed[0]?.["differences"] as { message: string }[]).map(({ message }) => message);
    expect(messages).toContain("input_schema.properties.limit.maximum: 100 → 50");
    expect(messages).toContain('input_schema.required was added: ["after"]');
    expect(messages).toContainEqual(expect.stringMatching(/^The argument after was added/));
  });

  it("is imported where it changed, and no further", async () => {
    const { id, prefix } = await importShop();
    const { paths } = document as { paths: Record<string, Record<string, Record<string, unknown>>> };
    paths["/orders"]!["get"]!["summary"] = "List all orders";
    paths["/stock"] = { get: { operationId: "getStock", responses: {} } };
    delete paths["/orders/{id}"];
    const done = await app.call("POST", `/openapi_sources/${id}/import`);
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect(done.body).toEqual({
      id,
      created: [],
      updated: [{ operation: "listOrders", name: `${prefix}listOrders`, kept: [], replaced: [] }],
      removed: [],
      skipped: [],
    });
    expect((await app.call("GET", `/tools/${prefix}listOrders`)).body["description"]).toBe("List all orders.");
    const chosen = { operations: ["getStock", "deleteOrder"] };
    const more = await app.call("POST", `/openapi_sources/${id}/import`, chosen);
    expect(more.body).toMatchObject({ created: [{ operation: "getStock" }], removed: [{ operation: "deleteOrder" }] });
    expect((await app.call("GET", `/tools/${prefix}deleteOrder`)).status).toBe(404);
    expect((await app.call("POST", `/tools/${prefix}getStock/try`, {})).body["outcome"]).toMatchObject({
      status: "succeeded",
    });
    expect((await compare(id)).every(({ change }) => change === "unchanged" || change === "new")).toBe(true);
  });

  it("keeps what a person changed of a tool, and says what it replaces", async () => {
    const { id, prefix } = await importShop();
    const path = `/tools/${prefix}listOrders`;
    const mine = { description: "My words.", time_limit_sec: 60, runs_in_background: true, headers: { "X-Mine": "1" } };
    await app.call("PATCH", path, { ...mine, output_schema: null });
    expect((await compare(id))[0]).toMatchObject({
      change: "unchanged",
      hand_changes: [
        { field: "description", is_kept: true },
        { field: "output_schema", is_kept: true },
      ],
    });
    const { paths } = document as { paths: Record<string, Record<string, Record<string, unknown>>> };
    const ok = { description: "OK", content: { "application/json": { schema: { type: "object" } } } };
    Object.assign(paths["/orders"]!["get"]!, { summary: "List all orders", responses: { "200": ok }, parameters: [] });
    expect((await compare(id))[0]).toMatchObject({
      change: "changed",
      hand_changes: [
        { field: "description", is_kept: true },
        { field: "output_schema", is_kept: false },
      ],
    });
    const done = await app.call("POST", `/openapi_sources/${id}/import`);
    expect(done.body["updated"]).toMatchObject([{ kept: ["description"], replaced: ["output_schema"] }]);
    const tool = (await app.call("GET", path)).body;
    expect(tool).toMatchObject({ ...mine, headers: { "X-Mine": null }, output_schema: { type: "object" } });
    expect(tool["input_schema"].properties).toEqual({});
  });

  it("takes how a tool is called from the document as a whole once any of it changed", async () => {
    const { id, prefix } = await importShop();
    const path = `/tools/${prefix}listOrders`;
    const { body: tool } = await app.call("GET", path);
    Object.assign(tool["input_schema"].properties.limit, { description: "My words.", "x-personal": true });
    await app.call("PATCH", path, { input_schema: tool["input_schema"] });
    document.servers = [{ url: "/v2" }];
    const done = await app.call("POST", `/openapi_sources/${id}/import`, { operations: ["listOrders"] });
    expect(done.body["updated"]).toMatchObject([{ kept: [], replaced: ["input_schema"] }]);
    const now = (await app.call("GET", path)).body;
    expect(now["url"]).toBe(`${shop.url}/v2/orders`);
    expect(now["input_schema"].properties.limit).toEqual({ type: "integer", maximum: 100, "x-personal": true });
  });

  it("takes no headers along to a host that the document has come to name", async () => {
    const { id, tools } = await importShop({ headers: { "X-Api-Key": "planted-secret" } });
    const bare = await importShop();
    document.servers = [{ url: "https://collector.example/v1" }];
    document.paths = { ...document.paths, "/more": { get: { operationId: "more" } } };
    for (const operations of [null, ["more"]]) {
      const { status, body } = await app.call("POST", `/openapi_sources/${id}/import`, { operations });
      expect(status, JSON.stringify(body)).toBe(400);
      expect(body["error"]).toMatchObject({ code: "invalid_document", param: "document" });
      expect(body["error"].message).toContain("https://collector.example");
    }
    expect((await app.call("GET", `/tools/${tools[0]?.name}`)).body["url"]).toContain(shop.url);
    expect((await app.call("POST", `/openapi_sources/${bare.id}/import`)).status).toBe(200);
    expect((await app.call("GET", `/tools/${bare.tools[0]?.name}`)).body["url"]).toContain("https://collector.example");
  });

  it("leaves a tool as it is whose operation can be none any more, and says so", async () => {
    const { id, prefix } = await importShop();
    const { paths } = document as { paths: Record<string, Record<string, Record<string, unknown>>> };
    paths["/orders"]!["post"]!["requestBody"] = { required: true, content: { "application/xml": {} } };
    const done = await app.call("POST", `/openapi_sources/${id}/import`);
    expect(done.body["skipped"]).toMatchObject([
      { operation: "createOrder", reason: expect.stringContaining("application/xml") },
    ]);
    const named = await app.call("POST", `/openapi_sources/${id}/import`, { operations: ["createOrder"] });
    expect(named.body["error"]).toMatchObject({
      code: "invalid_field",
      message: expect.stringContaining("createOrder"),
    });
    expect((await app.call("GET", `/tools/${prefix}createOrder`)).status).toBe(200);
  });

  it("makes a tool anew that somebody deleted, when it is named", async () => {
    const { id, prefix } = await importShop();
    await app.call("DELETE", `/tools/${prefix}listOrders`);
    expect((await compare(id))[0]).toMatchObject({ operation: "listOrders", change: "new", imported_as: null });
    const done = await app.call("POST", `/openapi_sources/${id}/import`, { operations: ["listOrders"] });
    expect(done.body["created"]).toEqual([{ operation: "listOrders", name: `${prefix}listOrders` }]);
  });

  it("may be sent instead of fetched, and must be where there is no address", async () => {
    const { id } = await importShop({ url: null, document, base_url: shop.url });
    const missing = await app.call("POST", `/openapi_sources/${id}/compare`);
    expect(missing.body["error"]).toMatchObject({ code: "missing_field", param: "document" });
    document.info.version = "2.0.0";
    expect((await compare(id, { document: JSON.stringify(document) }))[0]).toMatchObject({ change: "unchanged" });
    await app.call("POST", `/openapi_sources/${id}/import`, { document });
    expect((await app.call("GET", `/openapi_sources/${id}`)).body["version"]).toBe("2.0.0");
  });

  it("is imported once when it is imported twice at the same time", async () => {
    const { id, prefix } = await importShop({ operations: ["listOrders"] });
    const both = await Promise.all(
      [1, 2].map(() => app.call("POST", `/openapi_sources/${id}/import`, { operations: ["createOrder"] })),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both.flatMap(({ body }) => body["created"])).toEqual([
      { operation: "createOrder", name: `${prefix}createOrder` },
    ]);
  });
});

describe("a source", () => {
  it("is listed, newest first, page by page", async () => {
    const [first, second] = [await importShop(), await importShop()];
    const page = await app.call("GET", "/openapi_sources?limit=1");
    expect(page.body["data"]).toMatchObject([{ id: second.id, tool_count: 3 }]);
    const rest = await app.call("GET", `/openapi_sources?cursor=${page.body["cursor"]}`);
    expect(rest.body).toMatchObject({ data: [{ id: first.id }], cursor: null });
  });

  it("is deleted without its tools, or with them", async () => {
    const [kept, gone] = [await importShop(), await importShop()];
    expect((await app.call("DELETE", `/openapi_sources/${kept.id}`)).body).toEqual({ id: kept.id, deleted: true });
    expect((await app.call("DELETE", `/openapi_sources/${gone.id}?tools=delete`)).status).toBe(200);
    expect((await app.call("GET", `/tools/${kept.prefix}listOrders`)).status).toBe(200);
    expect((await app.call("GET", `/tools/${gone.prefix}listOrders`)).status).toBe(404);
    for (const path of [kept.id, "oas_00000000000"]) {
      for (const [method, more] of [
        ["GET", ""],
        ["DELETE", ""],
        ["POST", "/compare"],
        ["POST", "/import"],
      ] as const) {
        expect((await app.call(method, `/openapi_sources/${path}${more}`)).status).toBe(404);
      }
    }
  });

  it("is not deleted with tools that an agent enables", async () => {
    const { id, prefix } = await importShop();
    const agent = await app.makeAgent("Sell.", { tool: { tools: [{ ns: "api", name: `${prefix}listOrders` }] } });
    const refused = await app.call("DELETE", `/openapi_sources/${id}?tools=delete`);
    expect(refused.body["error"]).toMatchObject({
      code: "in_use",
      message: expect.stringContaining(`${prefix}listOrders`),
    });
    expect((await app.call("GET", `/tools/${prefix}createOrder`)).status).toBe(200);
    delete document.paths["/orders"];
    const removed = await app.call("POST", `/openapi_sources/${id}/import`, {
      operations: ["createOrder", "listOrders"],
    });
    expect(removed.body["error"]).toMatchObject({ code: "in_use" });
    expect((await app.call("GET", `/tools/${prefix}createOrder`)).status).toBe(200);
    await app.call("DELETE", `/conversational_agents/${agent}`);
  });
});
