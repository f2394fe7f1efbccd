import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
} from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type EventReader, readEvents } from "../http/event-reader.ts";

let app: TestApp;
let model: FakeModelServer;
let database: pg.Client;
let agentId: string;
let requests: FakeModelRequest[] = [];
/** How long the model takes to say its first piece. */
let thinkingTime = 0;

/** Echoes what was said last; waits when asked to, and says what it is told afterwards. */
function answer(request: FakeModelRequest): FakeAnswer {
  requests.push(request);
  const last = request.messages.at(-1);
  const text = String(last?.content);
  const asked = last?.role === "user" ? /^Wait (\d+)/.exec(text) : null;
  const toolCalls = asked
    ? [{ name: "wait", arguments: JSON.stringify({ seconds: Number(asked[1]), reason: "tea" }) }]
    : [];
  const pieces = asked ? [] : [`You said `, text];
  return { firstPieceAfter: thinkingTime, pieceEvery: 0, pieces, toolCalls };
}

beforeAll(async () => {
  model = await startFakeModelServer({ answer });
  app = await startTestApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` }, { sleepAfter: 20, jobsEvery: 50 });
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
  agentId = await makeAgent({});
});

afterAll(async () => {
  await database.end();
  await app.stop();
  await model.close();
});

beforeEach(() => {
  requests = [];
});

afterEach(() => {
  thinkingTime = 0;
});

function makeAgent(config: Record<string, unknown>): Promise<string> {
  return app.makeAgent("Answer.", {
    runtime: { model: "fake/model" },
    tool: { tools: [{ ns: "syscall", name: "wait" }] },
    ...config,
  });
}

interface Chat {
  id: string;
  token: string;
  post(text: string, id?: string): Promise<EventReader>;
}

async function openChat(agent = agentId, more: Record<string, unknown> = {}): Promise<Chat> {
  const { id, channel } = await app.converse(agent, { channel: { type: "chat_async" }, ...more });
  const url = `${app.url}/conversations/${id}/session?token=${channel.token}`;
  const bodyOf = (text: string) => ({ payload: { type: "user.message.send", text } });
  return {
    id,
    token: channel.token,
    post: (text, eventId) => readEvents(url, {}, { ...(eventId ? { id: eventId } : {}), ...bodyOf(text) }),
  };
}

const saidIn = (reader: EventReader) =>
  reader.blocks.flatMap(({ event: { payload } }) => (payload.type === "agent.message.completed" ? [payload.text] : []));
const typesIn = (reader: EventReader) => reader.blocks.map(({ event }) => event.payload.type);

async function holderOf(id: string): Promise<number | null> {
  const { rows } = await database.query<{ holder: number | null }>("select holder from conversations where id = $1", [
    id,
  ]);
  return rows[0]?.holder ?? null;
}

const asleep = (id: string) => expect.poll(() => holderOf(id)).toBe(null);

async function statusOf(id: string): Promise<string> {
  return (await app.call("GET", `/conversations/${id}`)).body["status"] as string;
}

async function typesInLog(id: string): Promise<string[]> {
  const { rows } = await database.query<{ type: string }>(
    "select payload->>'type' as type from events where conversation_id = $1 order by sequence",
    [id],
  );
  return rows.map(({ type }) => type);
}

/** Moves all that has happened into the past, as if that many seconds had gone by. */
async function pass(id: string, seconds: number): Promise<void> {
  const ago = `${seconds} seconds`;
  await database.query("update events set created_at = created_at - $2::interval where conversation_id = $1", [
    id,
    ago,
  ]);
  await database.query("update jobs set due_at = due_at - $2::interval where subject = $1", [id, ago]);
}

describe("a message posted to an async chat", () => {
  it("begins the conversation and is answered with the events of its turn", async () => {
    const chat = await openChat();
    const turn = await chat.post("Hello");
    await turn.ended();
    expect(turn.status).toBe(200);
    expect(typesIn(turn).filter((type) => type !== "agent.message.delta")).toEqual([
      "user.message.received",
      "agent.message.completed",
      "agent.turn.metrics",
    ]);
    expect(saidIn(turn)).toEqual(["You said Hello"]);
    expect(await statusOf(chat.id)).toBe("in-progress");
  });

  it("finds a conversation that sleeps, and remembers what was said", async () => {
    const chat = await openChat();
    await (await chat.post("One")).ended();
    await asleep(chat.id);
    const turn = await chat.post("Two");
    await turn.ended();
    expect(saidIn(turn)).toEqual(["You said Two"]);
    expect(
      requests
        .at(-1)
        ?.messages.map(({ content }) => content)
        .slice(-3),
    ).toEqual(["One", "You said One", "Two"]);
  });

  it("is taken once under one id, and its events are sent again", async () => {
    const chat = await openChat();
    const first = await chat.post("Hello", "m-1");
    await first.ended();
    const again = await chat.post("Hello", "m-1");
    await again.ended();
    const stored = (reader: EventReader) => reader.blocks.flatMap(({ id }) => (id === null ? [] : [id]));
    expect(stored(again)).toEqual(stored(first));
    expect(requests).toHaveLength(1);
  });

  it("that comes while a reply is being written is answered together with the one before", async () => {
    thinkingTime = 60_000;
    const chat = await openChat();
    const first = await chat.post("One");
    await first.next("user.message.received");
    await expect.poll(() => requests.length).toBe(1);
    thinkingTime = 0;
    const second = await chat.post("Two");
    await Promise.all([first.ended(), second.ended()]);
    expect(saidIn(second)).toEqual(["You said Two"]);
    expect(
      requests
        .at(-1)
        ?.messages.map(({ content }) => content)
        .slice(-2),
    ).toEqual(["One", "Two"]);
    expect(typesIn(first)).not.toContain("agent.message.completed");
  });

  it("is answered once with others of a burst, where the agent waits for quiet", async () => {
    const chat = await openChat(await makeAgent({ channel: { quiet_time_ms: 400 } }));
    const turns = await Promise.all(["One", "Two", "Three"].map((text) => chat.post(text)));
    await Promise.all(turns.map((turn) => turn.ended()));
    expect(requests).toHaveLength(1);
    const said = requests[0]?.messages.filter(({ role }) => role === "user").map(({ content }) => content);
    expect(said?.toSorted()).toEqual(["One", "Three", "Two"]);
  });

  it.each([
    ["chat_realtime", 400, "channel_unavailable", { payload: { type: "user.message.send", text: "Hi" } }],
    ["chat_async", 400, "invalid_field", { payload: { type: "user.message.send", text: "" } }],
    ["chat_async", 400, "invalid_field", { payload: { type: "conversation.end" } }],
    ["chat_async", 413, "too_large", { payload: { type: "user.message.send", text: "x".repeat(70_000) } }],
  ])("is refused on %s with %i %s when it is none", async (type, status, code, body) => {
    const { id } = await app.converse(agentId, { channel: { type } });
    expect(await app.call("POST", `/conversations/${id}/session`, body)).toMatchObject({
      status,
      body: { error: { code } },
    });
  });

  it("is refused once the conversation is over", async () => {
    const chat = await openChat();
    const client = openSessionClient(
      `${app.url.replace("http", "ws")}/conversations/${chat.id}/session?token=${chat.token}`,
    );
    client.send({ type: "conversation.start" });
    client.send({ type: "conversation.end" });
    await client.closed();
    expect((await chat.post("Hello")).status).toBe(409);
  });
});

describe("an async chat over its WebSocket", () => {
  it("goes on when the socket is gone, and for another that comes later", async () => {
    const chat = await openChat();
    const url = `${app.url.replace("http", "ws")}/conversations/${chat.id}/session?token=${chat.token}`;
    const first = openSessionClient(url);
    first.send({ type: "conversation.start" });
    first.send({ type: "user.message.send", text: "One" });
    await first.next("agent.turn.metrics");
    first.close();
    await asleep(chat.id);
    const second = openSessionClient(`${url}&last_event_id=${first.events.at(-1)?.id}`);
    second.send({ type: "user.message.send", text: "Two" });
    expect((await second.next("agent.message.completed")).payload.text).toBe("You said Two");
    second.close();
  });
});

describe("an async chat that nobody writes in", () => {
  it("is over after the agent's idle time, counted from the last message", async () => {
    const chat = await openChat(await makeAgent({ channel: { idle_time_sec: 3600 } }));
    await (await chat.post("One")).ended();
    await asleep(chat.id);
    await pass(chat.id, 3000);
    await (await chat.post("Two")).ended();
    await asleep(chat.id);
    await pass(chat.id, 3000);
    await expect
      .poll(
        async () =>
          (await database.query("select 1 from jobs where subject = $1 and due_at > now()", [chat.id])).rowCount,
      )
      .toBe(1);
    expect(await statusOf(chat.id)).toBe("in-progress");
    await pass(chat.id, 3000);
    await expect.poll(() => statusOf(chat.id)).toBe("completed");
    expect((await typesInLog(chat.id)).at(-1)).toBe("conversation.ended");
  });
});

describe("an agent that waits", () => {
  it("goes on by itself when the time has come, though the conversation slept", async () => {
    const chat = await openChat();
    const turn = await chat.post("Wait 600");
    await turn.ended();
    await asleep(chat.id);
    const { rows } = await database.query("select due_at from jobs where subject = $1", [chat.id]);
    expect(Number(rows[0].due_at) - Date.now()).toBeGreaterThan(500_000);
    await database.query(
      "update events set payload = payload || jsonb_build_object('until', now()) where conversation_id = $1 and payload->>'type' = 'agent.wait.began'",
      [chat.id],
    );
    await pass(chat.id, 600);
    await expect.poll(() => typesInLog(chat.id)).toContain("agent.wait.ended");
    await expect
      .poll(() => requests.at(-1)?.messages.at(-1)?.content)
      .toContain("The time that you waited for has come");
  });

  it("goes on at once when the user writes before, and not again at the time", async () => {
    const chat = await openChat();
    await (await chat.post("Wait 1")).ended();
    const turn = await chat.post("Hello");
    await turn.ended();
    expect(saidIn(turn)).toEqual(["You said Hello"]);
    await expect
      .poll(
        async () =>
          (
            await database.query("select 1 from jobs where subject = $1 and due_at > now() + interval '1 minute'", [
              chat.id,
            ])
          ).rowCount,
        { timeout: 30_000 },
      )
      .toBe(1);
    expect(await typesInLog(chat.id)).not.toContain("agent.wait.ended");
  });
});

describe("a conversation that goes on with another one", () => {
  it("knows all that was said there", async () => {
    const chat = await openChat();
    await (await chat.post("My name is Kim")).ended();
    const next = await openChat(agentId, { continues: chat.id });
    await (await next.post("Who am I?")).ended();
    const words = requests.at(-1)?.messages.map(({ content }) => content);
    expect(words?.slice(1)).toEqual([
      "My name is Kim",
      "You said My name is Kim",
      "[The conversation goes on in a chat; above stands what was said before.]",
      "Who am I?",
    ]);
  });

  it("must name one of the same mode", async () => {
    const chat = await openChat();
    const body = { agent_id: agentId, channel: { type: "chat_async" }, continues: chat.id, livemode: false };
    expect(await app.call("POST", "/conversations", body)).toMatchObject({
      status: 400,
      body: { error: { code: "unknown_reference", param: "continues" } },
    });
  });
});
