import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, VERSION_HEADER } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import type { FakeModelServer } from "../../src/testing/fake-model-server.ts";
import { messageForm, OURS, postAsTwilio, SMS_AGENT, startModel, variablesOf } from "./sms-world.ts";
import { startTwilioServer, type TwilioServer } from "./twilio-server.ts";

let database: TestDatabase;
let model: FakeModelServer;
let carrier: TwilioServer;
let apps: [TestApp, TestApp];

beforeAll(async () => {
  database = await createTestDatabase();
  carrier = await startTwilioServer();
  model = await startModel((heard) => `Heard: ${heard}`);
  const variables = { ...variablesOf(carrier, model), DATABASE_URL: database.url };
  apps = [await startTestApp(variables), await startTestApp(variables)];
  const agentId = await apps[0].makeAgent("You answer text messages.", SMS_AGENT);
  await apps[0].call("POST", "/phone_numbers", { number: OURS, agent_id: agentId });
});

afterAll(async () => {
  for (const app of apps) await app.stop();
  await model.close();
  await carrier.close();
  await database.drop();
  expect(carrier.problems).toEqual([]);
});

describe("two processes on one database", () => {
  it("take a message to the one that holds its conversation, also while somebody follows it there", async () => {
    const [first, second] = apps;
    await postAsTwilio(`${first.url}/carriers/twilio/messages`, messageForm({ sid: "SM0", body: "0" }));
    await expect.poll(() => carrier.taken.length, { timeout: 30_000 }).toBe(1);
    const { body } = await first.call("GET", "/messages?direction=inbound");
    const id = (body["data"] as { conversation_id: string }[])[0]?.conversation_id as string;
    const gone = new AbortController();
    const headers = { authorization: `Bearer ${first.key}`, ...VERSION_HEADER };
    const stream = await fetch(`${first.url}/conversations/${id}/events`, { headers, signal: gone.signal });
    for (let count = 1; count <= 8; count += 1) {
      const { url } = count % 2 === 0 ? first : second;
      await postAsTwilio(`${url}/carriers/twilio/messages`, messageForm({ sid: `SM${count}`, body: String(count) }));
      await expect.poll(() => carrier.taken.at(-1)?.body, { timeout: 30_000 }).toBe(`Heard: ${count}`);
    }
    expect(stream.status).toBe(200);
    gone.abort();
    expect(carrier.taken).toHaveLength(9);
  });

  it("take a message once though the carrier repeats it to both, at once and later", async () => {
    const repeated = messageForm({ sid: "SMrepeated", body: "again", from: "+14155550177" });
    const tell = (app: TestApp) => postAsTwilio(`${app.url}/carriers/twilio/messages`, repeated);
    await Promise.all([...apps, ...apps].map(tell));
    const answers = () => carrier.taken.filter(({ to }) => to === "+14155550177");
    await expect.poll(() => answers().length, { timeout: 30_000 }).toBe(1);
    await Promise.all(apps.map(tell));
    const { body } = await apps[1].call("GET", "/messages?direction=inbound&limit=100");
    const received = (body["data"] as { from: string; conversation_id: string }[]).filter(
      ({ from }) => from === "+14155550177",
    );
    expect(received).toHaveLength(1);
    const events = await apps[0].call("GET", `/conversations/${received[0]?.conversation_id}`);
    expect(events.status).toBe(200);
    expect(answers()).toHaveLength(1);
  });
});
