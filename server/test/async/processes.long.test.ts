import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
} from "../../src/testing/fake-model-server.ts";
import { startServerProcess } from "../../src/testing/server-process.ts";
import { readEvents } from "../http/event-reader.ts";

let database: TestDatabase;
let client: pg.Client;
let model: FakeModelServer;
let first: TestApp;
let second: TestApp;
let agentId: string;
/** How long the model takes to say its first piece. */
let thinkingTime = 0;

function answer({ messages }: FakeModelRequest): FakeAnswer {
  const last = messages.at(-1);
  const text = String(last?.content);
  const waits = last?.role === "user" && text === "Wait";
  const toolCalls = waits ? [{ name: "wait", arguments: '{"seconds":1,"reason":"tea"}' }] : [];
  return { firstPieceAfter: thinkingTime, pieceEvery: 0, pieces: waits ? [] : [`You said ${text}`], toolCalls };
}

const CONFIG = { runtime: { model: "fake/model" }, tool: { tools: [{ ns: "syscall", name: "wait" }] } };
const bodyOf = (text: string) => ({ payload: { type: "user.message.send", text } });

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  model = await startFakeModelServer({ answer });
  const variables = { DATABASE_URL: database.url, OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` };
  const timings = { sleepAfter: 20, jobsEvery: 50 };
  first = await startTestApp(variables, timings);
  second = await startTestApp(variables, timings);
  agentId = await first.makeAgent("Answer.", CONFIG);
});

afterAll(async () => {
  await first.stop();
  await second.stop();
  await client.end();
  await model.close();
  await database.drop();
});

async function openChat() {
  const { id, channel } = await first.converse(agentId, { channel: { type: "chat_async" } });
  const at = (app: TestApp, what: string) => `${app.url}/conversations/${id}/${what}?token=${channel.token}`;
  return {
    id,
    post: (app: TestApp, text: string) => readEvents(at(app, "session"), {}, bodyOf(text)),
    follow: (app: TestApp) => readEvents(at(app, "events")),
  };
}

describe("an async chat on two processes", () => {
  it("is answered by whichever the message reaches, one after the other", async () => {
    const chat = await openChat();
    for (const [app, text] of [
      [first, "One"],
      [second, "Two"],
      [first, "Three"],
    ] as const) {
      const turn = await chat.post(app, text);
      expect((await turn.next("agent.message.completed")).event.payload).toMatchObject({ text: `You said ${text}` });
      await turn.ended();
    }
  });

  it("is answered by the one that holds it, while somebody follows it there", async () => {
    const chat = await openChat();
    const follower = await chat.follow(first);
    const turn = await chat.post(second, "Hello");
    await turn.ended();
    expect(turn.blocks.at(-1)?.event.payload.type).toBe("agent.turn.metrics");
    expect((await follower.next("agent.message.completed")).event.payload).toMatchObject({ text: "You said Hello" });
    follower.close();
  });

  it("goes on after the agent's wait, whichever takes the job on and whoever holds the conversation", async () => {
    const chats = await Promise.all(Array.from({ length: 8 }, () => openChat()));
    const followers = await Promise.all(chats.map((chat, index) => chat.follow(index % 2 === 0 ? first : second)));
    for (const chat of chats) await (await chat.post(first, "Wait")).ended();
    // As if the holder's own timer were late.
    await client.query("update jobs set due_at = now() where kind = 'wake_conversation'");
    for (const follower of followers) {
      await follower.next("agent.wait.ended");
      await follower.next("agent.message.completed");
      follower.close();
    }
    const { rows } = await client.query(
      "select count(*)::int as times from events where payload->>'type' = 'agent.wait.ended' group by conversation_id",
    );
    expect(rows).toEqual(chats.map(() => ({ times: 1 })));
  });

  it.each([{}, { "x-operator-node-signature": "0".repeat(64) }])(
    "runs no job for anybody else, who sends %j",
    async (headers) => {
      const job = { kind: "wake_conversation", subject: "conv_00000000000", pool: "", holder: 1 };
      const answer = await first.call("POST", "/internal/jobs", { at: Date.now(), job }, headers);
      expect(answer).toMatchObject({ status: 401, body: { error: { code: "invalid_key" } } });
    },
  );
});

describe("an async chat whose process is killed", () => {
  it("is answered after the next start, though nobody asks again", { timeout: 60_000 }, async () => {
    thinkingTime = 60_000;
    const server = await startServerProcess({
      environment: { OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`, OPERATOR_QUICKSTART: "false" },
    });
    try {
      const headers = {
        authorization: `Bearer ${server.apiKey}`,
        "operator-version": "2025-06-19",
        "content-type": "application/json",
      };
      const call = async (path: string, body: unknown) => {
        const response = await fetch(`${server.url()}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
        return (await response.json()) as Record<string, string>;
      };
      const runtime = { model: "fake/model", prompt: { type: "fixed", text: "Answer." } };
      const agent = await call("/conversational_agents", { name: "A", description: "", config: { runtime } });
      const channel = { type: "chat_async" };
      const { id } = await call("/conversations", { agent_id: agent["version_id"], channel });
      const asked = model.requestCount();
      const turn = await readEvents(`${server.url()}/conversations/${id}/session`, headers, bodyOf("Hello"));
      await turn.next("user.message.received");
      await expect.poll(() => model.requestCount()).toBe(asked + 1);
      await server.kill();
      thinkingTime = 0;
      await server.start();
      await expect.poll(() => model.requestCount(), { timeout: 20_000 }).toBe(asked + 2);
      const log = await readEvents(`${server.url()}/conversations/${id}/events`, headers);
      expect((await log.next("agent.message.completed")).event.payload).toMatchObject({ text: "You said Hello" });
      log.close();
    } finally {
      thinkingTime = 0;
      await server.cleanUp();
    }
  });
});
