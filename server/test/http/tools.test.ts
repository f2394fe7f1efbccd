import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";
import { isGenuine, startToolReceiver, type ToolReceiver } from "./tool-receiver.ts";

let app: DescribedApp;
let receiver: ToolReceiver;
let testKey: Record<string, string>;
beforeAll(async () => {
  receiver = await startToolReceiver();
  app = await startDescribedApp({ OPERATOR_ALLOWED_ADDRESSES: receiver.host, OPERATOR_QUICKSTART: "false" });
  testKey = await app.testKeyHeaders();
});
afterAll(async () => {
  await app.stop();
  await receiver.close();
});
beforeEach(() => {
  receiver.calls.splice(0);
  receiver.answer = () => ({});
});

let made = 0;
const nextName = () => `tool_${++made}`;
const SCHEMA = { type: "object", properties: { day: { type: "string" }, shop: { type: "string" } }, required: ["day"] };
const newTool = (more: Record<string, unknown> = {}) => ({
  name: nextName(),
  description: "Lists free times.",
  method: "GET",
  url: `${receiver.url}/slots`,
  input_schema: SCHEMA,
  ...more,
});

/** Makes a tool and returns it as answered. */
async function make(more: Record<string, unknown> = {}) {
  const { status, body } = await app.call("POST", "/tools", newTool(more));
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Record<string, unknown> & { name: string };
}

const attempt = (name: string, args: unknown, headers = headersOf(app.key)) =>
  app.call("POST", `/tools/${name}/try`, { arguments: args }, headers);

