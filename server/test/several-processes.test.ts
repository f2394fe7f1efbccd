import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, VERSION_HEADER } from "../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../src/testing/database.ts";
import { type FakeModelServer, startFakeModelServer } from "../src/testing/fake-model-server.ts";
import { openSessionClient } from "../src/testing/session-client.ts";

let database: TestDatabase;
let model: FakeModelServer;
let first: TestApp;
let second: TestApp;
let agentId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  model = await startFakeModelServer({ answer: { firstPieceAfter: 1, pieceEvery: 1, pieces: ["Hello ", "there."] } });
  const variables = { DATABASE_URL: database.url, OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` };
  first = await startTestApp(variables);
  second = await startTestApp(variables);
  agentId = await first.makeAgent("Answer.", { runtime: { model: "fake/model" } });
});

afterAll(async () => {
  await first.stop();
  await second.stop();
  await model.close();
  await database.drop();
});

/** Starts a conversation that the first process holds, and returns where the second would serve it. */
async function heldByFirst() {
  const { id, channel } = await first.converse(agentId);
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  client.send({ type: "conversation.start" });
  await client.next("conversation.started");
  const elsewhere = `${second.url.replace("http", "ws")}/conversations/${id}/session?token=${channel.token}`;
  return { id, token: channel.token, client, elsewhere };
}

describe("two processes on one database", () => {
  it("pass a command on to the one that holds the conversation", async () => {
    const { id, client } = await heldByFirst();
    const answer = await second.call("POST", `/conversations/${id}/context`, { context: { plan: "gold" } });
    expect(answer).toMatchObject({ status: 202, body: { context: { plan: "gold" } } });
    const updated = await client.next("conversation.context.updated");
    expect(updated.payload.context).toEqual({ plan: "gold" });
    client.close();
  });

  it("pass a session on, which takes over from the one before it", async () => {
    const { client, elsewhere } = await heldByFirst();
    const newer = openSessionClient(elsewhere);
    expect(await client.closed()).toBe(4409);
    newer.send({ type: "user.message.send", text: "Hi" });
    await newer.next("agent.message.delta");
    expect((await newer.next("agent.message.completed")).payload.text).toBe("Hello there.");
    newer.send({ type: "conversation.end" });
    expect(await newer.closed()).toBe(1000);
  });

  it("pass an events stream on, deltas and all", async () => {
    const { id, client } = await heldByFirst();
    const stream = await fetch(`${second.url}/conversations/${id}/events`, {
      headers: { authorization: `Bearer ${second.key}`, ...VERSION_HEADER },
    });
    client.send({ type: "user.message.send", text: "Hi" });
    await client.next("agent.turn.metrics");
    client.send({ type: "conversation.end" });
    const text = await stream.text();
    expect(text).toContain('"agent.message.delta"');
    expect(text.match(/^id: /gm)).toHaveLength(6);
    expect(text).toContain('"conversation.ended"');
  });

  it("serve what has ended themselves", async () => {
    const { id, client, elsewhere } = await heldByFirst();
    client.send({ type: "conversation.end" });
    await client.closed();
    const late = openSessionClient(elsewhere);
    expect(await late.closed()).toBe(1000);
    expect((await second.call("GET", `/conversations/${id}`)).body["status"]).toBe("completed");
  });

  it("take over from one that stops, and nothing is missed", async () => {
    const third = await startTestApp({ DATABASE_URL: database.url, OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
    const { id, channel } = await third.converse(agentId);
    const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    client.send({ type: "conversation.start" });
    client.send({ type: "user.message.send", text: "Hi" });
    const last = await client.next("agent.turn.metrics");
    const stopped = third.stop();
    expect(await client.closed()).toBe(1012);
    await stopped;
    const path = `/conversations/${id}/session?token=${channel.token}&last_event_id=${last.id}`;
    const back = openSessionClient(`${second.url.replace("http", "ws")}${path}`);
    back.send({ type: "user.message.send", text: "Still there?" });
    expect((await back.next("agent.message.completed")).payload.text).toBe("Hello there.");
    expect(back.events[0]?.payload.type).toBe("user.message.received");
    back.close();
  });
});
