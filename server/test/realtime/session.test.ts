import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";

let app: TestApp;
let model: FakeModelServer;
let agentId: string;

const QUICK = { firstPieceAfter: 1, pieceEvery: 1, pieces: ["Hello ", "there."] };
/** Slow enough that something can happen in its middle, and long enough that it must not be waited for. */
const SLOW = { firstPieceAfter: 1, pieceEvery: 20, pieces: Array.from({ length: 500 }, (_, place) => `w${place} `) };

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: ({ messages }) => (textOfMessage(messages.at(-1) ?? { role: "user" }).includes("slow") ? SLOW : QUICK),
  });
  app = await startTestApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
  agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/model" } });
});

afterAll(async () => {
  await app.stop();
  await model.close();
});

interface Open {
  id: string;
  client: SessionClient;
  /** Opens a further session of the same conversation. */
  again(query?: string): SessionClient;
}

async function open(): Promise<Open> {
  const { id, channel } = await app.converse(agentId);
  const again = (query = "") => openSessionClient(`${channel.session_url}?token=${channel.token}${query}`);
  return { id, client: again(), again };
}

async function started(): Promise<Open> {
  const session = await open();
  session.client.send({ type: "conversation.start" });
  await session.client.next("conversation.started");
  return session;
}

const types = (client: SessionClient) => client.events.map((event) => event.payload.type);

describe("a session", () => {
  it("sends setup, started, the user's message, the deltas that make up the answer, and ended, in this order", async () => {
    const { client } = await started();
    client.send({ type: "user.message.send", text: "Hi" }, "mine-1");
    await client.next("agent.turn.metrics");
    client.send({ type: "conversation.end" });
    expect(await client.closed()).toBe(1000);
    expect(types(client)).toEqual([
      "conversation.setup",
      "conversation.started",
      "user.message.received",
      "agent.message.delta",
      "agent.message.delta",
      "agent.message.completed",
      "agent.turn.metrics",
      "conversation.ended",
    ]);
    const [, , received, first, second, completed] = client.events.map((event) => event.payload);
    expect(received).toMatchObject({ text: "Hi", client_event_id: "mine-1" });
    expect(first).toMatchObject({ text_delta: "Hello " });
    expect(completed).toMatchObject({ text: "Hello there.", interrupted: false, has_tool_calls: false });
    expect(second).toHaveProperty("generation_id", (completed as unknown as { generation_id: string }).generation_id);
  });

  it("wraps every event in the whole envelope", async () => {
    const { id, client } = await started();
    for (const event of client.events) {
      expect(Object.keys(event).sort()).toEqual(
        ["agent_id", "conversation_id", "created_at", "experimental", "id", "livemode", "payload"].sort(),
      );
      expect(event).toMatchObject({
        conversation_id: id,
        agent_id: `${agentId}@v0`,
        livemode: true,
        experimental: false,
      });
      expect(event.id).toMatch(/^ev_[0-9A-Za-z]{11}$/);
    }
    client.close();
  });

  it("stops the agent when the user speaks, and keeps what the user got of its message", async () => {
    const { client } = await started();
    client.send({ type: "user.message.send", text: "slow please" });
    await client.next("agent.message.delta");
    await client.next("agent.message.delta");
    client.send({ type: "user.message.send", text: "Stop" });
    const cut = await client.next("agent.message.completed");
    const got = client.events
      .filter((event) => event.payload.type === "agent.message.delta")
      .map((event) => (event.payload as { text_delta: string }).text_delta);
    expect(cut.payload).toMatchObject({ interrupted: true });
    expect(got.join("").startsWith(cut.payload.text)).toBe(true);
    await client.next("user.message.received", (payload) => payload.text === "Stop");
    const answer = await client.next("agent.message.completed");
    expect(answer.payload).toMatchObject({ text: "Hello there.", interrupted: false });
    const [cutOff] = client.events.filter((event) => event.payload.type === "agent.turn.metrics");
    expect(cutOff?.payload).toMatchObject({ interrupted: true, model: "fake/model", response_ms: expect.any(Number) });
    client.close();
  });

  it("drops the model's request when it is interrupted", async () => {
    const { client } = await started();
    client.send({ type: "user.message.send", text: "slow please" });
    await client.next("agent.message.delta");
    client.send({ type: "conversation.end" });
    expect(await client.closed()).toBe(1000);
    await expect.poll(() => model.openCount()).toBe(0);
  });

  it("takes a message that is sent twice under one id once", async () => {
    const { client } = await started();
    client.send({ type: "user.message.send", text: "Once" }, "same");
    client.send({ type: "user.message.send", text: "Once" }, "same");
    await client.next("agent.turn.metrics", (payload) => !payload.interrupted);
    client.send({ type: "conversation.end" });
    await client.closed();
    expect(types(client).filter((type) => type === "user.message.received")).toHaveLength(1);
  });
});

