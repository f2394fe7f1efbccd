import { sql } from "kysely";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/db/database.ts";
import { EventWriter } from "../../src/db/event-writer.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";

let testDatabase: TestDatabase;
let admin: pg.Client;
/** What would have ended the process. */
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  admin = new pg.Client({ connectionString: testDatabase.url });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await testDatabase.drop();
});

beforeEach(() => {
  uncaught.length = 0;
  process.prependListener("uncaughtException", note);
});

afterEach(() => {
  process.off("uncaughtException", note);
});

/** Cuts every other connection to the database once one of them runs a statement that begins so. */
async function cutDuring(statement: string): Promise<void> {
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and datname = current_database() and
      exists (select 1 from pg_stat_activity where query like $1 and pid <> pg_backend_pid())`;
  await expect.poll(async () => (await admin.query(cut, [`${statement}%`])).rowCount).toBeGreaterThan(0);
}

/** The end of a connection is reported after its query was rejected. */
async function connectionsGone(): Promise<void> {
  const others = "select 1 from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()";
  await expect.poll(async () => (await admin.query(others)).rowCount).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 50));
}

describe("a connection that breaks in the midst of a statement", () => {
  it("fails that statement alone, and the process goes on", async () => {
    const database = openDatabase(testDatabase.url, { connections: 2 });
    const query = expect(sql`select pg_sleep(30)`.execute(database)).rejects.toThrow("terminating connection");
    await cutDuring("select pg_sleep");
    await query;
    await connectionsGone();
    expect(uncaught).toEqual([]);
    expect((await sql`select 1 as one`.execute(database)).rows).toEqual([{ one: 1 }]);
    await database.destroy();
  });

  it("fails that append alone, and the process goes on", async () => {
    const database = openDatabase(testDatabase.url, { connections: 1 });
    const writer = new EventWriter(testDatabase.url);
    const slow = [sql`select pg_sleep(30)`.compile(database)];
    const request = { owner: "conv_none", fence: 1, events: [] };
    const cut = { ...request, series: { failure: null }, changes: slow };
    const append = expect(writer.append(cut)).rejects.toThrow("terminating connection");
    await cutDuring("select pg_sleep");
    await append;
    await connectionsGone();
    expect(uncaught).toEqual([]);
    await writer.append({ ...request, series: { failure: null } });
    await writer.close();
    await database.destroy();
  });
});

describe("a connection that breaks while nobody uses it", () => {
  it("is reported without what it was made of", async () => {
    const reported: Error[] = [];
    const onError = (error: Error) => reported.push(error);
    const database = openDatabase(testDatabase.url, { connections: 1, onError });
    await sql`select 'idle'`.execute(database);
    await cutDuring("select 'idle'");
    await expect.poll(() => reported.length).toBeGreaterThan(0);
    expect(Object.keys(reported[0] as Error)).not.toContain("client");
    await database.destroy();
  });
});
