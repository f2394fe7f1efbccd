import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, VERSION_HEADER } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
} from "../../src/testing/fake-model-server.ts";
import { startServerProcess } from "../../src/testing/server-process.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import {
  EVERYTHING,
  EVERYTHING_OVER_STDIO,
  type EverythingServer,
  startEverythingServer,
} from "./everything-server.ts";

let app: TestApp;
let model: FakeModelServer;
let everything: EverythingServer;
const shown: string[][] = [];

/** Calls the tool that the user names with the arguments given, and tells what came of it. */
function answer({ messages, tools = [] }: FakeModelRequest): FakeAnswer {
  shown.push(tools.map((tool) => tool.function.name));
  const last = messages.at(-1);
  const text = typeof last?.content === "string" ? last.content : "";
  const [name = "", args = "{}"] = text.split(" ");
  const toolCalls = last?.role === "user" ? [{ name, arguments: args }] : [];
  return { firstPieceAfter: 0, pieceEvery: 0, pieces: last?.role === "tool" ? [text] : [], toolCalls };
}

beforeAll(async () => {
  [model, everything] = await Promise.all([startFakeModelServer({ answer }), startEverythingServer()]);
  app = await startTestApp({
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1",
    OPERATOR_MCP_PROGRAMS: process.execPath,
  });
});

afterAll(async () => {
  await app.stop();
  await model.close();
  await everything.kill();
});

describe.each<[string, string, () => object]>([
  ["streamable HTTP", "over_http", () => ({ type: "http", url: everything.url })],
  ["the standard streams of a program", "over_stdio", () => EVERYTHING_OVER_STDIO],
])("an agent that has tools of an MCP server over %s", (_, name, transport) => {
  it("is shown those that it enables, calls them, and is told what they answer", async () => {
    const made = await app.call("POST", "/mcp_servers", { name, transport: transport() });
    expect(made.body["status"]).toBe("ready");
    const enabled = ["get-sum", "get-structured-content"].map((tool) => ({ ns: "mcp", name: `${name}/${tool}` }));
    const agentId = await app.makeAgent(`Use @${name}/get-sum.`, {
      runtime: { model: "fake/model" },
      tool: { tools: enabled },
    });
    const { id, channel } = await app.converse(agentId);
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    session.send({ type: "user.message.send", text: `${name}__get-sum {"a":40,"b":2}` });
    expect((await session.next("agent.tool_call.created")).payload).toMatchObject({ name: `${name}/get-sum` });
    const returned = await session.next("agent.tool_call.returned");
    expect(returned.payload).toMatchObject({ outcome: "succeeded", result: "The sum of 40 and 2 is 42." });
    await session.next("agent.message.completed", ({ text }) => text.includes("is 42."));
    expect(shown.at(-1)).toEqual([`${name}__get-sum`, `${name}__get-structured-content`]);
    session.send({ type: "user.message.send", text: `${name}__get-structured-content {"location":"Bern"}` });
    expect((await session.next("agent.tool_call.returned")).payload).toMatchObject({
      outcome: "failed",
      error: expect.stringContaining('"location" must be one of "New York", "Chicago", "Los Angeles"'),
    });
    session.close();

    const { body: ledger } = await app.call("GET", `/tool_calls?conversation_id=${id}`);
    expect(ledger["data"]).toHaveLength(2);
    expect(ledger["data"][1]).toMatchObject({ ns: "mcp", name: `${name}/get-sum`, status: "succeeded" });

    await app.call("PATCH", `/mcp_servers/${made.body["id"]}`, { disabled_tools: ["get-sum"] });
    const { channel: next } = await app.converse(agentId);
    const without = openSessionClient(`${next.session_url}?token=${next.token}`);
    without.send({ type: "conversation.start" });
    without.send({ type: "user.message.send", text: `${name}__get-sum {"a":40,"b":2}` });
    expect((await without.next("agent.tool_call.returned")).payload).toMatchObject({ outcome: "failed" });
    expect(shown.at(-1)).toEqual([`${name}__get-structured-content`]);
    without.close();
  });
});

/** The processes that run the reference server for `parent`. */
function referenceServersOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      const stat = readProc(pid, "stat");
      const isChild = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] === String(parent);
      return isChild && readProc(pid, "cmdline").includes(EVERYTHING);
    });
}

/** Empty for a process that is gone. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}

const isGone = (pid: number) => /^(|.*\) [ZX] .*)$/s.test(readProc(pid, "stat"));

describe("a program that runs for a platform", () => {
  it.each<[string, "kill" | "stop"]>([
    ["was killed", "kill"],
    ["was stopped", "stop"],
  ])(
    "does not outlive it when it %s",
    async (_, end) => {
      const server = await startServerProcess({ environment: { OPERATOR_MCP_PROGRAMS: process.execPath } });
      try {
        const made = await fetch(`${server.url()}/mcp_servers`, {
          method: "POST",
          headers: { authorization: `Bearer ${server.apiKey}`, "content-type": "application/json", ...VERSION_HEADER },
          body: JSON.stringify({ name: "everything", transport: EVERYTHING_OVER_STDIO }),
        });
        expect(await made.json()).toMatchObject({ status: "ready" });
        const [program] = referenceServersOf(server.child().pid);
        expect(program).toBeDefined();
        await server[end]();
        await expect.poll(() => isGone(program as number), { timeout: 30_000 }).toBe(true);
      } finally {
        await server.cleanUp();
      }
    },
    60_000,
  );
});
