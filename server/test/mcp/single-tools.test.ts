import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type DescribedApp, headersOf, startDescribedApp } from "../http/described-app.ts";
import { type Script, type ScriptedServer, startScriptedServer } from "./scripted-server.ts";

let app: DescribedApp;
const scripted: ScriptedServer[] = [];
let names = 0;

beforeAll(async () => {
  app = await startDescribedApp({ OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1" });
});

afterAll(async () => app.stop());

afterEach(async () => {
  for (const server of scripted.splice(0)) await server.stop();
});

/** A server of the name and the tools `book` and `look`, and where it is. */
async function serverWithTwo(script: Script = {}) {
  const inputSchema = { type: "object", properties: { day: { type: "string" } }, required: ["day"] };
  const server = await startScriptedServer([{ name: "book", inputSchema }, { name: "look" }], script);
  scripted.push(server);
  const name = `single${++names}`;
  const made = await app.call("POST", "/mcp_servers", { name, transport: { type: "http", url: server.url } });
  expect(made).toMatchObject({ status: 200, body: { status: "ready", disabled_tools: [] } });
  const calls = () => server.received.filter(({ method }) => method === "tools/call");
  return { path: `/mcp_servers/${made.body["id"]}`, name, calls };
}

describe("a trial of an MCP server's tool", () => {
  it("calls it once, and shows what an agent would be told", async () => {
    const { path, name, calls } = await serverWithTwo();
    const tried = await app.call("POST", `${path}/tools/book/try`, { arguments: { day: "Monday" } });
    expect(tried).toMatchObject({
      status: 200,
      body: {
        outcome: { status: "succeeded", result: '{"day":"Monday"}', error: null },
        output_problems: [],
        duration_ms: expect.any(Number),
      },
    });
    expect(calls().map(({ params }) => params)).toMatchObject([{ name: "book", arguments: { day: "Monday" } }]);
    const logged = async () => (await app.call("GET", `/logs?kind=tool_call&q=${name}`)).body["data"];
    await expect
      .poll(logged)
      .toMatchObject([{ outcome: "succeeded", summary: `${name}/book (tried)`, details: { ns: "mcp", tried: true } }]);
  });

  it("sends nothing when the arguments do not fit, and says what an agent would be told of a failure", async () => {
    const { path, calls } = await serverWithTwo({
      "tools/call": ({ answer }) => answer({ isError: true, content: [{ type: "text", text: "No room." }] }),
    });
    const wrong = await app.call("POST", `${path}/tools/book/try`, {});
    expect(wrong.body["outcome"]).toMatchObject({
      status: "failed",
      error: expect.stringContaining('"day" is missing'),
    });
    expect(calls()).toEqual([]);
    const failed = await app.call("POST", `${path}/tools/look/try`, { arguments: {} });
    expect(failed.body["outcome"]).toEqual({ status: "failed", result: null, error: "No room." });
  });

  it("is not found for a tool or a server that there is not, and not allowed to who may only read", async () => {
    const { path } = await serverWithTwo();
    for (const missing of [`${path}/tools/cook/try`, "/mcp_servers/mcp_00000000000/tools/book/try"])
      expect(await app.call("POST", missing, {})).toMatchObject({
        status: 404,
        body: { error: { code: "not_found" } },
      });
    const made = await app.call("POST", "/api_keys", { name: "Reader", livemode: true, scopes: ["tools:read"] });
    const headers = headersOf(made.body["secret"]);
    expect((await app.call("POST", `${path}/tools/look/try`, {}, headers)).status).toBe(403);
  });
});

describe("a tool of an MCP server that is switched off", () => {
  it("is called by nobody, however often the server lists it, until it is on again", async () => {
    const { path, name, calls } = await serverWithTwo();
    const off = await app.call("PATCH", path, { disabled_tools: ["look", "later", "look"] });
    expect(off).toMatchObject({
      status: 200,
      body: { status: "ready", disabled_tools: ["later", "look"], tool_count: 1 },
    });
    const shown = off.body["tools"].map((tool: Record<string, unknown>) => [tool["name"], tool["is_enabled"]]);
    expect(shown).toEqual([
      ["book", true],
      ["look", false],
    ]);
    await app.call("POST", `${path}/sync`);
    const tried = await app.call("POST", `${path}/tools/look/try`, { arguments: {} });
    expect(tried.body["outcome"]).toMatchObject({
      status: "failed",
      error: `${name}/look is not there any more: its server has it no longer, or it was switched off. Go on without it.`,
    });
    expect(calls()).toEqual([]);
    const listed = (await app.call("GET", "/mcp_servers?limit=100")).body["data"];
    expect(listed.find((server: { name: string }) => server.name === name)).toMatchObject({ tool_count: 1 });
    await app.call("PATCH", path, { disabled_tools: [] });
    const again = await app.call("POST", `${path}/tools/look/try`, { arguments: {} });
    expect(again.body["outcome"]).toMatchObject({ status: "succeeded" });
  });

  it("changes the entity tag, and is refused by names that no server could have", async () => {
    const { path } = await serverWithTwo();
    const before = (await app.call("GET", path)).headers.get("etag");
    await app.call("PATCH", path, { disabled_tools: ["book"] });
    expect((await app.call("GET", path)).headers.get("etag")).not.toBe(before);
    const wrong = await app.call("PATCH", path, { disabled_tools: ["no name"] });
    expect(wrong).toMatchObject({ status: 400, body: { error: { param: "disabled_tools[0]" } } });
  });
});
