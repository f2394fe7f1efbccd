import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION_HEADER } from "../../src/testing/app.ts";
import { type DescribedApp, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
beforeAll(async () => {
  app = await startDescribedApp({ OPERATOR_SUMMARIES: "true" });
});
afterAll(() => app.stop());

const RUNTIME = { model: "simulated/assistant", prompt: { type: "fixed", text: "Sum up." } };
const newAgent = (config: object = {}, more: object = {}) => ({
  name: "Wishes",
  description: "Notes wishes.",
  config: { runtime: RUNTIME, ...config },
  ...more,
});

async function make(body: object = newAgent()): Promise<string> {
  const { status, body: made } = await app.call("POST", "/procedural_agents", body);
  expect(status, JSON.stringify(made)).toBe(200);
  return made["id"];
}

async function makeReleased(body?: object): Promise<string> {
  const id = await make(body);
  await release(`${id}@v0`);
  return id;
}

const release = (versionId: string) => app.call("POST", `/procedural_agents/${versionId}/release`);
const get = (id: string) => app.call("GET", `/procedural_agents/${id}`);

/** Makes a conversational agent, a draft, and returns the answer. */
const makeTalker = (more: object = {}, config: object = {}) =>
  app.call("POST", "/conversational_agents", {
    name: "Ada",
    description: "Answers.",
    config: { runtime: { ...RUNTIME, prompt: { type: "fixed", text: "Answer." } }, ...config },
    ...more,
  });

describe("a procedural agent", () => {
  it("is made of a model and a prompt, with every default filled in", async () => {
    const id = await make();
    expect(id).toMatch(/^pa_[0-9A-Za-z]{11}$/);
    expect((await get(id)).body).toEqual({
      id,
      version_id: `${id}@v0`,
      name: "Wishes",
      description: "Notes wishes.",
      version_status: "draft",
      is_released: false,
      config: {
        filter_statuses: ["completed"],
        filter_condition: null,
        runtime: { ...RUNTIME, fallback_models: [], reasoning_effort: "medium", time_limit_sec: 3_600, variables: [] },
        tool: { tools: [] },
        output: { output_schema: null, slack_channel: null, post_url: null },
      },
      triggered_by: [],
    });
  });

  it("keeps fields that it does not know, and warns of them with a guess", async () => {
    const made = await app.call("POST", "/procedural_agents", newAgent({ output: { post_ulr: "x" }, theirs: [1] }));
    const params = made.body["warnings"].map(({ param }: { param: string }) => param);
    expect(params.sort()).toEqual(["config.output.post_ulr", "config.theirs"]);
    expect((await get(made.body["id"])).body["config"]).toMatchObject({ output: { post_ulr: "x" }, theirs: [1] });
  });

  it("has versions as a conversational one: drafts, releases, roll-backs", async () => {
    const id = await make();
    expect((await release(`${id}@v0`)).body).toEqual({ id, version_id: `${id}@v0` });
    const updated = await app.call("PUT", `/procedural_agents/${id}`, { name: "Wishes, anew", config: null });
    expect(updated.body).toEqual({ id, version_id: `${id}@v1` });
    await release(`${id}%40v1`);
    await release(`${id}@v0`);
    const { body } = await app.call("GET", `/procedural_agents/${id}/versions`);
    expect(body["data"]).toMatchObject([
      { version_id: `${id}@v1`, version_status: "archived", name: "Wishes, anew" },
      { version_id: `${id}@v0`, version_status: "released", name: "Wishes" },
    ]);
    expect((await release(id)).body["error"].message).toContain(`GET /procedural_agents/${id}/versions`);
  });

  it("and a conversational one are told apart: each has its own lists and paths", async () => {
    const id = await make();
    const { body: talker } = await makeTalker();
    const idsAt = async (path: string) =>
      (await app.call("GET", path)).body["data"].map((item: { id: string }) => item.id.split("_")[0]);
    expect(new Set(await idsAt("/procedural_agents"))).toEqual(new Set(["pa"]));
    expect(new Set(await idsAt("/conversational_agents"))).toEqual(new Set(["ca"]));
    expect(await get(talker["id"])).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    const crossed = await app.call("GET", `/conversational_agents/${id}`);
    expect(crossed).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    const asTalker = await app.call("POST", "/conversations", { agent_id: id, channel: { type: "chat_realtime" } });
    expect(asTalker.status).toBe(404);
  });

  it("that a test key makes is of test mode, and the key sees no other", async () => {
    const live = await make();
    const { body: key } = await app.call("POST", "/api_keys", { name: "Test", livemode: false });
    const headers = { authorization: `Bearer ${key["secret"]}`, ...VERSION_HEADER };
    const mine = await app.call("POST", "/procedural_agents", newAgent(), headers);
    expect((await app.call("GET", `/procedural_agents/${live}`, undefined, headers)).status).toBe(404);
    const { body: list } = await app.call("GET", "/procedural_agents", undefined, headers);
    expect(list["data"].map(({ id }: { id: string }) => id)).toEqual([mine.body["id"]]);
    const talker = { name: "A", description: "", config: { runtime: RUNTIME }, postprocess_agents: [live] };
    const named = await app.call("POST", "/conversational_agents", talker, headers);
    expect(named).toMatchObject({ status: 400, body: { error: { param: "postprocess_agents[0]" } } });
  });
});

describe("what is wrong with a procedural agent's configuration", () => {
  const toolsOf = (...tools: object[]) => ({ tool: { tools } });
  const outputOf = (output: object) => ({ output });
  it.each<[string, object, string, string]>([
    ["no prompt", { runtime: { model: RUNTIME.model } }, "missing_field", "config.runtime.prompt"],
    [
      "a prompt with routes",
      { runtime: { ...RUNTIME, prompt: { type: "intent_routing", text: "", routes: [] } } },
      "invalid_field",
      "config.runtime.prompt.type",
    ],
    ["a status that ends nothing", { filter_statuses: ["queued"] }, "invalid_field", "config.filter_statuses[0]"],
    ["an empty condition", { filter_condition: "" }, "invalid_field", "config.filter_condition"],
    [
      "an effort nobody knows",
      { runtime: { ...RUNTIME, reasoning_effort: "max" } },
      "invalid_field",
      "config.runtime.reasoning_effort",
    ],
    ["an unknown vendor", { runtime: { ...RUNTIME, model: "acme/brain" } }, "invalid_config", "config.runtime.model"],
    [
      "a tool that ends conversations",
      toolsOf({ ns: "syscall", name: "set_custom_fields" }, { ns: "syscall", name: "end_conversation" }),
      "invalid_config",
      "config.tool.tools[1].name",
    ],
    ["a tool of the client", toolsOf({ ns: "client", name: "x" }), "invalid_config", "config.tool.tools[0].ns"],
    [
      "another procedural agent as a tool",
      toolsOf({ ns: "procedure", name: "pa_00000000000" }),
      "invalid_config",
      "config.tool.tools[0].ns",
    ],
    ["an unknown tool", toolsOf({ ns: "api", name: "rocket" }), "invalid_config", "config.tool.tools[0].name"],
    [
      "a mention of what is not enabled",
      { runtime: { ...RUNTIME, prompt: { type: "fixed", text: "Use @set_custom_fields." } } },
      "invalid_config",
      "config.runtime.prompt.text",
    ],
    [
      "a variable that is not declared",
      { runtime: { ...RUNTIME, prompt: { type: "fixed", text: "Hello $name." } } },
      "invalid_config",
      "config.runtime.prompt.text",
    ],
    [
      "a schema that is none",
      outputOf({ output_schema: { type: "object", properties: { a: { type: "txt" } } } }),
      "invalid_config",
      "config.output.output_schema.properties.a.type",
    ],
    [
      "a schema with a reference into the void",
      outputOf({ output_schema: { $ref: "#/$defs/nothing" } }),
      "invalid_config",
      "config.output.output_schema",
    ],
    ["a schema that is a text", outputOf({ output_schema: "any" }), "invalid_field", "config.output.output_schema"],
    ["an address of another protocol", outputOf({ post_url: "ftp://example.com" }), "invalid_config", POST_URL],
    ["an address that is none", outputOf({ post_url: "example" }), "invalid_config", POST_URL],
    ["an address with a password", outputOf({ post_url: "https://a:b@example.com" }), "invalid_config", POST_URL],
    ["an address inside", outputOf({ post_url: "http://127.0.0.1:9/x" }), "invalid_config", POST_URL],
    ["an address of the cloud's inside", outputOf({ post_url: "http://169.254.169.254/" }), "invalid_config", POST_URL],
  ])("%s is refused by its place", async (_what, config, code, param) => {
    const made = await app.call("POST", "/procedural_agents", newAgent(config));
    expect(made).toMatchObject({ status: 400, body: { error: { type: "invalid_request", code, param } } });
    const id = await make();
    const updated = await app.call("PUT", `/procedural_agents/${id}`, newAgent(config));
    expect(updated).toMatchObject({ status: 400, body: { error: { code, param } } });
  });

  it("is not that its prompt speaks of record_output, which it always has, or that it lists it", async () => {
    const prompt = { type: "fixed", text: "Write it with @record_output." };
    const listed = toolsOf({ ns: "syscall", name: "record_output" });
    await make(newAgent({ runtime: { ...RUNTIME, prompt } }));
    await make(newAgent({ runtime: { ...RUNTIME, prompt }, ...listed }));
  });

  it("is not that it takes the conversation's own model", async () => {
    await make(newAgent({ runtime: { ...RUNTIME, model: "conversation/model" } }));
  });

  it("is not what OpenAPI 3.0 writes differently in a schema", async () => {
    const output_schema = { type: "object", properties: { name: { type: "string", nullable: true } } };
    const id = await make(newAgent({ output: { output_schema } }));
    expect((await get(id)).body["config"].output.output_schema).toEqual(output_schema);
  });
});

const POST_URL = "config.output.post_url";

describe("who runs a procedural agent", () => {
  it("is named by triggered_by, and keeps it from being deleted, until nobody does", async () => {
    const [after, summing, tool] = [await makeReleased(), await makeReleased(), await makeReleased()];
    const { body: talker } = await makeTalker({ postprocess_agents: [`${after}@v0`] });
    const { body: summed } = await makeTalker({}, { summary: { agent_id: summing } });
    for (const [id, user] of [
      [after, talker],
      [summing, summed],
    ] as const) {
      expect((await get(id)).body["triggered_by"]).toEqual([{ id: user["id"], name: "Ada" }]);
      const refused = await app.call("DELETE", `/procedural_agents/${id}`);
      expect(refused).toMatchObject({ status: 409, body: { error: { code: "in_use" } } });
      expect(refused.body["error"].message).toContain(user["version_id"]);
    }
    await app.call("PUT", `/conversational_agents/${talker["id"]}`, { postprocess_agents: [] });
    expect((await get(after)).body["triggered_by"]).toEqual([]);
    expect((await app.call("DELETE", `/procedural_agents/${after}`)).body).toEqual({ id: after, deleted: true });
    await app.call("DELETE", `/conversational_agents/${summed["id"]}`);
    expect((await app.call("DELETE", `/procedural_agents/${summing}`)).status).toBe(200);
    expect((await get(after)).status).toBe(404);
    expect((await app.call("DELETE", `/procedural_agents/${tool}@v0`)).status).toBe(400);
  });

  it("counts as long as its released or draft version says so; an archived one may be released, and finds it gone", async () => {
    const after = await makeReleased();
    const { body: talker } = await makeTalker({ postprocess_agents: [after] });
    await app.call("POST", `/conversational_agents/${talker["id"]}@v0/release`);
    await app.call("PUT", `/conversational_agents/${talker["id"]}`, { postprocess_agents: [] });
    expect((await get(after)).body["triggered_by"]).toEqual([{ id: talker["id"], name: "Ada" }]);
    expect((await app.call("DELETE", `/procedural_agents/${after}`)).status).toBe(409);
    await app.call("POST", `/conversational_agents/${talker["id"]}@v1/release`);
    expect((await app.call("DELETE", `/procedural_agents/${after}`)).status).toBe(200);
    const back = await app.call("POST", `/conversational_agents/${talker["id"]}@v0/release`);
    expect(back).toMatchObject({ status: 409, body: { error: { code: "not_released" } } });
    expect(back.body["error"].message).toContain(after);
  });

  it("may call it as a tool in mid-conversation, by its id or by its name", async () => {
    const id = await makeReleased({ ...newAgent(), name: "Risk check" });
    for (const name of [id, "Risk check"]) {
      const { body: talker } = await makeTalker({}, { tool: { tools: [{ ns: "procedure", name }] } });
      expect((await get(id)).body["triggered_by"]).toEqual([{ id: talker["id"], name: "Ada" }]);
      const refused = await app.call("DELETE", `/procedural_agents/${id}`);
      expect(refused).toMatchObject({ status: 409, body: { error: { code: "in_use" } } });
      expect(refused.body["error"].message).toContain(talker["version_id"]);
      await app.call("DELETE", `/conversational_agents/${talker["id"]}`);
    }
    expect((await app.call("DELETE", `/procedural_agents/${id}`)).status).toBe(200);
  });

  it("may be a schedule", async () => {
    const id = await makeReleased();
    const made = await app.call("POST", "/procedure_schedules", { agent_id: id, cron: "0 9 * * *", time_zone: "UTC" });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const refused = await app.call("DELETE", `/procedural_agents/${id}`);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "in_use" } } });
    await app.call("DELETE", `/procedure_schedules/${made.body["id"]}`);
    expect((await app.call("DELETE", `/procedural_agents/${id}`)).status).toBe(200);
  });

  it("can be drafted with one that was never released, but not released with it", async () => {
    const never = await make();
    const { body: talker } = await makeTalker({ postprocess_agents: [never] });
    const refused = await app.call("POST", `/conversational_agents/${talker["version_id"]}/release`);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "not_released" } } });
    expect(refused.body["error"].message).toContain(`${never}@v0`);
    await release(`${never}@v0`);
    expect((await app.call("POST", `/conversational_agents/${talker["version_id"]}/release`)).status).toBe(200);
    const { body: pinned } = await makeTalker({ postprocess_agents: [`${await make()}@v0`] });
    expect((await app.call("POST", `/conversational_agents/${pinned["version_id"]}/release`)).status).toBe(200);
  });

  it.each(["pa_1", "ca_00000000000", "pa_00000000000", "pa_00000000000@v1"])(
    "is refused when it names %s",
    async (id) => {
      const refused = await makeTalker({ postprocess_agents: [id] });
      expect(refused).toMatchObject({ status: 400, body: { error: { param: "postprocess_agents[0]" } } });
      const summed = await makeTalker({}, { summary: { agent_id: id } });
      expect(summed).toMatchObject({ status: 400, body: { error: { param: "config.summary.agent_id" } } });
    },
  );

  it("is refused when it has its conversations summed up by one whose schema has no summary", async () => {
    const output_schema = { type: "object", properties: { wish: { type: "string" } } };
    const id = await make(newAgent({ output: { output_schema } }));
    const refused = await makeTalker({}, { summary: { agent_id: id } });
    expect(refused).toMatchObject({ status: 400, body: { error: { param: "config.summary.agent_id" } } });
  });
});

describe("a procedural agent that names a Slack channel", () => {
  it("is refused on an installation without Slack, with the way out", async () => {
    const config = { output: { slack_channel: "#reviews" } };
    const { status, body } = await app.call("POST", "/procedural_agents", newAgent(config));
    expect(status).toBe(400);
    expect(body["error"].param).toBe("config.output.slack_channel");
    expect(body["error"].message).toMatch(/needs Slack, which this installation does not have: set SLACK_BOT_TOKEN/);
  });
});