describe("a session that comes back", () => {
  it("is sent exactly what it missed after the last event it saw", async () => {
    const { client, again } = await started();
    client.send({ type: "user.message.send", text: "Hi" });
    const received = await client.next("user.message.received");
    await client.next("agent.turn.metrics");
    client.close();
    await client.closed();
    const back = again(`&last_event_id=${received.id}`);
    await back.next("agent.turn.metrics");
    expect(types(back)).toEqual(["agent.message.completed", "agent.turn.metrics"]);
    back.close();
  });

  it("is sent the missing deltas of a message that is being written, when it last saw a delta", async () => {
    const { client, again } = await started();
    client.send({ type: "user.message.send", text: "slow please" });
    const first = await client.next("agent.message.delta");
    await client.next("agent.message.delta");
    const back = again(`&last_event_id=${first.id}`);
    await back.next("agent.message.delta");
    await back.next("agent.message.delta");
    const deltas = back.events.filter((event) => event.payload.type === "agent.message.delta");
    expect(deltas.map((event) => (event.payload as { text_delta: string }).text_delta).slice(0, 2)).toEqual([
      "w1 ",
      "w2 ",
    ]);
    back.send({ type: "conversation.end" });
    const cut = await back.next("agent.message.completed");
    await back.closed();
    const all = [first, ...back.events].filter((event) => event.payload.type === "agent.message.delta");
    const text = all.map((event) => (event.payload as { text_delta: string }).text_delta).join("");
    expect(text).toBe(cut.payload.text);
  });

  it("takes over from the session before it, which is closed with 4409", async () => {
    const { client, again } = await started();
    const newer = again();
    expect(await client.closed()).toBe(4409);
    newer.send({ type: "user.message.send", text: "Hi" });
    await newer.next("agent.message.completed");
    newer.close();
  });

  it("after the end is sent what it missed and closed with 1000", async () => {
    const { client, again } = await started();
    client.send({ type: "conversation.end" });
    await client.closed();
    const back = again();
    expect(await back.closed()).toBe(1000);
    expect(types(back)).toEqual(["conversation.setup", "conversation.started", "conversation.ended"]);
  });
});

describe("a session that is refused", () => {
  it.each([
    ["a wrong token", "?token=ot_wrong", 4401],
    ["no token", "", 4401],
  ])("is closed because of %s", async (_why, query, code) => {
    const { channel } = await app.converse(agentId);
    expect(await openSessionClient(`${channel.session_url}${query}`).closed()).toBe(code);
  });

  it("is closed with 4401 for another conversation's token", async () => {
    const [mine, other] = [await app.converse(agentId), await app.converse(agentId)];
    expect(await openSessionClient(`${mine.channel.session_url}?token=${other.channel.token}`).closed()).toBe(4401);
  });

  it("is closed with 4401 for a token that was refreshed", async () => {
    const { id, channel } = await app.converse(agentId);
    const refreshed = await app.call("POST", `/conversations/${id}/token/refresh`);
    expect(await openSessionClient(`${channel.session_url}?token=${channel.token}`).closed()).toBe(4401);
    const client = openSessionClient(`${channel.session_url}?token=${refreshed.body["token"]}`);
    await client.next("conversation.setup");
    client.close();
  });

  it("is closed with 4404 where there is no such conversation", async () => {
    const url = app.url.replace("http", "ws");
    expect(await openSessionClient(`${url}/conversations/conv_00000000000/session?token=x`).closed()).toBe(4404);
  });

  it("is closed with 4404 when its conversation is deleted", async () => {
    const { id, client } = await open();
    await client.next("conversation.setup");
    expect((await app.call("DELETE", `/conversations/${id}`)).status).toBe(200);
    expect(await client.closed()).toBe(4404);
  });

  it("is not upgraded at any other path", async () => {
    const socket = new WebSocket(`${app.url.replace("http", "ws")}/elsewhere`);
    const error = await new Promise<Error>((resolve) => socket.once("error", resolve));
    expect(error.message).toContain("404");
  });
});

