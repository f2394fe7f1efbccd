import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";
import { VERSION_HEADER } from "../../src/testing/app.ts";

let app: DescribedApp;
let agentId: string;
beforeAll(async () => {
  app = await startDescribedApp({ OPERATOR_TRUSTED_PROXIES: "127.0.0.1" });
  agentId = await app.makeAgent("Answer.", { personas: [{ name: "Robin" }] });
});
afterAll(() => app.stop());

type Link = { id: string; url: string; [field: string]: unknown };

async function makeLink(more: object = {}): Promise<Link> {
  const made = await app.call("POST", "/demo_links", { agent_id: agentId, name: "Web site", ...more });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  return made.body as Link;
}

/** Whoever comes has no key; `from` is their network address. */
const visitor = (from = "192.0.2.1", more: Record<string, string> = {}) => ({ "x-forwarded-for": from, ...more });
const look = (id: string, headers = visitor()) => app.call("GET", `/demos/${id}`, undefined, headers);
const begin = (id: string, headers = visitor(), body: object = {}) =>
  app.call("POST", `/demos/${id}/conversations`, body, headers);

describe("a public link", () => {
  it("is made with limits, shown with its page, changed, and withdrawn", async () => {
    const link = await makeLink({ greeting: "Ask me.", allowed_origins: ["HTTPS://Shop.example/"] });
    expect(link).toMatchObject({
      id: expect.stringMatching(/^demo_/) as string,
      url: `${app.url}/demo/${link.id}`,
      livemode: true,
      channels: ["chat_realtime", "voice_realtime"],
      allowed_origins: ["https://shop.example"],
      limits: { at_once: 5, per_day: 200, per_address_hour: 20, messages_per_conversation: 200 },
      usage: { open: 0, last_day: 0 },
    });
    const changed = await app.call("PATCH", `/demo_links/${link.id}`, { title: "Salon", channels: ["chat_realtime"] });
    expect(changed.body).toMatchObject({ title: "Salon", greeting: "Ask me.", channels: ["chat_realtime"] });
    expect((await look(link.id)).body).toEqual({
      id: link.id,
      title: "Salon",
      agent_name: "Robin",
      greeting: "Ask me.",
      language: "en",
      channels: ["chat_realtime"],
    });
    expect((await app.call("DELETE", `/demo_links/${link.id}`)).body).toEqual({ id: link.id, deleted: true });
    for (const answer of [await look(link.id), await begin(link.id)])
      expect(answer).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
  });

  it("says in which language the agent begins", async () => {
    const german = await app.makeAgent("Antworte.", { language: { default_language: "German" } });
    expect((await look((await makeLink({ agent_id: german })).id)).body["language"]).toBe("de");
  });

  it("is listed newest first, all or those to one agent", async () => {
    const other = await app.makeAgent("Answer.");
    const pinned = await makeLink({ agent_id: `${other}@v0` });
    const last = await makeLink();
    const { body } = await app.call("GET", "/demo_links?limit=2");
    expect(body["data"].map(({ id }: Link) => id)).toEqual([last.id, pinned.id]);
    const ofOther = await app.call("GET", `/demo_links?agent_id=${other}`);
    expect(ofOther.body["data"].map(({ id }: Link) => id)).toEqual([pinned.id]);
  });

  it.each([
    [{ agent_id: "ca_00000000000" }, 400, "unknown_reference"],
    [{ allowed_origins: ["https://shop.example/page"] }, 400, "invalid_field"],
    [{ channels: [] }, 400, "invalid_field"],
    [{ limits: { at_once: 0 } }, 400, "invalid_field"],
    [{ limits: { messages_per_conversation: 0 } }, 400, "invalid_field"],
  ])("is not made with %j", async (more, status, code) => {
    const body = { agent_id: agentId, name: "Web site", ...more };
    expect(await app.call("POST", "/demo_links", body)).toMatchObject({ status, body: { error: { code } } });
  });

  it("is seen and made only by who may begin conversations, and never with a test key", async () => {
    const { id } = await makeLink();
    const keyWith = async (...scopes: string[]) =>
      headersOf((await app.call("POST", "/api_keys", { name: "Some", livemode: true, scopes })).body["secret"]);
    const reader = await keyWith("agents:read", "conversations:write");
    const writer = await keyWith("agents:write");
    const body = { agent_id: agentId, name: "Web site" };
    const refused = [
      await app.call("GET", "/demo_links", undefined, reader),
      await app.call("GET", `/demo_links/${id}`, undefined, reader),
      await app.call("POST", "/demo_links", body, reader),
      await app.call("POST", "/demo_links", body, writer),
      await app.call("GET", "/demo_links", undefined, await app.testKeyHeaders()),
    ];
    for (const answer of refused)
      expect(answer).toMatchObject({ status: 403, body: { error: { code: "not_allowed" } } });
    expect((await app.call("GET", `/demo_links/${id}`, undefined, writer)).status).toBe(200);
  });
});

