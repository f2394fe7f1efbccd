import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
let agentId: string;
beforeAll(async () => {
  app = await startDescribedApp();
  agentId = await app.makeAgent("Answer.");
});
afterAll(() => app.stop());

interface Talk {
  id: string;
  token: string;
  session: SessionClient;
}

/** Opens a session and starts the conversation. */
async function talk(more: object = {}): Promise<Talk> {
  const { id, channel } = await app.converse(agentId, { ...more });
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  return { id, token: channel.token, session };
}

async function finish({ session }: Talk): Promise<void> {
  session.send({ type: "conversation.end" });
  await session.closed();
}

const withToken = (id: string, token: string) =>
  app.call("GET", `/conversations/${id}?token=${encodeURIComponent(token)}`, undefined, {});

describe("getting a conversation", () => {
  it("shows how it went", async () => {
    const conversation = await talk({ context: { name: "Kim" } });
    const during = (await app.call("GET", `/conversations/${conversation.id}`)).body;
    expect(during).toMatchObject({ status: "in-progress", completed_at: null, duration_sec: null });
    expect(Date.parse(during["started_at"])).toBeGreaterThanOrEqual(Date.parse(during["created_at"]));
    await finish(conversation);
    const after = (await app.call("GET", `/conversations/${conversation.id}`)).body;
    expect(after).toMatchObject({ status: "completed", failure_reason: null });
    const seconds = (Date.parse(after["completed_at"]) - Date.parse(after["started_at"])) / 1000;
    expect(after["duration_sec"]).toBeCloseTo(seconds, 2);
  });

  it.each(["conv_00000000000", "nonsense", "ca_00000000000", "conv_%F0%9F%98%80", "%22", "a".repeat(150)])(
    "answers 404 to %s, for a key and for a token",
    async (id) => {
      expect((await app.call("GET", `/conversations/${id}`)).body["error"].code).toBe("not_found");
      expect((await withToken(id, "ot_x")).body["error"].code).toBe("not_found");
    },
  );
});

describe("a conversation's token", () => {
  it("opens its own conversation without a key and a version, and nothing else", async () => {
    const mine = await app.converse(agentId);
    const others = await app.converse(agentId);
    const { token } = mine.channel;
    expect((await withToken(mine.id, token)).body).toMatchObject({ id: mine.id });
    expect(await withToken(others.id, token)).toMatchObject({
      status: 401,
      body: { error: { code: "invalid_token" } },
    });
    const call = (method: string, path: string, body?: object) =>
      app.call(method, `${path}?token=${token}`, body, { "operator-version": "2025-06-19" });
    const elsewhere: [string, string, object?][] = [
      ["GET", "/conversations"],
      ["POST", "/conversations", { agent_id: agentId, channel: { type: "chat_realtime" } }],
      ["DELETE", `/conversations/${mine.id}`],
      ["POST", `/conversations/${mine.id}/token/refresh`],
      ["POST", `/conversations/${mine.id}/context`, { context: {} }],
      ["GET", "/conversational_agents"],
      ["GET", `/conversational_agents/${agentId}`],
      ["DELETE", `/conversational_agents/${agentId}`],
    ];
    for (const [method, path, body] of elsewhere) {
      const answer = await call(method, path, body);
      expect(answer, `${method} ${path}`).toMatchObject({ status: 401, body: { error: { code: "missing_key" } } });
    }
  });

  it("is the same each time it is shown", async () => {
    const { id, channel } = await app.converse(agentId);
    expect((await app.call("GET", `/conversations/${id}`)).body["channel"]).toEqual(channel);
  });

  it("dies at once when it is refreshed, over REST, in events streams and in sessions", async () => {
    const { id, channel } = await app.converse(agentId);
    const refreshed = await app.call("POST", `/conversations/${id}/token/refresh`);
    expect(refreshed.status).toBe(200);
    const { token, expires_at } = refreshed.body;
    const life = Date.parse(expires_at) - Date.now();
    expect(life).toBeGreaterThan(2.99 * 3_600_000);
    expect(life).toBeLessThanOrEqual(3 * 3_600_000);
    expect(token).not.toBe(channel.token);
    expect((await withToken(id, channel.token)).status).toBe(401);
    expect((await fetch(`${channel.events_url}?token=${channel.token}`)).status).toBe(401);
    expect(await openSessionClient(`${channel.session_url}?token=${channel.token}`).closed()).toBe(4401);
    expect((await withToken(id, token)).status).toBe(200);
    const session = openSessionClient(`${channel.session_url}?token=${token}`);
    await session.next("conversation.setup");
    session.close();
    expect((await app.call("GET", `/conversations/${id}`)).body["channel"].token).toBe(token);
  });

  it("is the only one that is good after many refreshes at once", async () => {
    const { id } = await app.converse(agentId);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app.call("POST", `/conversations/${id}/token/refresh`)),
    );
    const statuses = await Promise.all(answers.map(async ({ body }) => (await withToken(id, body["token"])).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });

  it("is refreshed while the conversation is held, whose session stays open", async () => {
    const conversation = await talk();
    expect((await app.call("POST", `/conversations/${conversation.id}/token/refresh`)).status).toBe(200);
    conversation.session.send({ type: "user.message.send", text: "Still here?" });
    await conversation.session.next("agent.message.completed");
    await finish(conversation);
  });

  it("is not refreshed after the end, nor for what is not there", async () => {
    const conversation = await talk();
    await finish(conversation);
    expect(await app.call("POST", `/conversations/${conversation.id}/token/refresh`)).toMatchObject({
      status: 409,
      body: { error: { code: "conversation_not_active" } },
    });
    expect((await app.call("POST", "/conversations/conv_00000000000/token/refresh")).status).toBe(404);
  });

  it("opens nothing once it has expired, and is no longer shown", async () => {
    const { id, channel } = await app.converse(agentId);
    const database = openDatabase(app.databaseUrl, { connections: 1, onError: () => undefined });
    const token_expires_at = new Date(Date.now() - 1000);
    await database.updateTable("conversations").set({ token_expires_at }).where("id", "=", id).execute();
    await database.destroy();
    expect((await withToken(id, channel.token)).status).toBe(401);
    expect((await app.call("GET", `/conversations/${id}`)).body["channel"].token).toBeNull();
  });

  it.each(["", "ot_", "nonsense", "é", "ot_".padEnd(46, "A"), "x".repeat(5000)])("is not %j", async (token) => {
    const { id } = await app.converse(agentId);
    const answer = await withToken(id, token);
    expect(answer).toMatchObject({ status: 401, body: { error: { type: "authentication" } } });
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });
});

