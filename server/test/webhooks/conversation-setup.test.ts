import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { passTime } from "./passing-time.ts";
import { deliveries, makeEndpoint, readFeed } from "./webhook-app.ts";
import { startWebhookReceiver, type WebhookAnswer, type WebhookReceiver } from "./webhook-receiver.ts";

const SETUP = { types: ["conversation.setup"] };

let app: TestApp;
let receiver: WebhookReceiver;
let model: FakeModelServer;
/** What the model was last told. */
let prompt = "";
/** Endpoints that the test made. */
let paths: string[] = [];

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      prompt = textOfMessage(messages[0] as never);
      return { firstPieceAfter: 1, pieceEvery: 1, pieces: ["Hello."] };
    },
  });
  app = await startTestApp(
    { OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8", OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` },
    { setupWithin: 300, jobsEvery: 50 },
  );
});

afterAll(async () => {
  await app.stop();
  await receiver.close();
  await model.close();
});

beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answer = () => 204;
  for (const path of paths.splice(0)) await app.call("DELETE", path);
});

async function subscribe(path: string, settings: Record<string, unknown> = SETUP) {
  const endpoint = await makeEndpoint(app, { url: receiver.url + path, ...settings });
  paths.push(endpoint.path);
  return endpoint;
}

const answers = (value: unknown): WebhookAnswer => ({ status: 200, body: JSON.stringify(value) });

function agentWith(text: string, variables: string[] = []): Promise<string> {
  const declared = variables.map((name) => ({ name }));
  return app.makeAgent(text, { runtime: { model: "fake/model", variables: declared } });
}

const create = (agentId: string, more: Record<string, unknown> = {}) =>
  app.call("POST", "/conversations", { agent_id: agentId, channel: { type: "chat_realtime" }, ...more });

/** Says something in a conversation, so that the model is asked. */
async function speak(channel: { session_url: string; token: string }): Promise<void> {
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  session.send({ type: "user.message.send", text: "Hi" });
  await session.next("agent.message.completed");
  session.close();
}

