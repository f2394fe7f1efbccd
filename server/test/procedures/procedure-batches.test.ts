import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, startTestApp } from "../../src/testing/app.ts";
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../webhooks/webhook-receiver.ts";
import {
  calls,
  makeProcedural,
  modelVariables,
  QUICK,
  records,
  says,
  type ScriptedModels,
  STALLS,
  startScriptedModels,
  type Step,
  talk,
} from "./procedure-world.ts";

let models: ScriptedModels;
let receiver: WebhookReceiver;
let app: DescribedApp;
let client: pg.Client;
let talker: string;
/** A model that has a price. */
let priced: string;
/** Conversations that are over, oldest first. */
const past: string[] = [];
const PAST = 6;

beforeAll(async () => {
  [models, receiver] = await Promise.all([startScriptedModels(), startWebhookReceiver()]);
  priced = models.play(wrote({ a: 1 }));
  app = await startDescribedApp(
    {
      ...modelVariables(models),
      OPERATOR_QUICKSTART: "false",
      OPERATOR_ALLOWED_ADDRESSES: new URL(receiver.url).host,
      OPERATOR_MODEL_PRICES: `${priced}=1000/2000`,
    },
    QUICK,
  );
  client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  const echo = (): ReturnType<typeof says> => says("I see.");
  talker = await app.makeAgent("Talk.", { runtime: { model: models.play(echo, echo) } });
  for (let count = 0; count < PAST; count += 1) past.push(await talk(app, talker, { texts: [`Wish ${count}.`] }));
}, 60_000);

afterAll(async () => {
  await client.end();
  await app.stop();
  await Promise.all([models.close(), receiver.close()]);
});

/** Makes an agent and changes it into another version: v0 plays `before`, v1, which is released, plays `after`. */
async function twoVersions(before: Step[], after: Step[], config: Record<string, unknown> = {}): Promise<string> {
  const id = await makeProcedural(app, models.play(...before), config);
  const prompt = { type: "fixed", text: "Do your work better." };
  const changed = { ...config, runtime: { model: models.play(...after), prompt } };
  expect((await app.call("PUT", `/procedural_agents/${id}`, { config: changed })).status).toBe(200);
  expect((await app.call("POST", `/procedural_agents/${id}@v1/release`)).status).toBe(200);
  return id;
}

async function begin(settings: Record<string, unknown>): Promise<string> {
  const { status, body } = await app.call("POST", "/procedure_batches", settings);
  expect(status, JSON.stringify(body)).toBe(200);
  return body["id"];
}

const show = async (id: string) => (await app.call("GET", `/procedure_batches/${id}`)).body;

async function over(id: string): Promise<Answer["body"]> {
  await expect.poll(async () => (await show(id))["ended_at"], { timeout: 30_000, interval: 50 }).not.toBeNull();
  return show(id);
}

async function resultsOf(id: string, query = ""): Promise<Answer["body"][]> {
  const { status, body } = await app.call("GET", `/procedure_batches/${id}/results?limit=200${query}`);
  expect(status).toBe(200);
  return body["data"];
}

/** Records an output, with a summary, which one without a schema needs. */
const wrote = (output: unknown) => records(output, { summary: "Done." });

/** What the user wished in the conversation that a model is asked about. */
const wishIn = (request: { messages: unknown }) => /Wish (\d+)/.exec(JSON.stringify(request.messages))?.[1] ?? "none";

