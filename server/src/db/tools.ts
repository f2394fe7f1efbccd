import type { Selectable } from "kysely";
import type { HttpTool } from "../ports/tool.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** A tool's row in the registry. */
export type ToolRow = Selectable<Schema["tools"]>;

/** What `upsertTool` sets of a tool; the rest of an existing one stays as it is. */
export type PlainTool = Required<Pick<HttpTool, "name" | "description" | "method" | "url" | "time_limit">> & {
  input_schema: ToolRow["input_schema"];
};

/** Stores an `http` tool, or changes the one of that name. */
export async function upsertTool(database: Database, tool: PlainTool): Promise<void> {
  const row = { ...tool, input_schema: JSON.stringify(tool.input_schema) };
  await database
    .insertInto("tools")
    .values(row)
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** Finds the tools of a type by their names. */
export async function findTools(
  database: Database,
  names: readonly string[],
  type: ToolRow["type"] = "http",
): Promise<ToolRow[]> {
  if (names.length === 0) return [];
  return database.selectFrom("tools").selectAll().where("name", "in", names).where("type", "=", type).execute();
}

/** Lists the names of all tools of a type. */
export async function listToolNames(database: Database, type: ToolRow["type"] = "http"): Promise<string[]> {
  const rows = await database.selectFrom("tools").select("name").where("type", "=", type).orderBy("name").execute();
  return rows.map((row) => row.name);
}
