import { connect } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { acquireLease } from "../../src/db/leases.ts";
import { enterNode } from "../../src/db/nodes.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase } from "../../src/testing/database.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";

let app: TestApp;
let admin: pg.Client;
let agentId: string;

beforeAll(async () => {
  app = await startTestApp();
  admin = new pg.Client({ connectionString: app.databaseUrl });
  await admin.connect();
  agentId = await app.makeAgent("Answer.");
});

afterAll(async () => {
  await admin.end();
  await app.stop();
});

async function heldCount(ids: readonly string[]): Promise<number> {
  const held = "select 1 from conversations where id = any($1) and holder is not null";
  return (await admin.query(held, [ids])).rowCount as number;
}

/** Sends bytes on a connection and cuts it at once. */
function sendAndVanish(text: string): Promise<void> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text, () => socket.destroy()));
    socket.on("close", () => resolve()).on("error", reject);
  });
}

describe("a conversation that was opened for somebody who is gone", () => {
  it("is given back when its upgrade is no good", async () => {
    const { id, channel } = await app.converse(agentId);
    const headers = "Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
    const fence = "select 1 from conversations where id = $1 and fence > 0";
    await sendAndVanish(`GET /conversations/${id}/session?token=${channel.token} HTTP/1.1\r\n${headers}\r\n`);
    await expect.poll(async () => (await admin.query(fence, [id])).rowCount).toBe(1);
    await expect.poll(() => heldCount([id])).toBe(0);
  });

  it("is given back when its events stream was abandoned before it began", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 30; count += 1) {
      const { id, channel } = await app.converse(agentId);
      ids.push(id);
      await sendAndVanish(`GET /conversations/${id}/events?token=${channel.token} HTTP/1.1\r\nHost: x\r\n\r\n`);
    }
    const opened = "select 1 from conversations where id = any($1) and fence > 0";
    await expect.poll(async () => (await admin.query(opened, [ids])).rowCount).toBeGreaterThan(0);
    await expect.poll(() => heldCount(ids), { timeout: 30_000 }).toBe(0);
  });

  it("is given back when it cannot be opened", async () => {
    const { id } = await app.converse(agentId);
    await admin.query("update conversations set agent_version = 99 where id = $1", [id]);
    expect((await app.call("GET", `/conversations/${id}/events`)).status).toBe(404);
    await expect.poll(() => heldCount([id])).toBe(0);
  });
});

describe("a conversation whose token has expired before it began", () => {
  it("is failed when nobody is there, and goes on for a session that is", async () => {
    const [joined, left] = [await app.converse(agentId), await app.converse(agentId)];
    const client = openSessionClient(`${joined.channel.session_url}?token=${joined.channel.token}`);
    await client.next("conversation.setup");
    await admin.query("update conversations set token_expires_at = now() - interval '1 minute'");
    const statusOf = async (id: string) => (await app.call("GET", `/conversations/${id}`)).body["status"] as string;
    await expect.poll(() => statusOf(left.id), { timeout: 30_000 }).toBe("failed");
    client.send({ type: "conversation.start" });
    await client.next("conversation.started");
    client.close();
  }, 20_000);
});

describe("a process among others", () => {
  it("does not take the life of a process on another database for that of a dead one on its own", async () => {
    const [here, there] = [await createTestDatabase(), await createTestDatabase()];
    const database = openDatabase(here.url, { connections: 1 });
    const dead = await enterNode(here.url, "http://dead");
    await dead.leave();
    const stranger = await enterNode(there.url, "http://stranger");
    expect(stranger.id).toBe(dead.id);
    await insertConversation(here.url, dead.id);
    expect(await acquireLease(database, "conv_orphan", dead.id + 1)).toMatchObject({ holder: dead.id + 1, fence: 1 });
    await stranger.leave();
    await database.destroy();
    await Promise.all([here.drop(), there.drop()]);
  });

  it("keeps no connection when it cannot enter", async () => {
    const { url, drop } = await createTestDatabase();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("alter table nodes rename to elsewhere");
    await expect(enterNode(url, "http://here")).rejects.toThrow("nodes");
    const others = "select 1 from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()";
    await expect.poll(async () => (await client.query(others)).rowCount).toBe(0);
    await client.end();
    await drop();
  });
});

async function insertConversation(url: string, holder: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("set session_replication_role = replica");
  await client.query(
    `insert into conversations (id, agent_id, agent_version, channel, channel_type, livemode, direction, status,
      context, custom_fields, created_at, token_generation, token_expires_at, holder, fence)
     values ('conv_orphan', 'ca_x', 0, '{}', 'chat_realtime', true, 'inbound', 'in-progress', '{}', '{}', now(), 1,
      now(), $1, 0)`,
    [holder],
  );
  await client.end();
}
