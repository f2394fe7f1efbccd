import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { createTestDatabase } from "./database.ts";

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

const TABLES = "select count(*)::int as tables from pg_tables where schemaname = 'public'";

describe("a test's database", () => {
  it("holds the tables of the migrations, and what one test writes is not in another's", async () => {
    const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const [one, other] = await Promise.all([connect(first.url), connect(second.url)]);
    const before = (await one.query<{ tables: number }>(TABLES)).rows[0]?.tables ?? 0;

    await one.query("create table mine (id int)");

    expect(before).toBeGreaterThan(0);
    expect((await one.query(TABLES)).rows).toEqual([{ tables: before + 1 }]);
    expect((await other.query(TABLES)).rows).toEqual([{ tables: before }]);
    await Promise.all([one.end(), other.end()]);
    await Promise.all([first.drop(), second.drop()]);
  });

  it("is deleted although clients are connected, also when told twice", async () => {
    const database = await createTestDatabase();
    const client = await connect(database.url);

    await database.drop();
    await database.drop();

    await expect(client.query("select 1")).rejects.toThrow();
    await expect(connect(database.url)).rejects.toThrow("does not exist");
  });
});
