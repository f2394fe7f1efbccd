import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { type ServerProcess, startServerProcess } from "../../src/testing/server-process.ts";
import { beginConversation, deliveries, type MadeEndpoint, makeEndpoint } from "./webhook-app.ts";
import { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

const TYPES = { types: ["conversation.context.updated", "conversation.ended"] };

let database: TestDatabase;
let receiver: WebhookReceiver;
let app: TestApp;
let agentId: string;
let environment: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startWebhookReceiver();
  environment = {
    DATABASE_URL: database.url,
    OPERATOR_ALLOWED_ADDRESSES: "127.0.0.0/8",
    OPERATOR_MASTER_KEY: randomBytes(32).toString("base64"),
    OPERATOR_QUICKSTART: "false",
  };
  app = await startTestApp(environment);
  agentId = await app.makeAgent("Answer.");
});

afterAll(async () => {
  await app.stop();
  await receiver.close();
  await database.drop();
});

beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = () => 204;
});

/** Speaks to another process with the first one's key. */
function appAt(server: ServerProcess): TestApp {
  const call: TestApp["call"] = async (method, path, body) => {
    const headers = { authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const typed = body === undefined ? headers : { ...headers, "content-type": "application/json" };
    const response = await fetch(server.url() + path, { method, headers: typed, ...content });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, never>,
    };
  };
  const converse = async (agent: string) => {
    const { body } = await call("POST", "/conversations", { agent_id: agent, channel: { type: "chat_realtime" } });
    return body as never;
  };
  return { ...app, call, converse };
}

describe("several processes on one database", () => {
  it("all tell an endpoint of their conversations that one of them makes", async () => {
    const second = await startTestApp(environment);
    const endpoint = await makeEndpoint(app, { url: `${receiver.url}/new`, ...TYPES });
    await expect
      .poll(
        async () => {
          await (await beginConversation(second, agentId)).end();
          return receiver.received.length;
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0);
    await app.call("DELETE", endpoint.path);
    await second.stop();
  });

  it("deliver what one of them recorded and did not get to", async () => {
    const endpoint = await makeEndpoint(app, { url: `${receiver.url}/left`, ...TYPES });
    const second = await startTestApp(environment);
    receiver.answer = () => null;
    const conversation = await beginConversation(second, agentId);
    await conversation.update();
    await conversation.update();
    await expect.poll(() => receiver.received.length).toBe(1);
    // It gives back what is not answered by the time it stops.
    await second.stop();
    receiver.answer = () => 200;
    await expect.poll(() => receiver.received.map(({ id }) => id).length, { timeout: 30_000 }).toBe(3);
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
    await expect.poll(async () => (await deliveries(app, "status=pending")).length).toBe(0);
    await app.call("DELETE", endpoint.path);
  }, 30_000);
});

describe("a process that is killed while it delivers", () => {
  let server: ServerProcess;
  let endpoint: MadeEndpoint;
  beforeAll(async () => {
    endpoint = await makeEndpoint(app, { url: `${receiver.url}/killed`, ...TYPES });
    server = await startServerProcess({ environment });
  });
  afterAll(() => server.cleanUp());

  it("has its work done by another at once, under the same ids and in order", async () => {
    const conversation = await beginConversation(appAt(server), agentId);
    // Only the process that is about to be killed knows that the answer is on its way.
    receiver.answer = () => null;
    for (let count = 0; count < 3; count += 1) await conversation.update({ count });
    await expect.poll(() => receiver.received.length).toBe(1);
    await server.kill();
    const killed = performance.now();
    receiver.answer = () => 200;
    await expect.poll(() => receiver.received.length, { timeout: 30_000, interval: 10 }).toBe(4);
    const tookOver = Math.round(performance.now() - killed);
    const counts = receiver.received.map(
      ({ event }) => (event.payload as { context?: { count: number } }).context?.count,
    );
    expect(counts).toEqual([0, 0, 1, 2]);
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
    expect(tookOver).toBeLessThan(5_000);
    // The attempt that was cut off is not known of; the one that was made is.
    const [first] = await deliveries(app, `endpoint_id=${endpoint.id}`);
    expect(first).toMatchObject({ status: "delivered", attempts: 1 });
    process.stdout.write(`Taken over ${tookOver} ms after the kill.\n`);
  }, 30_000);

  it("has its conversation ended by another, which tells of it", async () => {
    await server.start();
    const conversation = await beginConversation(appAt(server), agentId);
    await server.kill();
    receiver.received.length = 0;
    const token = (await app.call("GET", `/conversations/${conversation.id}`)).body["channel"].token as string;
    const socket = new WebSocket(
      `${app.url.replace("http", "ws")}/conversations/${conversation.id}/session?token=${token}`,
    );
    socket.on("open", () => socket.send(JSON.stringify({ payload: { type: "conversation.end" } })));
    await expect.poll(() => receiver.typesOf(conversation.id), { timeout: 30_000 }).toEqual(["conversation.ended"]);
  }, 30_000);
});
