import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { anyStateOf } from "../../src/domain/precondition.ts";
import { EVERYTHING_OVER_STDIO, type EverythingServer, startEverythingServer } from "./everything-server.ts";
import { LIVE_KEY, type McpWorld, startMcpWorld } from "./mcp-world.ts";
import { type Exchange, type Script, type ScriptedServer, startScriptedServer } from "./scripted-server.ts";

let world: McpWorld;
let everything: EverythingServer;
const scripted: ScriptedServer[] = [];

beforeAll(async () => {
  everything = await startEverythingServer();
  world = await startMcpWorld();
});

afterAll(async () => {
  await world.close();
  await everything.kill();
});

afterEach(async () => {
  for (const server of scripted.splice(0)) await server.stop();
  expect(world.faults).toEqual([]);
});

const overHttp = (url: string, headers = {}) => ({ type: "http", url, headers });
const WARNING = "It may or may not have been carried out; do not repeat it without asking.";

/** A server with one tool that changes something, and one that says that it changes nothing. */
async function serverWith(script: Script = {}, more: object = {}) {
  const readOnly = { name: "look", annotations: { readOnlyHint: true } };
  const server = await startScriptedServer([{ name: "book" }, readOnly], script);
  scripted.push(server);
  const { id, name } = await world.add(overHttp(server.url), more);
  const calls = () => server.received.filter(({ method }) => method === "tools/call");
  return { server, id, book: `${name}/book`, look: `${name}/look`, calls };
}

describe.each<[string, () => object]>([
  ["streamable HTTP", () => overHttp(everything.url)],
  ["the standard streams of a program", () => EVERYTHING_OVER_STDIO],
])("a tool of the reference server over %s", (_, transport) => {
  let name: string;
  beforeAll(async () => {
    ({ name } = await world.add(transport()));
  });

  it.each<[string, object, unknown]>([
    ["echo", { message: "grüezi 😀" }, "Echo: grüezi 😀"],
    ["get-sum", { a: 2, b: 40 }, "The sum of 2 and 40 is 42."],
    [
      "get-structured-content",
      { location: "Chicago" },
      { temperature: 36, conditions: "Light rain / drizzle", humidity: 82 },
    ],
    ["get-tiny-image", {}, expect.stringMatching(/\(an image of the type image\/png, \d+ bytes\)/)],
    ["get-resource-links", { count: 1 }, expect.stringMatching(/\(a link to ".+" of the type text\/plain at demo:/)],
    [
      "get-resource-reference",
      { resourceType: "Text", resourceId: 1 },
      expect.stringMatching(/\(a resource of the type text\/plain at demo:[^)]+:\)\nResource 1: /),
    ],
    ["trigger-long-running-operation", { duration: 0.2, steps: 2 }, expect.stringContaining("completed")],
  ])("%s is called with %j", async (tool, args, result) => {
    expect(await world.call(`${name}/${tool}`, args)).toEqual({ status: "succeeded", result });
  });

  it("is not called with arguments that do not fit, and the model is told why", async () => {
    expect(await world.call(`${name}/get-sum`, { a: "two" })).toEqual({
      status: "failed",
      error: expect.stringMatching(/do not fit, so nothing was sent\. .*"b" is missing\. .*"a" must be a number\./),
    });
    expect(await world.call(`${name}/get-sum`, [1, 2])).toMatchObject({ status: "failed" });
  });

  it("is answered for side by side with others, each with its own answer", async () => {
    const sums = await Promise.all(Array.from({ length: 20 }, (__, a) => world.call(`${name}/get-sum`, { a, b: 1 })));
    expect(sums).toEqual(sums.map((___, a) => ({ status: "succeeded", result: `The sum of ${a} and 1 is ${a + 1}.` })));
  });

  it("that changes nothing has simply failed when the time is over", async () => {
    const { id } =
      (await world.servers.list({ position: null, limit: 50 })).data.find((row) => row.name === name) ?? {};
    const tool = { target: anyStateOf(id as string), name: "trigger-long-running-operation" };
    await world.servers.changeTool(LIVE_KEY, tool, { time_limit_sec: 0.3 });
    expect(await world.call(`${name}/${tool.name}`, { duration: 30, steps: 2 })).toEqual({
      status: "failed",
      error: `${name}/${tool.name} failed: The answer was not there within 0.3 s.`,
    });
  });
});