describe("deleting a conversation", () => {
  const remove = (id: string) => app.call("DELETE", `/conversations/${id}`);

  it("takes a live one away while it is queued", async () => {
    const { id, channel } = await app.converse(agentId);
    expect(await remove(id)).toMatchObject({ status: 200, body: { id, deleted: true } });
    expect((await app.call("GET", `/conversations/${id}`)).status).toBe(404);
    expect((await remove(id)).status).toBe(404);
    expect((await withToken(id, channel.token)).status).toBe(404);
    expect((await fetch(`${channel.events_url}?token=${channel.token}`)).status).toBe(404);
    expect(await openSessionClient(`${channel.session_url}?token=${channel.token}`).closed()).toBe(4404);
  });

  it("is refused for a live one that is in progress or over", async () => {
    const conversation = await talk();
    const conflict = { status: 409, body: { error: { type: "conflict", code: "conversation_active" } } };
    expect(await remove(conversation.id)).toMatchObject(conflict);
    await finish(conversation);
    expect(await remove(conversation.id)).toMatchObject(conflict);
    expect((await app.call("GET", `/conversations/${conversation.id}`)).status).toBe(200);
  });

  it("takes one of test mode away in any state, and closes its session", async () => {
    const open = await talk({ livemode: false });
    expect((await remove(open.id)).status).toBe(200);
    expect(await open.session.closed()).toBe(4404);
    expect((await app.call("GET", `/conversations/${open.id}`)).status).toBe(404);
    const over = await talk({ livemode: false });
    await finish(over);
    expect((await remove(over.id)).status).toBe(200);
    expect((await app.call("GET", `/conversations/${over.id}/events`)).status).toBe(404);
  });

  it("closes the session that waits in a queued one", async () => {
    const { id, channel } = await app.converse(agentId);
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    await session.next("conversation.setup");
    expect((await remove(id)).status).toBe(200);
    expect(await session.closed()).toBe(4404);
  });
});

describe("adding context", () => {
  const add = (id: string, context: unknown) => app.call("POST", `/conversations/${id}/context`, { context });

  it("merges it key by key, answers 202 with the whole, and tells whoever follows", async () => {
    const conversation = await talk({ context: { kept: 1, replaced: { a: 1 }, $variables: { shop: "Comb" } } });
    const added = { replaced: { b: 2 }, fresh: [1, null], $variables: { town: "Bern" }, $customer: { name: "Kim" } };
    const answer = await add(conversation.id, added);
    const whole = {
      kept: 1,
      replaced: { b: 2 },
      fresh: [1, null],
      $variables: { shop: "Comb", town: "Bern" },
      $customer: { name: "Kim" },
    };
    expect(answer).toMatchObject({ status: 202, body: { context: whole } });
    const event = await conversation.session.next("conversation.context.updated");
    expect(event.payload.context).toEqual(whole);
    await finish(conversation);
  });

  it("is refused before the start and after the end, and for what is not there", async () => {
    const conflict = { status: 409, body: { error: { code: "conversation_not_active" } } };
    const { id } = await app.converse(agentId);
    expect(await add(id, { a: 1 })).toMatchObject(conflict);
    const conversation = await talk();
    await finish(conversation);
    expect(await add(conversation.id, { a: 1 })).toMatchObject(conflict);
    expect((await add("conv_00000000000", { a: 1 })).status).toBe(404);
  });

  it.each<[unknown, string]>([
    [undefined, "context"],
    [null, "context"],
    ["text", "context"],
    [[], "context"],
    [{ $customer: [] }, "context.$customer"],
    [{ $variables: 1 }, "context.$variables"],
    [{ $customer: { extra: "x" } }, "context.$customer.extra"],
  ])("is refused when it is %j", async (context, param) => {
    const { id } = await app.converse(agentId);
    expect(await add(id, context)).toMatchObject({ status: 400, body: { error: { param } } });
  });

  it("takes many at once, none lost", async () => {
    const conversation = await talk();
    const keys = Array.from({ length: 20 }, (_, place) => `key_${place}`);
    await Promise.all(keys.map((key) => add(conversation.id, { [key]: key })));
    const { body } = await add(conversation.id, {});
    expect(Object.keys(body["context"]).sort()).toEqual(keys.sort());
    await finish(conversation);
  });

  it("keeps odd keys and values", async () => {
    const conversation = await talk();
    const odd = { constructor: 1, toString: null, "": "empty", "a.b": [], "🦜": "\uFFFD" };
    expect((await add(conversation.id, odd)).body["context"]).toEqual(odd);
    await finish(conversation);
  });
});
