import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { makeEndpoint } from "./webhook-app.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

let app: TestApp;
let receiver: WebhookReceiver;
let model: FakeModelServer;
let agentId: string;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      const isDone = messages.at(-1)?.role === "tool";
      const asked = JSON.stringify(messages.at(-1));
      const call = asked.includes("note")
        ? { name: "set_custom_fields", arguments: '{"fields": {"mood": "good"}}' }
        : { name: "end_conversation", arguments: "{}" };
      return isDone
        ? { firstPieceAfter: 1, pieceEvery: 1, pieces: ["Done."] }
        : { firstPieceAfter: 1, pieceEvery: 1, pieces: [], toolCalls: [call] };
    },
  });
  app = await startTestApp(
    { OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8", OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` },
    { reconnectWithin: 100 },
  );
  agentId = await app.makeAgent("Answer.", {
    runtime: { model: "fake/model", speaks_first: false },
    tool: {
      tools: [
        { ns: "syscall", name: "set_custom_fields" },
        { ns: "syscall", name: "end_conversation" },
      ],
    },
  });
  await makeEndpoint(app, { url: `${receiver.url}/hook` });
});

afterAll(async () => {
  await app.stop();
  await receiver.close();
  await model.close();
});

async function begin() {
  const { id, channel } = await app.converse(agentId);
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  return { id, session };
}

function payloadsOf(conversationId: string, type: string) {
  const events = receiver.received.map(({ event }) => event);
  return events.filter((event) => event.conversation_id === conversationId && event.payload.type === type);
}

describe("an endpoint with the default types", () => {
  it("is told of custom fields, and of nothing it did not ask for, in order", async () => {
    const { id, session } = await begin();
    session.send({ type: "user.message.send", text: "note this" });
    await session.next("agent.turn.metrics");
    session.send({ type: "conversation.end" });
    await session.closed();
    await expect
      .poll(() => receiver.typesOf(id))
      .toEqual(["conversation.setup", "conversation.custom_fields.updated", "conversation.ended"]);
    expect(payloadsOf(id, "conversation.custom_fields.updated")).toMatchObject([
      { payload: { custom_fields: { mood: "good" }, changed: ["mood"] } },
    ]);
  });
});

describe("the end of a conversation", () => {
  it.each<[string, (session: SessionClient) => void]>([
    ["client_ended", (session) => session.send({ type: "conversation.end" })],
    ["agent_ended", (session) => session.send({ type: "user.message.send", text: "bye" })],
    ["client_disconnected", (session) => session.close()],
  ])("is told of, also when its reason is %s", async (reason, end) => {
    const { id, session } = await begin();
    end(session);
    await expect
      .poll(() => payloadsOf(id, "conversation.ended"), { timeout: 30_000 })
      .toMatchObject([{ payload: { reason, status: "completed" } }]);
  });

  it("is told of, also when nobody ever joined", async () => {
    const { id } = await app.converse(agentId);
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    await client.query("update conversations set token_expires_at = now() - interval '1 minute' where id = $1", [id]);
    await client.end();
    await expect
      .poll(() => payloadsOf(id, "conversation.ended"), { timeout: 30_000 })
      .toMatchObject([{ payload: { reason: "never_joined", status: "failed", duration_sec: 0 } }]);
  });
});