describe("conversation.setup", () => {
  it("is asked before the conversation is there, with the event that its log begins with", async () => {
    const agentId = await agentWith("Answer.");
    const endpoint = await subscribe("/setup");
    let status = 0;
    receiver.answer = async ({ event }) => {
      status = (await app.call("GET", `/conversations/${event.conversation_id}`)).status;
      return answers({ context: {} });
    };
    const { body } = await create(agentId);
    expect(status).toBe(404);
    expect(receiver.received).toHaveLength(1);
    const log = openSessionClient(`${body["channel"].session_url}?token=${body["channel"].token}`);
    const setup = await log.next("conversation.setup");
    log.close();
    expect(receiver.received[0]?.event).toEqual(setup);
    expect(setup).toMatchObject({ conversation_id: body["id"], payload: { channel: { type: "chat_realtime" } } });
    const [delivery] = await deliveries(app, "");
    expect(delivery).toMatchObject({
      id: receiver.received[0]?.id,
      status: "delivered",
      attempts: 1,
      event_id: setup.id,
    });
    expect((await readFeed(app, endpoint)).data).toMatchObject([
      { delivery_id: delivery?.["id"], status: "delivered" },
    ]);
  });

  it("is sent once more when whoever asked is gone, as an event that nobody waits for", async () => {
    const agentId = await agentWith("Answer.");
    const endpoint = await subscribe("/setup");
    // The answer is under way while the delivery is recorded; the asker never hears of it.
    receiver.answer = () => null;
    const asking = create(agentId);
    await expect.poll(() => receiver.received.length).toBe(1);
    await expect.poll(async () => (await deliveries(app, "status=pending")).length).toBe(1);
    expect((await readFeed(app, endpoint)).data).toMatchObject([{ status: "pending" }]);
    await passTime(app.databaseUrl, 1);
    receiver.answer = () => 204;
    await expect.poll(() => receiver.received.map(({ id }) => id).length, { timeout: 30_000 }).toBe(2);
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
    await expect.poll(async () => (await deliveries(app, "status=delivered"))[0]?.["attempts"]).toBe(1);
    expect((await asking).status).toBe(200);
    expect((await deliveries(app, "status=delivered"))[0]?.["attempts"]).toBe(1);
  });

  it("leaves no job behind when it was answered", async () => {
    const agentId = await agentWith("Answer.");
    await subscribe("/setup");
    receiver.answer = () => answers({ context: {} });
    expect((await create(agentId)).status).toBe(200);
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    expect((await client.query("select 1 from jobs")).rowCount).toBe(0);
    await client.end();
  });

  it("is not asked by an endpoint that does not want it, is off, or is for the other mode", async () => {
    const agentId = await agentWith("Answer.");
    await subscribe("/other", { types: ["conversation.ended"] });
    await subscribe("/off", { ...SETUP, is_enabled: false });
    await subscribe("/test", { ...SETUP, livemode: false });
    expect((await create(agentId)).status).toBe(200);
    expect(receiver.received).toEqual([]);
    await create(agentId, { livemode: false });
    expect(receiver.received.map(({ url }) => url)).toEqual(["/test"]);
  });

  it("gives variables that the agent requires, and details that it is told", async () => {
    const agentId = await agentWith("You help $name.", ["name"]);
    await subscribe("/setup");
    receiver.answer = () =>
      answers({ context: { $variables: { name: "Kim" }, loyalty_card: "gold", $customer: { external_id: "4711" } } });
    const { status, body } = await create(agentId);
    expect(status).toBe(200);
    await speak(body["channel"]);
    expect(prompt).toContain("You help Kim.");
    expect(prompt).toContain("gold");
    const { body: shown } = await app.call("GET", `/conversations/${body["id"]}`);
    expect(shown["customer_id"]).toMatch(/^cus_/);
  });

  it("wins over the caller key by key, the later endpoint over the earlier, and overrides like the caller's", async () => {
    const agentId = await agentWith("$a $b $c $d", ["a", "b", "c", "d"]);
    await subscribe("/first");
    await subscribe("/second");
    receiver.answer = ({ url }) =>
      url === "/first"
        ? answers({
            context: { $variables: { b: "first", c: "first" } },
            override_config: { runtime: { speaks_first: false, personas: [{ name: "Ada" }] } },
          })
        : answers({
            context: { $variables: { c: "second" }, d: "flat" },
            override_config: { personas: [{ name: "Eve" }] },
          });
    const { status, body } = await create(agentId, {
      context: { $variables: { a: "caller", b: "caller", c: "caller" } },
      override_config: { personas: [{ name: "Bob" }], language: { default_language: "German" } },
    });
    expect(status, JSON.stringify(body)).toBe(200);
    const { body: shown } = await app.call("GET", `/conversations/${body["id"]}`);
    expect(shown["override_config"]).toEqual({
      personas: [{ name: "Eve" }],
      language: { default_language: "German" },
      runtime: { speaks_first: false },
    });
    await speak(body["channel"]);
    expect(prompt).toContain("caller first second flat");
    expect(prompt).toContain("Eve");
  });

  it.each<[string, () => WebhookAnswer, RegExp]>([
    ["fails", () => 500, /500 Internal Server Error/],
    ["redirects", () => ({ status: 302, headers: { location: "http://169.254.169.254/" } }), /redirect/],
    ["is silent", () => null, /did not answer within 300 ms/],
    ["answers nothing", () => 204, /must be JSON/],
    ["answers no JSON", () => ({ status: 200, body: "<html>" }), /must be JSON/],
    ["answers without a context", () => answers({ override_config: {} }), /context is required/],
    ["answers a list", () => answers([]), /not usable/],
    ["answers null", () => answers(null), /not usable/],
    ["answers a context that is none", () => answers({ context: "gold" }), /context is not valid/],
    ["answers variables that are none", () => answers({ context: { $variables: [1] } }), /context\.\$variables/],
    ["answers an override that is none", () => answers({ context: {}, override_config: [] }), /override_config/],
    [
      "answers a wrong override",
      () => answers({ context: {}, override_config: { language: { default_language: 7 } } }),
      /override_config\.language\.default_language/,
    ],
    [
      "answers a model that is not there",
      () => answers({ context: {}, override_config: { runtime: { model: "nobody/x" } } }),
      /nobody/,
    ],
    [
      "answers JSON that is too deep",
      () => ({ status: 200, body: `{"context": ${'{"a":'.repeat(100)}1${"}".repeat(100)}}` }),
      /must be JSON/,
    ],
    ["answers too much", () => answers({ context: { text: "x".repeat(300_000) } }), /longer than 262144 characters/],
  ])("that %s is passed over with a note why, and the others count", async (_what, answer, words) => {
    const agentId = await agentWith("Card: $card", ["card"]);
    const bad = await subscribe("/bad");
    const good = await subscribe("/good");
    receiver.answer = ({ url }) => (url === "/bad" ? answer() : answers({ context: { card: "gold" } }));
    const { status, body } = await create(agentId);
    expect(status).toBe(200);
    const [refused] = await deliveries(app, `endpoint_id=${bad.id}`);
    expect(refused).toMatchObject({ status: "dead", attempts: 1, last_error: expect.stringMatching(words) });
    expect(refused?.["conversation_id"]).toBe(body["id"]);
    const [taken] = await deliveries(app, `endpoint_id=${good.id}`);
    expect(taken).toMatchObject({ status: "delivered", last_error: null });
    const { body: shown } = await app.call("GET", `/conversations/${body["id"]}`);
    expect(shown["override_config"]).toBeNull();
  });

  it("that fails makes a conversation fail that needs it, and says so", async () => {
    const agentId = await agentWith("$name", ["name"]);
    const { id } = await subscribe("/setup");
    receiver.answer = () => 503;
    const { status, body } = await create(agentId);
    expect(status).toBe(400);
    expect(body["error"]).toMatchObject({ code: "missing_variables", param: "context.$variables.name" });
    expect(body["error"].message).toContain(`${id}: The endpoint answered 503 Service Unavailable.`);
    // What was asked is there to be looked up, though no conversation came of it.
    const [delivery] = await deliveries(app, "");
    expect(delivery).toMatchObject({ status: "dead", endpoint_id: id });
    expect((await app.call("GET", `/conversations/${delivery?.["conversation_id"]}`)).status).toBe(404);
  });

  it("is not asked when the caller's own words are no good", async () => {
    const agentId = await agentWith("Answer.");
    await subscribe("/setup");
    expect((await create(agentId, { override_config: { runtime: { model: "nobody/x" } } })).status).toBe(400);
    expect((await create("ca_00000000000")).status).toBe(404);
    expect(receiver.received).toEqual([]);
  });

  it("takes characters that cannot be stored, and keys of prototypes, for what they are", async () => {
    const agentId = await agentWith("$name", ["name"]);
    await subscribe("/setup");
    receiver.answer = () => ({
      status: 200,
      body: '{"context": {"name": "K\\u0000im\\ud800", "__proto__": {"polluted": 1}, "constructor": "x"}, "override_config": {"__proto__": {"polluted": 1}}}',
    });
    const { status, body } = await create(agentId);
    expect(status, JSON.stringify(body)).toBe(200);
    await speak(body["channel"]);
    expect(prompt).toContain("K\uFFFDim\uFFFD");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("is asked once by a request that is repeated under one key", async () => {
    const agentId = await agentWith("Answer.");
    await subscribe("/setup");
    receiver.answer = () => answers({ context: {} });
    const headers = {
      authorization: `Bearer ${app.key}`,
      "operator-version": "2025-06-19",
      "idempotency-key": "once",
    };
    const body = { agent_id: agentId, channel: { type: "chat_realtime" } };
    const first = await app.call("POST", "/conversations", body, headers);
    const second = await app.call("POST", "/conversations", body, headers);
    expect(second.body["id"]).toBe(first.body["id"]);
    expect(receiver.received).toHaveLength(1);
  });
});
