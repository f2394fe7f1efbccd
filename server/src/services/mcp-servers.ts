import type { Database } from "../db/database.ts";
import {
  deleteMcpServer,
  findMcpServer,
  insertMcpServer,
  listMcpRevisions,
  listMcpServers,
  lockMcpServer,
  type McpServerRow,
  updateMcpServer,
} from "../db/mcp-servers.ts";
import { countMcpTools, listMcpTools, updateMcpTool } from "../db/mcp-tools.ts";
import { listToolUsers, type ToolUserRow } from "../db/tool-users.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { newId } from "../domain/ids.ts";
import type {
  McpServer,
  McpServerChange,
  McpServerReplacement,
  McpServerWithTools,
  McpSync,
  NewMcpServer,
} from "../domain/mcp-server.ts";
import { fullToolName, type McpTool, type McpToolChange } from "../domain/mcp-tool.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import { type ApiKey, assertLive } from "./api-keys.ts";
import type { McpConnections } from "./mcp-connections.ts";
import { serverView, toolView } from "./mcp-rows.ts";
import type { McpSyncs } from "./mcp-syncs.ts";
import { type AllowedPrograms, changedColumns, columnsOfNew } from "./mcp-settings.ts";
import { toolsInUse } from "./tool-usage.ts";

interface Options {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly connections: McpConnections;
  readonly syncs: McpSyncs;
  readonly programs: AllowedPrograms;
}

type Page = { position: CursorPosition | null; limit: number };

/** The MCP servers of the installation and their tools. */
export class McpServers {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Lists the servers, newest first. */
  async list(page: Page): Promise<{ data: McpServer[]; cursor: string | null }> {
    const { database } = this.#options;
    const rows = await listMcpServers(database, { ...page, limit: page.limit + 1 });
    const positionOf = (row: McpServerRow) => ({ createdAt: row.created_at, id: row.id });
    const { shown, cursor } = cutPage(rows, page.limit, positionOf);
    const counts = await countMcpTools(
      database,
      shown.map((row) => row.id),
    );
    return { data: shown.map((row) => serverView(row, counts.get(row.id) ?? 0)), cursor };
  }