describe("a batch", () => {
  it("runs an agent over past conversations as a trial, newest first, and shows each output and what it used", async () => {
    const agent_id = await makeProcedural(
      app,
      models.play((request) => wrote({ wish: wishIn(request) })),
      {
        output: { post_url: `${receiver.url}/trial` },
      },
    );
    const id = await begin({ agent_id, conversation_ids: past });
    const done = await over(id);
    expect(done).toMatchObject({
      id: expect.stringMatching(/^pbat_[0-9A-Za-z]{11}$/),
      agent_id: `${agent_id}@v0`,
      compare_with: null,
      has_effects: false,
      status: "completed",
      progress: { conversations: PAST, done: PAST, under_way: 0 },
      totals: { runs: PAST, success: PAST, failed: 0, cost_usd: null },
      comparison: null,
      error: null,
    });
    expect(done["totals"].input_tokens).toBeGreaterThan(0);
    const results = await resultsOf(id);
    expect(results.map(({ conversation_id }) => conversation_id)).toEqual(past.toReversed());
    expect(results.map(({ run }) => run.output)).toEqual(
      Array.from({ length: PAST }, (_, place) => ({ wish: String(PAST - 1 - place) })),
    );
    const trials = await client.query("select 1 from procedures where batch_id = $1 and is_trial", [id]);
    expect(trials.rowCount).toBe(PAST);
    const { body } = await app.call("GET", "/webhook_deliveries?target=post_url");
    expect(body["data"]).toEqual([]);
    expect(receiver.received).toEqual([]);
  });

  it("sets no custom field and calls no tool as a trial, but tells the model that it does", async () => {
    const fields = { fields: { tried: true } };
    const model = models.play(calls("set_custom_fields", fields), wrote({ done: true }));
    const agent_id = await makeProcedural(app, model, {
      tool: { tools: [{ ns: "syscall", name: "set_custom_fields" }] },
    });
    await over(await begin({ agent_id, conversation_ids: [past[0]] }));
    const { body } = await app.call("GET", `/conversations/${past[0]}`);
    expect(body["custom_fields"]).toEqual({});
    const real = await over(await begin({ agent_id, conversation_ids: [past[0]], has_effects: true }));
    expect(real["totals"]).toMatchObject({ success: 1 });
    expect((await app.call("GET", `/conversations/${past[0]}`)).body["custom_fields"]).toEqual({ tried: true });
  });

  it("sends outputs where the agent says when it has effects", async () => {
    const agent_id = await makeProcedural(app, models.play(wrote({ fine: true })), {
      output: { post_url: `${receiver.url}/real` },
    });
    const id = await begin({ agent_id, conversation_ids: past.slice(0, 2), has_effects: true });
    await over(id);
    const posted = () =>
      receiver.received.filter(({ url }) => url === "/real").map(({ body }) => JSON.parse(body).conversation_id);
    await expect.poll(() => posted().toSorted(), { timeout: 30_000 }).toEqual(past.slice(0, 2).toSorted());
  });

  it("compares two versions field by field, and counts what changed", async () => {
    const agent_id = await twoVersions(
      [(request) => wrote({ wish: wishIn(request), old: 1, tags: ["a"] })],
      [(request) => wrote({ wish: wishIn(request) === "0" ? "zero" : wishIn(request), new: 2, tags: ["a"] })],
    );
    const id = await begin({ agent_id, compare_with: `${agent_id}@v0`, conversation_ids: past.slice(0, 3) });
    const done = await over(id);
    expect(done).toMatchObject({
      agent_id: `${agent_id}@v1`,
      compare_with: `${agent_id}@v0`,
      progress: { conversations: 3, done: 3 },
      totals: { runs: 6, success: 6 },
      comparison: {
        compared: 3,
        changed: 3,
        status_changed: 0,
        fields: [
          { path: "/new", added: 3, removed: 0, changed: 0 },
          { path: "/old", added: 0, removed: 3, changed: 0 },
          { path: "/wish", added: 0, removed: 0, changed: 1 },
        ],
      },
    });
    const [, , first] = await resultsOf(id);
    expect(first).toMatchObject({
      conversation_id: past[0],
      is_done: true,
      run: { agent_version_id: `${agent_id}@v1`, status: "success" },
      compared_run: { agent_version_id: `${agent_id}@v0`, output: { wish: "0", old: 1, tags: ["a"] } },
      changes: [
        { path: "/new", change: "added", old: null, new: 2 },
        { path: "/old", change: "removed", old: 1, new: null },
        { path: "/wish", change: "changed", old: "0", new: "zero" },
      ],
    });
  });

  it("tells an output that one version alone could write from one that changed", async () => {
    const agent_id = await twoVersions(
      Array.from({ length: 10 }, () => (request) => (wishIn(request) === "1" ? says("No.") : wrote({ a: 1 }))),
      [wrote({ a: 1 })],
    );
    const id = await begin({ agent_id, compare_with: `${agent_id}@v0`, conversation_ids: past.slice(0, 2) });
    const done = await over(id);
    expect(done["comparison"]).toEqual({ compared: 1, changed: 0, status_changed: 1, fields: [] });
    const changed = await resultsOf(id, "&only_changed=true");
    expect(changed).toMatchObject([{ conversation_id: past[1], changes: null, compared_run: { status: "failed" } }]);
  });

  it("takes conversations by a filter, the newest first, and pages its results", async () => {
    const agent_id = await makeProcedural(app, models.play(wrote({ a: 1 })));
    const id = await begin({ agent_id, filter: { agent_id: talker, status: "completed" }, max_conversations: 4 });
    await over(id);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body }: Answer = await app.call(
        "GET",
        `/procedure_batches/${id}/results?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...(body["data"] as { conversation_id: string }[]).map(({ conversation_id }) => conversation_id));
      cursor = body["cursor"];
    }
    expect(seen).toEqual(past.toReversed().slice(0, 4));
    const word = await begin({ agent_id, filter: { q: "Wish 3" } });
    expect((await over(word))["progress"]["conversations"]).toBe(1);
    const { body: list } = await app.call("GET", `/procedure_batches?agent_id=${agent_id}`);
    expect((list["data"] as { id: string }[]).map((batch) => batch.id)).toEqual([word, id]);
  });
});

describe("a batch with a budget", () => {
  it("in tokens begins no run once it is used up, and overshoots it by no more than what is under way", async () => {
    const agent_id = await makeProcedural(app, models.play(wrote({ a: 1 })));
    const one = await over(await begin({ agent_id, conversation_ids: past.slice(0, 1) }));
    const each = one["totals"].input_tokens + one["totals"].output_tokens;
    expect(each).toBeGreaterThan(0);
    const id = await begin({
      agent_id,
      conversation_ids: past,
      concurrency: 2,
      budget: { max_tokens: each * 2 + 1 },
    });
    const done = await over(id);
    expect(done["status"]).toBe("budget_exhausted");
    const used = done["totals"].input_tokens + done["totals"].output_tokens;
    expect(used).toBeGreaterThan(each * 2);
    expect(used).toBeLessThanOrEqual(each * 4);
    expect(done["progress"].done).toBeLessThan(PAST);
    expect((await resultsOf(id)).filter(({ run }) => run === null).length).toBeGreaterThan(0);
  });

  it("in money needs a price of every model that may answer, and says what is missing", async () => {
    const unpriced = await makeProcedural(app, models.play(wrote({ a: 1 })));
    const input = { conversation_ids: past, budget: { max_cost_usd: 1 } };
    const refused = await app.call("POST", "/procedure_batches", { agent_id: unpriced, ...input });
    expect(refused.status).toBe(400);
    expect(refused.body["error"].param).toBe("budget.max_cost_usd");
    expect(refused.body["error"].message).toMatch(/OPERATOR_MODEL_PRICES has no price of fake\/m\d+\. Add `fake/);
    const held = await makeProcedural(app, "conversation/model");
    const unknown = await app.call("POST", "/procedure_batches", { agent_id: held, ...input });
    expect(unknown.status).toBe(400);
    expect(unknown.body["error"].message).toMatch(/takes the models of each conversation/);
  });

  it("in money stops by what the runs cost", async () => {
    const agent_id = await makeProcedural(app, priced);
    const one = await over(await begin({ agent_id, conversation_ids: past.slice(0, 1) }));
    const { input_tokens, output_tokens, cost_usd: each } = one["totals"];
    expect(each).toBeCloseTo((input_tokens * 1_000 + output_tokens * 2_000) / 1_000_000, 6);
    expect(each).toBeGreaterThan(0);
    const budget = { max_cost_usd: each * 2.5 };
    const done = await over(await begin({ agent_id, conversation_ids: past, concurrency: 1, budget }));
    expect(done).toMatchObject({ status: "budget_exhausted", totals: { runs: 3 }, budget: { max_tokens: null } });
    expect(done["totals"].cost_usd).toBeCloseTo(each * 3, 6);
  });
});

