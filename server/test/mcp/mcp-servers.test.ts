import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../src/testing/app.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import {
  EVERYTHING_OVER_STDIO,
  EVERYTHING_TOOLS,
  type EverythingServer,
  startEverythingServer,
} from "./everything-server.ts";
import { type ScriptedServer, startScriptedServer } from "./scripted-server.ts";

let app: DescribedApp;
let everything: EverythingServer;
const scripted: ScriptedServer[] = [];
let names = 0;

beforeAll(async () => {
  everything = await startEverythingServer();
  app = await startDescribedApp({
    OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1",
    OPERATOR_MCP_PROGRAMS: `${process.execPath},no-such-program`,
  });
});

afterAll(async () => {
  await app.stop();
  await everything.kill();
});

afterEach(async () => {
  for (const server of scripted.splice(0)) await server.stop();
});

const freshName = () => `server${++names}`;
const overHttp = (url = everything.url, headers = {}) => ({ type: "http", url, headers });
const create = (transport: object, more: object = {}) =>
  app.call("POST", "/mcp_servers", { name: freshName(), transport, ...more });
const toolNames = ({ body }: Answer) => body["tools"].map((tool: { name: string }) => tool.name);

async function serverWith(...parameters: Parameters<typeof startScriptedServer>): Promise<ScriptedServer> {
  const server = await startScriptedServer(...parameters);
  scripted.push(server);
  return server;
}

async function agentWith(tool: string): Promise<{ id: string; version_id: string }> {
  const config = {
    runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Help." } },
    tool: { tools: [{ ns: "mcp", name: tool }] },
  };
  const made = await app.call("POST", "/conversational_agents", { name: "Ada", description: "Helps.", config });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body as { id: string; version_id: string };
}