describe("a call of an MCP server's tool", () => {
  it("carries its id and its arguments, and is sent once", async () => {
    const { book, calls } = await serverWith();
    const outcome = await world.call(book, { day: "2025-06-20" }, { callId: "call_00000000001" });
    expect(outcome).toEqual({ status: "succeeded", result: '{"day":"2025-06-20"}' });
    expect(calls().map(({ params }) => params)).toEqual([
      { name: "book", arguments: { day: "2025-06-20" }, _meta: { "operator/call_id": "call_00000000001" } },
    ]);
  });

  const status =
    (code: number, body = "") =>
    ({ response }: Exchange) =>
      void response.writeHead(code).end(body);
  const rpcError =
    (code: number, message: string) =>
    ({ message: { id }, response }: Exchange) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } }));
    };
  const stream =
    (text: string) =>
    ({ response }: Exchange) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(text, () => response.destroy());
    };

  it.each<[string, Script[string], "failed" | "unknown", string]>([
    [
      "the tool says that it failed",
      ({ answer }) => answer({ isError: true, content: [{ type: "text", text: "No room." }] }),
      "failed",
      "No room.",
    ],
    [
      "the tool fails without a word",
      ({ answer }) => answer({ isError: true, content: [] }),
      "failed",
      "did not say why",
    ],
    ["the server refuses the arguments", rpcError(-32602, "Bad day."), "failed", "The server said: Bad day."],
    ["the server errs", rpcError(-32603, "Oops."), "failed", "The server said: Oops."],
    ["it is not allowed", status(403, "no"), "failed", "It answered 403 Forbidden: no. Check the headers"],
    ["there are too many", status(429), "failed", "It answered 429 Too Many Requests."],
    ["the server is away", status(503), "failed", "It answered 503 Service Unavailable."],
    ["a gateway gives up", status(504), "unknown", "It answered 504 Gateway Timeout."],
    ["the server breaks down", status(500, "<html>"), "unknown", "It answered 500 Internal Server Error."],
    ["it is sent elsewhere", status(307), "failed", "It answered with a redirect"],
    ["the connection breaks", ({ request }) => void request.socket.destroy(), "unknown", "broke off the exchange"],
    ["the stream breaks", stream(": wait\n\n"), "unknown", "broke off the exchange"],
    [
      "the stream ends",
      ({ response }) => void response.writeHead(200, { "content-type": "text/event-stream" }).end(),
      "unknown",
      "Its answer broke off.",
    ],
    [
      "the answer is no message",
      ({ response }) => void response.writeHead(200, { "content-type": "application/json" }).end("{}"),
      "unknown",
      "Its answer cannot be read",
    ],
    [
      "the answer has another form",
      ({ answer }) => answer({ content: "text" }),
      "unknown",
      "has not the form that MCP demands",
    ],
    [
      "the answer is no JSON",
      ({ response }) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
      "unknown",
      "the content type text/html",
    ],
    [
      "the answer is too large",
      ({ answer }) => answer({ content: [{ type: "text", text: "x".repeat(5_000_000) }] }),
      "unknown",
      "more than 4 MiB",
    ],
    ["it is accepted and never answered", status(202), "unknown", "the content type (none)"],
  ])("is told as it is when %s", async (_, script, outcome, reason) => {
    const { server, book, look, calls } = await serverWith({ "tools/call": script as Script[string] });
    const told = await world.call(book);
    expect(told).toMatchObject({ status: outcome, error: expect.stringContaining(reason) });
    if (told.status === "unknown") expect(told.error).toContain(WARNING);
    expect(calls()).toHaveLength(1);
    // Of what changes nothing, there is nothing to be unsure about.
    expect(await world.call(look)).toMatchObject({ status: "failed" });
    server.script = {};
    expect(await world.call(book)).toMatchObject({ status: "succeeded" });
    // Of a call that has ended there is nothing to take back.
    expect(server.received.map(({ method }) => method)).not.toContain("notifications/cancelled");
  });

  it("that is not answered in time may have been carried out, and the server is told that nobody waits", async () => {
    const { server, book, calls } = await serverWith({ "tools/call": () => undefined }, { time_limit_sec: 0.3 });
    expect(await world.call(book)).toEqual({
      status: "unknown",
      error: `${book} failed: The answer was not there within 0.3 s. ${WARNING}`,
    });
    const cancelled = () => server.received.filter(({ method }) => method === "notifications/cancelled");
    await expect.poll(() => cancelled().length).toBe(1);
    expect(cancelled()[0]?.params).toMatchObject({ requestId: calls()[0]?.id });
    expect(calls()).toHaveLength(1);
  });

  it("is given up, its outcome unknown, when the process stops", async () => {
    const stopping = new AbortController();
    const { book } = await serverWith({ "tools/call": () => stopping.abort() });
    expect(await world.call(book, {}, { stopping: stopping.signal })).toMatchObject({
      status: "unknown",
      error: expect.stringContaining("Nobody waits for the answer any more."),
    });
  });

  it("is not sent when it is called off before, and goes on when it is called off later", async () => {
    const unsent = new AbortController();
    const { book, calls } = await serverWith({
      "tools/call": ({ answer }) => {
        unsent.abort();
        answer({ content: [{ type: "text", text: "Booked." }] });
      },
    });
    expect(await world.call(book, {}, { unsent: unsent.signal })).toEqual({ status: "succeeded", result: "Booked." });
    expect(await world.call(book, {}, { unsent: unsent.signal })).toMatchObject({
      status: "failed",
      error: expect.stringContaining("was not called: "),
    });
    expect(calls()).toHaveLength(1);
  });

  it("is not sent when it is called off, or its time is over, while the server is still being reached", async () => {
    const { server, id, book, calls } = await serverWith({}, { time_limit_sec: 0.4 });
    server.script = { initialize: () => undefined };
    const change = world.servers.change(LIVE_KEY, anyStateOf(id), {
      transport: { type: "http", url: `${server.url}?v=2`, headers: {} },
    });
    await expect.poll(() => server.received.filter(({ method }) => method === "initialize").length).toBe(2);
    const unsent = new AbortController();
    const calling = world.call(book, {}, { unsent: unsent.signal });
    unsent.abort();
    expect(await calling).toEqual({
      status: "failed",
      error: `${book} was not called: The call was cancelled before it was sent.`,
    });
    expect(await world.call(book)).toEqual({
      status: "failed",
      error: `${book} was not called: The server was not reached in time.`,
    });
    expect(calls()).toEqual([]);
    await server.stop();
    scripted.length = 0;
    await change;
  });

  it("was not sent when nobody listens", async () => {
    const { server, book } = await serverWith();
    await server.stop();
    scripted.length = 0;
    expect(await world.call(book)).toEqual({
      status: "failed",
      error: expect.stringMatching(
        / was not called: 127\.0\.0\.1:\d+ could not be reached: the connection was refused/,
      ),
    });
  });

  it("is not made any more when the tool is gone, or its server was switched off or deleted meanwhile", async () => {
    const { server, id, book, look } = await serverWith();
    server.tools = [{ name: "book" }];
    await world.syncs.sync(id);
    await expect(world.call(look)).rejects.toThrow("There is no tool");
    await world.servers.change(LIVE_KEY, anyStateOf(id), { is_enabled: false });
    await expect(world.call(book)).rejects.toThrow("There is no tool");
    await world.servers.delete(LIVE_KEY, anyStateOf(id));
    await expect(world.call(book)).rejects.toThrow("There is no tool");
  });

  it("does not show the model the secrets that a server was given", async () => {
    const environment = { CRM_TOKEN: "planted-secret-7", SHOP_DIRECTORY: "/srv/shop" };
    const { name } = await world.add({ ...EVERYTHING_OVER_STDIO, environment });
    const outcome = await world.call(`${name}/get-env`);
    expect(outcome).toMatchObject({ status: "succeeded", result: expect.stringContaining('"CRM_TOKEN": "[secret]"') });
    expect(JSON.stringify(outcome)).toContain("/srv/shop");
    expect(JSON.stringify(outcome)).not.toContain("planted");
  });
});

