import { type Selectable, sql, type Updateable } from "kysely";
import type { DiscoveredTool } from "../domain/mcp-tool.ts";
import type { Database } from "./database.ts";
import type { McpServerRow } from "./mcp-servers.ts";
import type { Schema } from "./schema.ts";

/** The row of an MCP server's tool. */
export type McpToolRow = Selectable<Schema["mcp_tools"]>;

const AT_ONCE = 50;

/** Lists a server's tools, in alphabetical order. */
export async function listMcpTools(database: Database, serverId: string): Promise<McpToolRow[]> {
  return database.selectFrom("mcp_tools").selectAll().where("server_id", "=", serverId).orderBy("name").execute();
}

/** Counts the tools of each of these servers that can be called while it is enabled. */
export async function countMcpTools(database: Database, serverIds: readonly string[]): Promise<Map<string, number>> {
  if (serverIds.length === 0) return new Map();
  const rows = await withServers(database)
    .select(["server_id", sql<number>`count(*)::integer`.as("count")])
    .where("server_id", "in", serverIds)
    .where("is_available", "=", true)
    .where(isSwitchedOn)
    .groupBy("server_id")
    .execute();
  return new Map(rows.map((row) => [row.server_id, row.count]));
}

/** Stores what a server says of these tools of its; how each is used stays as it was set. */
export async function upsertMcpTools(
  transaction: Database,
  serverId: string,
  tools: readonly DiscoveredTool[],
): Promise<void> {
  for (let first = 0; first < tools.length; first += AT_ONCE) {
    const rows = tools.slice(first, first + AT_ONCE).map((tool) => ({
      server_id: serverId,
      name: tool.name,
      description: tool.description,
      input_schema: JSON.stringify(tool.input_schema),
      output_schema: tool.output_schema === null ? null : JSON.stringify(tool.output_schema),
      annotations: JSON.stringify(tool.annotations),
      is_available: true,
    }));
    await transaction
      .insertInto("mcp_tools")
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(["server_id", "name"]).doUpdateSet((eb) => ({
          description: eb.ref("excluded.description"),
          input_schema: eb.ref("excluded.input_schema"),
          output_schema: eb.ref("excluded.output_schema"),
          annotations: eb.ref("excluded.annotations"),
          is_available: eb.ref("excluded.is_available"),
        })),
      )
      .execute();
  }
}

/** Marks tools as gone. */
export async function markMcpToolsGone(
  transaction: Database,
  serverId: string,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const change = transaction.updateTable("mcp_tools").set({ is_available: false });
  await change.where("server_id", "=", serverId).where("name", "in", names).execute();
}

/** Deletes tools. */
export async function deleteMcpTools(transaction: Database, serverId: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const deletion = transaction.deleteFrom("mcp_tools").where("server_id", "=", serverId);
  await deletion.where("name", "in", names).execute();
}

/** Changes how a tool is used. Returns whether there is one of that name. */
export async function updateMcpTool(
  database: Database,
  { server_id, name }: Pick<McpToolRow, "server_id" | "name">,
  change: Updateable<Schema["mcp_tools"]>,
): Promise<boolean> {
  const update = database.updateTable("mcp_tools").set(change);
  const result = await update.where("server_id", "=", server_id).where("name", "=", name).executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Lists the full names (`server/tool`) of all tools, those that are gone and those of disabled servers included. */
export async function listMcpToolNames(database: Database): Promise<string[]> {
  const rows = await withServers(database).select(fullName.as("full_name")).orderBy("full_name").execute();
  return rows.map((row) => row.full_name);
}

/** A tool that can be called, with its server. */
export interface CallableToolRow {
  readonly fullName: string;
  readonly tool: McpToolRow;
  readonly server: Pick<McpServerRow, "id" | "revision" | "transport" | "sealed_secrets" | "time_limit">;
}

/**
 * Finds the tools of those full names that can be called, in the same order: their servers have them, and neither is
 * switched off.
 */
export async function findCallableMcpTools(database: Database, names: readonly string[]): Promise<CallableToolRow[]> {
  if (names.length === 0) return [];
  const rows = await withServers(database)
    .selectAll("mcp_tools")
    .select([
      fullName.as("full_name"),
      "mcp_servers.revision",
      "mcp_servers.transport",
      "mcp_servers.sealed_secrets",
      "mcp_servers.time_limit as server_time_limit",
    ])
    .where(fullName, "in", names)
    .where("is_available", "=", true)
    .where("is_enabled", "=", true)
    .where(isSwitchedOn)
    .execute();
  const found = rows.map(({ full_name, revision, transport, sealed_secrets, server_time_limit, ...tool }) => ({
    fullName: full_name,
    tool,
    server: { id: tool.server_id, revision, transport, sealed_secrets, time_limit: server_time_limit },
  }));
  return found.sort((one, other) => names.indexOf(one.fullName) - names.indexOf(other.fullName));
}

const isSwitchedOn = sql<boolean>`mcp_tools.name <> all (mcp_servers.disabled_tools)`;

const fullName = sql<string>`mcp_servers.name || '/' || mcp_tools.name`;

function withServers(database: Database) {
  return database.selectFrom("mcp_tools").innerJoin("mcp_servers", "mcp_servers.id", "mcp_tools.server_id");
}
