import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SUMMARY_AGENT_ID } from "../../src/domain/summary.ts";
import { startTestApp, type TestApp, VERSION_HEADER } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { callServer, type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { readEvents } from "../http/event-reader.ts";
import { makeEndpoint } from "../webhooks/webhook-app.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../webhooks/webhook-receiver.ts";

let app: TestApp;
let receiver: WebhookReceiver;
let model: FakeModelServer;
let database: pg.Client;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
  // One talks and never calls anything, so that it writes no summary either; the other takes a minute to begin.
  model = await startFakeModelServer({
    answer: (request) => ({
      firstPieceAfter: request.model === "silent" ? 60_000 : 0,
      pieceEvery: 0,
      pieces: ["Hm."],
    }),
  });
  app = await startTestApp(
    {
      OPERATOR_SUMMARIES: "true",
      OPERATOR_ALLOWED_ADDRESSES: "127.0.0.1",
      OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    },
    { jobsEvery: 50, sleepAfter: 20 },
  );
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await app.stop();
  await receiver.close();
  await model.close();
});

interface Talk {
  id: string;
  url: string;
}

/** Holds a conversation in which the user says that. */
async function talk(agentId: string, said: string[], more: object = {}): Promise<Talk> {
  const { id, channel } = await app.converse(agentId, { ...more });
  const session = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  session.send({ type: "conversation.start" });
  await session.next("conversation.started");
  for (const text of said) {
    session.send({ type: "user.message.send", text });
    await session.next("user.message.received");
  }
  session.send({ type: "conversation.end" });
  await session.closed();
  return { id, url: `${channel.events_url}?token=${channel.token}` };
}

const show = async (id: string) => (await app.call("GET", `/conversations/${id}`)).body;
const runsOf = async (id: string) => (await app.call("GET", `/procedures?conversation_id=${id}`)).body["data"];

/** Waits until a conversation has been summed up, and shows it. */
async function summedUp(id: string) {
  await vi.waitFor(async () => expect((await show(id))["summary"]).not.toBeNull(), { timeout: 30_000, interval: 30 });
  return show(id);
}

/** Waits for the end of the one run after a conversation, and shows it. */
async function onlyRunOf(id: string) {
  await vi.waitFor(async () => expect((await runsOf(id))[0]?.ended_at ?? null).not.toBeNull(), { timeout: 20_000 });
  const runs = await runsOf(id);
  expect(runs).toHaveLength(1);
  return runs[0];
}

