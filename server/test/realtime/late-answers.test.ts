import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
} from "../../src/testing/fake-model-server.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";
import { startWaitingTool, WAITING_TOOL, type WaitingTool } from "./waiting-tool.ts";

let app: TestApp;
let model: FakeModelServer;
let tool: WaitingTool;
let agentId: string;

/** Calls the tool when asked to book, tells a late answer when a note has it, and echoes everything else. */
function answer({ messages }: FakeModelRequest): FakeAnswer {
  const last = messages.at(-1);
  const text = typeof last?.content === "string" ? last.content : "";
  const toolCalls = last?.role === "user" && text === "Book" ? [{ name: "wait_for_it", arguments: "{}" }] : [];
  const pieces = toolCalls.length > 0 ? [] : [last?.role === "tool" ? `Result ${text}` : `You said ${text}`];
  return { firstPieceAfter: 0, pieceEvery: 0, pieces, toolCalls };
}

beforeAll(async () => {
  model = await startFakeModelServer({ answer });
  tool = await startWaitingTool();
  app = await startTestApp({
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_ALLOWED_ADDRESSES: tool.host,
  });
  await tool.install(app.databaseUrl);
  agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/model" }, tool: WAITING_TOOL });
});

afterAll(async () => {
  await app.stop();
  await model.close();
  await tool.close();
});

async function inCall(): Promise<SessionClient> {
  const before = tool.calls.length;
  const { channel } = await app.converse(agentId);
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  client.send({ type: "conversation.start" });
  client.send({ type: "user.message.send", text: "Book" });
  await expect.poll(() => tool.calls.length).toBe(before + 1);
  return client;
}

const typesOf = (client: SessionClient) => client.events.map(({ payload }) => payload.type);

describe("a user who speaks while a tool runs", () => {
  it("is answered at once, and told of the tool's answer when it is there", async () => {
    const client = await inCall();
    client.send({ type: "user.message.send", text: "Hurry" });
    expect((await client.next("agent.message.completed")).payload.text).toBe("You said Hurry");
    expect(typesOf(client)).not.toContain("agent.tool_call.returned");
    tool.answer({ code: "K7" });
    expect((await client.next("agent.tool_call.returned")).payload).toMatchObject({ outcome: "succeeded" });
    const told = await client.next("agent.message.completed");
    expect(told.payload.text).toContain("still running has come back");
    expect(told.payload.text).toContain("K7");
    client.close();
  });

  it("does not make the call run twice", async () => {
    const before = tool.calls.length;
    const client = await inCall();
    for (const text of ["One", "Two", "Three"]) client.send({ type: "user.message.send", text });
    await client.next("agent.message.completed", (payload) => payload.text === "You said Three");
    tool.answer({});
    await client.next("agent.message.completed", (payload) => payload.text.includes("has come back"));
    expect(tool.calls).toHaveLength(before + 1);
    expect(typesOf(client).filter((type) => type === "agent.tool_call.returned")).toHaveLength(1);
    client.close();
  });
});
