import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { installTestKey } from "../http/described-app.ts";

let database: TestDatabase;
let admin: pg.Client;
let first: TestApp;
let second: TestApp;
let agentId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  // A process whose lease was taken says so in its log.
  const variables = { DATABASE_URL: database.url, LOG_LEVEL: "silent" };
  first = await startTestApp(variables);
  second = await startTestApp(variables);
  agentId = await first.makeAgent("Answer.");
});

afterAll(async () => {
  await first.stop();
  await second.stop();
  await admin.end();
  await database.drop();
});

async function converse() {
  const { id, channel } = await first.converse(agentId);
  const path = `/conversations/${id}/session?token=${channel.token}`;
  const at = (app: TestApp, query = "") => openSessionClient(`${app.url.replace("http", "ws")}${path}${query}`);
  return { id, channel, at };
}

describe("sessions of one conversation that are opened at the same moment", () => {
  it("leave exactly one, and every other is closed with 4409", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { at } = await converse();
      const clients = [at(first), at(first), at(first)];
      const isGone = (client: (typeof clients)[0]) => client.socket.readyState === WebSocket.CLOSED;
      await expect.poll(() => clients.filter(isGone)).toHaveLength(2);
      const [kept] = clients.filter((client) => !isGone(client));
      for (const client of clients.filter((one) => one !== kept)) expect(await client.closed()).toBe(4409);
      kept?.send({ type: "conversation.start" });
      await kept?.next("conversation.started");
      kept?.send({ type: "conversation.end" });
      expect(await kept?.closed()).toBe(1000);
    }
  });
});

describe("a process that lives on when its lease was taken", () => {
  it("stores nothing more and sends its session away, and the new holder goes on", async () => {
    const { id, channel, at } = await converse();
    const stale = at(first);
    stale.send({ type: "conversation.start" });
    await stale.next("conversation.started");
    // As if the database had taken the first process for dead.
    await admin.query("update conversations set holder = null where id = $1", [id]);
    const fresh = at(second, "&last_event_id=ev_00000000000");
    await fresh.next("conversation.started");
    stale.send({ type: "user.message.send", text: "Into the void" }, "lost");
    expect(await stale.closed()).toBe(1012);
    expect(stale.events.map(({ payload }) => payload.type)).not.toContain("user.message.received");
    fresh.send({ type: "user.message.send", text: "Here" });
    await fresh.next("agent.message.completed");
    fresh.send({ type: "conversation.end" });
    expect(await fresh.closed()).toBe(1000);
    const reader = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    expect(await reader.closed()).toBe(1000);
    const said = reader.events.flatMap(({ payload }) =>
      payload.type === "user.message.received" ? [payload.text] : [],
    );
    expect(said).toEqual(["Here"]);
  });
});

describe("a key of test mode", () => {
  it("finds no live conversation: a session is closed with 4404, an events stream answered with 404", async () => {
    const { id, channel } = await converse();
    const headers = await installTestKey(database.url);
    const codeWith = (sent: Record<string, string>) => {
      const socket = new WebSocket(channel.session_url, { headers: sent });
      return new Promise<number>((resolve) => {
        socket.once("close", resolve).once("message", () => resolve(0));
      }).finally(() => socket.close());
    };
    expect(await codeWith(headers)).toBe(4404);
    expect((await first.call("GET", `/conversations/${id}/events`, undefined, headers)).status).toBe(404);
    // The live key opens it in the same way.
    expect(await codeWith({ authorization: `Bearer ${first.key}` })).toBe(0);
  });
});