async function makeProcedural(config: object, name = "Own"): Promise<string> {
  const prompt = { type: "fixed", text: "Work." };
  const made = await app.call("POST", "/procedural_agents", {
    name,
    description: "",
    config: { runtime: { model: "conversation/model", prompt }, ...config },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  await app.call("POST", `/procedural_agents/${made.body["version_id"]}/release`);
  return made.body["id"];
}

describe("a conversation that has ended", () => {
  it("gets a summary and a sentiment, shown with it and in the list, written by its own model", async () => {
    const agentId = await app.makeAgent("Answer.");
    const { id } = await talk(agentId, ["Do you sell apples?", "Great, thank you!"]);
    const shown = await summedUp(id);
    expect(shown).toMatchObject({ status: "completed", sentiment: "positive" });
    expect(shown["summary"]).toContain("Do you sell apples?");
    const { body: list } = await app.call("GET", `/conversations?agent_id=${agentId}`);
    expect(list["data"]).toMatchObject([{ id, sentiment: "positive" }]);
    const run = await onlyRunOf(id);
    expect(run).toMatchObject({ agent_id: SUMMARY_AGENT_ID, status: "success", trigger: "summary", livemode: true });
    expect(run.output).toEqual({ summary: shown["summary"], sentiment: "positive" });
  });

  it("has a sentiment that tells an annoyed user from a pleased one", async () => {
    const agentId = await app.makeAgent("Answer.");
    const { id } = await talk(agentId, ["This is ridiculous, nothing works and you are useless."]);
    expect(await summedUp(id)).toMatchObject({ sentiment: "negative" });
  });

  it("has the same log and the same last event as without a summary", async () => {
    const { id, url } = await talk(await app.makeAgent("Answer."), ["Hello!"]);
    await summedUp(id);
    const reader = await readEvents(url);
    await reader.ended();
    const types = reader.blocks.map(({ event }) => event.payload.type);
    expect(types.at(-1)).toBe("conversation.ended");
    expect(types).not.toContain("conversation.summarized");
  });

  it("is told of with its summary to the webhook endpoints that ask for that, after its end", async () => {
    const types = ["conversation.ended", "conversation.summarized"];
    await makeEndpoint(app, { url: `${receiver.url}/all`, types });
    await makeEndpoint(app, { url: `${receiver.url}/usual` });
    const { id } = await talk(await app.makeAgent("Answer."), ["Hello!", "Perfect, thanks."]);
    const { summary, sentiment } = await summedUp(id);
    await vi.waitFor(() => expect(receiver.typesOf(id, "/all")).toEqual(types), { timeout: 30_000 });
    const sent = receiver.received.find(({ event }) => event.payload.type === "conversation.summarized")?.event;
    const { version_id } = (await app.call("GET", `/conversational_agents/${(await show(id))["agent_id"]}`)).body;
    expect(sent).toMatchObject({ conversation_id: id, agent_id: version_id, livemode: true, experimental: true });
    expect(sent?.payload).toEqual({ type: "conversation.summarized", summary, sentiment });
    expect(receiver.typesOf(id, "/usual")).toEqual(["conversation.setup", "conversation.ended"]);

    const silent = await talk(await app.makeAgent("Answer."), []);
    await vi.waitFor(() => expect(receiver.typesOf(silent.id, "/all")).toEqual(types), { timeout: 30_000 });
  });

  it("is summed up by the agent that its own configuration names, whatever else that one writes", async () => {
    const output_schema = {
      type: "object",
      properties: { summary: { type: "string" }, wants_refund: { type: "boolean" } },
      required: ["summary", "wants_refund"],
    };
    const own = await makeProcedural({ output: { output_schema } });
    const agentId = await app.makeAgent("Answer.", { summary: { agent_id: own } });
    const { id } = await talk(agentId, ["I want a refund."]);
    const shown = await summedUp(id);
    expect(shown).toMatchObject({ sentiment: null });
    const run = await onlyRunOf(id);
    expect(run).toMatchObject({ agent_id: own, output: { summary: shown["summary"], wants_refund: true } });
  });

  it("that sleeps between messages is summed up when it has been idle for long enough", async () => {
    const agentId = await app.makeAgent("Answer.");
    const { id } = await app.converse(agentId, { channel: { type: "chat_async" } });
    const said = { payload: { type: "user.message.send", text: "Great, thank you!" } };
    const headers = { authorization: `Bearer ${app.key}`, ...VERSION_HEADER };
    const reader = await readEvents(`${app.url}/conversations/${id}/session`, headers, said);
    await reader.ended();
    const holder = "select holder from conversations where id = $1";
    await vi.waitFor(async () => expect((await database.query(holder, [id])).rows).toEqual([{ holder: null }]), 30_000);
    // As if two days had gone by.
    await database.query("update events set created_at = created_at - interval '2 days' where conversation_id = $1", [
      id,
    ]);
    await database.query("update jobs set due_at = due_at - interval '2 days' where subject = $1", [id]);
    expect(await summedUp(id)).toMatchObject({ status: "completed", sentiment: "positive" });
  });

  it("ends as it would without, when nobody manages to sum it up", async () => {
    const agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/talker" } });
    const { id } = await talk(agentId, ["Hello!"]);
    expect(await onlyRunOf(id)).toMatchObject({ status: "failed", error_code: "no_output" });
    expect(await show(id)).toMatchObject({ status: "completed", summary: null, sentiment: null });
  });

  it("of test mode may be deleted before it is summed up", async () => {
    const { id } = await talk(await app.makeAgent("Answer."), ["Hello!"], { livemode: false });
    expect((await app.call("DELETE", `/conversations/${id}`)).status).toBe(200);
    expect(await runsOf(id)).toEqual([]);
    const { id: next } = await talk(await app.makeAgent("Answer."), ["Hello!"]);
    await summedUp(next);
  });
});

describe("an agent's condition", () => {
  const config = { filter_condition: "The customer asked for a refund.", output: {} };

  it("lets its run go on when the model finds it true, and skips it with the reason when not", async () => {
    const refunds = await makeProcedural(config, "Refunds");
    const agentId = await app.makeAgent("Answer.", { summary: { is_enabled: false } });
    await app.call("PUT", `/conversational_agents/${agentId}`, { postprocess_agents: [refunds] });
    await app.call("POST", `/conversational_agents/${agentId}@v1/release`);
    const asked = await talk(agentId, ["I would like a refund, please."]);
    expect(await onlyRunOf(asked.id)).toMatchObject({ agent_id: refunds, status: "success" });
    const other = await talk(agentId, ["Do you sell apples?"]);
    const skipped = await onlyRunOf(other.id);
    expect(skipped).toMatchObject({ agent_id: refunds, status: "skipped", output: null, error: null });
    expect(skipped.summary).toContain("The customer asked for a refund.");
  });

  it("fails its run when the model never says whether it is true", async () => {
    const refunds = await makeProcedural(config, "Refunds");
    const agentId = await app.makeAgent("Answer.", {
      runtime: { model: "fake/talker" },
      summary: { agent_id: refunds },
    });
    const { id } = await talk(agentId, ["Hello!"]);
    expect(await onlyRunOf(id)).toMatchObject({ status: "failed", error_code: "no_verdict" });
  });
});

describe("a procedural agent whose run is under way", () => {
  it("cannot be deleted until the run is over or cancelled", async () => {
    const id = await makeProcedural({ runtime: { model: "fake/silent", prompt: { type: "fixed", text: "Work." } } });
    const { body: run } = await app.call("POST", "/procedures", { agent_id: id, input: { text: "Hello." } });
    const refused = await app.call("DELETE", `/procedural_agents/${id}`);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: "in_use" } } });
    expect(refused.body["error"].message).toContain("/cancel");
    await app.call("POST", `/procedures/${run["id"]}/cancel`);
    await vi.waitFor(
      async () => expect((await app.call("DELETE", `/procedural_agents/${id}`)).status).toBe(200),
      30_000,
    );
    // What it was to do stays to be seen.
    expect((await app.call("GET", `/procedures/${run["id"]}`)).body).toMatchObject({
      status: "cancelled",
      name: "Own",
    });
  });
});