describe("bad input on a session", () => {
  it.each([
    ["text that is no JSON", "{", "malformed_json"],
    ["an event of an unknown type", JSON.stringify({ id: "a", payload: { type: "nothing" } }), "invalid_field"],
    ["an event without a payload", JSON.stringify({ id: "a" }), "invalid_field"],
    ["a message without a text", JSON.stringify({ id: "a", payload: { type: "user.message.send" } }), "invalid_field"],
    ["JSON that is no object", "[1]", "invalid_field"],
    ["JSON nested by the thousand", `{"payload":${"[".repeat(9000)}${"]".repeat(9000)}}`, "malformed_json"],
    [
      "an answer to a call nobody made",
      JSON.stringify({ payload: { type: "tool.result.send", call_id: "x" } }),
      "unknown_reference",
    ],
  ])("answers %s with server.error and goes on", async (_what, frame, code) => {
    const { client } = await started();
    client.socket.send(frame);
    const error = await client.next("server.error");
    expect(error.payload.code).toBe(code);
    client.send({ type: "user.message.send", text: "Still there?" });
    await client.next("agent.message.completed");
    client.close();
  });

  it("names the client's event in the error", async () => {
    const { client } = await started();
    client.socket.send(JSON.stringify({ id: "mine", payload: { type: "nothing" } }));
    expect((await client.next("server.error")).payload.client_event_id).toBe("mine");
    client.close();
  });

  it("answers a binary frame with server.error", async () => {
    const { client } = await started();
    client.socket.send(Buffer.from([1, 2, 3]));
    expect((await client.next("server.error")).payload.code).toBe("malformed_json");
    client.close();
  });

  it("answers a message before the start with server.error, and takes it after", async () => {
    const { client } = await open();
    client.send({ type: "user.message.send", text: "Too early" }, "early");
    const error = await client.next("server.error");
    expect(error.payload).toMatchObject({ code: "conversation_not_active", client_event_id: "early" });
    client.send({ type: "conversation.start" });
    client.send({ type: "user.message.send", text: "Now" });
    await client.next("agent.message.completed");
    client.close();
  });

  it("closes a session that sends more than 64 KiB in a frame with 1009, and the conversation goes on", async () => {
    const { client, again } = await started();
    client.send({ type: "user.message.send", text: "x".repeat(65 * 1024) });
    expect(await client.closed()).toBe(1009);
    const back = again();
    back.send({ type: "user.message.send", text: "Shorter" });
    await back.next("agent.message.completed");
    back.close();
  });

  it("stores what cannot be stored as it is with U+FFFD", async () => {
    const { client } = await started();
    client.socket.send('{"payload":{"type":"user.message.send","text":"a\\u0000b\\ud800c"}}');
    const received = await client.next("user.message.received");
    expect(received.payload.text).toBe("a\uFFFDb\uFFFDc");
    await client.next("agent.message.completed");
    client.close();
  });

  it("answers each of a thousand messages at once, taken or refused, while another conversation goes on", async () => {
    const [flood, other] = [await started(), await started()];
    for (let place = 0; place < 1000; place++)
      flood.client.send({ type: "user.message.send", text: "Hi" }, `m${place}`);
    other.client.send({ type: "user.message.send", text: "Hi" });
    await other.client.next("agent.message.completed");
    const answered = () =>
      flood.client.events
        .map((event) => event.payload)
        .filter((payload) => payload.type === "user.message.received" || payload.type === "server.error")
        .map((payload) => (payload as { client_event_id: string }).client_event_id);
    await expect.poll(() => new Set(answered()).size).toBe(1000);
    expect(answered()).toHaveLength(1000);
    other.client.close();
    flood.client.close();
  });
});