describe("a call whose stream breaks off after events with ids", () => {
  const result = (id: number | undefined) => ({
    jsonrpc: "2.0",
    id,
    result: { content: [{ type: "text", text: "Booked." }] },
  });

  it("is not repeated: its answer is fetched from where the stream broke off", async () => {
    let id: number | undefined;
    const resumed: unknown[] = [];
    const { book, calls } = await serverWith({
      "tools/call": ({ message, response }) => {
        id = message.id;
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("retry: 10\nid: before-the-answer\ndata:\n\n", () => response.destroy());
      },
      GET: ({ request, response }) => {
        const lastEventId = request.headers["last-event-id"];
        if (lastEventId === undefined) return void response.writeHead(405).end();
        resumed.push(lastEventId);
        response.writeHead(200, { "content-type": "text/event-stream" });
        // The first time in vain.
        if (resumed.length === 1) response.end();
        else response.end(`id: the-answer\ndata: ${JSON.stringify(result(id))}\n\n`);
      },
    });
    expect(await world.call(book)).toEqual({ status: "succeeded", result: "Booked." });
    expect(resumed).toEqual(["before-the-answer", "before-the-answer"]);
    expect(calls()).toHaveLength(1);
  });

  it.each<[string, Script[string]]>([
    ["the server has no such streams", ({ response }) => void response.writeHead(405).end()],
    ["the session is gone", ({ response }) => void response.writeHead(404).end()],
    ["a gateway is in the way, again and again", ({ response }) => void response.writeHead(502).end()],
    ["that breaks off as well", ({ request }) => void request.socket.destroy()],
    ["that never begins", () => undefined],
    [
      "that never goes on",
      ({ response }) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.flushHeaders();
      },
    ],
  ])("is unknown, and not repeated, when the rest cannot be had: %s", async (_, get) => {
    const { book, calls } = await serverWith(
      {
        "tools/call": ({ response }) => {
          response.writeHead(200, { "content-type": "text/event-stream" });
          response.write("retry: 1\nid: 1\ndata:\n\n", () => response.destroy());
        },
        GET: get,
      },
      { time_limit_sec: 1.5 },
    );
    expect(await world.call(book)).toMatchObject({ status: "unknown" });
    expect(calls()).toHaveLength(1);
  });

  it("is unknown when the server is gone by then", async () => {
    const { server, book } = await serverWith({
      "tools/call": ({ response }) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write("retry: 300\nid: 1\ndata:\n\n", () => void server.stop());
      },
    });
    scripted.length = 0;
    expect(await world.call(book)).toMatchObject({ status: "unknown" });
  });
});

