import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { VERSION_HEADER } from "../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer } from "../src/testing/fake-model-server.ts";
import { findDatabase, type ServerProcess, startServerProcess } from "../src/testing/server-process.ts";
import { openSessionClient, type SessionClient } from "../src/testing/session-client.ts";
import { callWaitingTool, startWaitingTool, WAITING_TOOL, type WaitingTool } from "./realtime/waiting-tool.ts";

let model: FakeModelServer;
let tool: WaitingTool;
let server: ServerProcess;

beforeAll(async () => {
  model = await startFakeModelServer({ answer: callWaitingTool });
  tool = await startWaitingTool();
});

beforeEach(async () => {
  const environment = { OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`, OPERATOR_ALLOWED_ADDRESSES: tool.host };
  server = await startServerProcess({ environment });
  await tool.install((findDatabase(server.dataDirectory) as { url: string }).url);
}, 70_000);

afterEach(() => server.cleanUp());

afterAll(async () => {
  await model.close();
  await tool.close();
});

async function post(path: string, body: unknown): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${server.apiKey}`, "content-type": "application/json", ...VERSION_HEADER };
  const answer = await fetch(`${server.url()}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Record<string, unknown>;
}

/** A conversation whose agent waits for its tool. */
async function inCall(): Promise<{ client: SessionClient; query: string }> {
  const before = tool.calls.length;
  const runtime = { model: "fake/model", prompt: { type: "fixed", text: "Answer." } };
  const made = await post("/conversational_agents", {
    name: "Test agent",
    description: "For a test.",
    config: { runtime, tool: WAITING_TOOL },
  });
  const released = await post(`/conversational_agents/${String(made["version_id"])}/release`, {});
  const created = await post("/conversations", { agent_id: released["id"], channel: { type: "chat_realtime" } });
  const query = `/conversations/${String(created["id"])}/session?token=${(created["channel"] as { token: string }).token}`;
  const client = openSessionClient(`${server.url().replace("http", "ws")}${query}`);
  client.send({ type: "conversation.start" });
  client.send({ type: "user.message.send", text: "Hi" });
  await expect.poll(() => tool.calls.length, { timeout: 30_000 }).toBe(before + 1);
  return { client, query };
}

describe("a server that is told to stop while sessions are open and a tool is being called", () => {
  it("stores the call's answer, sends its sessions away and ends with 0; the next goes on from there", async () => {
    const { client, query } = await inCall();
    const exited = once(server.child(), "exit");
    server.child().kill("SIGTERM");
    expect(await client.closed()).toBe(1012);
    tool.answer({ booked: "in the nick of time" });
    expect(await exited).toEqual([0, null]);
    await server.kill();
    await server.start();
    const back = openSessionClient(`${server.url().replace("http", "ws")}${query}&last_event_id=ev_00000000000`);
    const returned = await back.next("agent.tool_call.returned");
    expect(returned.payload).toMatchObject({ result: { booked: "in the nick of time" } });
    expect((await back.next("agent.message.completed")).payload.text).toBe("Done.");
    back.close();
  }, 90_000);

  it("ends at once at a second Ctrl-C", async () => {
    const { client } = await inCall();
    const exited = once(server.child(), "exit");
    server.child().kill("SIGINT");
    // By now the first one was heard.
    expect(await client.closed()).toBe(1012);
    server.child().kill("SIGINT");
    expect(await exited).toEqual([130, null]);
  }, 90_000);
});
