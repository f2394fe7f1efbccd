import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VERSION_HEADER } from "../../src/testing/app.ts";
import type { FakeModelServer } from "../../src/testing/fake-model-server.ts";
import { type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { OURS, SMS_AGENT, startModel, variablesOf } from "./sms-world.ts";
import { startTwilioServer, type TwilioServer } from "./twilio-server.ts";

let carrier: TwilioServer;
let model: FakeModelServer;
let server: ServerProcess;
let agentId: string;

beforeAll(async () => {
  carrier = await startTwilioServer();
  model = await startModel((heard) => ({
    pieces: [heard.includes("follow-up is due") ? "Reminder." : "Good morning."],
    firstPieceAfter: 30,
  }));
  server = await startServerProcess({ environment: { ...variablesOf(carrier, model), LOG_LEVEL: "error" } });
  const config = { ...SMS_AGENT, runtime: { model: "fake/model", prompt: { type: "fixed", text: "You answer." } } };
  const made = await call("POST", "/conversational_agents", { name: "Agent", description: "For a test.", config });
  agentId = made["id"];
  await call("POST", `/conversational_agents/${made["version_id"]}/release`);
  await call("POST", "/phone_numbers", { number: OURS, agent_id: agentId, is_default: true });
}, 90_000);

afterAll(async () => {
  await server.cleanUp();
  await model.close();
  await carrier.close();
  expect(carrier.problems).toEqual([]);
}, 30_000);

async function call(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${server.url()}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.apiKey}`,
      ...VERSION_HEADER,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  return (text.startsWith("{") ? JSON.parse(text) : {}) as Record<string, any>;
}

const at = (time: number) => new Date(time).toISOString();
const until = (time: number) =>
  expect.poll(() => Date.now(), { timeout: 60_000, interval: 10 }).toBeGreaterThanOrEqual(time);

const schedule = (callee_no: string, time: number) =>
  call("POST", "/conversations", { agent_id: agentId, channel: { type: "sms", callee_no }, scheduled_at: at(time) });

/** Holds a chat with somebody, and orders a follow-up by text message. */
async function arrange(phone_no: string, time: number): Promise<string> {
  const channel = { type: "chat_async" };
  const { id } = await call("POST", "/conversations", {
    agent_id: agentId,
    channel,
    context: { $customer: { phone_no } },
  });
  await call("POST", `/conversations/${id}/session`, { payload: { type: "user.message.send", text: "Hello." } });
  const order = { conversation_id: id, due_at: at(time), note: "Say hello.", channel: "sms" };
  return (await call("POST", "/follow_ups", order))["id"];
}

describe("a platform that is killed when things are due", () => {
  it("begins each conversation and sees to each follow-up once, and writes each text message once", async () => {
    const numbers = (prefix: string) =>
      Array.from({ length: 12 }, (_, index) => `+1415557${prefix}${String(index).padStart(2, "0")}`);
    const time = Date.now() + 8_000;
    const scheduled = await Promise.all(numbers("10").map((number) => schedule(number, time)));
    const followUps = await Promise.all(numbers("20").map((number) => arrange(number, time)));
    expect(Date.now()).toBeLessThan(time);
    await until(time);
    for (const wait of [50, 400, 900, 200]) {
      await until(Date.now() + wait);
      await server.kill();
      await server.start();
    }
    const statuses = async () => {
      const all = await Promise.all(scheduled.map(({ id }) => call("GET", `/conversations/${id}`)));
      const seen = await Promise.all(followUps.map((id) => call("GET", `/follow_ups/${id}`)));
      return [...new Set([...all.map((one) => one["status"]), ...seen.map((one) => one["status"])])].sort();
    };
    await expect.poll(statuses, { timeout: 60_000, interval: 200 }).toEqual(["done", "in-progress"]);
    const expected = [
      ...numbers("10").map((to) => `${to} Good morning.`),
      ...numbers("20").map((to) => `${to} Reminder.`),
    ];
    const written = () => carrier.taken.map(({ to, body }) => `${to} ${body}`).sort();
    await expect
      .poll(() => written().length, { timeout: 90_000, interval: 200 })
      .toBeGreaterThanOrEqual(expected.length);
    expect(written()).toEqual(expected.sort());
    const { data } = await call("GET", "/conversations?channel_type=sms&limit=200");
    expect(data).toHaveLength(expected.length);
  }, 240_000);

  it("begins at once what it missed while it was down, in its new life as in the old", async () => {
    carrier.taken.length = 0;
    const time = Date.now() + 1_500;
    const { id } = await schedule("+14155573000", time);
    const followUp = await arrange("+14155573001", time + 500);
    await server.kill();
    await until(time + 1_000);
    await server.start();
    await expect
      .poll(async () => (await call("GET", `/conversations/${id}`))["status"], { timeout: 30_000 })
      .toBe("in-progress");
    await expect
      .poll(async () => (await call("GET", `/follow_ups/${followUp}`))["status"], { timeout: 30_000 })
      .toBe("done");
    await expect
      .poll(() => carrier.taken.map(({ body }) => body).sort(), { timeout: 30_000 })
      .toEqual(["Good morning.", "Reminder."]);
  }, 120_000);

  it("begins on time after a restart what was created before it", async () => {
    const time = Date.now() + 12_000;
    const { id } = await schedule("+14155573002", time);
    await server.stop();
    await server.start();
    expect(Date.now()).toBeLessThan(time);
    expect((await call("GET", `/conversations/${id}`))["status"]).toBe("queued");
    await expect
      .poll(async () => (await call("GET", `/conversations/${id}`))["status"], { timeout: 30_000 })
      .toBe("in-progress");
    const { started_at } = await call("GET", `/conversations/${id}`);
    expect(Date.parse(started_at) - time).toBeGreaterThanOrEqual(0);
  }, 120_000);
});
