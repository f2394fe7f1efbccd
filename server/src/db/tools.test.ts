import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { type Database, openDatabase } from "./database.ts";
import { listToolUsers } from "./tool-users.ts";
import { findTool, insertTool, type PlainTool, updateTool, upsertTool } from "./tools.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, { connections: 2 });
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.deleteFrom("tools").execute();
});

const PLAIN: PlainTool = {
  name: "book",
  description: "Books.",
  method: "POST",
  url: "http://127.0.0.1:1/book",
  input_schema: { type: "object" },
  time_limit: 15_000,
};
const MOVED = { ...PLAIN, url: "http://127.0.0.1:2/book" };

describe("upsertTool", () => {
  it("brings a tool up to date that nobody has changed", async () => {
    await upsertTool(database, PLAIN);
    await upsertTool(database, MOVED);
    expect(await findTool(database, "book")).toMatchObject(MOVED);
  });

  it("leaves alone what somebody has changed", async () => {
    await upsertTool(database, PLAIN);
    await database
      .updateTable("tools")
      .set({ created_at: new Date(0), updated_at: new Date(0) })
      .execute();
    await updateTool(database, "book", { description: "Books, says Kim." });
    await upsertTool(database, MOVED);
    expect(await findTool(database, "book")).toMatchObject({ description: "Books, says Kim.", url: PLAIN.url });
  });

  it("leaves alone a tool of the client that has the name", async () => {
    const client = { name: "book", type: "client", description: "Mine.", input_schema: "{}" } as const;
    await insertTool(database, { ...client, method: null, url: null });
    await upsertTool(database, PLAIN);
    expect(await findTool(database, "book")).toMatchObject({ type: "client", description: "Mine.", url: null });
  });
});

describe("listToolUsers", () => {
  it("finds the versions that enable a tool by its exact name, and no deleted agent", async () => {
    const make = async (id: string, tools: object[], status: "released" | "draft" | "archived", deleted = false) => {
      await database
        .insertInto("agents")
        .values({ id, livemode: true, deleted_at: deleted ? new Date() : null })
        .execute();
      await database
        .insertInto("agent_versions")
        .values({
          agent_id: id,
          version: 0,
          status,
          name: id,
          description: "",
          config: JSON.stringify({ tool: { tools } }),
          postprocess_agents: "[]",
        })
        .execute();
    };
    const tool = (name: string, ns = "api") => ({ ns, name });
    await make("released", [tool("other"), tool('a"b')], "released");
    await make("draft", [tool('a"b', "mcp")], "draft");
    await make("archived", [tool('a"b')], "archived");
    await make("deleted", [tool('a"b')], "released", true);
    await make("similar", [tool("a")], "released");
    const users = await listToolUsers(database, ['a"b', "nothing"]);
    expect(users).toEqual([
      { ns: "mcp", tool: 'a"b', agent_id: "draft", version: 0, agent_name: "draft", livemode: true },
      { ns: "api", tool: 'a"b', agent_id: "released", version: 0, agent_name: "released", livemode: true },
    ]);
  });
});
