import { afterAll, beforeAll, expect, it } from "vitest";
import { VERSION_HEADER } from "../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../src/testing/fake-model-server.ts";
import { findDatabase, type ServerProcess, startServerProcess } from "../src/testing/server-process.ts";
import { openSessionClient } from "../src/testing/session-client.ts";
import { startWaitingTool, WAITING_TOOL, type WaitingTool } from "./realtime/waiting-tool.ts";

let model: FakeModelServer;
let tool: WaitingTool;
let server: ServerProcess;
/** All that the server wrote. */
let written = "";

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      const last = messages.at(-1) ?? { role: "user" as const };
      const once = { firstPieceAfter: 0, pieceEvery: 0, pieces: [] };
      if (textOfMessage(last).includes("break")) return { ...once, refuseWith: 400 };
      if (last.role !== "user") return { ...once, pieces: ["planted-answer"] };
      return { ...once, toolCalls: [{ name: "wait_for_it", arguments: '{"note":"planted-argument"}' }] };
    },
  });
  tool = await startWaitingTool();
  const environment = {
    LOG_LEVEL: "trace",
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_ALLOWED_ADDRESSES: tool.host,
  };
  server = await startServerProcess({ environment });
  written = server.output();
  for (const stream of [server.child().stdout, server.child().stderr]) {
    stream?.on("data", (text: string) => {
      written += text;
    });
  }
  await tool.install((findDatabase(server.dataDirectory) as { url: string }).url);
}, 70_000);

afterAll(async () => {
  await server.cleanUp();
  await model.close();
  await tool.close();
});

async function call(method: string, path: string, body?: string | object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${server.apiKey}`, "content-type": "application/json", ...VERSION_HEADER };
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  return (await (await fetch(`${server.url()}${path}`, { method, headers, ...sent })).json()) as Record<
    string,
    unknown
  >;
}

async function converse() {
  const runtime = { model: "fake/model", prompt: { type: "fixed", text: "planted-prompt" } };
  const config = { runtime, tool: WAITING_TOOL };
  const made = await call("POST", "/conversational_agents", { name: "Test agent", description: "", config });
  const { id: agent_id } = await call("POST", `/conversational_agents/${String(made["version_id"])}/release`, {});
  const context = { note: "planted-context" };
  const created = await call("POST", "/conversations", { agent_id, channel: { type: "chat_realtime" }, context });
  return { id: String(created["id"]), token: (created["channel"] as { token: string }).token };
}

it("nothing that people say, and nothing that opens something, is written to the log at its loudest", async () => {
  const { id, token } = await converse();
  const client = openSessionClient(`${server.url().replace("http", "ws")}/conversations/${id}/session?token=${token}`);
  client.send({ type: "conversation.start" });
  client.send({ type: "user.message.send", text: "planted-message" }, "planted-event-id");
  await client.next("agent.tool_call.created");
  await expect.poll(() => tool.calls.length).toBe(1);
  tool.answer({ found: "planted-result" });
  await client.next("agent.turn.metrics");
  client.send({ type: "user.message.send", text: "planted-message to break the model" });
  await client.next("agent.turn.metrics");
  client.socket.send('{"payload":"planted-frame"');
  await client.next("server.error");
  client.send({ type: "conversation.context.update", context: { more: "planted-context" } });
  await client.next("conversation.context.updated");

  await call("GET", `/conversations/${id}?token=planted-wrong-token`);
  await call("GET", "/conversations?q=planted-query");
  await call("POST", `/conversations/${id}/context`, '{"context":"planted-body"');
  await call("POST", "/conversations", { agent_id: "planted-agent", channel: "planted-channel" });
  await fetch(`${server.url()}/conversations`, { headers: { ...VERSION_HEADER, authorization: "Bearer planted-key" } });
  await openSessionClient(
    `${server.url().replace("http", "ws")}/conversations/${id}/session?token=planted-wrong`,
  ).closed();
  client.send({ type: "conversation.end" });
  await client.closed();
  expect(await server.stop()).toBe(0);

  // What is asked for is written, or the search would find nothing in any case.
  expect(written).toContain('"route":"/conversations"');
  expect(written).not.toContain("planted");
  expect(written).not.toContain(token);
  expect(written).not.toContain(server.apiKey);
}, 60_000);
