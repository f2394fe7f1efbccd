import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DescribedApp, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
beforeAll(async () => {
  app = await startDescribedApp();
});
afterAll(() => app.stop());

const configOf = (text: string, more: Record<string, unknown> = {}) => ({
  runtime: { model: "simulated/assistant", prompt: { type: "fixed", text } },
  ...more,
});
const newAgent = (text = "Answer.", more: Record<string, unknown> = {}) => ({
  name: "Ada",
  description: "Answers.",
  config: configOf(text),
  ...more,
});

/** Makes an agent and returns its id; its v0 is a draft. */
async function make(body: object = newAgent()): Promise<string> {
  const { status, body: made } = await app.call("POST", "/conversational_agents", body);
  expect(status, JSON.stringify(made)).toBe(200);
  return made["id"];
}

const release = (versionId: string) => app.call("POST", `/conversational_agents/${versionId}/release`);
const update = (id: string, change: object) => app.call("PUT", `/conversational_agents/${id}`, change);
const get = async (id: string) => (await app.call("GET", `/conversational_agents/${id}`)).body;

/** Shows an agent's history as `v1 draft, v0 released`. */
async function history(id: string): Promise<string> {
  const { body } = await app.call("GET", `/conversational_agents/${id}/versions`);
  const entries = body["data"] as { version_id: string; version_status: string }[];
  return entries.map((entry) => `${entry.version_id.split("@")[1]} ${entry.version_status}`).join(", ");
}

describe("creating an agent", () => {
  it("makes version v0 as a draft and answers both ids", async () => {
    const { body } = await app.call("POST", "/conversational_agents", newAgent());
    expect(body["id"]).toMatch(/^ca_[0-9A-Za-z]{11}$/);
    expect(body).toEqual({ id: body["id"], version_id: `${body["id"]}@v0` });
    expect(await history(body["id"])).toBe("v0 draft");
  });

  it("fills in every default of the configuration", async () => {
    const { config } = await get(await make());
    expect(config).toEqual({
      personas: [],
      voice: {
        ambient_sound: null,
        busy_sound: null,
        boosted_keywords: [],
        speech_to_text: null,
        patience: "normal",
        is_filler_enabled: true,
        silence: { nudge_after_sec: 15, end_after_sec: 60 },
        max_duration_sec: 3_600,
        recording: { is_enabled: false, is_notice_given: true, notice: null, retention_days: 30 },
      },
      runtime: {
        model: "simulated/assistant",
        fallback_models: [],
        prompt: { type: "fixed", text: "Answer." },
        variables: [],
        speaks_first: null,
      },
      tool: { tools: [], transfers: [] },
      language: { default_language: "English", supported_languages: [] },
      channel: {
        is_voicemail_enabled: true,
        idle_time_sec: 86_400,
        quiet_time_ms: null,
        contact_hours: null,
        allowed_recipients: [],
      },
      memory: { is_enabled: true },
      summary: { is_enabled: true, agent_id: null },
    });
  });

  it("keeps fields of the configuration that it does not know, at any depth, and warns of them with a guess", async () => {
    const config = {
      ...configOf("Answer."),
      personas: [{ name: "Amanda", voise: { provider: "operator" }, voice: { id: "Male 2", speed: 1.1 } }],
      languag: { default_language: "German" },
      tool: { tools: [{ ns: "syscall", name: "end_conversation", note: { kept: [1, null] } }] },
    };
    const { body } = await app.call("POST", "/conversational_agents", { ...newAgent(), config, colour: "blue" });
    const guesses = Object.fromEntries(
      body["warnings"].map(({ param, message }: { param: string; message: string }) => [
        param,
        /Did you mean (\w+)\?/.exec(message)?.[1] ?? null,
      ]),
    );
    expect(guesses).toEqual({
      "config.personas[0].voise": "voice",
      "config.personas[0].voice.speed": null,
      "config.languag": "language",
      "config.tool.tools[0].note": null,
      colour: null,
    });
    expect((await get(body["id"]))["config"]).toMatchObject(config);
  });

  it("says nothing of warnings when there are none", async () => {
    const { body } = await app.call("POST", "/conversational_agents", newAgent());
    expect(body).not.toHaveProperty("warnings");
  });

  it("takes the older names of fields", async () => {
    const config = {
      runtime: { ...configOf("Answer.").runtime, personas: [{ name: "Amanda" }] },
      channel: { is_sms_enabled: false },
    };
    const { config: kept } = await get(await make(newAgent("Answer.", { config })));
    expect(kept.personas).toMatchObject([{ name: "Amanda" }]);
    expect(kept.channel).toMatchObject({ is_voicemail_enabled: false });
    expect(kept.channel).not.toHaveProperty("is_sms_enabled");
  });

  it("takes null for no post-processing agents, and refuses those that do not exist", async () => {
    expect((await get(await make(newAgent("Answer.", { postprocess_agents: null }))))["postprocess_agents"]).toEqual(
      [],
    );
    const unknown = await app.call("POST", "/conversational_agents", newAgent("A.", { postprocess_agents: ["pa_1"] }));
    expect(unknown).toMatchObject({ status: 400, body: { error: { param: "postprocess_agents[0]" } } });
  });
});

