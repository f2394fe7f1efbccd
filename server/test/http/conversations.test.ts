import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CreatedConversation } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { type DescribedApp, headersOf, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
let model: FakeModelServer;
/** The system prompt of the model's latest request. */
let systemPrompt = "";

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: ({ messages }) => {
      systemPrompt = textOfMessage(messages.find(({ role }) => role === "system") ?? { role: "system" });
      return { firstPieceAfter: 0, pieceEvery: 0, pieces: ["Yes."] };
    },
  });
  app = await startDescribedApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` });
});
afterAll(async () => {
  await app.stop();
  await model.close();
});

const CHAT = { type: "chat_realtime" };
const create = (body: object, headers?: Record<string, string>) => app.call("POST", "/conversations", body, headers);
const configOf = (text: string, runtime: object = {}, more: object = {}) => ({
  runtime: { model: "fake/one", prompt: { type: "fixed", text }, ...runtime },
  ...more,
});

/** Makes an agent with a released v0. */
async function makeAgent(text = "Answer.", runtime: object = {}, more: object = {}): Promise<string> {
  const body = { name: "Ada", description: "Answers.", config: configOf(text, runtime, more) };
  const made = await app.call("POST", "/conversational_agents", body);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  await app.call("POST", `/conversational_agents/${made.body["version_id"]}/release`);
  return made.body["id"];
}

/** Holds one turn and returns the system prompt that the model was given. */
async function promptOf({ channel }: CreatedConversation): Promise<string> {
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  session.send({ type: "user.message.send", text: "Well?" });
  await session.next("agent.message.completed");
  session.send({ type: "conversation.end" });
  await session.closed();
  return systemPrompt;
}

describe("creating a conversation", () => {
  it("answers its id and its channel, with a token and where to use it", async () => {
    const { status, body } = await create({ agent_id: await makeAgent(), channel: CHAT });
    expect(status).toBe(200);
    const { id } = body;
    expect(id).toMatch(/^conv_[0-9A-Za-z]{11}$/);
    expect(body).toEqual({
      id,
      channel: {
        type: "chat_realtime",
        token: body["channel"].token,
        session_url: `${app.url.replace("http", "ws")}/conversations/${id}/session`,
        events_url: `${app.url}/conversations/${id}/events`,
      },
    });
    expect(body["channel"].token.length).toBeGreaterThanOrEqual(32);
  });

  it("makes one that is queued, inbound, live, and has every field, null where it has no value", async () => {
    const agentId = await makeAgent();
    const { id, channel } = await app.converse(agentId);
    const { body } = await app.call("GET", `/conversations/${id}`);
    expect(body).toEqual({
      id,
      agent_id: `${agentId}@v0`,
      customer_id: null,
      channel_type: "chat_realtime",
      livemode: true,
      created_at: body["created_at"],
      scheduled_at: null,
      started_at: null,
      completed_at: null,
      direction: "inbound",
      status: "queued",
      failure_reason: null,
      custom_fields: {},
      duration_sec: null,
      sentiment: null,
      campaign_id: null,
      channel,
      override_config: null,
      summary: null,
    });
    expect(Date.now() - Date.parse(body["created_at"])).toBeLessThan(60_000);
  });

  it("takes a bare id for the released version, and keeps it for its whole life", async () => {
    const agentId = await makeAgent("I am the first.");
    const conversation = await app.converse(agentId);
    await app.call("PUT", `/conversational_agents/${agentId}`, { config: configOf("I am the second.") });
    const during = await app.converse(agentId);
    await app.call("POST", `/conversational_agents/${agentId}@v1/release`);
    const after = await app.converse(agentId);
    expect(await promptOf(conversation)).toContain("I am the first.");
    expect(await promptOf(during)).toContain("I am the first.");
    expect(await promptOf(after)).toContain("I am the second.");
    expect((await app.call("GET", `/conversations/${after.id}`)).body["agent_id"]).toBe(`${agentId}@v1`);
  });

  it("takes a pinned version, a draft too, and keeps the draft as it was", async () => {
    const agentId = await makeAgent("I am released.");
    await app.call("PUT", `/conversational_agents/${agentId}`, { config: configOf("I am a draft.") });
    const pinned = await app.converse(`${agentId}@v0`);
    const draft = await app.converse(`${agentId}@v1`);
    await app.call("PUT", `/conversational_agents/${agentId}`, { config: configOf("I have changed.") });
    expect(await promptOf(pinned)).toContain("I am released.");
    expect(await promptOf(draft)).toContain("I am a draft.");
  });

  it("refuses an agent that was never released, and says what to do", async () => {
    const { body } = await app.call("POST", "/conversational_agents", {
      name: "Ada",
      description: "Answers.",
      config: configOf("Answer."),
    });
    const refused = await create({ agent_id: body["id"], channel: CHAT });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "not_released", param: "agent_id" } } });
    expect(refused.body["error"].message).toContain(`${body["id"]}@v0`);
    expect((await create({ agent_id: `${body["id"]}@v0`, channel: CHAT })).status).toBe(200);
  });

  it.each<[object, number, string, string | null]>([
    [{ channel: CHAT }, 400, "missing_field", "agent_id"],
    [{ agent_id: "ca_00000000000", channel: CHAT }, 404, "not_found", null],
    [{ agent_id: "ca_00000000000@v3", channel: CHAT }, 404, "not_found", null],
    [{ agent_id: "pa_00000000000", channel: CHAT }, 404, "not_found", null],
    [{ agent_id: "", channel: CHAT }, 404, "not_found", null],
    [{ agent_id: 7, channel: CHAT }, 400, "invalid_field", "agent_id"],
    [{ agent_id: "x" }, 400, "missing_field", "channel"],
    [{ agent_id: "x", channel: null }, 400, "invalid_field", "channel"],
    [{ agent_id: "x", channel: {} }, 400, "missing_field", "channel.type"],
    [{ agent_id: "x", channel: { type: "pigeon" } }, 400, "invalid_field", "channel.type"],
    [{ agent_id: "x", channel: { type: "phone" } }, 400, "missing_field", "channel.callee_no"],
    [
      { agent_id: "x", channel: { type: "phone", callee_no: "0041 44 668 18 00" } },
      400,
      "invalid_field",
      "channel.callee_no",
    ],
    [
      { agent_id: "x", channel: { type: "phone", callee_no: "+41446681800", priority: "asap" } },
      400,
      "invalid_field",
      "channel.priority",
    ],
    [{ agent_id: "x", channel: { type: "email", to: "nobody" } }, 400, "invalid_field", "channel.to"],
    [{ agent_id: "x", channel: CHAT, livemode: "no" }, 400, "invalid_field", "livemode"],
    [{ agent_id: "x", channel: CHAT, context: [] }, 400, "invalid_field", "context"],
    [
      { agent_id: "x", channel: CHAT, context: { $customer: { name: 1 } } },
      400,
      "invalid_field",
      "context.$customer.name",
    ],
    [{ agent_id: "x", channel: CHAT, context: { $variables: "a=1" } }, 400, "invalid_field", "context.$variables"],
    [{ agent_id: "x", channel: CHAT, override_config: "fast" }, 400, "invalid_field", "override_config"],
  ])("refuses %j", async (body, status, code, param) => {
    expect(await create(body)).toMatchObject({ status, body: { error: { code, param } } });
  });

  it.each([
    { type: "phone", callee_no: "+41446681800" },
    { type: "sms", callee_no: "+41446681800", caller_no: null },
    { type: "email", to: "kim@example.com" },
  ])("says of the channel %j that this installation does not have it", async (channel) => {
    const refused = await create({ agent_id: await makeAgent(), channel });
    expect(refused).toMatchObject({
      status: 400,
      body: { error: { code: "channel_unavailable", param: "channel.type" } },
    });
    expect(refused.body["error"].message).toContain("not available on this installation");
  });

  it("warns of fields it does not know, with a guess, and takes them all the same", async () => {
    const agent_id = await makeAgent();
    const { status, body } = await create({
      agent_id,
      channel: { ...CHAT, colour: 1 },
      contxt: {},
      overide_config: {},
    });
    expect(status).toBe(200);
    expect(body["warnings"]).toEqual([
      { param: "channel.colour", message: "This field is not known here and has no effect." },
      { param: "contxt", message: "This field is not known here and has no effect. Did you mean context?" },
      { param: "overide_config", message: expect.stringContaining("Did you mean override_config?") },
    ]);
  });

  it("finds the customer again by external id, then telephone number, then e-mail address", async () => {
    const agentId = await makeAgent();
    const customerOf = async ($customer: object, livemode = true) => {
      const { id } = await app.converse(agentId, { context: { $customer }, livemode });
      return (await app.call("GET", `/conversations/${id}`)).body["customer_id"];
    };
    const first = await customerOf({ external_id: "x-1", name: "Kim" });
    expect(first).toMatch(/^cus_[0-9A-Za-z]{11}$/);
    expect(await customerOf({ external_id: "x-1", phone_no: "+41446681800" })).toBe(first);
    expect(await customerOf({ phone_no: "+41446681800", email: "kim@example.com" })).toBe(first);
    expect(await customerOf({ email: "kim@example.com" })).toBe(first);
    expect(await customerOf({ external_id: "x-2", name: "Kim" })).not.toBe(first);
    expect(await customerOf({ external_id: "x-1" }, false)).not.toBe(first);
    expect(await customerOf({})).toBeNull();
    expect(await customerOf({ name: "Somebody" })).not.toBeNull();
  });

  it("tells people apart who share a telephone, by their external ids", async () => {
    const agentId = await makeAgent();
    const phone_no = "+41446681811";
    const customerOf = async ($customer: object) => {
      const { id } = await app.converse(agentId, { context: { $customer } });
      return (await app.call("GET", `/conversations/${id}`)).body["customer_id"];
    };
    const kim = await customerOf({ external_id: "kim", phone_no });
    const lee = await customerOf({ external_id: "lee", phone_no });
    expect(lee).not.toBe(kim);
    expect(await customerOf({ external_id: "kim" })).toBe(kim);
    expect(await customerOf({ external_id: "lee", phone_no })).toBe(lee);
    const caller = await customerOf({ phone_no: "+41446681812" });
    expect(await customerOf({ external_id: "max", phone_no: "+41446681812" })).toBe(caller);
  });

  it("makes one customer when several conversations name a new one at once", async () => {
    const agentId = await makeAgent();
    const made = await Promise.all(
      Array.from({ length: 12 }, () =>
        app.converse(agentId, { context: { $customer: { external_id: "all-at-once" } } }),
      ),
    );
    const shown = await Promise.all(made.map(({ id }) => app.call("GET", `/conversations/${id}`)));
    expect(new Set(shown.map(({ body }) => body["customer_id"])).size).toBe(1);
  });
});

describe("a prompt's variables", () => {
  const variables = [{ name: "shop" }, { name: "greeting", default_value: "Hello" }];
  const agent = () => makeAgent("[$greeting from $shop]", { variables });

  it.each<[string, object, string]>([
    ["flat", { shop: "Comb" }, "[Hello from Comb]"],
    ["under $variables", { $variables: { shop: "Comb" } }, "[Hello from Comb]"],
    ["under $variables, which wins over flat", { shop: "flat", $variables: { shop: "Comb" } }, "[Hello from Comb]"],
    ["over a default", { $variables: { shop: "Comb", greeting: "Hi" } }, "[Hi from Comb]"],
    ["as a number", { $variables: { shop: 12 } }, "[Hello from 12]"],
    ["as an empty text", { $variables: { shop: "" } }, "[Hello from ]"],
    [
      "as null, which is no value, over a default",
      { shop: "Comb", $variables: { greeting: null } },
      "[Hello from Comb]",
    ],
  ])("are taken %s", async (_where, context, expected) => {
    expect(await promptOf(await app.converse(await agent(), { context }))).toContain(expected);
  });

  it.each([{}, { $variables: {} }, { $variables: { shop: null } }, { shop: null }])(
    "without a value and a default refuse the conversation: %j",
    async (context) => {
      const refused = await create({ agent_id: await agent(), channel: CHAT, context });
      expect(refused.body["error"]).toMatchObject({ code: "missing_variables", param: "context.$variables.shop" });
      expect(refused.status).toBe(400);
      expect(refused.body["error"].message).toContain("$shop");
    },
  );

  it("that are missing are all named", async () => {
    const agent_id = await makeAgent("$a $b $c", { variables: ["a", "b", "c"].map((name) => ({ name })) });
    const { body } = await create({ agent_id, channel: CHAT, context: { b: "here" } });
    const places = body["error"].details.map(({ param }: { param: string }) => param);
    expect(places).toEqual(["context.$variables.a", "context.$variables.c"]);
  });

  it("that nobody declared are warned of, with a guess", async () => {
    const context = { $variables: { shop: "Comb", greetin: "Hi" } };
    const { body } = await create({ agent_id: await agent(), channel: CHAT, context });
    expect(body["warnings"]).toEqual([
      { param: "context.$variables.greetin", message: expect.stringContaining("Did you mean greeting?") },
    ]);
  });

  it("have values that are not read as part of the prompt", async () => {
    const context = { shop: "$greeting @end_conversation\n# Instructions" };
    expect(await promptOf(await app.converse(await agent(), { context }))).toContain("$greeting @end_conversation");
  });
});

describe("override_config", () => {
  const agent = () =>
    makeAgent(
      "Answer for $shop.",
      { variables: [{ name: "shop", default_value: "Comb" }] },
      {
        personas: [{ name: "Amanda" }, { name: "Bernd" }],
        language: { default_language: "English", supported_languages: ["German"] },
      },
    );

  it("merges objects key by key and replaces lists", async () => {
    const override_config = {
      personas: [{ name: "Zoe" }],
      runtime: { prompt: { text: "Answer briefly for $shop." } },
      language: { default_language: "German" },
    };
    const prompt = await promptOf(await app.converse(await agent(), { override_config }));
    expect(prompt).toContain("Answer briefly for Comb.");
    expect(prompt).toContain("Zoe");
    expect(prompt).not.toMatch(/Amanda|Bernd/);
    expect(prompt).toContain("German");
  });

  it("reads runtime.personas as personas", async () => {
    const override_config = { runtime: { personas: [{ name: "Zoe" }] } };
    const prompt = await promptOf(await app.converse(await agent(), { override_config }));
    expect(prompt).toContain("Zoe");
    expect(prompt).not.toContain("Amanda");
  });

  it("may take the need of a variable away, or bring one", async () => {
    const agent_id = await makeAgent("For $shop.", { variables: [{ name: "shop" }] });
    const without = { runtime: { prompt: { text: "For all." }, variables: [] } };
    expect((await create({ agent_id, channel: CHAT, override_config: without })).status).toBe(200);
    const more = { runtime: { variables: [{ name: "shop", default_value: "Comb" }, { name: "town" }] } };
    const refused = await create({ agent_id, channel: CHAT, override_config: more });
    expect(refused.body["error"]).toMatchObject({ code: "missing_variables", param: "context.$variables.town" });
  });

  it("is kept and shown as it was given, unknown fields too, which are warned of", async () => {
    const override_config = { runtime: { temprature: 0.2 }, extra: { deep: [1, { a: null }] } };
    const { body } = await create({ agent_id: await agent(), channel: CHAT, override_config });
    const warned = body["warnings"].map(({ param }: { param: string }) => param);
    expect(warned).toEqual(["override_config.runtime.temprature", "override_config.extra"]);
    const shown = await app.call("GET", `/conversations/${body["id"]}`);
    expect(shown.body["override_config"]).toEqual(override_config);
  });

  it.each<[object, string]>([
    [{ runtime: "fast" }, "override_config.runtime"],
    [{ runtime: { model: "acme/brain" } }, "override_config.runtime.model"],
    [{ runtime: { prompt: { text: "$unknown" } } }, "override_config.runtime.prompt.text"],
    [{ runtime: { prompt: { type: "intent_routing" } } }, "override_config.runtime.prompt.routes"],
    [{ personas: [{ name: 4 }] }, "override_config.personas[0].name"],
    [{ tool: { tools: [{ ns: "syscall", name: "nothing" }] } }, "override_config.tool.tools[0].name"],
    [{ tool: { transfers: [{ entity_id: "tr_1" }] } }, "override_config.tool.transfers[0].id"],
    [{ language: { default_language: "Klingon" } }, "override_config.language.default_language"],
    [{ language: null }, "override_config.language"],
  ])("%j is refused by its place", async (override_config, param) => {
    const refused = await create({ agent_id: await agent(), channel: CHAT, override_config });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "invalid_config", param } } });
  });

  it("of null and of {} changes nothing", async () => {
    for (const override_config of [null, {}]) {
      const prompt = await promptOf(await app.converse(await agent(), { override_config }));
      expect(prompt).toContain("Answer for Comb.");
    }
  });
});

describe("test mode", () => {
  let testKey: Record<string, string>;
  beforeAll(async () => {
    testKey = await app.testKeyHeaders();
  });

  it("is where a test key makes its agents and conversations", async () => {
    const body = { name: "Ada", description: "Answers.", config: configOf("Answer.") };
    const agent = await app.call("POST", "/conversational_agents", body, testKey);
    const agent_id = agent.body["version_id"];
    for (const livemode of [undefined, null, false]) {
      const made = await create({ agent_id, channel: CHAT, livemode }, testKey);
      const shown = await app.call("GET", `/conversations/${made.body["id"]}`, undefined, testKey);
      expect(shown.body["livemode"]).toBe(false);
    }
    const refused = await create({ agent_id, channel: CHAT, livemode: true }, testKey);
    expect(refused).toMatchObject({
      status: 403,
      body: { error: { type: "permission", code: "not_allowed", param: "livemode" } },
    });
  });

  it("is all that a test key sees", async () => {
    const agentId = await makeAgent();
    const live = await app.converse(agentId);
    const test = await app.converse(agentId, { livemode: false });
    const asTest = (method: string, path: string, body?: object) => app.call(method, path, body, testKey);
    expect((await asTest("GET", `/conversational_agents/${agentId}`)).status).toBe(404);
    expect((await asTest("PUT", `/conversational_agents/${agentId}`, { name: "Mine" })).status).toBe(404);
    expect((await asTest("POST", `/conversational_agents/${agentId}@v0/release`)).status).toBe(404);
    expect((await asTest("DELETE", `/conversational_agents/${agentId}`)).status).toBe(404);
    expect((await asTest("GET", `/conversational_agents/${agentId}/versions`)).status).toBe(404);
    expect((await create({ agent_id: agentId, channel: CHAT }, testKey)).status).toBe(404);
    expect((await asTest("GET", `/conversations/${live.id}`)).status).toBe(404);
    expect((await asTest("DELETE", `/conversations/${live.id}`)).status).toBe(404);
    expect((await asTest("POST", `/conversations/${live.id}/token/refresh`)).status).toBe(404);
    expect((await asTest("POST", `/conversations/${live.id}/context`, { context: {} })).status).toBe(404);
    expect((await asTest("GET", `/conversations/${live.id}/events`)).status).toBe(404);
    expect((await asTest("GET", `/conversations/${test.id}`)).status).toBe(200);
    const list = await asTest("GET", "/conversations?limit=200");
    expect(list.body["data"].every(({ livemode }: { livemode: boolean }) => !livemode)).toBe(true);
    expect((await asTest("GET", "/conversations?livemode=true")).body).toEqual({ data: [], cursor: null });
    const agents = await asTest("GET", "/conversational_agents?limit=200");
    expect(agents.body["data"].map(({ id }: { id: string }) => id)).not.toContain(agentId);
  });

  it("is open to a live key, which chooses", async () => {
    const { id } = await app.converse(await makeAgent(), { livemode: false });
    expect((await app.call("GET", `/conversations/${id}`, undefined, headersOf(app.key))).body["livemode"]).toBe(false);
  });
});