describe("the platform's own summary agent", () => {
  it("has no model to ask where there is no conversation, and says so", async () => {
    const { body } = await app.call("POST", "/procedures", { agent_id: SUMMARY_AGENT_ID, input: { text: "Hello." } });
    const shown = async () => (await app.call("GET", `/procedures/${body["id"]}`)).body;
    await vi.waitFor(async () => expect(await shown()).toMatchObject({ status: "failed" }), { timeout: 30_000 });
    const { error, error_code } = await shown();
    expect(error_code).toBe("invalid_config");
    expect(error).toContain("conversation/model");
  });

  it("is replaced for the whole installation by a version that is released", async () => {
    const path = `/procedural_agents/${SUMMARY_AGENT_ID}`;
    const { config } = (await app.call("GET", path)).body;
    const output_schema = {
      type: "object",
      properties: { summary: { const: "Replaced." }, sentiment: { const: "neutral" } },
      required: ["summary", "sentiment"],
    };
    const { body: draft } = await app.call("PUT", path, { config: { ...config, output: { output_schema } } });
    const agentId = await app.makeAgent("Answer.");
    const before = await talk(agentId, ["Hello!"]);
    expect((await summedUp(before.id))["summary"]).not.toBe("Replaced.");
    await app.call("POST", `/procedural_agents/${draft["version_id"]}/release`);
    const after = await talk(agentId, ["Great!"]);
    expect(await summedUp(after.id)).toMatchObject({ summary: "Replaced.", sentiment: "neutral" });
    await app.call("POST", `${path}@v0/release`);
  });
});

describe("a server that is killed between the end of a conversation and its summary", () => {
  it("sums it up once it is started again, once", { timeout: 240_000 }, async () => {
    const server = await startServerProcess({
      environment: { OPERATOR_SUMMARIES: "true", OPERATOR_QUICKSTART: "false", OPERATOR_RATE_LIMIT: "1000000" },
    });
    try {
      const agentId = await makeAgentAt(server);
      const ids: string[] = [];
      for (let round = 0; round < 3; round++) {
        const ended = await endAt(server, agentId, round * 15);
        await server.kill();
        ids.push(...ended);
        await server.start();
      }
      for (const id of ids) {
        await vi.waitFor(
          async () => expect((await callAt(server, "GET", `/conversations/${id}`))["summary"]).not.toBeNull(),
          { timeout: 60_000, interval: 100 },
        );
        const { data } = (await callAt(server, "GET", `/procedures?conversation_id=${id}`)) as { data: object[] };
        expect(data).toMatchObject([{ status: "success", trigger: "summary" }]);
      }
      expect(ids.length).toBe(9);
    } finally {
      await server.cleanUp();
    }
  });
});

const callAt = (server: ServerProcess, method: string, path: string, body?: object) =>
  callServer(server, { method, path, body });

async function makeAgentAt(server: ServerProcess): Promise<string> {
  const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text: "Answer." } };
  const agent = { name: "Ada", description: "", config: { runtime } };
  const { version_id } = await callAt(server, "POST", "/conversational_agents", agent);
  return String(version_id);
}

/** Ends three conversations at about the same time, and gives the platform so many ms to begin with what follows. */
async function endAt(server: ServerProcess, agentId: string, head: number): Promise<string[]> {
  const ended = await Promise.all(
    [1, 2, 3].map(async () => {
      const created = await callAt(server, "POST", "/conversations", {
        agent_id: agentId,
        channel: { type: "chat_realtime" },
      });
      const { token, session_url } = created["channel"] as { token: string; session_url: string };
      const session = openSessionClient(`${session_url}?token=${token}`);
      session.send({ type: "conversation.start" });
      session.send({ type: "user.message.send", text: "Hello!" });
      await session.next("user.message.received");
      session.send({ type: "conversation.end" });
      await session.next("conversation.ended");
      return String(created["id"]);
    }),
  );
  // So that over the rounds the kill comes before, during and after the steps that lead to a summary.
  await new Promise((resolve) => setTimeout(resolve, head));
  return ended;
}
