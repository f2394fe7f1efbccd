import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** An MCP server's row. */
export type McpServerRow = Selectable<Schema["mcp_servers"]>;

/** Stores a server. Returns null, and stores nothing, when there is one of that name. */
export async function insertMcpServer(
  database: Database,
  server: Insertable<Schema["mcp_servers"]>,
): Promise<McpServerRow | null> {
  const row = await database
    .insertInto("mcp_servers")
    .values(server)
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Lists servers, newest first. */
export async function listMcpServers(
  database: Database,
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<McpServerRow[]> {
  let query = database.selectFrom("mcp_servers").selectAll();
  if (position) query = query.where(after(position));
  return query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** Finds a server. */
export async function findMcpServer(database: Database, id: string): Promise<McpServerRow | undefined> {
  return database.selectFrom("mcp_servers").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Finds a server and locks it until the transaction ends, so that changes to it come one after the other. */
export async function lockMcpServer(transaction: Database, id: string): Promise<McpServerRow | undefined> {
  return transaction.selectFrom("mcp_servers").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
}

/** Changes a server and returns it as it is then; null, with the transaction spoilt, when another has that name. */
export async function updateMcpServer(
  transaction: Database,
  id: string,
  change: Updateable<Schema["mcp_servers"]>,
): Promise<McpServerRow | null> {
  try {
    const update = transaction.updateTable("mcp_servers").set(change).where("id", "=", id);
    return await update.returningAll().executeTakeFirstOrThrow();
  } catch (error) {
    // A unique violation (PostgreSQL, appendix A).
    if ((error as { code?: unknown }).code === "23505") return null;
    throw error;
  }
}

/** Deletes a server with its tools. */
export async function deleteMcpServer(database: Database, id: string): Promise<void> {
  await database.deleteFrom("mcp_servers").where("id", "=", id).execute();
}

/** Lists all servers by what decides whether a connection to them is still the right one. */
export async function listMcpRevisions(
  database: Database,
): Promise<Pick<McpServerRow, "id" | "revision" | "is_enabled">[]> {
  return database.selectFrom("mcp_servers").select(["id", "revision", "is_enabled"]).execute();
}

/**
 * Takes over the servers that are due to be asked for their tools, so that no other process asks them as well; one
 * whose process then dies is due again after `leaseSeconds`.
 */
export async function claimDueMcpServers(database: Database, leaseSeconds: number): Promise<string[]> {
  const rows = await database
    .updateTable("mcp_servers")
    .set({ next_sync_at: inSeconds(leaseSeconds) })
    .where("is_enabled", "=", true)
    .where("next_sync_at", "<=", sql<Date>`now()`)
    .returning("id")
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Numbers a synchronisation that begins, and keeps others from taking the server up for `leaseSeconds`; returns the
 * server as it is then.
 */
export async function beginMcpSync(
  database: Database,
  id: string,
  leaseSeconds: number,
): Promise<McpServerRow | undefined> {
  return database
    .updateTable("mcp_servers")
    .set((eb) => ({ sync_begun: eb("sync_begun", "+", 1), next_sync_at: inSeconds(leaseSeconds) }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
}

function inSeconds(seconds: number) {
  return sql<Date>`now() + make_interval(secs => ${seconds})`;
}