  /** Shows a server with its tools. Throws `not_found`. */
  async find(key: ApiKey, id: string): Promise<McpServerWithTools> {
    const { database } = this.#options;
    const row = await findMcpServer(database, id);
    if (!row) throw notFound("MCP server", id);
    const tools = await listMcpTools(database, id);
    const users = await this.#usersOf(
      row,
      tools.map((tool) => tool.name),
    );
    // A key of test mode is shown the agents of test mode only.
    const shown = key.livemode ? users : users.filter((user) => !user.livemode);
    const count = tools.filter((tool) => tool.is_available).length;
    return { ...serverView(row, count), tools: tools.map((tool) => toolView(row.name, tool, shown)) };
  }

  /**
   * Makes a server known, connects to it and asks for its tools. One that cannot be reached is stored all the same, as
   * `unreachable` with the reason, and is tried again. Throws `name_taken`, and `invalid_field` naming all that is wrong.
   */
  async create(key: ApiKey, input: NewMcpServer): Promise<McpServerWithTools> {
    mayChange(key);
    const id = newId("mcp");
    const row = await insertMcpServer(this.#options.database, columnsOfNew(this.#options, id, input));
    if (!row) throw nameTaken(input.name);
    await this.#options.syncs.sync(id);
    return this.find(key, id);
  }

  /** Makes a server's settings what is given, from their defaults on. Throws as `change`. */
  async replace(key: ApiKey, id: string, input: McpServerReplacement): Promise<McpServerWithTools> {
    return this.#rewrite(key, id, input);
  }

  /**
   * Changes what is given of a server's settings; where that concerns the connection, a new one is made and the tools
   * are asked for. Throws `not_found`, `name_taken`, `in_use` when it would rename tools that agents enable, and
   * `invalid_field` naming all that would be wrong.
   */
  async change(key: ApiKey, id: string, change: McpServerChange): Promise<McpServerWithTools> {
    return this.#rewrite(key, id, change);
  }

  /** Deletes a server with its tools. Throws `not_found`, and `in_use` while an agent enables one of its tools. */
  async delete(key: ApiKey, id: string): Promise<void> {
    mayChange(key);
    await this.#options.database.transaction().execute(async (transaction) => {
      const row = await lockMcpServer(transaction, id);
      if (!row) throw notFound("MCP server", id);
      await this.#assertUnused(transaction, row);
      await deleteMcpServer(transaction, id);
    });
    await this.followChanges();
  }

  /** Asks a server for its tools now. Throws `not_found`. */
  async sync(key: ApiKey, id: string): Promise<McpSync> {
    mayChange(key);
    return this.#options.syncs.syncAnew(id);
  }

  /** Changes how a tool is used. Throws `not_found`. */
  async changeTool(key: ApiKey, tool: { id: string; name: string }, change: McpToolChange): Promise<McpTool> {
    mayChange(key);
    const { database } = this.#options;
    const { time_limit_sec: seconds, ...settings } = change;
    const limit = seconds === undefined ? {} : { time_limit: seconds === null ? null : Math.round(seconds * 1_000) };
    const given = Object.entries({ ...settings, ...limit }).filter(([, value]) => value !== undefined);
    if (given.length > 0) {
      await updateMcpTool(database, { server_id: tool.id, name: tool.name }, Object.fromEntries(given));
    }
    const changed = (await this.find(key, tool.id)).tools.find(({ name }) => name === tool.name);
    if (!changed) throw notFound("tool", `${tool.name} of the MCP server ${tool.id}`);
    return changed;
  }

  /** Closes this process's connections to servers that were changed, switched off or deleted, by whichever process. */
  async followChanges(): Promise<void> {
    const rows = await listMcpRevisions(this.#options.database);
    const enabled = rows.filter((row) => row.is_enabled);
    this.#options.connections.retain(new Map(enabled.map((row) => [row.id, row.revision])));
  }

  async #rewrite(key: ApiKey, id: string, change: McpServerChange): Promise<McpServerWithTools> {
    mayChange(key);
    const { database } = this.#options;
    const isAnew = await database.transaction().execute(async (transaction) => {
      const row = await lockMcpServer(transaction, id);
      if (!row) throw notFound("MCP server", id);
      if (change.name !== undefined && change.name !== row.name) await this.#assertUnused(transaction, row);
      const changed = await updateMcpServer(transaction, id, changedColumns(this.#options, row, change));
      if (!changed) throw nameTaken(change.name ?? row.name);
      return changed.revision !== row.revision;
    });
    if (isAnew) {
      await this.followChanges();
      await this.#options.syncs.syncAnew(id);
    }
    return this.find(key, id);
  }

  async #assertUnused(transaction: Database, row: McpServerRow): Promise<void> {
    const tools = await listMcpTools(transaction, row.id);
    const users = await this.#usersOf(
      row,
      tools.map((tool) => tool.name),
      transaction,
    );
    if (users.length > 0) throw toolsInUse(`A tool of the MCP server ${row.name}`, users);
  }

  async #usersOf(row: McpServerRow, tools: string[], database = this.#options.database): Promise<ToolUserRow[]> {
    const names = tools.map((tool) => fullToolName(row.name, tool));
    return (await listToolUsers(database, names)).filter((user) => user.ns === "mcp");
  }
}

function mayChange(key: ApiKey): void {
  assertLive(key, "change MCP servers, which belong to the whole installation");
}

function nameTaken(name: string): OperatorError {
  const message = `There is an MCP server ${name} already. Change that one, or choose another name.`;
  return new OperatorError("name_taken", message, { param: "name" });
}