describe("an MCP server that is made known", () => {
  it.each<[string, () => object]>([
    ["streamable HTTP", () => overHttp()],
    ["the standard streams of a program", () => EVERYTHING_OVER_STDIO],
  ])("is connected to over %s, and has its tools", async (_, transport) => {
    const made = await create(transport());
    expect(made).toMatchObject({
      status: 200,
      body: {
        id: expect.stringMatching(/^mcp_[0-9A-Za-z]{11}$/),
        status: "ready",
        error: null,
        server_info: { name: "mcp-servers/everything", version: "2.0.0", protocol_version: "2025-11-25" },
        problems: [{ tool: "simulate-research-query", message: expect.stringContaining("as a task") }],
        tool_count: EVERYTHING_TOOLS.length,
        time_limit_sec: 15,
        is_enabled: true,
      },
    });
    expect(toolNames(made)).toEqual(EVERYTHING_TOOLS);
    const sum = made.body["tools"].find((tool: { name: string }) => tool.name === "get-sum");
    expect(sum).toMatchObject({
      full_name: `${made.body["name"]}/get-sum`,
      description: "Returns the sum of two numbers",
      input_schema: { type: "object", required: ["a", "b"] },
      output_schema: null,
      annotations: { read_only: true, destructive: false },
      runs_in_background: false,
      on_interrupt: "finish",
      time_limit_sec: null,
      is_available: true,
      used_by: [],
    });
    const found = await app.call("GET", `/mcp_servers/${made.body["id"]}`);
    expect(found.body).toEqual(made.body);
    const { tools: _tools, ...listed } = made.body;
    expect((await app.call("GET", "/mcp_servers?limit=1")).body["data"]).toEqual([listed]);
  });

  it.each<[string, object, RegExp]>([
    [
      "nobody listens",
      overHttp("http://127.0.0.1:1/mcp"),
      /^127\.0\.0\.1:1 could not be reached: the connection was refused/,
    ],
    [
      "its address is private",
      overHttp("http://10.0.0.1/mcp"),
      /10\.0\.0\.1 is a private address, which may not be called/,
    ],
    [
      "its program does not exist",
      { type: "stdio", program: "no-such-program" },
      /^There is no program no-such-program/,
    ],
    [
      "its program ends",
      { type: "stdio", program: process.execPath, arguments: ["-e", "console.error('no licence'); process.exit(3)"] },
      /^The program ended with code 3\. It last wrote: no licence$/,
    ],
  ])("is stored as unreachable, with the reason, when %s", async (_, transport, reason) => {
    const made = await create(transport);
    expect(made).toMatchObject({
      status: 200,
      body: {
        status: "unreachable",
        error: expect.stringMatching(reason),
        tools: [],
        server_info: null,
        synced_at: null,
      },
    });
    expect(made.body["checked_at"]).not.toBeNull();
    const again = await app.call("POST", `/mcp_servers/${made.body["id"]}/sync`);
    expect(again).toMatchObject({ status: 200, body: { status: "unreachable", error: made.body["error"], added: [] } });
    await app.call("DELETE", `/mcp_servers/${made.body["id"]}`);
  });

  it("is not connected to as long as it is switched off", async () => {
    const server = await serverWith([{ name: "find" }]);
    const made = await create(overHttp(server.url), { is_enabled: false });
    expect(made.body).toMatchObject({ status: "disabled", tools: [], checked_at: null });
    expect((await app.call("POST", `/mcp_servers/${made.body["id"]}/sync`)).body).toMatchObject({ status: "disabled" });
    expect(server.received).toEqual([]);
    const changed = await app.call("PATCH", `/mcp_servers/${made.body["id"]}`, { is_enabled: true });
    expect(changed.body).toMatchObject({ status: "ready", tool_count: 1 });
  });

  it.each<[object, string, string]>([
    [{ name: "Not A Name", transport: overHttp("http://127.0.0.1:1") }, "invalid_field", "name"],
    [{ transport: overHttp("http://127.0.0.1:1") }, "missing_field", "name"],
    [{ name: "a", transport: { type: "sse", url: "http://127.0.0.1:1" } }, "invalid_field", "transport.type"],
    [{ name: "a", transport: { ...overHttp("http://x"), program: "node" } }, "invalid_field", "transport.program"],
    [{ name: "a", transport: overHttp("http://x", { A: null }) }, "invalid_field", "transport.headers.A"],
    [{ name: "a", transport: overHttp("http://x", { Host: "b" }) }, "invalid_field", "transport.headers.Host"],
    [{ name: "a", transport: overHttp("http://x", { A: "b\nc" }) }, "invalid_field", "transport.headers.A"],
    [{ name: "a", transport: { ...EVERYTHING_OVER_STDIO, program: "bash" } }, "invalid_field", "transport.program"],
    [
      { name: "a", transport: { ...EVERYTHING_OVER_STDIO, environment: { LD_PRELOAD: "x" } } },
      "invalid_field",
      "transport.environment.LD_PRELOAD",
    ],
    [
      { name: "a", transport: { ...EVERYTHING_OVER_STDIO, arguments: ["\0"] } },
      "invalid_field",
      "transport.arguments[0]",
    ],
    [{ name: "a", transport: overHttp("http://x"), time_limit_sec: 301 }, "invalid_field", "time_limit_sec"],
    [{ name: "a", transport: overHttp("http://x"), tools: [] }, "invalid_field", "tools"],
  ])("is refused when it is set up wrongly: %j", async (body, code, param) => {
    const answer = await app.call("POST", "/mcp_servers", body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code, param } } });
    expect(await app.call("GET", "/mcp_servers")).not.toMatchObject({ body: { data: [{ name: "a" }] } });
  });

  it("has a name of its own", async () => {
    const { body } = await create(overHttp("http://127.0.0.1:1"), { is_enabled: false });
    const again = await app.call("POST", "/mcp_servers", { name: body["name"], transport: overHttp("http://x") });
    expect(again).toMatchObject({ status: 409, body: { error: { code: "name_taken", param: "name" } } });
    const other = await create(overHttp("http://127.0.0.1:1"), { is_enabled: false });
    const renamed = await app.call("PATCH", `/mcp_servers/${other.body["id"]}`, { name: body["name"] });
    expect(renamed).toMatchObject({ status: 409, body: { error: { code: "name_taken" } } });
  });

  it("is the live keys' to change, and everybody's to see", async () => {
    const headers = await app.testKeyHeaders();
    const { body } = await create(overHttp("http://127.0.0.1:1"), { is_enabled: false });
    const path = `/mcp_servers/${body["id"]}`;
    expect((await app.call("GET", path, undefined, headers)).status).toBe(200);
    expect((await app.call("GET", "/mcp_servers", undefined, headers)).status).toBe(200);
    const changes: [string, string, unknown][] = [
      ["POST", "/mcp_servers", { name: "test", transport: overHttp() }],
      ["PUT", path, { name: body["name"], transport: overHttp() }],
      ["PATCH", path, { is_enabled: true }],
      ["POST", `${path}/sync`, undefined],
      ["PATCH", `${path}/tools/echo`, { on_interrupt: "cancel" }],
      ["DELETE", path, undefined],
    ];
    for (const [method, url, content] of changes) {
      expect(await app.call(method, url, content, headers)).toMatchObject({
        status: 403,
        body: { error: { code: "not_allowed" } },
      });
    }
  });

  it("is not found under another id", async () => {
    for (const [method, path, body] of [
      ["GET", "/mcp_servers/mcp_00000000000", undefined],
      ["PUT", "/mcp_servers/mcp_00000000000", { name: "a", transport: overHttp("http://x") }],
      ["PATCH", "/mcp_servers/nonsense", {}],
      ["DELETE", "/mcp_servers/mcp_00000000000", undefined],
      ["POST", "/mcp_servers/mcp_00000000000/sync", undefined],
      ["PATCH", "/mcp_servers/mcp_00000000000/tools/echo", {}],
    ] as const) {
      expect(await app.call(method, path, body)).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    }
  });
});

