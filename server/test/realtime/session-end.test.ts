import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";
import { openBareSession } from "./bare-session.ts";
import { callWaitingTool, startWaitingTool, WAITING_TOOL, type WaitingTool } from "./waiting-tool.ts";

let app: TestApp;
let model: FakeModelServer;
let tool: WaitingTool;
let agentId: string;

beforeAll(async () => {
  model = await startFakeModelServer({ answer: callWaitingTool });
  tool = await startWaitingTool();
  const variables = { OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`, OPERATOR_ALLOWED_ADDRESSES: tool.host };
  app = await startTestApp(variables, { reconnectWithin: 1_500, pingEvery: 500 });
  await tool.install(app.databaseUrl);
  agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/model" }, tool: WAITING_TOOL });
});

afterAll(async () => {
  await app.stop();
  await model.close();
  await tool.close();
});

interface Open {
  id: string;
  url: string;
  client: SessionClient;
}

async function started(): Promise<Open> {
  const { id, channel } = await app.converse(agentId);
  const url = `${channel.session_url}?token=${channel.token}`;
  const client = openSessionClient(url);
  client.send({ type: "conversation.start" });
  await client.next("conversation.started");
  return { id, url, client };
}

/** Says something whose answer needs the tool, and waits until that is called. */
async function inCall(): Promise<Open> {
  const before = tool.calls.length;
  const open = await started();
  open.client.send({ type: "user.message.send", text: "Hi" });
  await expect.poll(() => tool.calls.length).toBe(before + 1);
  return open;
}

const typesOf = (client: SessionClient) => client.events.map((event) => event.payload.type);
const statusOf = async (id: string) => (await app.call("GET", `/conversations/${id}`)).body["status"] as string;

async function logOf(url: string): Promise<SessionClient> {
  const reader = openSessionClient(`${url}&last_event_id=ev_00000000000`);
  expect(await reader.closed()).toBe(1000);
  return reader;
}

describe("a conversation whose session drops", () => {
  it("waits for its return, then ends because the client disconnected", async () => {
    const { id, url, client } = await started();
    client.socket.terminate();
    await client.closed();
    expect(await statusOf(id)).toBe("in-progress");
    await expect.poll(() => statusOf(id), { timeout: 30_000 }).toBe("completed");
    const { events } = await logOf(url);
    expect(events.at(-1)?.payload).toMatchObject({
      type: "conversation.ended",
      status: "completed",
      reason: "client_disconnected",
    });
  });

  it("goes on when it is back within that time", async () => {
    const { id, url, client } = await started();
    const other = await started();
    client.close();
    other.client.close();
    await client.closed();
    const back = openSessionClient(`${url}&last_event_id=ev_00000000000`);
    await back.next("conversation.started");
    // The other one's time began later and is over: so would be this one's.
    await expect.poll(() => statusOf(other.id), { timeout: 30_000 }).toBe("completed");
    expect(await statusOf(id)).toBe("in-progress");
    back.send({ type: "conversation.end" });
    await back.closed();
  });

  it("is dropped by the server when its peer is dead, while a peer that answers stays", async () => {
    const dead = await app.converse(agentId);
    const { id, client } = await started();
    const bare = await openBareSession(`${dead.channel.session_url}?token=${dead.channel.token}`);
    bare.send({ type: "conversation.start" });
    await expect.poll(bare.received).toContain("conversation.started");
    await expect.poll(bare.isClosed, { timeout: 30_000 }).toBe(true);
    await expect.poll(() => statusOf(dead.id), { timeout: 30_000 }).toBe("completed");
    expect(client.socket.readyState).toBe(client.socket.OPEN);
    expect(await statusOf(id)).toBe("in-progress");
    client.send({ type: "conversation.end" });
    await client.closed();
  });
});

describe("a conversation that ends during a tool call", () => {
  it("has the call's answer before its end, which is last", async () => {
    const { client } = await inCall();
    client.send({ type: "conversation.end" });
    // Answered in order, so the end has been taken in.
    client.send({ type: "user.message.send", text: "One more" }, "late");
    expect((await client.next("server.error")).payload.client_event_id).toBe("late");
    tool.answer({ found: true });
    expect(await client.closed()).toBe(1000);
    const [returned, ...rest] = client.events.slice(typesOf(client).indexOf("agent.tool_call.returned"));
    expect(returned?.payload).toMatchObject({ result: { found: true } });
    expect(rest.map(({ payload }) => payload.type)).toEqual(["conversation.ended"]);
  });

  it("takes nothing any more, and says so, while it waits for the call", async () => {
    const { id, url, client } = await inCall();
    client.send({ type: "conversation.end" });
    client.send({ type: "user.message.send", text: "One more" }, "message");
    client.send({ type: "conversation.context.update", context: { late: true } }, "context");
    const refusals = [await client.next("server.error"), await client.next("server.error")].map(
      ({ payload }) => payload,
    );
    expect(refusals.map(({ code }) => code)).toEqual(["conversation_not_active", "conversation_not_active"]);
    expect(refusals.map(({ client_event_id }) => client_event_id).sort()).toEqual(["context", "message"]);
    expect((await app.call("POST", `/conversations/${id}/context`, { context: { late: true } })).status).toBe(409);
    tool.answer({});
    await client.closed();
    const types = typesOf(await logOf(url));
    expect(types.filter((type) => type === "user.message.received")).toHaveLength(1);
    expect(types).not.toContain("conversation.context.updated");
  });
});

describe("a session that stays open after the end", () => {
  it("changes nothing with what it sends", async () => {
    const { id, channel } = await app.converse(agentId);
    const url = `${channel.session_url}?token=${channel.token}`;
    const bare = await openBareSession(url);
    bare.send({ type: "conversation.start" });
    bare.send({ type: "conversation.end" });
    await expect.poll(bare.received).toContain("conversation.ended");
    const before = typesOf(await logOf(url));
    bare.send({ type: "conversation.start" });
    bare.send({ type: "user.message.send", text: "Late" });
    bare.send({ type: "conversation.context.update", context: { late: true } });
    bare.send({ type: "conversation.end" });
    await expect.poll(bare.isClosed, { timeout: 30_000 }).toBe(true);
    expect(typesOf(await logOf(url))).toEqual(before);
    expect(before).toEqual(["conversation.setup", "conversation.started", "conversation.ended"]);
    expect(await statusOf(id)).toBe("completed");
  });
});
