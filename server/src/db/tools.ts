import type { Selectable } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** A first-party tool's row. */
export type ToolRow = Selectable<Schema["tools"]>;

/** Stores a tool, or changes the one of that name. */
export async function upsertTool(database: Database, tool: Omit<ToolRow, "headers">): Promise<void> {
  const row = { ...tool, input_schema: JSON.stringify(tool.input_schema) };
  await database
    .insertInto("tools")
    .values(row)
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** Finds the tools of those names. */
export async function findTools(database: Database, names: readonly string[]): Promise<ToolRow[]> {
  if (names.length === 0) return [];
  return database.selectFrom("tools").selectAll().where("name", "in", names).execute();
}

/** Lists the names of all tools. */
export async function listToolNames(database: Database): Promise<string[]> {
  const rows = await database.selectFrom("tools").select("name").orderBy("name").execute();
  return rows.map((row) => row.name);
}
