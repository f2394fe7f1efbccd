import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { listNeverJoined } from "./conversations.ts";
import { type Database, openDatabase } from "./database.ts";
import { listOrphans } from "./leases.ts";

const SLEEPING = 20_000;

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, { connections: 1 });
  await sql`insert into agents (id, livemode) values ('ca_x', true)`.execute(database);
  await sql`
    insert into conversations (id, agent_id, agent_version, channel, channel_type, livemode, direction, status, context,
      custom_fields, created_at, token_generation, token_expires_at, fence)
    select 'conv_' || n, 'ca_x', 0, '{}', 'sms', true, 'inbound', 'in-progress', '{}', '{}', now(), 1,
      now() - interval '1 day', 0
    from generate_series(1, ${sql.lit(SLEEPING)}) n
  `.execute(database);
  await sql`analyze conversations`.execute(database);
});

afterAll(async () => {
  await database.destroy();
  await test.drop();
});

/** Counts the conversations that are read, by any index or by none, while something is done. */
async function readDuring(work: () => Promise<unknown>): Promise<number> {
  const before = await conversationsRead();
  await work();
  return (await conversationsRead()) - before;
}

async function conversationsRead(): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(database);
  const { rows } = await sql<{ read: number }>`
    select (seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 as read from pg_stat_user_tables
    where relname = 'conversations'
  `.execute(database);
  return rows[0]?.read ?? Number.NaN;
}

describe("what housekeeping asks every few seconds", () => {
  it.each([
    { about: "conversations that nobody holds", ask: () => listOrphans(database) },
    { about: "those that nobody can join any more", ask: () => listNeverJoined(database, new Date()) },
  ])("about $about reads none of those that sleep", async ({ ask }) => {
    expect(await readDuring(ask)).toBeLessThan(SLEEPING / 100);
  });
});