describe("the secrets of an MCP server", () => {
  it("are sent with each request, kept by null, and shown to nobody", async () => {
    const server = await serverWith([{ name: "find" }]);
    const headers = { Authorization: "Bearer planted-secret-1", "X-Team": "planted-secret-2" };
    const made = await create(overHttp(server.url, headers));
    expect(made.body["transport"]).toEqual(overHttp(server.url, { Authorization: null, "X-Team": null }));
    expect(JSON.stringify(made.body)).not.toContain("planted");
    expect(server.received.at(-1)?.headers).toMatchObject({
      authorization: headers.Authorization,
      "x-team": headers["X-Team"],
    });

    const back = await app.call("PUT", `/mcp_servers/${made.body["id"]}`, made.body);
    expect(back).toMatchObject({ status: 200, body: { transport: made.body["transport"], status: "ready" } });
    const transport = overHttp(server.url, { Authorization: null, "X-Team": "planted-secret-3" });
    await app.call("PATCH", `/mcp_servers/${made.body["id"]}`, { transport });
    expect(server.received.at(-1)?.headers).toMatchObject({
      authorization: headers.Authorization,
      "x-team": "planted-secret-3",
    });
  });

  it("do not follow a change of the address to another host", async () => {
    const server = await serverWith([{ name: "find" }]);
    const thief = await serverWith([{ name: "find" }]);
    const made = await create(overHttp(server.url, { Authorization: "Bearer planted-secret-4" }));
    const stolen = await app.call("PATCH", `/mcp_servers/${made.body["id"]}`, {
      transport: overHttp(thief.url, { Authorization: null }),
    });
    expect(stolen).toMatchObject({ status: 400, body: { error: { param: "transport.headers.Authorization" } } });
    expect(thief.received).toEqual([]);
  });

  it("are left out of what the server says, be it an error, a description or a program's last words", async () => {
    const secret = "planted-secret-5";
    const rude = await serverWith([], {
      initialize: ({ request, response }) => {
        response.writeHead(401, { "content-type": "text/plain" }).end(`Who is ${request.headers["authorization"]}?`);
      },
    });
    const refused = await create(overHttp(rude.url, { Authorization: `Bearer ${secret}` }));
    expect(refused.body["error"]).toMatch(/^It answered 401 Unauthorized: Who is .*\[secret\].* Check the headers/);
    const chatty = await serverWith([{ name: "find", description: `Uses ${secret}.` }]);
    const made = await create(overHttp(chatty.url, { Authorization: `Bearer ${secret}` }));
    expect(made.body["tools"][0].description).toBe("Uses [secret].");
    const program = ["-e", "console.error('bad key ' + process.env.SOME_SETTING); process.exit(1)"];
    const ended = await create({
      type: "stdio",
      program: process.execPath,
      arguments: program,
      environment: { SOME_SETTING: secret },
    });
    expect(ended.body["error"]).toBe("The program ended with code 1. It last wrote: bad key [secret]");
    expect(JSON.stringify([refused.body, made.body, ended.body])).not.toContain("planted");
  });
});

