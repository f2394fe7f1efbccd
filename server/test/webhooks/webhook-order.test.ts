import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { passTime } from "./passing-time.ts";
import { beginConversation, deliveries, type MadeEndpoint, makeEndpoint, readFeed } from "./webhook-app.ts";
import { startWebhookReceiver, type WebhookAnswer, type WebhookReceiver } from "./webhook-receiver.ts";

const UPDATES = { types: ["conversation.context.updated", "conversation.ended"] };

let app: TestApp;
let receiver: WebhookReceiver;
let agentId: string;
let endpoint: MadeEndpoint;
/** Each test has a path of its own, for what an earlier one left may still be on its way. */
let path = "";
let tests = 0;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  app = await startTestApp({ OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" }, { webhookWithin: 500, jobsEvery: 50 });
  agentId = await app.makeAgent("Answer.");
});

afterAll(async () => {
  await app.stop();
  await receiver.close();
});

beforeEach(async () => {
  receiver.answer = () => 204;
  if (endpoint !== undefined) await app.call("DELETE", endpoint.path);
  path = `/hook/${(tests += 1)}`;
  endpoint = await makeEndpoint(app, { url: receiver.url + path, ...UPDATES });
});

const statusesOf = async (query: string) => (await deliveries(app, query)).map(({ status }) => status as string);
/** What reached the endpoint of this test. */
const arrived = () => receiver.received.filter(({ url }) => url === path);
const countsOf = (conversationId: string) =>
  arrived().flatMap(({ event }) => {
    const { payload } = event;
    if (event.conversation_id !== conversationId) return [];
    return [payload.type === "conversation.context.updated" ? (payload.context["count"] as number) : "ended"];
  });

describe("the events of one conversation", () => {
  it("arrive in their order, each once", async () => {
    const conversation = await beginConversation(app, agentId);
    for (let count = 0; count < 12; count += 1) await conversation.update();
    await conversation.end();
    await expect.poll(() => countsOf(conversation.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, "ended"]);
    await expect.poll(() => statusesOf("status=pending")).toEqual([]);
  });

  it("wait for one that fails, while other conversations go on, and follow it in their order", async () => {
    const stuck = await beginConversation(app, agentId);
    const free = await beginConversation(app, agentId);
    receiver.answer = ({ event }) => (event.conversation_id === stuck.id ? 503 : 200);
    for (let count = 0; count < 3; count += 1) await stuck.update();
    for (let count = 0; count < 3; count += 1) await free.update();
    await expect.poll(() => countsOf(free.id)).toEqual([1, 2, 3]);
    await expect.poll(() => statusesOf(`conversation_id=${free.id}`)).toEqual(["delivered", "delivered", "delivered"]);
    expect(countsOf(stuck.id)).toEqual([1]);

    receiver.answer = () => 200;
    await passTime(app.databaseUrl, 1);
    await expect.poll(() => countsOf(stuck.id)).toEqual([1, 1, 2, 3]);
    const ids = arrived()
      .filter(({ event }) => event.conversation_id === stuck.id)
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toBe(ids[1]);
    await Promise.all([stuck.end(), free.end()]);
  });

  it("go on without one that was given up after three days", async () => {
    const conversation = await beginConversation(app, agentId);
    receiver.answer = ({ event }) =>
      event.payload.type === "conversation.context.updated" && event.payload.context["count"] === 1 ? 500 : 200;
    await conversation.update();
    await conversation.update();
    for (let attempts = 1; attempts < 10; attempts += 1) {
      await expect.poll(() => countsOf(conversation.id).length).toBe(attempts);
      await expect.poll(async () => (await deliveries(app, "status=pending"))[0]?.["attempts"]).toBe(attempts);
      await passTime(app.databaseUrl, 30);
    }
    await expect.poll(() => countsOf(conversation.id)).toEqual([...Array.from({ length: 10 }, () => 1), 2]);
    await expect.poll(() => statusesOf(`conversation_id=${conversation.id}`)).toEqual(["dead", "delivered"]);
    const [dead] = await deliveries(app, "status=dead");
    expect(dead).toMatchObject({
      attempts: 10,
      next_attempt_at: null,
      last_error: "The endpoint answered 500 Internal Server Error.",
    });
    const { body: health } = await app.call("GET", endpoint.path);
    expect(health).toMatchObject({
      is_enabled: true,
      health: { pending: 0, dead: 1, last_failure: { delivery_id: dead?.["id"], error: dead?.["last_error"] } },
    });
    await conversation.end();
  });
});