async function makeUser(tools: object[], more: Record<string, unknown> = {}) {
  const config = { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Hi." } }, tool: { tools } };
  const { status, body } = await app.call("POST", "/conversational_agents", {
    name: "Ada",
    description: "",
    config,
    ...more,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body as { id: string; version_id: string };
}

describe("creating a tool", () => {
  it("fills in every default and shows no header's value", async () => {
    const input = newTool({ headers: { Authorization: "Bearer planted-secret", "X-Shop": "main-street" } });
    const { status, body, ...rest } = await app.call("POST", "/tools", input);
    expect(status).toBe(200);
    expect(body).toEqual({
      type: "http",
      ...input,
      output_schema: null,
      headers: { Authorization: null, "X-Shop": null },
      time_limit_sec: 15,
      runs_in_background: false,
      on_interrupt: "finish",
      request: null,
      used_by: [],
      created_at: body["created_at"],
      updated_at: body["created_at"],
    });
    expect(JSON.stringify({ body, rest })).not.toContain("planted-secret");
    expect((await app.call("GET", `/tools/${input.name}`)).body).toEqual(body);
  });

  it("keeps the order of a schema's properties, which a model goes by", async () => {
    const properties = { zebra: { type: "string" }, a: { type: "string" }, middle: { type: "string" } };
    const { name } = await make({ input_schema: { type: "object", properties } });
    const { body } = await app.call("GET", `/tools/${name}`);
    expect(Object.keys(body["input_schema"].properties)).toEqual(["zebra", "a", "middle"]);
  });

  it("takes a tool of the client, which has no endpoint", async () => {
    const input = {
      type: "client",
      name: nextName(),
      description: "Reads the battery.",
      input_schema: { type: "object" },
    };
    const { status, body } = await app.call("POST", "/tools", input);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ ...input, method: null, url: null, request: null, headers: {} });
  });

  it("refuses a name that is taken, also when both come at once", async () => {
    const input = newTool();
    const answers = await Promise.all([1, 2, 3].map(() => app.call("POST", "/tools", input)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body["error"]).toMatchObject({ code: "name_taken", param: "name" });
  });

  it("replays its first answer under the same idempotency key", async () => {
    const headers = { ...headersOf(app.key), "idempotency-key": "make-1" };
    const input = newTool();
    const first = await app.call("POST", "/tools", input, headers);
    const second = await app.call("POST", "/tools", input, headers);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
  });

  it("stores what PostgreSQL cannot hold as the replacement character", async () => {
    const tool = await make({ description: "a\u0000b\ud800", input_schema: { type: "object", title: "\u0000" } });
    expect(tool).toMatchObject({ description: "a\ufffdb\ufffd", input_schema: { title: "\ufffd" } });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ["a name with a space", { name: "a b" }, "name", "must begin with a letter"],
    ["a name that is too long", { name: "a".repeat(65) }, "name", "at most 64"],
    ["a name of the platform's", { name: "end_conversation" }, "name", "the platform's own tools"],
    ["a field that nobody knows", { colour: "blue" }, "colour", "not a field that is known"],
    ["a field of the mapping that nobody knows", { request: { body: null, x: 1 } }, "request.x", "not a field"],
    ["no method", { method: null }, "method", "method is required"],
    ["no address", { url: null }, "url", "url is required"],
    ["a method that is none", { method: "TRACE" }, "method", "is not valid"],
    ["another scheme", { url: "ftp://a.example/" }, "url", "must begin with http:// or https://"],
    ["a host from an argument", { url: "https://{day}.example/" }, "url", "no placeholder"],
    ["a user name in the address", { url: "https://kim:pw@a.example/" }, "url", "user name"],
    ["an empty user name in the address", { url: "https://@a.example/" }, "url", "user name"],
    ["a line break in the address", { url: "https://a.example/\nb" }, "url", "control character"],
    ["a fragment in the address", { url: "https://a.example/#{day}" }, "url", "never sent"],
    ["half a placeholder", { url: "https://a.example/{day" }, "url", "brace"],
    ["an address that is none", { url: "https://a b.example/" }, "url", "space"],
    ["a port that is none", { url: "https://a.example:99999/" }, "url", "cannot be read"],
    ["a placeholder that no argument fills", { url: "https://a.example/{code}" }, "url", 'no property "code"'],
    ["a private address", { url: "http://10.0.0.1/" }, "url", "10.0.0.1 is a private address"],
    ["a loopback address in odd notation", { url: "http://2130706433/" }, "url", "127.0.0.1 is a loopback address"],
    ["an octal loopback address", { url: "http://0177.0.0.1/" }, "url", "127.0.0.1 is a loopback address"],
    ["an IPv6 loopback address", { url: "http://[::1]/" }, "url", "::1 is a loopback address"],
    ["an IPv4-mapped private address", { url: "http://[::ffff:10.0.0.1]/" }, "url", "private address"],
    ["the address of the cloud's metadata", { url: "http://169.254.169.254/latest" }, "url", "link-local"],
    ["localhost", { url: "http://localhost:1/" }, "url", "localhost is a loopback address"],
    ["a name under localhost", { url: "http://a.localhost./" }, "url", "loopback address"],
    ["arguments that are no object", { input_schema: { type: "array" } }, "input_schema.type", '"object"'],
    [
      "a schema that is none",
      { input_schema: { type: "object", properties: { day: { type: "date" } } } },
      "input_schema.properties.day.type",
      'must be one of "array"',
    ],
    ["an unknown reference", { input_schema: { type: "object", $ref: "#/x" } }, "input_schema", "can't resolve"],
    ["a broken output schema", { output_schema: { minimum: "1" } }, "output_schema.minimum", "must be a number"],
    ["a reserved header", { headers: { "X-Signature": "1" } }, "headers.X-Signature", "set by the platform"],
    ["a header's name with a space", { headers: { "a b": "1" } }, 'headers["a b"]', "cannot be the name"],
    ["a header twice", { headers: { "X-A": "1", "x-a": "2" } }, "headers.x-a", "twice"],
    ["a line break in a header", { headers: { "X-A": "planted\r\nX-B: 1" } }, "headers.X-A", "line break"],
    ["a NUL in a header", { headers: { "X-A": "planted\u0000" } }, "headers.X-A", "line break"],
    ["a header beyond Latin-1", { headers: { "X-A": "plantedŁ" } }, "headers.X-A", "Latin-1"],
    ["a header to keep where there is none", { headers: { "X-A": null } }, "headers.X-A", "is not valid"],
    ["a time limit of nothing", { time_limit_sec: 0 }, "time_limit_sec", "is not valid"],
    ["a time limit of hours", { time_limit_sec: 3600 }, "time_limit_sec", "is not valid"],
    ["a client's tool with an address", { type: "client", method: null }, "url", "must be null"],
  ])("refuses %s", async (_what, more, param, message) => {
    const { status, body } = await app.call("POST", "/tools", newTool(more));
    expect(status).toBe(400);
    expect(body["error"]).toMatchObject({ code: "invalid_field", param });
    expect(body["error"].message).toContain(message);
    expect(JSON.stringify(body)).not.toContain("planted");
  });

  it("names everything that is wrong at once", async () => {
    const { body } = await app.call("POST", "/tools", newTool({ url: "http://10.0.0.1/{x}", headers: { Host: "a" } }));
    const params = (body["error"].details as { param: string }[]).map(({ param }) => param);
    expect(params).toEqual(["headers.Host", "url", "url"]);
  });

  it.each([
    ["no description", "description"],
    ["no schema", "input_schema"],
    ["no name", "name"],
  ])("refuses %s", async (_what, field) => {
    const { [field]: _left, ...rest } = newTool() as Record<string, unknown>;
    const { status, body } = await app.call("POST", "/tools", rest);
    expect(status).toBe(400);
    expect(body["error"]).toMatchObject({ code: "missing_field", param: field });
  });
});

describe("changing a tool", () => {
  it("takes back what a GET answered and keeps the headers' values", async () => {
    const { name } = await make({ headers: { Authorization: "Bearer planted-secret" } });
    const { body: read } = await app.call("GET", `/tools/${name}`);
    const { status, body } = await app.call("PUT", `/tools/${name}`, { ...read, description: "Better." });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ ...read, description: "Better.", updated_at: body["updated_at"] });
    await attempt(name, { day: "today" });
    expect(receiver.calls[0]?.headers.authorization).toBe("Bearer planted-secret");
  });

  it("by PUT sets what is left out to its default", async () => {
    const { name } = await make({ headers: { "X-A": "1" }, time_limit_sec: 3, runs_in_background: true });
    const { name: _name, ...settings } = newTool();
    const { body } = await app.call("PUT", `/tools/${name}`, settings);
    expect(body).toMatchObject({ name, headers: {}, time_limit_sec: 15, runs_in_background: false });
  });

  it("by PATCH leaves alone what is absent", async () => {
    const tool = await make({
      headers: { "X-A": "first-value" },
      time_limit_sec: 3,
      output_schema: { type: "object" },
    });
    const { body } = await app.call("PATCH", `/tools/${tool.name}`, { output_schema: null });
    expect(body).toEqual({ ...tool, output_schema: null, updated_at: body["updated_at"] });
    await attempt(tool.name, { day: "today" });
    expect(receiver.calls[0]?.headers["x-a"]).toBe("first-value");
  });

  it("keeps a header that is null, whatever its case, drops one that is left out, and takes a new one", async () => {
    const { name } = await make({ headers: { "X-Keep": "kept-value", "X-Drop": "dropped-value" } });
    const { body } = await app.call("PATCH", `/tools/${name}`, { headers: { "x-keep": null, "X-New": "new-value" } });
    expect(body["headers"]).toEqual({ "x-keep": null, "X-New": null });
    await attempt(name, { day: "today" });
    const { headers } = receiver.calls[0] ?? {};
    expect(headers).toMatchObject({ "x-keep": "kept-value", "x-new": "new-value" });
    expect(headers).not.toHaveProperty("x-drop");
  });

  it("takes no header's value along to another host, and does when it is given anew", async () => {
    const { name } = await make({ headers: { Authorization: "Bearer planted-secret", "X-Shop": "7" } });
    const url = "https://collector.example/";
    for (const change of [{ url }, { url, headers: { authorization: null } }]) {
      const { status, body } = await app.call("PATCH", `/tools/${name}`, change);
      expect(status).toBe(400);
      expect(body["error"]).toMatchObject({ code: "invalid_field", param: "headers.Authorization" });
    }
    const { body: read } = await app.call("GET", `/tools/${name}`);
    expect((await app.call("PUT", `/tools/${name}`, { ...read, url })).status).toBe(400);
    expect((await app.call("PATCH", `/tools/${name}`, { url: `${receiver.url}/elsewhere` })).status).toBe(200);
    expect((await app.call("PATCH", `/tools/${name}`, { url, headers: { "X-Shop": "8" } })).status).toBe(200);
  });

  it("refuses to keep a header that is not there", async () => {
    const { name } = await make();
    const { status, body } = await app.call("PATCH", `/tools/${name}`, { headers: { "X-A": null } });
    expect(status).toBe(400);
    expect(body["error"]).toMatchObject({
      param: "headers.X-A",
      message: "headers.X-A has no stored value to keep: give it one.",
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["another name", { name: "other" }, "name"],
    ["another type", { type: "client" }, "type"],
    ["an address without the placeholder's argument", { input_schema: { type: "object" } }, "url"],
    ["a null where there must be something", { description: null }, "description"],
  ])("refuses %s", async (_what, change, param) => {
    const { name } = await make({ url: `${receiver.url}/{day}` });
    const { status, body } = await app.call("PATCH", `/tools/${name}`, change);
    expect(status).toBe(400);
    expect(body["error"]).toMatchObject({ param });
  });

  it("answers 404 for a tool that is not there", async () => {
    const { name: _name, ...settings } = newTool();
    for (const name of ["nobody", "a%20b", "__proto__", "constructor"]) {
      expect((await app.call("PUT", `/tools/${name}`, settings)).status).toBe(404);
      expect((await app.call("PATCH", `/tools/${name}`, {})).status).toBe(404);
      expect((await app.call("GET", `/tools/${name}`)).status).toBe(404);
      expect((await app.call("DELETE", `/tools/${name}`)).status).toBe(404);
      expect((await attempt(name, {})).status).toBe(404);
    }
  });

  it("loses no change when several come at once", async () => {
    const { name } = await make();
    const changes = [{ description: "New." }, { time_limit_sec: 7 }, { on_interrupt: "cancel" }, { method: "POST" }];
    const answers = await Promise.all(changes.map((change) => app.call("PATCH", `/tools/${name}`, change)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await app.call("GET", `/tools/${name}`)).body).toMatchObject(Object.assign({}, ...changes));
  });
});

describe("the list of tools", () => {
  it("goes through all of them page by page, newest first, and by type", async () => {
    const names = [(await make()).name, (await make()).name, (await make()).name];
    const first = await app.call("GET", "/tools?limit=2");
    const second = await app.call("GET", `/tools?limit=1&cursor=${first.body["cursor"]}`);
    const shown = [...first.body["data"], ...second.body["data"]].map((tool: { name: string }) => tool.name);
    expect(shown).toEqual(names.reverse());
    const { body } = await app.call("GET", "/tools?type=client&limit=200");
    expect(new Set(body["data"].map((tool: { type: string }) => tool.type))).toEqual(new Set(["client"]));
    expect((await app.call("GET", "/tools?type=other")).status).toBe(400);
    expect((await app.call("GET", "/tools?cursor=nonsense")).body["error"].code).toBe("invalid_cursor");
  });
});

describe("the agents that use a tool", () => {
  it("are named by the version that is released or a draft, and forbid its deletion", async () => {
    const { name } = await make();
    const { id, version_id } = await makeUser([{ ns: "api", name }]);
    await app.call("POST", `/conversational_agents/${version_id}/release`);
    expect((await app.call("GET", `/tools/${name}`)).body["used_by"]).toEqual([{ id, name: "Ada", version_id }]);
    const refused = await app.call("DELETE", `/tools/${name}`);
    expect(refused.status).toBe(409);
    expect(refused.body["error"]).toMatchObject({ code: "in_use" });
    expect(refused.body["error"].message).toContain(`Ada (${version_id})`);

    await app.call("DELETE", `/conversational_agents/${id}`);
    expect((await app.call("GET", `/tools/${name}`)).body["used_by"]).toEqual([]);
    expect((await app.call("DELETE", `/tools/${name}`)).body).toEqual({ name, deleted: true });
    expect((await app.call("GET", `/tools/${name}`)).status).toBe(404);
  });

  it("do not count when only an archived version enables it", async () => {
    const { name } = await make();
    const { id, version_id } = await makeUser([{ ns: "api", name }]);
    await app.call("POST", `/conversational_agents/${version_id}/release`);
    const config = { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Hi." } } };
    const { body } = await app.call("PUT", `/conversational_agents/${id}`, { config });
    expect((await app.call("DELETE", `/tools/${name}`)).status).toBe(409);
    await app.call("POST", `/conversational_agents/${body["version_id"]}/release`);
    expect((await app.call("DELETE", `/tools/${name}`)).status).toBe(200);
  });

  it("are told apart by who carries the tool out", async () => {
    const { name } = await make({ type: "client", method: null, url: null });
    const wrong = await app.call("POST", "/conversational_agents", {
      name: "Ada",
      description: "",
      config: {
        runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Hi." } },
        tool: { tools: [{ ns: "api", name }] },
      },
    });
    expect(wrong.body["error"]).toMatchObject({ code: "invalid_config" });
    const { version_id } = await makeUser([{ ns: "client", name }]);
    expect((await app.call("GET", `/tools/${name}`)).body["used_by"]).toMatchObject([{ version_id }]);
  });
});

describe("a test key", () => {
  it("sees tools, and of their users those of test mode", async () => {
    const { name } = await make();
    await makeUser([{ ns: "api", name }]);
    const { body } = await app.call("GET", `/tools/${name}`, undefined, testKey);
    expect(body).toMatchObject({ name, used_by: [] });
    const list = await app.call("GET", "/tools", undefined, testKey);
    expect(list.body["data"][0]).toEqual(body);
  });

  it("changes none", async () => {
    const { name } = await make();
    const { name: _name, ...settings } = newTool();
    const answers = [
      await app.call("POST", "/tools", newTool(), testKey),
      await app.call("PUT", `/tools/${name}`, settings, testKey),
      await app.call("PATCH", `/tools/${name}`, {}, testKey),
      await app.call("DELETE", `/tools/${name}`, undefined, testKey),
    ];
    for (const { status, body } of answers) expect([status, body["error"].code]).toEqual([403, "not_allowed"]);
  });
});

describe("trying a tool", () => {
  it("makes one genuine call and shows all of it but the secrets", async () => {
    receiver.answer = () => ({ headers: { "x-seen": "Bearer planted-secret" }, body: '{"free":["10:00"]}' });
    const { name } = await make({ headers: { Authorization: "Bearer planted-secret" } });
    const { status, body } = await attempt(name, { day: "2025-07-01" });
    expect(status).toBe(200);
    expect(body).toEqual({
      request: {
        url: `${receiver.url}/slots?day=2025-07-01`,
        method: "GET",
        headers: body["request"].headers,
        body: null,
      },
      response: {
        status: 200,
        headers: body["response"].headers,
        body: '{"free":["10:00"]}',
        duration_ms: body["response"].duration_ms,
      },
      outcome: { status: "succeeded", result: { free: ["10:00"] }, error: null },
      output_problems: [],
    });
    expect(body["request"].headers).toMatchObject({ authorization: "[secret]", accept: "application/json" });
    expect(body["response"].headers["x-seen"]).toBe("[secret]");
    expect(JSON.stringify(body)).not.toContain("planted-secret");

    const [call] = receiver.calls;
    expect(receiver.calls).toHaveLength(1);
    expect(call?.headers.authorization).toBe("Bearer planted-secret");
    expect(call?.headers["x-idempotency-key"]).toBe(body["request"].headers["X-Idempotency-Key"]);
    expect(isGenuine(receiver, call as never, [await signingKey()])).toBe(true);
  });

  it("does not try again what failed, and says what an agent would be told", async () => {
    receiver.answer = () => ({ status: 503, body: '{"message":"Closed for lunch"}' });
    const { name } = await make({ method: "POST" });
    const { status, body } = await attempt(name, { day: "x" });
    expect(status).toBe(200);
    expect(receiver.calls).toHaveLength(1);
    expect(body["response"]).toMatchObject({ status: 503 });
    expect(body["outcome"]).toEqual({
      status: "failed",
      result: null,
      error: `${name} failed: Closed for lunch. (503 Service Unavailable)`,
    });
  });

  it("sends nothing when the arguments do not fit", async () => {
    const { name } = await make();
    const { status, body } = await attempt(name, { day: 7 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ request: null, response: null, outcome: { status: "failed" } });
    expect(body["outcome"].error).toContain('"day" must be text');
    expect(receiver.calls).toEqual([]);
  });

  it("names what of the result does not fit the output schema, and gives the result", async () => {
    const output_schema = { type: "object", required: ["free"] };
    const { name } = await make({ output_schema });
    const { body } = await attempt(name, { day: "x" });
    expect(body["outcome"]).toMatchObject({ status: "succeeded", result: { ok: true } });
    expect(body["output_problems"]).toEqual(['"free" is missing.']);
  });

  it("answers 200 with the reason when the address may not be called", async () => {
    const { name } = await make({ url: "http://localtest.invalid/x" });
    const { status, body } = await attempt(name, { day: "x" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ request: { method: "GET" }, response: null, outcome: { status: "failed" } });
  });

  it("hides a secret that a receiver gives back in its error", async () => {
    receiver.answer = ({ headers }) => ({ status: 400, body: JSON.stringify({ message: `Got ${headers["x-key"]}!` }) });
    const { name } = await make({ headers: { "X-Key": "planted-secret" } });
    const { body } = await attempt(name, { day: "x" });
    expect(body["outcome"].error).toContain("Got [secret]!");
  });

  it("is refused for a tool of the client", async () => {
    const { name } = await make({ type: "client", method: null, url: null });
    const { status, body } = await attempt(name, {});
    expect(status).toBe(400);
    expect(body["error"].message).toContain("only the client of a live session");
  });

  it("makes the call once under one idempotency key", async () => {
    const { name } = await make();
    const headers = { ...headersOf(app.key), "idempotency-key": "try-1" };
    const first = await attempt(name, { day: "x" }, headers);
    const second = await attempt(name, { day: "x" }, headers);
    expect(second.body).toEqual(first.body);
    expect(receiver.calls).toHaveLength(1);
  });

  it("may be done with a test key, and is entered in the log", async () => {
    const { name } = await make();
    const { headers } = await attempt(name, { day: "x" }, testKey);
    const requestId = headers.get("x-request-id");
    const entry = async () => {
      const database = openDatabase(app.databaseUrl, { connections: 1 });
      const rows = await database.selectFrom("logs").selectAll().where("request_id", "=", requestId).execute();
      await database.destroy();
      return rows.filter(({ kind }) => kind === "tool_call");
    };
    await expect.poll(entry).toMatchObject([{ outcome: "succeeded", summary: `${name} (tried)`, livemode: false }]);
  });
});

it("every call on tools was answered as /openapi.json says", () => {
  const operations = Object.values(app.document.paths).flatMap((methods) => Object.values(methods));
  const ids = operations.filter(({ tags }) => tags.includes("Tools")).map(({ operationId }) => operationId);
  const unseen = ids.filter((id) => !app.seen.get(id)?.has(200));
  // Those of the ledger are in tool-calls.test.ts.
  expect(unseen).toEqual(["listToolCalls", "getToolCall"]);
});

async function signingKey(): Promise<string> {
  return (await app.call("GET", "/signing_key")).body["current"].key;
}