describe("whoever follows a link", () => {
  it("talks with the released agent by a token that opens this conversation and nothing else", async () => {
    const { id } = await makeLink({ livemode: false, context: { shop: "Clip & Comb" } });
    const { status, body } = await begin(id);
    expect(status).toBe(200);
    const { channel } = body;
    const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    session.send({ type: "conversation.start" });
    await session.next("conversation.started");
    expect((await app.call("GET", `/demo_links/${id}`)).body["usage"]).toEqual({ open: 1, last_day: 1 });
    session.send({ type: "conversation.end" });
    await session.closed();
    expect((await app.call("GET", `/demo_links/${id}`)).body["usage"]).toEqual({ open: 0, last_day: 1 });
    const shown = await app.call("GET", `/conversations/${body["id"]}`);
    expect(shown.body).toMatchObject({ agent_id: `${agentId}@v0`, livemode: false, status: "completed" });
    const others = await begin(id);
    const address = `/conversations/${others.body["id"]}?token=${channel.token}`;
    expect((await app.call("GET", address, undefined, VERSION_HEADER)).body["error"].code).toBe("invalid_token");
  });

  it("stands in the log under the link", async () => {
    const { id } = await makeLink();
    const { body } = await begin(id);
    await expect
      .poll(async () => (await app.call("GET", `/logs?actor_id=${id}`)).body["data"])
      .toMatchObject([
        {
          actor: { type: "visitor", id, name: "Web site" },
          conversation_id: body["id"],
          summary: "POST /demos/:id/conversations 200",
        },
      ]);
  });

  it("gets no voice where the installation has none, and no channel that the link does not offer", async () => {
    const written = await makeLink({ channels: ["chat_realtime"] });
    const spoken = { channel: "voice_realtime" };
    const refused = { status: 400, body: { error: { code: "channel_unavailable" } } };
    expect(await begin(written.id, visitor(), spoken)).toMatchObject(refused);
    const both = await makeLink();
    const { channels } = (await look(both.id)).body;
    if (!channels.includes("voice_realtime")) expect(await begin(both.id, visitor(), spoken)).toMatchObject(refused);
    expect((await app.call("GET", `/demo_links/${both.id}`)).body["usage"]["last_day"]).toBeLessThanOrEqual(1);
  });

  it("is told when the agent was never released", async () => {
    const config = { runtime: { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." } } };
    const draft = await app.call("POST", "/conversational_agents", { name: "New", description: "New.", config });
    const { id } = await makeLink({ agent_id: draft.body["id"] });
    for (const answer of [await look(id), await begin(id)])
      expect(answer).toMatchObject({ status: 409, body: { error: { code: "not_released" } } });
    expect((await app.call("GET", `/demo_links/${id}`)).body["usage"]).toEqual({ open: 0, last_day: 0 });
  });
});

describe("the limits of a link", () => {
  it("hold back one address, and not the next", async () => {
    const { id } = await makeLink({ limits: { per_address_hour: 1 } });
    expect((await begin(id, visitor("192.0.2.7"))).status).toBe(200);
    const refused = await begin(id, visitor("192.0.2.7"));
    expect(refused).toMatchObject({ status: 429, body: { error: { code: "rate_limited" } } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3_000);
    expect((await begin(id, visitor("192.0.2.8"))).status).toBe(200);
  });

  it("hold back everybody for the day", async () => {
    const { id } = await makeLink({ limits: { per_day: 2 } });
    const answers = [await begin(id, visitor("192.0.2.1")), await begin(id, visitor("192.0.2.2"))];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const refused = await begin(id, visitor("192.0.2.3"));
    expect(refused.body["error"].message).toBe("All conversations of today have been held. Try again in 24 h.");
  });

  it("let no more in at once, however many ask in the same moment", async () => {
    const { id } = await makeLink({ limits: { at_once: 3, per_address_hour: 100 } });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => begin(id, visitor(`192.0.2.${index}`))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    const made = answers.find(({ status }) => status === 200);
    await app.call("POST", `/conversations/${made?.body["id"]}/end`);
    expect((await begin(id)).status).toBe(200);
  });
});

describe("the limit of messages in one conversation", () => {
  it("takes so many, each once, and ends the conversation upon one more, saying why", async () => {
    const { id } = await makeLink({ limits: { messages_per_conversation: 2 } });
    const { body } = await begin(id);
    const session = openSessionClient(`${body["channel"].session_url}?token=${body["channel"].token}`);
    session.send({ type: "conversation.start" });
    await session.next("conversation.started");
    const say = (text: string) => session.send({ type: "user.message.send", text }, text);
    for (const text of ["one", "one", "two", "three"]) say(text);
    const { payload } = await session.next("server.error");
    expect(payload).toMatchObject({
      code: "not_allowed",
      client_event_id: "three",
      message: "This conversation takes 2 messages of yours and has them, so it ends here. Begin another one.",
    });
    expect((await session.next("conversation.ended")).payload).toMatchObject({ reason: "message_limit" });
    await session.closed();
    const said = session.events.flatMap(({ payload: { type, ...rest } }) =>
      type === "user.message.received" ? [(rest as { text: string }).text] : [],
    );
    expect(said).toEqual(["one", "two"]);
  });
});

describe("a page of another origin", () => {
  const from = (origin: string) => visitor("192.0.2.1", { origin });

  it("may use a link that allows it, and no other", async () => {
    const { id } = await makeLink({ allowed_origins: ["https://shop.example"] });
    const allowed = await look(id, from("https://shop.example"));
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(allowed.headers.get("vary")).toContain("Origin");
    expect((await begin(id, from("https://shop.example"))).status).toBe(200);
    for (const origin of ["https://other.example", "http://shop.example", "null"])
      for (const answer of [await look(id, from(origin)), await begin(id, from(origin))])
        expect(answer).toMatchObject({ status: 403, body: { error: { code: "not_allowed" } } });
    expect((await begin(id, from(app.url))).status).toBe(200);
  });

  it("may use a link that allows any", async () => {
    const { id } = await makeLink({ allowed_origins: ["*"] });
    expect((await begin(id, from("https://other.example"))).status).toBe(200);
  });

  it("may ask beforehand whether it may send JSON", async () => {
    const { id } = await makeLink();
    const headers = { origin: "https://shop.example", "access-control-request-method": "POST" };
    const preflight = await fetch(`${app.url}/demos/${id}/conversations`, { method: "OPTIONS", headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Content-Type");
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
  });
});