describe("what is wrong with a configuration", () => {
  const runtime = configOf("Answer.").runtime;
  it.each<[string, unknown, string, string]>([
    ["no configuration", undefined, "missing_field", "config"],
    ["a configuration that is a text", "fast", "invalid_field", "config"],
    ["a configuration that is a list", [], "invalid_field", "config"],
    ["null", null, "invalid_field", "config"],
    ["no runtime", {}, "missing_field", "config.runtime"],
    ["no model", { runtime: { prompt: runtime.prompt } }, "missing_field", "config.runtime.model"],
    ["no prompt", { runtime: { model: runtime.model } }, "missing_field", "config.runtime.prompt"],
    ["a model that is a number", { runtime: { ...runtime, model: 4 } }, "invalid_field", "config.runtime.model"],
    ["a model without a vendor", { runtime: { ...runtime, model: "gpt-4o" } }, "invalid_field", "config.runtime.model"],
    [
      "a prompt of no known type",
      { runtime: { ...runtime, prompt: { type: "poem", text: "x" } } },
      "invalid_field",
      "config.runtime.prompt.type",
    ],
    [
      "a prompt without a type",
      { runtime: { ...runtime, prompt: { text: "x" } } },
      "missing_field",
      "config.runtime.prompt.type",
    ],
    [
      "a prompt without a text",
      { runtime: { ...runtime, prompt: { type: "fixed" } } },
      "missing_field",
      "config.runtime.prompt.text",
    ],
    [
      "an empty prompt",
      { runtime: { ...runtime, prompt: { type: "fixed", text: "" } } },
      "invalid_field",
      "config.runtime.prompt.text",
    ],
    [
      "no routes",
      { runtime: { ...runtime, prompt: { type: "intent_routing", routes: [] } } },
      "invalid_field",
      "config.runtime.prompt.routes",
    ],
    [
      "a route's instructions of the wrong type",
      {
        runtime: {
          ...runtime,
          prompt: { type: "intent_routing", routes: [{ name: "a", description: "b", instructions: {} }] },
        },
      },
      "invalid_field",
      "config.runtime.prompt.routes[0].instructions",
    ],
    [
      "a variable with an odd name",
      { runtime: { ...runtime, variables: [{ name: "a" }, { name: "1st" }] } },
      "invalid_field",
      "config.runtime.variables[1].name",
    ],
    [
      "variables that are no list",
      { runtime: { ...runtime, variables: { a: 1 } } },
      "invalid_field",
      "config.runtime.variables",
    ],
    ["a persona without a name", { runtime, personas: [{}] }, "missing_field", "config.personas[0].name"],
    [
      "a voice that is a text",
      { runtime, personas: [{ name: "A", voice: "deep" }] },
      "invalid_field",
      "config.personas[0].voice",
    ],
    [
      "a tool of no known kind",
      { runtime, tool: { tools: [{ ns: "magic", name: "x" }] } },
      "invalid_field",
      "config.tool.tools[0].ns",
    ],
    [
      "a transfer without an id",
      { runtime, tool: { transfers: [{}] } },
      "missing_field",
      "config.tool.transfers[0].id",
    ],
    [
      "a language by its code",
      { runtime, language: { default_language: "en" } },
      "invalid_field",
      "config.language.default_language",
    ],
    [
      "a language nobody knows",
      { runtime, language: { supported_languages: ["English", "Klingon"] } },
      "invalid_field",
      "config.language.supported_languages[1]",
    ],
    [
      "an ambient sound nobody has",
      { runtime, voice: { ambient_sound: "jungle" } },
      "invalid_field",
      "config.voice.ambient_sound",
    ],
    [
      "a flag that is a text",
      { runtime, channel: { is_voicemail_enabled: "yes" } },
      "invalid_field",
      "config.channel.is_voicemail_enabled",
    ],
    ["an unknown vendor", { runtime: { ...runtime, model: "acme/brain" } }, "invalid_config", "config.runtime.model"],
    [
      "a vendor without a key",
      { runtime: { ...runtime, model: "openai/gpt-4o" } },
      "invalid_config",
      "config.runtime.model",
    ],
    [
      "an unknown fallback",
      { runtime: { ...runtime, fallback_models: ["acme/brain"] } },
      "invalid_config",
      "config.runtime.fallback_models[0]",
    ],
    [
      "an unknown platform tool",
      { runtime, tool: { tools: [{ ns: "syscall", name: "end_conversatio" }] } },
      "invalid_config",
      "config.tool.tools[0].name",
    ],
    [
      "an unknown first-party tool",
      { runtime, tool: { tools: [{ ns: "api", name: "launch_rocket" }] } },
      "invalid_config",
      "config.tool.tools[0].name",
    ],
    [
      "a procedural agent that does not exist",
      { runtime, tool: { tools: [{ ns: "procedure", name: "pa_00000000000" }] } },
      "invalid_config",
      "config.tool.tools[0].ns",
    ],
    [
      "an unknown transfer",
      { runtime, tool: { transfers: [{ id: "tr_1" }] } },
      "invalid_config",
      "config.tool.transfers[0].id",
    ],
    ["an undeclared variable", configOf("Hello $nmae"), "invalid_config", "config.runtime.prompt.text"],
    ["a reference to nothing", configOf("Use @magic"), "invalid_config", "config.runtime.prompt.text"],
  ])("%s is refused by its place", async (_what, config, code, param) => {
    const made = await app.call("POST", "/conversational_agents", { ...newAgent(), config });
    expect(made).toMatchObject({ status: 400, body: { error: { type: "invalid_request", code, param } } });
    const id = await make();
    if (config === undefined || config === null) return;
    expect(await update(id, { config })).toMatchObject({ status: 400, body: { error: { code, param } } });
  });

  it("says how to configure a model whose vendor has no key here", async () => {
    const config = configOf("A.", { runtime: { ...runtime, model: "openai/gpt-4o" } });
    const { body } = await app.call("POST", "/conversational_agents", newAgent("A.", { config }));
    expect(body["error"].message).toContain("OPENAI_API_KEY");
  });

  it("is told all at once in details, each with its place", async () => {
    const config = { runtime: { model: 4, prompt: { type: "fixed" } }, language: { default_language: "en" } };
    const { body } = await app.call("POST", "/conversational_agents", newAgent("A.", { config }));
    const places = body["error"].details.map(({ param }: { param: string }) => param);
    expect(places).toEqual(["config.runtime.model", "config.runtime.prompt.text", "config.language.default_language"]);
  });

  it.each([
    ["name", { name: undefined }, "missing_field"],
    ["name", { name: "" }, "invalid_field"],
    ["name", { name: "x".repeat(201) }, "invalid_field"],
    ["description", { description: undefined }, "missing_field"],
    ["description", { description: ["x"] }, "invalid_field"],
    ["postprocess_agents", { postprocess_agents: "pa_1" }, "invalid_field"],
    ["postprocess_agents[0]", { postprocess_agents: [1] }, "invalid_field"],
  ])("%s beside the configuration is checked too: %j", async (param, change, code) => {
    const made = await app.call("POST", "/conversational_agents", newAgent("A.", change));
    expect(made).toMatchObject({ status: 400, body: { error: { code, param } } });
  });
});