describe("an attempt", () => {
  it("is kept with its request, its answer and the time it took", async () => {
    const conversation = await beginConversation(app, agentId);
    receiver.answer = () => ({
      status: 500,
      headers: { "x-trace": "t1", "set-cookie": "s=1" },
      body: `sorry\u0000 ${"é".repeat(20_000)}`,
    });
    await conversation.update();
    await expect.poll(async () => (await deliveries(app, "status=pending"))[0]?.["attempts"]).toBe(1);
    receiver.answer = () => ({ status: 201, body: "thanks" });
    await passTime(app.databaseUrl, 1);
    await expect.poll(() => statusesOf(`conversation_id=${conversation.id}`)).toEqual(["delivered"]);
    const [{ id } = {}] = await deliveries(app, `conversation_id=${conversation.id}`);
    const { body } = await app.call("GET", `/webhook_deliveries/${id}`);
    expect(body).toMatchObject({ attempts: 2, last_error: null, payload: arrived()[0]?.body });
    const [second, first] = body["attempt_log"];
    expect(first).toMatchObject({
      number: 1,
      trigger: "event",
      request_url: receiver.url + path,
      response_status: 500,
      response_headers: { "x-trace": "t1", "set-cookie": "[secret]" },
      error: "The endpoint answered 500 Internal Server Error.",
    });
    expect(first.response_body).toMatch(/^sorry\uFFFD é+$/);
    expect(first.response_body).toHaveLength(16_384);
    expect(first.duration_ms).toBeGreaterThanOrEqual(0);
    expect(first.request_headers["X-Signature"]).toBe(arrived()[0]?.headers["x-signature"]);
    expect(second).toMatchObject({
      number: 2,
      trigger: "retry",
      response_status: 201,
      response_body: "thanks",
      error: null,
    });
    await conversation.end();
  });

  it.each([
    ["no answer in time", (): WebhookAnswer => null, /did not answer within 500 ms/],
    ["a redirect", () => ({ status: 301, headers: { location: "/elsewhere" } }), /redirect to \/elsewhere/],
    ["a body without end", () => ({ status: 200, body: "x".repeat(1_100_000) }), /more than 1 MiB/],
  ] as const)("that gets %s is repeated", async (_what, answer, words) => {
    const conversation = await beginConversation(app, agentId);
    receiver.answer = answer;
    await conversation.update();
    await expect.poll(async () => (await deliveries(app, "status=pending"))[0]?.["last_error"]).toMatch(words);
    expect(arrived()).toHaveLength(1);
    await conversation.end();
  });

  it("is put off by Retry-After", async () => {
    const conversation = await beginConversation(app, agentId);
    receiver.answer = () => ({ status: 429, headers: { "retry-after": "7200" } });
    await conversation.update();
    await expect.poll(async () => (await deliveries(app, "status=pending"))[0]?.["attempts"]).toBe(1);
    const [{ next_attempt_at } = {}] = await deliveries(app, "status=pending");
    const wait = Date.parse(next_attempt_at) - Date.now();
    expect(wait).toBeGreaterThan(7_100_000);
    expect(wait).toBeLessThan(7_300_000);
    await conversation.end();
  });
});

