import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import type { FakeModelServer } from "../../src/testing/fake-model-server.ts";
import { callServer, findDatabase, type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { messageForm, OURS, postAsTwilio, SMS_AGENT, startModel, variablesOf } from "../messages/sms-world.ts";
import { startTwilioServer, type TwilioServer } from "../messages/twilio-server.ts";
import { newNumbers, rowsOf } from "./campaign-world.ts";

const ROWS = 60;
const KILLS = 3;

let carrier: TwilioServer;
let model: FakeModelServer;
let server: ServerProcess;

beforeAll(async () => {
  carrier = await startTwilioServer();
  model = await startModel(() => ({
    pieces: ["Good morning."],
    toolCalls: [{ name: "end_conversation", arguments: "{}" }],
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

describe("a campaign whose process is killed again and again", () => {
  it("loses no row and begins none twice", { timeout: 240_000 }, async () => {
    const prompt = { type: "fixed", text: "You write." };
    const config = { ...SMS_AGENT, runtime: { model: "fake/model", prompt } };
    const agent = await call("POST", "/conversational_agents", { name: "Agent", description: "For a test.", config });
    await call("POST", `/conversational_agents/${agent["version_id"]}/release`);
    await call("POST", "/phone_numbers", { number: OURS, agent_id: agent["id"], is_default: true });
    const numbers = newNumbers(ROWS);
    const campaign = await call("POST", "/campaigns", {
      name: "Killed",
      agent_id: agent["id"],
      channel: { type: "sms" },
      pacing: { per_minute: 6_000, at_once: 20 },
      rows: rowsOf(numbers),
    });
    const { id } = campaign as { id: string };
    await call("POST", `/campaigns/${id}/start`);
    const begun = async () => (await call("GET", `/campaigns/${id}`))["progress"].conversations as number;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // In the middle: another portion is on its way.
      const enough = Math.floor((ROWS * kill) / (KILLS + 2));
      await expect.poll(begun, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(enough);
      await server.kill();
      await server.start();
    }
    await expect.poll(begun, { timeout: 120_000, interval: 200 }).toBe(ROWS);
    await expect.poll(() => carrier.taken.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(ROWS);
    const written = carrier.taken.map(({ to }) => to);
    expect(written.sort()).toEqual([...numbers].sort());
    expect(await calledIn(id)).toEqual([...numbers].sort());
    await endWhatIsOpen(id);
    const status = async () => (await call("GET", `/campaigns/${id}`))["status"];
    await expect.poll(status, { timeout: 60_000, interval: 200 }).toBe("completed");
    const shown = await call("GET", `/campaigns/${id}`);
    expect(shown).toMatchObject({ progress: { rows: ROWS, done: ROWS, conversations: ROWS, begun: 0, pending: 0 } });
    expect(await calledIn(id)).toHaveLength(ROWS);
  });
});

/** Writes to the agent wherever it had no time to end the conversation before its process was killed. */
async function endWhatIsOpen(id: string): Promise<void> {
  const open = async () => (await call("GET", `/conversations?campaign_id=${id}&status=in-progress&limit=200`))["data"];
  const isQuiet = async () => {
    const { data } = await call("GET", `/messages?limit=200&status=pending`);
    return data.length === 0;
  };
  await expect.poll(isQuiet, { timeout: 60_000 }).toBe(true);
  for (const { id: conversation } of await open()) {
    const { channel } = await call("GET", `/conversations/${conversation}`);
    const form = messageForm({ sid: `SM${conversation}`, body: "Goodbye.", from: channel["callee_no"] });
    await postAsTwilio(`${server.url()}/carriers/twilio/messages`, form);
  }
}

/** Whom the campaign's conversations are with, as they are stored. */
async function calledIn(id: string): Promise<string[]> {
  const database = openDatabase(`${findDatabase(server.dataDirectory)?.url}`, { connections: 1 });
  try {
    const names = await database.selectFrom("conversations").select("channel").where("campaign_id", "=", id).execute();
    return names.map(({ channel }) => String(channel["callee_no"])).sort();
  } finally {
    await database.destroy();
  }
}