describe("a session that the server forgot", () => {
  it.each<[string, number, string]>([
    ["as the protocol demands", 404, "Session not found"],
    ["as others do", 400, '{"error":{"message":"Bad Request: No valid session ID provided"}}'],
  ])("%s, with a %i, is begun anew, and the call made once more", async (_, status, body) => {
    const { server, book, calls } = await serverWith();
    const former = server.received.at(-1)?.headers["mcp-session-id"];
    server.script = {
      "tools/call": ({ request, response, answer }) => {
        if (request.headers["mcp-session-id"] === former) response.writeHead(status).end(body);
        else answer({ content: [{ type: "text", text: "Booked." }] });
      },
    };
    expect(await world.call(book)).toEqual({ status: "succeeded", result: "Booked." });
    expect(calls()).toHaveLength(2);
    expect(calls()[0]?.headers["mcp-session-id"]).toBe(former);
    expect(calls()[1]?.headers["mcp-session-id"]).not.toBe(former);
  });

  it("again and again is not begun anew for ever", async () => {
    const { book, calls } = await serverWith({ "tools/call": ({ response }) => void response.writeHead(404).end() });
    expect(await world.call(book)).toMatchObject({ status: "failed", error: expect.stringContaining("404 Not Found") });
    expect(calls()).toHaveLength(2);
  });

  it("because it was started anew, as the reference server does, is begun anew", async () => {
    const server = await startEverythingServer();
    try {
      const { name } = await world.add(overHttp(server.url));
      await server.kill();
      expect(await world.call(`${name}/echo`, { message: "a" })).toMatchObject({
        status: "failed",
        error: expect.stringContaining("was not called"),
      });
      await server.start();
      expect(await world.call(`${name}/echo`, { message: "b" })).toEqual({ status: "succeeded", result: "Echo: b" });
    } finally {
      await server.kill();
    }
  });
});

