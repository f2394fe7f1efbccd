import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FakeModelServer } from "../../src/testing/fake-model-server.ts";
import { callServer, type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { messageForm, OURS, postAsTwilio, SMS_AGENT, startModel, variablesOf } from "./sms-world.ts";
import { startTwilioServer, type TwilioServer } from "./twilio-server.ts";

let carrier: TwilioServer;
let model: FakeModelServer;
let server: ServerProcess;

beforeAll(async () => {
  carrier = await startTwilioServer();
  model = await startModel((heard) => ({
    pieces: [`Heard: ${heard.match(/no\. \d+/g)?.join(",")}`],
    firstPieceAfter: 20,
  }));
  server = await startServerProcess({ environment: { ...variablesOf(carrier, model), LOG_LEVEL: "error" } });
}, 90_000);

afterAll(async () => {
  await server.cleanUp();
  await model.close();
  await carrier.close();
  expect(carrier.problems).toEqual([]);
}, 30_000);

const call = (method: string, path: string, body?: unknown) => callServer(server, { method, path, body });

async function setUp(): Promise<void> {
  const prompt = { type: "fixed", text: "You answer." };
  const config = { ...SMS_AGENT, runtime: { model: "fake/model", prompt } };
  const made = await call("POST", "/conversational_agents", { name: "Agent", description: "For a test.", config });
  await call("POST", `/conversational_agents/${made["version_id"]}/release`);
  await call("POST", "/phone_numbers", { number: OURS, agent_id: made["id"] });
}

/** Brings a message as Twilio does: again when nobody has thanked for it. */
async function bring(count: number, person: number): Promise<void> {
  const from = `+1415555030${person}`;
  const form = messageForm({ sid: `SM${count}`, body: `This is no. ${count}`, from });
  const isThanked = async () => {
    try {
      return (await postAsTwilio(`${server.url()}/carriers/twilio/messages`, form)).status === 200;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  };
  await expect.poll(isThanked, { timeout: 60_000, interval: 100 }).toBe(true);
}

async function killAndStart(): Promise<void> {
  await server.kill();
  await server.start();
}

const NEVER = new Promise<never>(() => undefined);

describe("a platform that is killed again and again", () => {
  it("answers every message, and hands none over twice", { timeout: 240_000 }, async () => {
    await setUp();
    let count = 0;
    const moments: readonly (() => Promise<void>)[] = [
      async () => {
        // The carrier has it, and its answer never comes.
        const before = carrier.taken.length;
        carrier.script.push({ takesAndWaitsFor: NEVER });
        await bring(count, 0);
        await expect.poll(() => carrier.taken.length, { timeout: 30_000 }).toBeGreaterThan(before);
      },
      // Thanked, and nothing else done about it yet.
      () => bring(count, 1),
      async () => {
        // While the model writes.
        const before = model.requestCount();
        await bring(count, 2);
        await expect.poll(() => model.requestCount(), { timeout: 30_000, interval: 1 }).toBeGreaterThan(before);
      },
    ];
    for (let round = 0; round < 6; round += 1) {
      count += 1;
      await moments[round % moments.length]?.();
      await killAndStart();
    }
    const settled = async () => {
      const { data } = await call("GET", "/messages?limit=200");
      return (data as { status: string }[]).every(({ status }) => status === "sent" || status === "taken");
    };
    const answered = () => new Set(carrier.taken.flatMap(({ body }) => body.match(/no\. \d+/g) ?? [])).size;
    await expect.poll(answered, { timeout: 90_000 }).toBe(count);
    await expect.poll(settled, { timeout: 90_000 }).toBe(true);
    const parts = carrier.taken.map(({ statusCallback }) => new URL(statusCallback).pathname);
    expect(new Set(parts).size).toBe(parts.length);
    const { data } = await call("GET", "/messages?limit=200&direction=outbound");
    expect(data).toHaveLength(carrier.taken.length);
    expect(carrier.script).toEqual([]);
  });
});
