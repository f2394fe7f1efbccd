import { type CompiledQuery, sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { type Database, openDatabase, poolOf, poolStateOf } from "./database.ts";
import { isUnmet, runWhole } from "./whole-transaction.ts";

/** More often than a statement is run before it is prepared. */
const OFTEN = 10;

let test: TestDatabase;
let database: Database;

const insert = (id: unknown) => sql`insert into things values (${id})`.compile(database);
const double = (id: number) => sql`insert into things select id * 2 from things where id = ${id}`.compile(database);
const assertCount = (count: number) =>
  sql`select 1 / (count(*) = ${count})::integer from things`.compile(database) as CompiledQuery;

async function ids(): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from things order by id`.execute(database);
  return rows.map(({ id }) => id);
}

beforeAll(async () => {
  test = await createTestDatabase();
  // One connection: what fails over it is to leave it fit for what comes after.
  database = openDatabase(test.url, { connections: 1 });
  await sql`create table things (id integer primary key)`.execute(database);
});

afterAll(async () => {
  await database.destroy();
  await test.drop();
});

beforeEach(async () => {
  await sql`truncate things`.execute(database);
});

describe("a transaction that is sent whole", () => {
  it("is stored, and each of its statements sees what those before it did", async () => {
    await runWhole(database, [insert(1), double(1), double(2), assertCount(3)]);
    expect(await ids()).toEqual([1, 2, 4]);
  });

  it("takes statements without values", async () => {
    const all = sql`insert into things select generate_series(1, 3)`.compile(database);
    await runWhole(database, [all, sql`delete from things where id = 2`.compile(database)]);
    expect(await ids()).toEqual([1, 3]);
  });

  it("keeps what it locked until all of it is stored", async () => {
    const other = openDatabase(test.url, { connections: 1 });
    const lock = sql`select pg_advisory_xact_lock(7)`.compile(database);
    const slow = sql`select pg_sleep(0.2)`.compile(database);
    const storing = runWhole(database, [lock, slow, insert(1)]);
    const isLocked = async () => {
      const { rows } = await sql<{ is: boolean }>`
        select exists (select from pg_locks where locktype = 'advisory' and objid = 7) as is`.execute(other);
      return rows[0]?.is;
    };
    await expect.poll(isLocked, { interval: 5 }).toBe(true);
    await sql`select pg_advisory_xact_lock(7)`.execute(other);
    const { rows } = await sql`select id from things`.execute(other);
    expect(rows).toEqual([{ id: 1 }]);
    await storing;
    await other.destroy();
  });

  it.each([
    ["the first", () => [assertCount(1), insert(1), insert(2)]],
    ["one in between", () => [insert(1), assertCount(2), insert(2)]],
    ["the last", () => [insert(1), insert(2), assertCount(1)]],
  ])("comes to nothing where %s of its statements fails, and leaves its connection as it was", async (_, failing) => {
    const pid = () => sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database).then(({ rows }) => rows);
    const before = await pid();
    for (let run = 0; run < OFTEN; run++) {
      const error = await runWhole(database, failing()).catch((cause: unknown) => cause);
      expect(isUnmet(error)).toBe(true);
      expect(await ids()).toEqual([]);
    }
    for (let run = 0; run < OFTEN; run++) await runWhole(database, [insert(run), assertCount(run + 1)]);
    expect(await ids()).toHaveLength(OFTEN);
    expect(await pid()).toEqual(before);
  });

  it("is not begun where a value cannot be written", async () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    await expect(runWhole(database, [insert(1), insert(circular), insert(2)])).rejects.toThrow("circular");
    expect(await ids()).toEqual([]);
    await runWhole(database, [insert(3)]);
    expect(await ids()).toEqual([3]);
  });

  it("rejects where its connection breaks, and the next has another", async () => {
    const broken = sql`select pg_terminate_backend(pg_backend_pid())`.compile(database);
    await expect(runWhole(database, [insert(1), broken, insert(2)])).rejects.toThrow(/terminat/);
    await runWhole(database, [insert(3)]);
    expect(await ids()).toEqual([3]);
    expect(poolStateOf(database)).toEqual({ total: 1, idle: 1, waiting: 0 });
  });

  it("may be one of many at a time", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, id) => runWhole(database, [insert(id + 1), double(0)])));
    expect(await ids()).toHaveLength(50);
    expect(poolOf(database).totalCount).toBe(1);
  });
});