describe("a change of a server while a call is under way", () => {
  it("lets the call end, and goes to the new address from the next call on", async () => {
    const pending: Exchange[] = [];
    const { server, id, book } = await serverWith({ "tools/call": (exchange) => void pending.push(exchange) });
    const calling = world.call(book, { day: 1 });
    await expect.poll(() => pending.length).toBe(1);
    const next = await startScriptedServer([{ name: "book" }]);
    scripted.push(next);
    const moved = await world.servers.change(LIVE_KEY, anyStateOf(id), {
      transport: { type: "http", url: next.url, headers: {} },
    });
    expect(moved.status).toBe("ready");
    expect(await world.call(book, { day: 2 })).toEqual({ status: "succeeded", result: '{"day":2}' });
    pending[0]?.answer({ content: [{ type: "text", text: "Booked." }] });
    expect(await calling).toEqual({ status: "succeeded", result: "Booked." });
    const left = () => server.received.filter(({ method }) => method === "DELETE");
    await expect.poll(() => left().length).toBe(1);
  });
});

describe("a server whose stream of notices ends at once, and asks to come back at once", () => {
  it("is asked again after a pause all the same", async () => {
    const opened: number[] = [];
    await serverWith({
      GET: ({ response }) => {
        opened.push(performance.now());
        response.writeHead(200, { "content-type": "text/event-stream" }).end("retry: 0\nid: 1\ndata:\n\n");
      },
    });
    await expect.poll(() => opened.length, { timeout: 30_000 }).toBe(3);
    const [first = 0, second = 0, third = 0] = opened;
    expect(Math.min(second - first, third - second)).toBeGreaterThan(900);
  });
});

describe("a server that never stops announcing changes", () => {
  it("is asked more and more seldom, and others are called meanwhile", async () => {
    const { server, book } = await serverWith();
    await expect.poll(() => server.listeners()).toBe(1);
    const lists = () => server.received.filter(({ method }) => method === "tools/list").length;
    const before = lists();
    const until = performance.now() + 2_000;
    while (performance.now() < until) {
      for (let count = 0; count < 50; count++) server.announce();
      await delay(5);
      if (Math.random() < 0.05) expect(await world.call(book)).toMatchObject({ status: "succeeded" });
    }
    expect(lists() - before).toBeGreaterThan(0);
    expect(lists() - before).toBeLessThanOrEqual(3);
  });
});
