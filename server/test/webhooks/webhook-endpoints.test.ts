import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import { beginConversation, deliveries, makeEndpoint, readFeed } from "./webhook-app.ts";
import { startWebhookReceiver, type WebhookAnswer, type WebhookReceiver } from "./webhook-receiver.ts";

let app: DescribedApp;
let receiver: WebhookReceiver;
let testKey: Record<string, string>;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  app = await startDescribedApp({ OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8" });
  testKey = await app.testKeyHeaders();
});

afterAll(async () => {
  await app.stop();
  await receiver.close();
});

beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = () => 204;
});

afterEach(async () => {
  const { body } = await app.call("GET", "/webhook_endpoints?limit=200");
  for (const { id } of body["data"]) await app.call("DELETE", `/webhook_endpoints/${id}`);
});

const create = (body: unknown, headers?: Record<string, string>) =>
  app.call("POST", "/webhook_endpoints", body, headers);

describe("a webhook endpoint", () => {
  it("is made with defaults, shown, listed, changed, replaced and deleted", async () => {
    const { status, body: made } = await create({ url: `${receiver.url}/a` });
    expect(status).toBe(200);
    expect(made).toMatchObject({
      id: expect.stringMatching(/^whe_[0-9A-Za-z]{11}$/),
      description: "",
      types: ["conversation.setup", "conversation.ended", "conversation.custom_fields.updated"],
      is_enabled: true,
      livemode: null,
      signing_key: { current: { standard_webhooks_secret: expect.stringMatching(/^whsec_/) }, next: null },
    });
    const path = `/webhook_endpoints/${made["id"]}`;
    const { body: shown } = await app.call("GET", path);
    expect(shown).toMatchObject({ health: { pending: 0, dead: 0, last_success_at: null, last_failure: null } });
    expect(shown).not.toHaveProperty("signing_key");
    const { body: changed } = await app.call("PATCH", path, {
      types: ["conversation.ended", "conversation.ended"],
      livemode: true,
    });
    expect(changed).toMatchObject({ types: ["conversation.ended"], livemode: true, url: `${receiver.url}/a` });
    const { body: replaced } = await app.call("PUT", path, { ...shown, url: `${receiver.url}/b` });
    expect(replaced).toMatchObject({ url: `${receiver.url}/b`, types: made["types"], livemode: null });
    const { body: list } = await app.call("GET", "/webhook_endpoints");
    expect(list).toMatchObject({ data: [{ id: made["id"] }], cursor: null });
    expect(await app.call("DELETE", path)).toMatchObject({ body: { id: made["id"], deleted: true } });
    expect((await app.call("GET", path)).status).toBe(404);
  });

  it("lists by pages, newest first", async () => {
    const ids: string[] = [];
    for (const name of ["1", "2", "3"]) ids.unshift((await create({ url: `${receiver.url}/${name}` })).body["id"]);
    const first = await app.call("GET", "/webhook_endpoints?limit=2");
    const second = await app.call("GET", `/webhook_endpoints?limit=2&cursor=${first.body["cursor"]}`);
    const seen = [...first.body["data"], ...second.body["data"]].map(({ id }: { id: string }) => id);
    expect(seen).toEqual(ids);
    expect(second.body["cursor"]).toBeNull();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["no address", { description: "x" }, "url"],
    ["an address of another scheme", { url: "ftp://example.com" }, "url"],
    ["credentials in the address", { url: "https://me:secret@example.com" }, "url"],
    ["a line break in the address", { url: "https://example.com/\r\nx: y" }, "url"],
    ["an endless address", { url: `https://example.com/${"x".repeat(3_000)}` }, "url"],
    ["a private address", { url: "http://10.1.2.3/" }, "url"],
    ["a private address in IPv6", { url: "http://[fd00::1]/" }, "url"],
    ["a link-local address mapped into IPv6", { url: "http://[::ffff:169.254.169.254]/latest" }, "url"],
    ["a link-local address in octal", { url: "http://0251.0376.0251.0376/" }, "url"],
    ["a type nobody knows", { url: "https://example.com", types: ["conversation.over"] }, "types[0]"],
    ["a type that is not stored", { url: "https://example.com", types: ["agent.message.delta"] }, "types[0]"],
    ["no types", { url: "https://example.com", types: [] }, "types"],
    ["a text for a truth value", { url: "https://example.com", is_enabled: "yes" }, "is_enabled"],
    ["a number for a mode", { url: "https://example.com", livemode: 1 }, "livemode"],
    ["a field nobody knows", { url: "https://example.com", colour: "blue" }, "colour"],
    ["a prototype", JSON.parse('{"url": "https://example.com", "__proto__x": {}}'), "__proto__x"],
  ])("is refused with %s", async (_what, body, param) => {
    const answer = await create(body);
    expect(answer).toMatchObject({ status: 400, body: { error: { param } } });
    expect(answer.body["error"].message).not.toContain("secret@");
  });

  it("cannot be changed to what it could not be made with", async () => {
    const { path } = await makeEndpoint(app, { url: `${receiver.url}/` });
    for (const change of [{ url: "http://192.168.0.1/" }, { types: [] }, { id: "whe_00000000000" }, { url: null }]) {
      expect((await app.call("PATCH", path, change)).status).toBe(400);
    }
    expect((await app.call("PUT", path, { description: "x" })).status).toBe(400);
    expect((await app.call("PATCH", path, {})).status).toBe(200);
  });

  it.each(["whe_00000000000", "whe_", "x", "%F0%9F%98%80"])("that is not there is a 404: %s", async (id) => {
    const path = `/webhook_endpoints/${id}`;
    const answers = await Promise.all([
      app.call("GET", path),
      app.call("PATCH", path, {}),
      app.call("PUT", path, { url: "https://example.com" }),
      app.call("DELETE", path),
      app.call("GET", `${path}/signing_key`),
      app.call("POST", `${path}/rotate_signing_key`),
      app.call("POST", `${path}/test`, { type: "conversation.ended" }),
      app.call("POST", `${path}/replay`),
      app.call("GET", `${path}/feed`),
      app.call("GET", `/webhook_deliveries/${id}`),
      app.call("POST", `/webhook_deliveries/${id}/replay`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });

  it("keeps its key sealed in the database, and out of every answer but those that are for it", async () => {
    const { path, key } = await makeEndpoint(app, { url: `${receiver.url}/` });
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ row: string }>("select row_to_json(e)::text as row from webhook_endpoints e");
    await client.end();
    expect(rows.map(({ row }) => row).join()).not.toContain(key);
    expect(rows[0]?.row).toContain("sealed.1.");
    const answers = await Promise.all([app.call("GET", path), app.call("GET", "/webhook_endpoints")]);
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(key);
  });
});

describe("the log of activities", () => {
  it("tells of every request to an endpoint and every job, and of no secret in them", async () => {
    const agentId = await app.makeAgent("Answer.");
    const url = `${receiver.url}/logged?token=topsecret4711`;
    const endpoint = await makeEndpoint(app, { url, types: ["conversation.setup", "conversation.ended"] });
    receiver.answer = ({ event }) =>
      event.payload.type === "conversation.setup"
        ? { status: 200, body: '{"context": {}}' }
        : { status: 302, headers: { location: "https://example.com/?token=topsecret4712" } };
    const conversation = await beginConversation(app, agentId);
    await conversation.end();
    await expect.poll(async () => (await deliveries(app, "status=pending"))[0]?.["attempts"]).toBe(1);
    await app.call("POST", `${endpoint.path}/test`, { type: "conversation.ended" });
    const logged = async () => (await app.call("GET", `/logs?limit=200`)).body["data"] as Record<string, never>[];
    const ofKind = async (kind: string) => (await logged()).filter((entry) => entry["kind"] === kind);
    await expect.poll(async () => (await ofKind("webhook_delivery")).length, { timeout: 30_000 }).toBe(3);
    const [test, ended, setup] = await ofKind("webhook_delivery");
    expect(setup).toMatchObject({ outcome: "succeeded", conversation_id: conversation.id });
    expect(ended).toMatchObject({ outcome: "failed", conversation_id: conversation.id });
    expect(test).toMatchObject({ outcome: "failed", livemode: false });
    const [job] = await ofKind("job");
    expect(job?.["summary"]).toBe(`deliver_webhooks ${endpoint.id}/${conversation.id}: conversation.ended failed`);
    const text = JSON.stringify(await logged());
    for (const secret of ["topsecret4711", "topsecret4712", endpoint.key, endpoint.secret]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe("a webhook endpoint that is tried", () => {
  it("is sent a sample, whose request and answer are shown and of which nothing is kept", async () => {
    const { path, id } = await makeEndpoint(app, { url: `${receiver.url}/try?token=t`, is_enabled: false });
    receiver.answer = () => ({ status: 202, headers: { "x-mine": "1" }, body: "taken" });
    const { status, body } = await app.call("POST", `${path}/test`, { type: "agent.message.completed" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      request_url: `${receiver.url}/try?token=t`,
      response_status: 202,
      response_headers: { "x-mine": "1" },
      response_body: "taken",
      error: null,
    });
    expect(body["request_body"]).toBe(receiver.received[0]?.body);
    expect(receiver.received[0]?.event).toMatchObject({
      livemode: false,
      payload: { type: "agent.message.completed" },
    });
    expect(await deliveries(app, `endpoint_id=${id}`)).toEqual([]);
    expect((await readFeed(app, { path })).data).toEqual([]);
  });

  it.each<[() => WebhookAnswer, string | null]>([
    [() => 500, "The endpoint answered 500 Internal Server Error."],
    [() => ({ status: 200, body: "hello" }), 'The answer must be JSON, {"context": {…}}.'],
    [() => ({ status: 200, body: "{}" }), "The answer is not usable: context is required."],
    [() => ({ status: 200, body: '{"context": {}}' }), null],
  ])("is told what is wrong with its answer to conversation.setup", async (answer, error) => {
    const { path } = await makeEndpoint(app, { url: `${receiver.url}/setup` });
    receiver.answer = answer;
    const { body } = await app.call("POST", `${path}/test`, { type: "conversation.setup" });
    expect(body["error"]).toBe(error);
  });

  it("refuses to send what is no event", async () => {
    const { path } = await makeEndpoint(app, { url: `${receiver.url}/` });
    for (const body of [{}, { type: "agent.message.delta" }, { type: null }, undefined]) {
      expect((await app.call("POST", `${path}/test`, body)).status).toBe(400);
    }
  });
});

describe("a key of test mode", () => {
  it("makes, sees and uses endpoints of test mode only, and their deliveries", async () => {
    const agentId = await app.makeAgent("Answer.");
    const live = await makeEndpoint(app, {
      url: `${receiver.url}/live`,
      types: ["conversation.ended"],
      livemode: true,
    });
    const both = await makeEndpoint(app, { url: `${receiver.url}/both`, types: ["conversation.ended"] });
    const test = await makeEndpoint(app, { url: `${receiver.url}/test`, types: ["conversation.ended"] }, testKey);
    for (const livemode of [true, null]) {
      const refused = await create({ url: `${receiver.url}/x`, livemode }, testKey);
      expect(refused).toMatchObject({ status: 403, body: { error: { code: "not_allowed", param: "livemode" } } });
    }
    const { body: list } = await app.call("GET", "/webhook_endpoints", undefined, testKey);
    expect(list["data"].map(({ id }: { id: string }) => id)).toEqual([test.id]);
    for (const { path } of [live, both]) {
      expect((await app.call("GET", path, undefined, testKey)).status).toBe(404);
      expect((await app.call("PATCH", path, { livemode: false }, testKey)).status).toBe(404);
      expect((await app.call("GET", `${path}/signing_key`, undefined, testKey)).status).toBe(404);
      expect((await app.call("GET", `${path}/feed`, undefined, testKey)).status).toBe(404);
    }
    expect((await app.call("PATCH", test.path, { livemode: true }, testKey)).status).toBe(403);

    await (await beginConversation(app, agentId)).end();
    await (await beginConversation(app, agentId, { livemode: false })).end();
    await expect
      .poll(() => receiver.received.map(({ url }) => url).sort())
      .toEqual(["/both", "/both", "/live", "/test"]);
    expect(receiver.received.find(({ url }) => url === "/live")?.event.livemode).toBe(true);
    expect(receiver.received.find(({ url }) => url === "/test")?.event.livemode).toBe(false);

    const seen = await app.call("GET", "/webhook_deliveries", undefined, testKey);
    expect(seen.body["data"]).toMatchObject([{ endpoint_id: test.id, livemode: false }]);
    const [hidden] = await deliveries(app, `endpoint_id=${live.id}`);
    expect((await app.call("GET", `/webhook_deliveries/${hidden?.["id"]}`, undefined, testKey)).status).toBe(404);
    const replay = `/webhook_deliveries/${hidden?.["id"]}/replay`;
    expect((await app.call("POST", replay, undefined, testKey)).status).toBe(404);

    // What an endpoint was sent of live conversations stays hidden when it is given to test mode.
    await app.call("PATCH", live.path, { livemode: false });
    expect((await app.call("GET", live.path, undefined, testKey)).status).toBe(200);
    expect((await app.call("GET", `${live.path}/feed`, undefined, testKey)).body["data"]).toEqual([]);
    const all = await app.call("POST", `${live.path}/replay`, { status: "delivered" }, testKey);
    expect(all.body).toEqual({ replayed: 0 });
  });
});

describe("the list of deliveries", () => {
  it("is narrowed down by every filter, and paged", async () => {
    const agentId = await app.makeAgent("Answer.");
    const types = ["conversation.started", "conversation.ended"];
    const first = await makeEndpoint(app, { url: `${receiver.url}/1`, types });
    const second = await makeEndpoint(app, { url: `${receiver.url}/2`, types: ["conversation.ended"] });
    const conversation = await beginConversation(app, agentId);
    await conversation.end();
    await expect.poll(async () => (await deliveries(app, "status=delivered")).length).toBe(3);
    const all = await deliveries(app, "");
    const count = async (query: string) => (await deliveries(app, query)).length;
    expect(await count(`endpoint_id=${first.id}`)).toBe(2);
    expect(await count(`endpoint_id=${second.id}&type=conversation.ended`)).toBe(1);
    expect(await count("type=conversation.started")).toBe(1);
    expect(await count("status=dead")).toBe(0);
    expect(await count(`conversation_id=${conversation.id}`)).toBe(3);
    expect(await count("conversation_id=conv_00000000000")).toBe(0);
    expect(await count(`created_at_lt=${all[1]?.["created_at"]}`)).toBe(1);
    expect(await count(`created_at_gte=${all[1]?.["created_at"]}`)).toBe(2);
    const page = await app.call("GET", "/webhook_deliveries?limit=2");
    const rest = await app.call("GET", `/webhook_deliveries?limit=2&cursor=${page.body["cursor"]}`);
    const ids = [...page.body["data"], ...rest.body["data"]].map(({ id }: { id: string }) => id);
    expect(ids.reverse()).toEqual(all.map(({ id }) => id as string));
    for (const query of ["status=lost", "type=x", "created_at_gte=yesterday", "limit=0", "cursor=x"]) {
      expect((await app.call("GET", `/webhook_deliveries?${query}`)).status).toBe(400);
    }
  });

  it("forgets a conversation that is deleted", async () => {
    const agentId = await app.makeAgent("Answer.");
    await makeEndpoint(app, {
      url: `${receiver.url}/`,
      types: ["conversation.ended"],
      livemode: false,
    });
    const conversation = await beginConversation(app, agentId, { livemode: false });
    await conversation.end();
    await expect.poll(async () => (await deliveries(app, "status=delivered")).length).toBe(1);
    await app.call("DELETE", `/conversations/${conversation.id}`);
    expect(await deliveries(app, "")).toEqual([]);
  });
});