describe("a program", () => {
  it("gets PATH, HOME and its own environment, and nothing of the platform's", async () => {
    process.env["PLANTED_VARIABLE"] = "of the platform";
    try {
      const program = ["-e", "console.error(Object.keys(process.env).sort().join()); process.exit(1)"];
      const transport = { type: "stdio", program: process.execPath, arguments: program, environment: { SHOP: "7" } };
      expect((await create(transport)).body["error"]).toMatch(/It last wrote: HOME,PATH,SHOP$/);
    } finally {
      delete process.env["PLANTED_VARIABLE"];
    }
  });

  it("cannot be run where the installation allows none, and the refusal says how to allow it", async () => {
    const closed = await startDescribedApp();
    try {
      const body = { name: "everything", transport: EVERYTHING_OVER_STDIO };
      expect(await closed.call("POST", "/mcp_servers", body)).toMatchObject({
        status: 400,
        body: { error: { param: "transport.type", message: expect.stringContaining("OPERATOR_MCP_PROGRAMS") } },
      });
    } finally {
      await closed.stop();
    }
  });
});

describe("what a server says of its tools", () => {
  it("is followed when it announces a change, when it is asked to, and nothing is lost that an agent names", async () => {
    const server = await serverWith([{ name: "find" }, { name: "book", description: "Books." }, { name: "old" }]);
    const made = await create(overHttp(server.url));
    const { id, name } = made.body as { id: string; name: string };
    const agent = await agentWith(`${name}/old`);
    await expect.poll(() => server.listeners()).toBe(1);

    server.tools = [{ name: "find" }, { name: "book", description: "Books a room." }, { name: "cancel" }];
    server.announce();
    const find = () => app.call("GET", `/mcp_servers/${id}`);
    await expect
      .poll(async () => toolNames(await find()), { timeout: 30_000 })
      .toEqual(["book", "cancel", "find", "old"]);
    const tools = (await find()).body["tools"];
    expect(tools.map((tool: { is_available: boolean }) => tool.is_available)).toEqual([true, true, true, false]);
    expect(tools[0].description).toBe("Books a room.");
    expect(tools[3].used_by).toEqual([{ id: agent.id, name: "Ada", version_id: agent.version_id }]);

    server.tools = [{ name: "book", description: "Books a hall." }, { name: "old" }];
    const sync = await app.call("POST", `/mcp_servers/${id}/sync`);
    expect(sync.body).toEqual({
      status: "ready",
      error: null,
      added: ["old"],
      changed: ["book"],
      removed: ["cancel", "find"],
      problems: [],
    });
    expect(toolNames(await find())).toEqual(["book", "old"]);
    expect((await app.call("POST", `/mcp_servers/${id}/sync`)).body).toMatchObject({
      added: [],
      changed: [],
      removed: [],
    });
  });

  it("is taken page by page, also from a server whose pages never end", async () => {
    const paged = await serverWith([], {
      "tools/list": ({ message, answer }) => {
        const page = Number(message.params["cursor"] ?? 0);
        const nextCursor = page < 2 ? String(page + 1) : undefined;
        answer({ tools: [{ name: `tool${page}` }], nextCursor });
      },
    });
    expect(toolNames(await create(overHttp(paged.url)))).toEqual(["tool0", "tool1", "tool2"]);
    const endless = await serverWith([], {
      "tools/list": ({ answer }) => answer({ tools: [], nextCursor: "again" }),
    });
    expect((await create(overHttp(endless.url))).body).toMatchObject({ status: "ready", tools: [] });
    expect(endless.received.filter(({ method }) => method === "tools/list").length).toBeLessThanOrEqual(200);
  });

  it("is bounded and reported where it is hostile, and the rest of it can be used", async () => {
    const server = await serverWith([
      { name: "good", inputSchema: { type: "object", properties: { a: { type: "string" } } } },
      { name: "../../admin" },
      { name: "good" },
      { name: "broken", inputSchema: { type: "object", properties: { a: { type: "no-such-type" } } } },
      { name: "elsewhere", inputSchema: { type: "object", $ref: "https://evil.example/schema" } },
      { name: "huge", inputSchema: { type: "object", description: "x".repeat(100_000) } },
      { name: "wordy", description: "word ".repeat(100_000) },
      { name: "nul", description: "a\u0000b\ud800" },
      { name: "proto", inputSchema: JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}') },
      "no tool at all",
      ...Array.from({ length: 600 }, (_, at) => ({ name: `many${at}` })),
    ]);
    const { body } = await create(overHttp(server.url));
    expect(body["status"]).toBe("ready");
    expect(body["tool_count"]).toBe(494);
    expect(body["tools"].find((tool: { name: string }) => tool.name === "wordy").description).toHaveLength(10_000);
    expect(body["tools"].find((tool: { name: string }) => tool.name === "nul").description).toBe("a\ufffdb\ufffd");
    expect(body["problems"].map((problem: { tool: string }) => problem.tool)).toEqual([
      "../../admin",
      "good",
      "broken",
      "elsewhere",
      "huge",
      "wordy",
      null,
      null,
    ]);
    expect(body["problems"].at(-1).message).toContain("more than 500 tools");
    expect(JSON.stringify(body["problems"]).length).toBeLessThan(5_000);
  });

  it.each<[string, string, RegExp]>([
    ["is no JSON", "<html>", /^The tools could not be listed\. Its answer cannot be read/],
    ["has another form", '{"jsonrpc":"2.0","id":1,"result":{"tools":{}}}', /has not the form that MCP demands/],
    [
      "is nested without end",
      `{"jsonrpc":"2.0","id":1,"result":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
      /nested deeper/,
    ],
    ["is too large", `{"jsonrpc":"2.0","id":1,"result":"${"x".repeat(5 * 1024 * 1024)}"}`, /more than 4 MiB/],
    ["answers another request", '{"jsonrpc":"2.0","id":77,"result":{}}', /without answering/],
  ])("does no harm when it %s", async (_, text, error) => {
    const server = await serverWith([], {
      "tools/list": ({ response }) => {
        response.writeHead(200, { "content-type": "application/json" }).end(text);
      },
    });
    expect((await create(overHttp(server.url))).body).toMatchObject({
      status: "unreachable",
      error: expect.stringMatching(error),
    });
  });

  it("is read over a stream of events just as well", async () => {
    const server = await serverWith([], {
      "tools/list": ({ message, response }) => {
        const notice = { jsonrpc: "2.0", method: "notifications/message", params: { level: "info", data: "hi" } };
        const result = { jsonrpc: "2.0", id: message.id, result: { tools: [{ name: "find" }] } };
        response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
        response.end(
          `: hello\n\nid: 1\ndata:\n\ndata: ${JSON.stringify(notice)}\n\ndata: ${JSON.stringify(result)}\n\n`,
        );
      },
    });
    expect(toolNames(await create(overHttp(server.url)))).toEqual(["find"]);
  });
});

describe("a server that sends elsewhere", () => {
  it.each([301, 302, 303, 307, 308])("with a %i is not followed, and the answer says so", async (status) => {
    const target = await serverWith([{ name: "find" }]);
    const server = await serverWith([], {
      initialize: ({ response }) => response.writeHead(status, { location: target.url }).end(),
    });
    const { body } = await create(overHttp(server.url, { Authorization: "Bearer planted-secret-6" }));
    expect(body).toMatchObject({
      status: "unreachable",
      error: expect.stringContaining(`a redirect to ${target.url}`),
    });
    expect(target.received).toEqual([]);
  });

  it("by what its name resolves to is not reached either", async () => {
    const { body } = await create(overHttp("http://localhost:1/mcp"));
    // Of the loopback only 127.0.0.1 is allowed here; the name may stand for ::1 as well.
    expect(body["status"]).toBe("unreachable");
    const local = await create(overHttp("http://[::1]:1/mcp"));
    expect(local.body["error"]).toMatch(/::1.* is a loopback address, which may not be called/);
  });
});

describe("a tool of an MCP server", () => {
  it("can be enabled by its full name, and by no other", async () => {
    const { body } = await create(overHttp());
    const agent = await agentWith(`${body["name"]}/echo`);
    const path = `/mcp_servers/${body["id"]}`;
    const { tools } = (await app.call("GET", path)).body as { tools: { name: string; used_by: unknown[] }[] };
    expect(tools.find((tool) => tool.name === "echo")?.used_by).toEqual([
      { id: agent.id, name: "Ada", version_id: agent.version_id },
    ]);
    const headers = await app.testKeyHeaders();
    const seen = (await app.call("GET", path, undefined, headers)).body as { tools: typeof tools };
    expect(seen.tools.find((tool) => tool.name === "echo")?.used_by).toEqual([]);

    const config = {
      runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Help." } },
      tool: { tools: [{ ns: "mcp", name: `${body["name"]}/ecko` }] },
    };
    const refused = await app.call("POST", "/conversational_agents", { name: "A", description: "B", config });
    expect(refused.body["error"].message).toContain(`Did you mean ${body["name"]}/echo?`);
    for (const [method, url, content] of [
      ["DELETE", path, undefined],
      ["PATCH", path, { name: "other" }],
    ] as const) {
      expect(await app.call(method, url, content)).toMatchObject({
        status: 409,
        body: { error: { code: "in_use", message: expect.stringContaining(`Ada (${agent.version_id})`) } },
      });
    }
    await app.call("DELETE", `/conversational_agents/${agent.id}`);
    expect(await app.call("DELETE", path)).toMatchObject({ status: 200, body: { id: body["id"], deleted: true } });
    expect((await app.call("GET", path)).status).toBe(404);
  });

  it("is used as it is set, also after the server was asked again", async () => {
    const server = await serverWith([{ name: "find" }]);
    const { body } = await create(overHttp(server.url));
    const path = `/mcp_servers/${body["id"]}`;
    const settings = { runs_in_background: true, on_interrupt: "cancel", time_limit_sec: 2.5 };
    expect(await app.call("PATCH", `${path}/tools/find`, settings)).toMatchObject({ status: 200, body: settings });
    server.tools = [{ name: "find", description: "Finds more." }];
    await app.call("POST", `${path}/sync`);
    expect((await app.call("GET", path)).body["tools"][0]).toMatchObject({ ...settings, description: "Finds more." });
    const back = await app.call("PATCH", `${path}/tools/find`, { time_limit_sec: null });
    expect(back.body).toMatchObject({ ...settings, time_limit_sec: null });
    expect(await app.call("PATCH", `${path}/tools/find`, { description: "Mine." })).toMatchObject({
      status: 400,
      body: { error: { param: "description" } },
    });
    expect((await app.call("PATCH", `${path}/tools/lose`, {})).status).toBe(404);
  });
});