describe("an agent's versions", () => {
  it("begin with a draft that changes in place", async () => {
    const id = await make();
    expect((await update(id, { name: "Bob" })).body).toEqual({ id, version_id: `${id}@v0` });
    expect(await history(id)).toBe("v0 draft");
    expect(await get(id)).toMatchObject({
      name: "Bob",
      description: "Answers.",
      version_status: "draft",
      is_released: false,
    });
  });

  it("do not change once released: an update opens a draft copied from the latest", async () => {
    const id = await make();
    expect((await release(`${id}@v0`)).body).toEqual({ id, version_id: `${id}@v0` });
    expect((await update(id, { name: "Bob" })).body).toEqual({ id, version_id: `${id}@v1` });
    expect(await history(id)).toBe("v1 draft, v0 released");
    expect(await get(`${id}@v0`)).toMatchObject({ name: "Ada", version_status: "released", is_released: true });
    expect(await get(`${id}@v1`)).toMatchObject({ name: "Bob", description: "Answers.", config: configOf("Answer.") });
  });

  it("have one draft: a further update, by whichever id, writes into it", async () => {
    const id = await make();
    await release(`${id}@v0`);
    await update(id, { name: "Bob" });
    expect((await update(`${id}@v0`, { description: "New." })).body["version_id"]).toBe(`${id}@v1`);
    expect(await get(id)).toMatchObject({ name: "Bob", description: "New." });
    expect(await history(id)).toBe("v1 draft, v0 released");
  });

  it("open a draft copied from the version that is named", async () => {
    const id = await make(newAgent("First."));
    await release(`${id}@v0`);
    await update(id, { config: configOf("Second.") });
    await release(`${id}@v1`);
    expect((await update(`${id}@v0`, { name: "From the first" })).body["version_id"]).toBe(`${id}@v2`);
    const opened = await get(`${id}@v2`);
    expect(opened["name"]).toBe("From the first");
    expect(opened["config"].runtime.prompt.text).toBe("First.");
  });

  it("archive the former when one is released, and roll back by releasing an archived one", async () => {
    const id = await make();
    await release(`${id}@v0`);
    await update(id, { name: "Bob" });
    await release(`${id}@v1`);
    expect(await history(id)).toBe("v1 released, v0 archived");
    await release(`${id}@v0`);
    expect(await history(id)).toBe("v1 archived, v0 released");
    expect((await update(id, {})).body["version_id"]).toBe(`${id}@v2`);
    expect(await history(id)).toBe("v2 draft, v1 archived, v0 released");
  });

  it("stay as they are when the released one is released again", async () => {
    const id = await make();
    await release(`${id}@v0`);
    expect((await release(`${id}@v0`)).status).toBe(200);
    expect(await history(id)).toBe("v0 released");
  });

  it("are shown by the bare id as the latest, by the pinned id as that one", async () => {
    const id = await make(newAgent("First."));
    await release(`${id}@v0`);
    await update(id, { config: configOf("Second.") });
    expect(await get(id)).toMatchObject({ version_id: `${id}@v1`, config: configOf("Second.") });
    expect(await get(`${id}@v0`)).toMatchObject({ id, version_id: `${id}@v0`, config: configOf("First.") });
  });

  it("take the @ of their id percent-encoded in every path", async () => {
    const id = await make();
    expect((await get(`${id}%40v0`))["version_id"]).toBe(`${id}@v0`);
    expect((await update(`${id}%40v0`, { name: "Bob" })).status).toBe(200);
    expect((await release(`${id}%40v0`)).status).toBe(200);
    expect((await app.call("GET", `/conversational_agents/${id}%40v0/versions`)).status).toBe(200);
  });

  it("are listed newest first, each with its own name and times", async () => {
    const id = await make();
    await release(`${id}@v0`);
    await update(id, { name: "Bob" });
    const { body } = await app.call("GET", `/conversational_agents/${id}/versions`);
    expect(body["data"]).toMatchObject([
      { version_id: `${id}@v1`, name: "Bob", description: "Answers.", version_status: "draft" },
      { version_id: `${id}@v0`, name: "Ada", description: "Answers.", version_status: "released" },
    ]);
    expect(Object.keys(body)).toEqual(["data"]);
  });

  it("end with exactly one released when several are released at once, over and over", async () => {
    const id = await make();
    await release(`${id}@v0`);
    await update(id, { name: "Bob" });
    await release(`${id}@v1`);
    await update(id, { name: "Cid" });
    for (let round = 0; round < 25; round++) {
      const answers = await Promise.all([0, 1, 2, 0].map((version) => release(`${id}@v${version}`)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect((await history(id)).match(/released/g)).toHaveLength(1);
    }
  });

  it("end with exactly one draft when updates come at once, and none is lost", async () => {
    const id = await make();
    await release(`${id}@v0`);
    for (let round = 1; round <= 10; round++) {
      const answers = await Promise.all([
        update(id, { name: `Name ${round}` }),
        update(`${id}@v0`, { description: `Description ${round}` }),
      ]);
      expect(new Set(answers.map(({ body }) => body["version_id"]))).toEqual(new Set([`${id}@v${round}`]));
      expect((await history(id)).match(/draft/g)).toHaveLength(1);
      expect(await get(id)).toMatchObject({ name: `Name ${round}`, description: `Description ${round}` });
      await release(`${id}@v${round}`);
    }
  });
});

describe("updating an agent", () => {
  it("leaves what is absent or null as it is", async () => {
    const id = await make();
    const before = await get(id);
    expect((await update(id, { name: null, description: null, config: null, postprocess_agents: null })).status).toBe(
      200,
    );
    expect((await update(id, {})).status).toBe(200);
    expect(await get(id)).toEqual(before);
  });

  it("takes the configuration whole: what it does not name goes back to its default", async () => {
    const id = await make(newAgent("A.", { config: configOf("A.", { personas: [{ name: "Amanda" }], extra: 1 }) }));
    await update(id, { config: configOf("B.") });
    const { config } = await get(id);
    expect(config.personas).toEqual([]);
    expect(config).not.toHaveProperty("extra");
  });

  it("changes nothing when it is refused", async () => {
    const id = await make();
    expect((await update(id, { name: "Bob", config: configOf("$unknown") })).status).toBe(400);
    expect(await get(id)).toMatchObject({ name: "Ada", config: configOf("Answer.") });
  });
});

describe("an agent that is not there", () => {
  const ABSENT = "ca_00000000000";
  it.each([
    ["GET", `/conversational_agents/${ABSENT}`],
    ["GET", `/conversational_agents/${ABSENT}@v0`],
    ["GET", "/conversational_agents/nonsense"],
    ["GET", "/conversational_agents/pa_00000000000"],
    ["GET", `/conversational_agents/${ABSENT}/versions`],
    ["PUT", `/conversational_agents/${ABSENT}`],
    ["POST", `/conversational_agents/${ABSENT}@v0/release`],
    ["DELETE", `/conversational_agents/${ABSENT}`],
  ])("answers 404 to %s %s", async (method, path) => {
    const answer = await app.call(method, path, method === "PUT" ? {} : undefined);
    expect(answer).toMatchObject({ status: 404, body: { error: { type: "not_found", code: "not_found" } } });
  });

  it("answers 404 to a version that is not there, of an agent that is", async () => {
    const id = await make();
    for (const version of ["v1", "v999999999", "v-1", "v01", "v"]) {
      expect((await app.call("GET", `/conversational_agents/${id}@${version}`)).status).toBe(404);
      expect((await release(`${id}@${version}`)).status).toBe(404);
      expect((await update(`${id}@${version}`, { name: "Bob" })).status).toBe(404);
    }
    expect(await get(id)).toMatchObject({ name: "Ada" });
  });

  it("is not to be released without naming a version", async () => {
    const id = await make();
    const answer = await release(id);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_field", param: "version_id" } } });
    expect(answer.body["error"].message).toContain(`${id}@v0`);
  });
});

describe("deleting an agent", () => {
  const remove = (id: string) => app.call("DELETE", `/conversational_agents/${id}`);

  it("takes it away with all its versions", async () => {
    const id = await make();
    expect(await remove(id)).toMatchObject({ status: 200, body: { id, deleted: true } });
    for (const path of [id, `${id}@v0`, `${id}/versions`]) {
      expect((await app.call("GET", `/conversational_agents/${path}`)).status).toBe(404);
    }
    expect((await remove(id)).status).toBe(404);
    const list = await app.call("GET", "/conversational_agents?limit=200");
    expect(list.body["data"].map((item: { id: string }) => item.id)).not.toContain(id);
    const conversation = { agent_id: `${id}@v0`, channel: { type: "chat_realtime" } };
    expect((await app.call("POST", "/conversations", conversation)).status).toBe(404);
  });

  it("is refused while a conversation of it is open, and keeps the conversations that are over", async () => {
    const id = await make();
    await release(`${id}@v0`);
    const conversation = await app.converse(id, { livemode: false });
    expect(await remove(id)).toMatchObject({ status: 409, body: { error: { code: "conversation_active" } } });
    await app.call("DELETE", `/conversations/${conversation.id}`);
    expect((await remove(id)).status).toBe(200);
  });

  it("is not done version by version", async () => {
    const id = await make();
    expect(await remove(`${id}@v0`)).toMatchObject({ status: 400, body: { error: { param: "id" } } });
    expect((await get(id))["id"]).toBe(id);
  });
});

describe("listing agents", () => {
  it("shows the latest version of each, newest agent first", async () => {
    const first = await make();
    const second = await make();
    await release(`${first}@v0`);
    await update(first, { name: "Changed" });
    const { body } = await app.call("GET", "/conversational_agents?limit=2");
    expect(body["data"]).toMatchObject([
      { id: second, version_id: `${second}@v0`, version_status: "draft" },
      { id: first, version_id: `${first}@v1`, name: "Changed", version_status: "draft" },
    ]);
  });

  it("goes through all of them page by page, each once, also while some are added", async () => {
    const made = [];
    for (let count = 0; count < 7; count++) made.push(await make());
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await app.call("GET", `/conversational_agents?limit=3${query}`);
      expect(body["data"].length).toBeLessThanOrEqual(3);
      seen.push(...body["data"].map((item: { id: string }) => item.id));
      cursor = body["cursor"];
      await make();
    } while (cursor !== null);
    expect(seen.slice(0, 7)).toEqual(made.reverse());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each(["nonsense", "", "W10", "eyJhIjoxfQ", Buffer.from('["2025-01-01T00:00:00.000Z","!"]').toString("base64url")])(
    "refuses %j as a cursor",
    async (cursor) => {
      const answer = await app.call("GET", `/conversational_agents?cursor=${cursor}`);
      expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_cursor", param: "cursor" } } });
    },
  );

  it.each(["0", "201", "-1", "1.5", "many", ""])("refuses %j as a limit", async (limit) => {
    const answer = await app.call("GET", `/conversational_agents?limit=${limit}`);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: "invalid_field", param: "limit" } } });
  });
});
