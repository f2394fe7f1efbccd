import type { ColumnType, Generated } from "kysely";
import type { McpProblem, McpServer } from "../domain/mcp-server.ts";
import type { McpAnnotations } from "../domain/mcp-tool.ts";
import type { McpTransport } from "../domain/mcp-transport.ts";
import type { JsonObject } from "../lib/json.ts";

/** JSON that is written as text and read as the value. */
type Json<Value> = ColumnType<Value, string, string>;
type Nullable<Value> = Value | null;

/** The columns of mcp_servers. */
export interface McpServerTable {
  id: string;
  name: string;
  transport: Json<McpTransport>;
  /** The values of its headers or environment, as JSON text sealed at the place `mcp_servers/<id>/secrets`. */
  sealed_secrets: Nullable<string>;
  /** In ms. */
  time_limit: number;
  is_enabled: boolean;
  /** The server's own names of the tools that nobody may call, in alphabetical order. */
  disabled_tools: Generated<string[]>;
  /** Counts the changes after which a connection must be made anew. */
  revision: Generated<number>;
  status: Generated<Exclude<McpServer["status"], "disabled">>;
  error: Nullable<string>;
  server_info: ColumnType<McpServer["server_info"], Nullable<string>, Nullable<string>>;
  problems: ColumnType<McpProblem[], string | undefined, string>;
  checked_at: Nullable<Date>;
  synced_at: Nullable<Date>;
  /** How often in a row it did not answer. */
  failures: Generated<number>;
  /** Number the synchronisations in the order in which they began, so that none overwrites what a later one found. */
  sync_begun: Generated<number>;
  sync_stored: Generated<number>;
  next_sync_at: Generated<Date>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

/** The columns of mcp_tools. */
export interface McpToolTable {
  server_id: string;
  name: string;
  description: string;
  input_schema: Json<JsonObject>;
  output_schema: ColumnType<Nullable<JsonObject>, Nullable<string>, Nullable<string>>;
  annotations: Json<McpAnnotations>;
  is_available: Generated<boolean>;
  /** In ms; null takes the server's. */
  time_limit: Nullable<number>;
  runs_in_background: Generated<boolean>;
  on_interrupt: Generated<"finish" | "cancel">;
}
