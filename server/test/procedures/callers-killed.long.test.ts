import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { withClient } from "../database-contents.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../webhooks/webhook-receiver.ts";
import {
  makeProcedural,
  modelVariables,
  QUICK,
  records,
  says,
  type ScriptedModels,
  startScriptedModels,
  talk,
} from "./procedure-world.ts";

const CONVERSATIONS = 12;

let database: TestDatabase;
let models: ScriptedModels;
let receiver: WebhookReceiver;
let server: ServerProcess;
let agentId: string;
const past: string[] = [];

beforeAll(async () => {
  [database, models, receiver] = await Promise.all([
    createTestDatabase(),
    startScriptedModels(),
    startWebhookReceiver(),
  ]);
  const environment = {
    ...modelVariables(models),
    DATABASE_URL: database.url,
    OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8",
    OPERATOR_MASTER_KEY: randomBytes(32).toString("base64"),
    OPERATOR_QUICKSTART: "false",
    OPERATOR_SUMMARIES: "false",
  };
  const app = await startTestApp(environment, QUICK);
  await prepare(app);
  await app.stop();
  server = await startServerProcess({ environment });
}, 90_000);

afterAll(async () => {
  await server.cleanUp();
  await Promise.all([models.close(), receiver.close()]);
  await database.drop();
});

/** Leaves conversations that are over, and an agent that takes half a second and posts its output. */
async function prepare(app: TestApp): Promise<void> {
  const talker = await app.makeAgent("Talk.", { runtime: { model: models.play(() => says("I see.")) } });
  for (let count = 0; count < CONVERSATIONS; count += 1) past.push(await talk(app, talker, { texts: ["A wish."] }));
  const slowly = { ...records({ noted: true }, { summary: "Noted." }), firstPieceAfter: 500 };
  // One that was killed while it recorded its output is asked to do so again.
  agentId = await makeProcedural(app, models.play(slowly, slowly, slowly, slowly), {
    output: { post_url: `${receiver.url}/outputs` },
  });
}

async function call(method: string, path: string, body?: object): Promise<Answer["body"]> {
  const headers = { authorization: `Bearer ${server.apiKey}`, "operator-version": "2025-06-19" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const typed = body === undefined ? headers : { ...headers, "content-type": "application/json" };
  const response = await fetch(server.url() + path, { method, headers: typed, ...sent });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return JSON.parse(text);
}

const query = <Row extends object>(statement: string, values: unknown[] = []) =>
  withClient(database.url, async (client) => (await client.query<Row>(statement, values)).rows);

describe("a batch whose process is killed, and killed again", () => {
  it("runs over each conversation once, and each output arrives under one key", async () => {
    const settings = { agent_id: agentId, conversation_ids: past, concurrency: 3, has_effects: true };
    const { id } = await call("POST", "/procedure_batches", settings);
    const done = async () => (await call("GET", `/procedure_batches/${id}`))["progress"]["done"] as number;
    for (const enough of [2, 6]) {
      await expect.poll(done, { timeout: 30_000, interval: 50 }).toBeGreaterThanOrEqual(enough);
      await server.kill();
      await server.start();
    }
    await expect.poll(done, { timeout: 60_000, interval: 100 }).toBe(CONVERSATIONS);
    const ended = async () => (await call("GET", `/procedure_batches/${id}`))["status"];
    await expect.poll(ended, { timeout: 30_000 }).toBe("completed");
    const runs = await query<{ conversation_id: string }>("select * from procedures where batch_id = $1", [id]);
    expect(runs.map((run) => run.conversation_id).toSorted()).toEqual(past.toSorted());
    const told = () => new Set(receiver.received.map((webhook) => JSON.parse(webhook.body).conversation_id)).size;
    await expect.poll(told, { timeout: 20_000 }).toBe(CONVERSATIONS);
    expect(new Set(receiver.received.map((webhook) => webhook.id)).size).toBe(CONVERSATIONS);
  }, 150_000);
});

describe("a schedule whose times passed while no process was there", () => {
  it("runs once when one is there again, and then at its next time", async () => {
    const { id } = await call("POST", "/procedure_schedules", { agent_id: agentId, cron: "0 * * * *" });
    await server.kill();
    const before = new Date();
    await query("update procedure_schedules set next_run_at = next_run_at - interval '50 hours'");
    await query("update jobs set due_at = due_at - interval '50 hours' where subject = $1", [id]);
    await server.start();
    const last = async () => (await call("GET", `/procedure_schedules/${id}`))["last_run"];
    await expect.poll(last, { timeout: 20_000 }).not.toBeNull();
    const { next_runs } = await call("GET", `/procedure_schedules/${id}`);
    expect(Date.parse(next_runs[0])).toBeGreaterThan(before.getTime());
    expect(await query("select 1 from procedures where trigger_key like $1", [`${id}/%`])).toHaveLength(1);
  }, 90_000);
});
