import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { type Database, openDatabase, poolOf } from "./database.ts";
import { runWhole } from "./whole-transaction.ts";

const RUNS = 10;

let test: TestDatabase;
let database: Database;

async function preparedTexts(): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(database);
  return rows.map(({ statement }) => statement);
}

function things(over: Database, id: number): Promise<unknown[]> {
  return sql`select * from things where id = ${id}`.execute(over).then(({ rows }) => rows);
}

async function often(work: () => Promise<unknown>): Promise<void> {
  for (let run = 0; run < RUNS; run++) await work();
}

describe("statements that are run often", () => {
  beforeAll(async () => {
    test = await createTestDatabase();
    // One connection, so that what is prepared is to be seen.
    database = openDatabase(test.url, { connections: 1 });
    await sql`create table things (id integer primary key)`.execute(database);
    await sql`insert into things values (1)`.execute(database);
  });

  afterAll(async () => {
    await database.destroy();
    await test.drop();
  });

  it("are prepared, and others are not", async () => {
    await often(() => things(database, 1));
    await sql`select 1 + ${1}::integer`.execute(database);
    const prepared = await preparedTexts();
    expect(prepared).toContain("select * from things where id = $1");
    expect(prepared.filter((text) => text.includes("1 +"))).toEqual([]);
  });

  it("are prepared within transactions that are sent whole", async () => {
    const insert = (id: number) => sql`insert into things values (${id})`.compile(database);
    await expect(runWhole(database, [insert(10), insert(10)])).rejects.toThrow("duplicate key");
    for (let id = 10; id < 10 + RUNS; id++) await runWhole(database, [insert(id)]);
    expect(await preparedTexts()).toContain("insert into things values ($1)");
    expect(await things(database, 19)).toEqual([{ id: 19 }]);
  });

  it("are run all the same after a newer release has added a column", async () => {
    await often(() => things(database, 1));
    await sql`alter table things add column kind text not null default 'new'`.execute(database);
    expect(await things(database, 1)).toEqual([{ id: 1, kind: "new" }]);
  });

  it("are run within a transaction, too, after a column was added", async () => {
    await often(() => things(database, 1));
    await sql`alter table things add column size integer`.execute(database);
    const inTransaction = () => database.transaction().execute((transaction) => things(transaction, 1));
    expect(await inTransaction()).toEqual([{ id: 1, kind: "new", size: null }]);
  });

  it("are sent once more where a transaction that was sent whole misses a column", async () => {
    const remove = () => sql`delete from things where id = ${2} returning *`.compile(database);
    await often(() => runWhole(database, [remove()]));
    await sql`insert into things values (2)`.execute(database);
    await sql`alter table things add column colour text`.execute(database);
    await runWhole(database, [remove()]);
    expect(await things(database, 2)).toEqual([]);
  });

  it("are not prepared without end", async () => {
    const { names } = poolOf(database);
    const named = Array.from({ length: 1_000 }, (_, place) => {
      const text = `select ${place}`;
      for (let run = 0; run < RUNS; run++) names.of(text);
      return names.of(text);
    }).filter((name) => name !== undefined);
    expect(named.length).toBeLessThanOrEqual(128);
    expect(new Set(named).size).toBe(named.length);
  });
});