describe("a replay", () => {
  it("sends a delivery once more under its id, also one that was delivered, and begins its attempts anew", async () => {
    const conversation = await beginConversation(app, agentId);
    await conversation.update();
    await expect.poll(() => statusesOf("")).toEqual(["delivered"]);
    const [{ id } = {}] = await deliveries(app, "");
    receiver.answer = () => 500;
    const replayed = await app.call("POST", `/webhook_deliveries/${id}/replay`);
    expect(replayed).toMatchObject({ status: 200, body: { id, status: "pending" } });
    await expect.poll(async () => (await deliveries(app, ""))[0]).toMatchObject({ attempts: 2, status: "pending" });
    receiver.answer = () => 200;
    // Again, while it waits: it is tried at once.
    await app.call("POST", `/webhook_deliveries/${id}/replay`);
    await expect.poll(async () => (await deliveries(app, ""))[0]).toMatchObject({ attempts: 3, status: "delivered" });
    expect(arrived().map((webhook) => webhook.id)).toEqual([id, id, id]);
    const { body } = await app.call("GET", `/webhook_deliveries/${id}`);
    expect(body["attempt_log"].map(({ trigger }: { trigger: string }) => trigger)).toEqual([
      "replay",
      "replay",
      "event",
    ]);
    await conversation.end();
  });

  it("of many takes those that fit, in their order", async () => {
    const conversation = await beginConversation(app, agentId);
    for (let count = 0; count < 5; count += 1) await conversation.update();
    await conversation.end();
    await expect.poll(() => statusesOf("status=delivered")).toHaveLength(6);
    const all = await deliveries(app, "");
    receiver.received.length = 0;
    const replay = async (body?: object) => (await app.call("POST", `${endpoint.path}/replay`, body)).body["replayed"];
    expect(await replay()).toBe(0);
    expect(await replay({ status: "delivered", types: ["conversation.started"] })).toBe(0);
    expect(await replay({ status: "delivered", created_at_gte: all[3]?.["created_at"] })).toBe(3);
    await expect.poll(() => countsOf(conversation.id)).toEqual([4, 5, "ended"]);
    await expect.poll(() => statusesOf("status=delivered")).toHaveLength(6);
    const fits = {
      status: "delivered",
      types: ["conversation.context.updated"],
      created_at_lt: all[2]?.["created_at"],
    };
    expect(await replay(fits)).toBe(2);
    await expect.poll(() => countsOf(conversation.id)).toEqual([4, 5, "ended", 1, 2]);
  });

  it("of what several people replay at the same time sends each once", async () => {
    const conversations = await Promise.all(Array.from({ length: 4 }, () => beginConversation(app, agentId)));
    await Promise.all(
      conversations.map(async (conversation) => {
        for (let count = 0; count < 6; count += 1) await conversation.update();
        await conversation.end();
      }),
    );
    await expect.poll(() => statusesOf("status=delivered")).toHaveLength(28);
    receiver.received.length = 0;
    // Nothing is delivered meanwhile, which would make it fit again.
    receiver.answer = () => 500;
    const replays = await Promise.all(
      Array.from({ length: 6 }, () => app.call("POST", `${endpoint.path}/replay`, { status: "delivered" })),
    );
    expect(replays.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(replays.reduce((sum, { body }) => sum + body["replayed"], 0)).toBe(28);
    receiver.answer = () => 200;
    await app.call("POST", `${endpoint.path}/replay`, { status: "pending" });
    await expect.poll(() => statusesOf("status=delivered"), { timeout: 30_000 }).toHaveLength(28);
    for (const { id } of conversations) {
      const first = countsOf(id).filter((count, index, all) => all.indexOf(count) === index);
      expect(first).toEqual([1, 2, 3, 4, 5, 6, "ended"]);
    }
  });

  it("of what is under way is not put off by its failure", async () => {
    const conversation = await beginConversation(app, agentId);
    const answered: ((status: number) => void)[] = [];
    receiver.answer = () => new Promise<number>((resolve) => answered.push(resolve));
    await conversation.update();
    await expect.poll(() => answered.length).toBe(1);
    const [{ id } = {}] = await deliveries(app, "status=pending");
    await app.call("POST", `/webhook_deliveries/${id}/replay`);
    answered[0]?.(500);
    await expect.poll(() => answered.length, { timeout: 30_000 }).toBe(2);
    answered[1]?.(200);
    await expect.poll(() => statusesOf("")).toEqual(["delivered"]);
    receiver.answer = () => 200;
    await conversation.end();
  });
});

describe("an endpoint that is switched off", () => {
  it("is sent nothing and has nothing recorded; what was pending waits until it is on again", async () => {
    const conversation = await beginConversation(app, agentId);
    receiver.answer = () => 500;
    await conversation.update();
    await expect.poll(async () => (await deliveries(app, "status=pending"))[0]?.["attempts"]).toBe(1);
    await app.call("PATCH", endpoint.path, { is_enabled: false });
    receiver.answer = () => 200;
    await conversation.update();
    await passTime(app.databaseUrl, 1);
    await expect.poll(async () => (await deliveries(app, "")).length).toBe(1);
    expect(arrived()).toHaveLength(1);
    await app.call("PATCH", endpoint.path, { is_enabled: true });
    await conversation.update();
    await expect.poll(() => countsOf(conversation.id)).toEqual([1, 1, 3]);
    await conversation.end();
  });

  it("that is deleted is forgotten with what was pending", async () => {
    const conversation = await beginConversation(app, agentId);
    receiver.answer = () => 500;
    await conversation.update();
    await expect.poll(async () => (await deliveries(app, "status=pending"))[0]?.["attempts"]).toBe(1);
    expect((await app.call("DELETE", endpoint.path)).status).toBe(200);
    expect(await deliveries(app, "")).toEqual([]);
    await passTime(app.databaseUrl, 1);
    await conversation.update();
    await conversation.end();
    expect(arrived()).toHaveLength(1);
    expect((await app.call("DELETE", endpoint.path)).status).toBe(404);
  });
});

describe("an endpoint that hangs", () => {
  it("does not keep others waiting", async () => {
    const hanging = await makeEndpoint(app, { url: `${receiver.url}/hanging`, ...UPDATES });
    receiver.answer = ({ url }) => (url === "/hanging" ? null : 200);
    const conversations = await Promise.all(Array.from({ length: 30 }, () => beginConversation(app, agentId)));
    for (const conversation of conversations) await conversation.update();
    await expect.poll(() => arrived().length, { timeout: 30_000 }).toBe(30);
    expect(receiver.received.filter(({ url }) => url === "/hanging").length).toBeGreaterThanOrEqual(8);
    await Promise.all(conversations.map((conversation) => conversation.end()));
    await app.call("DELETE", hanging.path);
  });
});

describe("an endpoint's feed", () => {
  it("has everything once, oldest first, whatever came of it, and goes on from where one left off", async () => {
    const first = await app.call("GET", `${endpoint.path}/feed`);
    expect(first.body).toMatchObject({ data: [], has_more: false });
    const conversation = await beginConversation(app, agentId);
    for (let count = 0; count < 5; count += 1) await conversation.update();
    await expect.poll(() => arrived().length).toBe(5);
    const { data, cursor } = await readFeed(app, endpoint, 2);
    expect(data.map(({ delivery_id }) => delivery_id)).toEqual(arrived().map(({ id }) => id));
    expect(data.map(({ event }) => event)).toEqual(arrived().map(({ event }) => event));

    const later = await app.call("GET", `${endpoint.path}/feed?cursor=${cursor}`);
    expect(later.body).toMatchObject({ data: [], cursor, has_more: false });
    receiver.answer = () => 500;
    await conversation.end();
    await expect.poll(async () => (await deliveries(app, "status=pending"))[0]?.["attempts"]).toBe(1);
    const next = await app.call("GET", `${endpoint.path}/feed?cursor=${cursor}`);
    expect(next.body["data"]).toMatchObject([
      { event: { payload: { type: "conversation.ended" } }, status: "pending" },
    ]);
    const fromStart = await app.call("GET", `${endpoint.path}/feed?cursor=${first.body["cursor"]}`);
    expect(fromStart.body["data"]).toHaveLength(6);
  });

  it("refuses a cursor that is another endpoint's, made up, or ahead of everything", async () => {
    const other = await makeEndpoint(app, { url: `${receiver.url}/other`, ...UPDATES });
    const { body } = await app.call("GET", `${other.path}/feed`);
    const ahead = Buffer.from(JSON.stringify([endpoint.id, "999999", "0"])).toString("base64url");
    for (const cursor of [body["cursor"], "abc", ahead]) {
      const refused = await app.call("GET", `${endpoint.path}/feed?cursor=${cursor}`);
      expect(refused).toMatchObject({ status: 400, body: { error: { code: "invalid_cursor", param: "cursor" } } });
    }
    await app.call("DELETE", other.path);
  });

  it("refuses a cursor whose sequel is not kept any more, and lets a newcomer begin at what is", async () => {
    const { cursor } = await readFeed(app, endpoint);
    const conversation = await beginConversation(app, agentId);
    await conversation.update();
    receiver.answer = ({ event }) => (event.payload.type === "conversation.ended" ? 500 : 200);
    await conversation.end();
    await expect.poll(() => statusesOf("")).toEqual(["delivered", "pending"]);
    const between = await app.call("GET", `${endpoint.path}/feed?cursor=${cursor}&limit=1`);
    await passTime(app.databaseUrl, 31 * 24);
    await expect.poll(() => statusesOf(""), { timeout: 30_000 }).toHaveLength(1);
    const old = await app.call("GET", `${endpoint.path}/feed?cursor=${cursor}`);
    expect(old).toMatchObject({ status: 400, body: { error: { code: "invalid_cursor" } } });
    expect(old.body["error"].message).toMatch(/not kept any more/);
    // Whoever had read what was deleted misses nothing.
    const good = await app.call("GET", `${endpoint.path}/feed?cursor=${between.body["cursor"]}`);
    expect(good.body["data"]).toHaveLength(1);
    const newcomer = await readFeed(app, endpoint, 1);
    expect(newcomer.data).toHaveLength(1);
    expect((await app.call("GET", `${endpoint.path}/feed?cursor=${newcomer.cursor}`)).status).toBe(200);
  }, 30_000);
});