describe("a batch that is interrupted", () => {
  it("is cancelled with the runs under way, and stays so", async () => {
    const agent_id = await makeProcedural(app, models.play(STALLS));
    const id = await begin({ agent_id, conversation_ids: past, concurrency: 2 });
    await expect.poll(async () => (await show(id))["progress"].under_way, { timeout: 30_000 }).toBe(2);
    const { status, body } = await app.call("POST", `/procedure_batches/${id}/cancel`);
    expect([status, body["status"]]).toEqual([200, "cancelled"]);
    const done = await over(id);
    expect(done).toMatchObject({ status: "cancelled", totals: { runs: 2, cancelled: 2 } });
    expect((await app.call("POST", `/procedure_batches/${id}/cancel`)).body).toEqual(done);
  });

  it("is cancelled with the reason when its agent is deleted", async () => {
    const agent_id = await makeProcedural(app, models.play({ ...wrote({ a: 1 }), firstPieceAfter: 1_500 }));
    const id = await begin({ agent_id, conversation_ids: past, concurrency: 1 });
    await expect.poll(async () => (await show(id))["progress"].under_way, { timeout: 30_000 }).toBe(1);
    await client.query("update agents set deleted_at = now() where id = $1", [agent_id]);
    const done = await over(id);
    expect(done).toMatchObject({ status: "cancelled", error: { code: "not_found" }, totals: { runs: 1, success: 1 } });
    expect(done["error"].message).toContain(agent_id);
  });

  it("goes on in another process, and begins no run twice", async () => {
    const agent_id = await makeProcedural(app, models.play(wrote({ a: 1 })));
    const variables = { ...modelVariables(models), OPERATOR_QUICKSTART: "false", DATABASE_URL: app.databaseUrl };
    const other = await startTestApp(variables, QUICK);
    try {
      const ids = await Promise.all([1, 2, 3].map(() => begin({ agent_id, conversation_ids: past, concurrency: 3 })));
      for (const id of ids) {
        const { totals, progress } = await over(id);
        expect(totals).toMatchObject({ runs: PAST, success: PAST });
        // Also the run that ends while a step is being taken.
        expect(progress).toEqual({ conversations: PAST, done: PAST, under_way: 0 });
        const results = await resultsOf(id);
        expect(new Set(results.map(({ run }) => run.procedure_id)).size).toBe(PAST);
      }
    } finally {
      await other.stop();
    }
  });
});

