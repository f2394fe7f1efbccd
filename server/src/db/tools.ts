import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { HttpTool } from "../ports/tool.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** A tool's row in the registry. */
export type ToolRow = Selectable<Schema["tools"]>;

/** What `upsertTool` sets of a tool; the rest of an existing one stays as it is. */
export type PlainTool = Required<Pick<HttpTool, "name" | "description" | "method" | "url" | "time_limit">> & {
  input_schema: ToolRow["input_schema"];
};

/** Stores an `http` tool, or changes the one of that name unless somebody has changed it since it was made. */
export async function upsertTool(database: Database, tool: PlainTool): Promise<void> {
  const row = { ...tool, input_schema: JSON.stringify(tool.input_schema) };
  await database
    .insertInto("tools")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column("name")
        .doUpdateSet(row)
        .where("tools.type", "=", "http")
        .whereRef("tools.updated_at", "=", "tools.created_at"),
    )
    .execute();
}

/** Stores a new tool; undefined when there is one of that name already. */
export async function insertTool(database: Database, tool: Insertable<Schema["tools"]>): Promise<ToolRow | undefined> {
  return database
    .insertInto("tools")
    .values(tool)
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Finds a tool; undefined without one. */
export async function findTool(database: Database, name: string): Promise<ToolRow | undefined> {
  return database.selectFrom("tools").selectAll().where("name", "=", name).executeTakeFirst();
}

/** Finds a tool and locks it until the transaction ends, so that changes to it come one after the other. */
export async function lockTool(transaction: Database, name: string): Promise<ToolRow | undefined> {
  return transaction.selectFrom("tools").selectAll().where("name", "=", name).forUpdate().executeTakeFirst();
}

/** Changes a tool that is there. */
export async function updateTool(
  transaction: Database,
  name: string,
  change: Updateable<Schema["tools"]>,
): Promise<ToolRow> {
  return transaction
    .updateTable("tools")
    .set({ ...change, updated_at: new Date() })
    .where("name", "=", name)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Deletes a tool. */
export async function deleteTool(transaction: Database, name: string): Promise<void> {
  await transaction.deleteFrom("tools").where("name", "=", name).execute();
}

/** Lists tools newest first, at most `limit` of them, from after `position` on. A null `type` shows both. */
export async function listTools(
  database: Database,
  type: ToolRow["type"] | null,
  page: { position: CursorPosition | null; limit: number },
): Promise<ToolRow[]> {
  let query = database.selectFrom("tools").selectAll();
  if (type !== null) query = query.where("type", "=", type);
  const { position } = page;
  if (position) query = query.where(sql<boolean>`(created_at, name) < (${position.createdAt}, ${position.id})`);
  return query.orderBy("created_at", "desc").orderBy("name", "desc").limit(page.limit).execute();
}

/** Finds the tools of a type by their names, in the order of the names. */
export async function findTools(
  database: Database,
  type: ToolRow["type"],
  names: readonly string[],
): Promise<ToolRow[]> {
  if (names.length === 0) return [];
  const rows = await database
    .selectFrom("tools")
    .selectAll()
    .where("name", "in", names)
    .where("type", "=", type)
    .execute();
  return rows.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

/** Lists the names of all tools of a type, in alphabetical order. */
export async function listToolNames(database: Database, type: ToolRow["type"]): Promise<string[]> {
  const rows = await database.selectFrom("tools").select("name").where("type", "=", type).orderBy("name").execute();
  return rows.map((row) => row.name);
}

/** Stores new tools and returns the names of those that were stored: the others are taken already. */
export async function insertTools(
  transaction: Database,
  tools: readonly Insertable<Schema["tools"]>[],
): Promise<string[]> {
  if (tools.length === 0) return [];
  const rows = await transaction
    .insertInto("tools")
    .values([...tools])
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returning("name")
    .execute();
  return rows.map((row) => row.name);
}

/** Finds out which of those names tools have already, of whatever type. */
export async function findTakenNames(database: Database, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await database
    .selectFrom("tools")
    .select("name")
    .where("name", "=", sql<string>`any(${[...names]})`)
    .orderBy("name")
    .execute();
  return rows.map((row) => row.name);
}

/** Finds tools and locks them until the transaction ends. */
export async function lockTools(transaction: Database, names: readonly string[]): Promise<ToolRow[]> {
  if (names.length === 0) return [];
  return transaction
    .selectFrom("tools")
    .selectAll()
    .where("name", "=", sql<string>`any(${[...names]})`)
    .orderBy("name")
    .forUpdate()
    .execute();
}

/** Deletes tools. */
export async function deleteTools(transaction: Database, names: readonly string[]): Promise<void> {
  await transaction
    .deleteFrom("tools")
    .where("name", "=", sql<string>`any(${[...names]})`)
    .execute();
}