describe("a batch is refused", () => {
  it.each([
    ["without conversations", {}, "conversation_ids"],
    ["with both ids and a filter", { conversation_ids: ["conv_1"], filter: {} }, "conversation_ids"],
    ["with no ids", { conversation_ids: [] }, "conversation_ids"],
    ["for conversations that are not there", { conversation_ids: ["conv_00000000000"] }, "conversation_ids"],
    ["for an id that is none", { conversation_ids: ["\u0000"] }, "conversation_ids"],
    ["for a filter that nothing fits", { filter: { q: "nobody said this" } }, "filter"],
    ["for conversations that go on", { filter: { status: "in-progress" } }, "filter.status"],
    ["with a budget of nothing", { filter: {}, budget: {} }, "budget"],
    ["with a budget below nothing", { filter: {}, budget: { max_tokens: -1 } }, "budget.max_tokens"],
    ["with too many at once", { filter: {}, concurrency: 1_000 }, "concurrency"],
    ["with a field that is none", { filter: { agent: "x" } }, "filter.agent"],
    ["with another agent to compare with", { filter: {}, compare_with: "pa_00000000000@v0" }, "compare_with"],
  ])("%s", async (_what, settings, param) => {
    const agent_id = await makeProcedural(app, models.play(wrote({ a: 1 })));
    const { status, body } = await app.call("POST", "/procedure_batches", { agent_id, ...settings });
    expect(status, JSON.stringify(body)).toBe(400);
    expect(body["error"].param).toBe(param);
  });

  it("for the same version twice, and for two with effects", async () => {
    const agent_id = await twoVersions([wrote({ a: 1 })], [wrote({ a: 2 })]);
    const input = { agent_id, filter: {} };
    const same = await app.call("POST", "/procedure_batches", { ...input, compare_with: `${agent_id}@v1` });
    expect([same.status, same.body["error"].param]).toEqual([400, "compare_with"]);
    const twice = { ...input, compare_with: `${agent_id}@v0`, has_effects: true };
    const effects = await app.call("POST", "/procedure_batches", twice);
    expect([effects.status, effects.body["error"].param]).toEqual([400, "has_effects"]);
    expect((await app.call("POST", "/procedure_batches", { ...input, compare_with: `${agent_id}@v9` })).status).toBe(
      404,
    );
  });

  it("to a test key for live conversations, which sees no live batch either", async () => {
    const headers = await app.testKeyHeaders();
    const agent_id = await makeProcedural(app, models.play(wrote({ a: 1 })));
    const live = await begin({ agent_id, conversation_ids: past.slice(0, 1) });
    await over(live);
    for (const path of [`/procedure_batches/${live}`, `/procedure_batches/${live}/results`]) {
      expect((await app.call("GET", path, undefined, headers)).status).toBe(404);
    }
    expect((await app.call("POST", `/procedure_batches/${live}/cancel`, undefined, headers)).status).toBe(404);
    expect((await app.call("GET", "/procedure_batches", undefined, headers)).body["data"]).toEqual([]);
    const refused = await app.call("POST", "/procedure_batches", { agent_id, filter: {} }, headers);
    expect(refused.status).toBe(404);
    const test = await app.call("POST", "/procedure_batches", { agent_id, conversation_ids: past, livemode: false });
    expect(test.status).toBe(400);
    expect(test.body["error"].message).toMatch(/no test-mode conversation/);
  });
});

describe("what a batch keeps", () => {
  it("goes with the conversation that it is about", async () => {
    const agent_id = await makeProcedural(app, models.play(wrote({ a: 1 })));
    const id = await talk(app, talker, { texts: ["Wish 9."], livemode: false });
    const batch = await begin({ agent_id, conversation_ids: [id], livemode: false });
    await over(batch);
    expect(await resultsOf(batch)).toHaveLength(1);
    expect((await app.call("DELETE", `/conversations/${id}`)).status).toBe(200);
    expect(await resultsOf(batch)).toEqual([]);
    expect((await show(batch))["progress"].conversations).toBe(0);
  });
});
