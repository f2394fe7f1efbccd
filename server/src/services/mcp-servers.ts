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
import { countMcpTools, listMcpTools, type McpToolRow, updateMcpTool } from "../db/mcp-tools.ts";
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
import type { Target } from "../domain/precondition.ts";
import type { SecretBox } from "../lib/secret-box.ts";
import { type ApiKey, assertLive } from "./api-keys.ts";
import { assertUnchanged, tagged, taggedAs } from "./entity-tags.ts";
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
    const views = tools.map((tool) => toolView(row, tool, shown));
    const count = views.filter((tool) => tool.is_available && tool.is_enabled).length;
    const view = { ...serverView(row, count), tools: views };
    return tagged(view, configurationOf(row, tools));
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
  async replace(key: ApiKey, target: Target, input: McpServerReplacement): Promise<McpServerWithTools> {
    return this.#rewrite(key, target, input);
  }

  /**
   * Changes what is given of a server's settings; where that concerns the connection, a new one is made and the tools
   * are asked for. Throws `not_found`, `etag_mismatch`, `name_taken`, `in_use` when it would rename tools that agents enable, and
   * `invalid_field` naming all that would be wrong.
   */
  async change(key: ApiKey, target: Target, change: McpServerChange): Promise<McpServerWithTools> {
    return this.#rewrite(key, target, change);
  }

  /** Deletes a server with its tools. Throws `not_found`, `etag_mismatch`, and `in_use` while an agent enables one of them. */
  async delete(key: ApiKey, target: Target): Promise<void> {
    mayChange(key);
    await this.#options.database.transaction().execute(async (transaction) => {
      await this.#assertUnused(transaction, await lockUnchanged(transaction, target));
      await deleteMcpServer(transaction, target.id);
    });
    await this.followChanges();
  }

  /** Asks a server for its tools now. Throws `not_found`. */
  async sync(key: ApiKey, id: string): Promise<McpSync> {
    mayChange(key);
    return this.#options.syncs.syncAnew(id);
  }

  /** Changes how a tool is used; `target` is its server. Throws `not_found` and `etag_mismatch`. */
  async changeTool(key: ApiKey, { target, name }: { target: Target; name: string }, change: McpToolChange) {
    mayChange(key);
    const { time_limit_sec: seconds, ...settings } = change;
    const limit = seconds === undefined ? {} : { time_limit: seconds === null ? null : Math.round(seconds * 1_000) };
    const given = Object.entries({ ...settings, ...limit }).filter(([, value]) => value !== undefined);
    await this.#options.database.transaction().execute(async (transaction) => {
      await lockUnchanged(transaction, target);
      if (given.length === 0) return;
      await updateMcpTool(transaction, { server_id: target.id, name }, Object.fromEntries(given));
    });
    const server = await this.find(key, target.id);
    const changed = server.tools.find((tool) => tool.name === name);
    if (!changed) throw notFound("tool", `${name} of the MCP server ${target.id}`);
    return taggedAs<McpTool>(server, changed);
  }

  /** Closes this process's connections to servers that were changed, switched off or deleted, by whichever process. */
  async followChanges(): Promise<void> {
    const rows = await listMcpRevisions(this.#options.database);
    const enabled = rows.filter((row) => row.is_enabled);
    this.#options.connections.retain(new Map(enabled.map((row) => [row.id, row.revision])));
  }

  async #rewrite(key: ApiKey, target: Target, change: McpServerChange): Promise<McpServerWithTools> {
    mayChange(key);
    const { database } = this.#options;
    const { id } = target;
    const isAnew = await database.transaction().execute(async (transaction) => {
      const row = await lockUnchanged(transaction, target);
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

async function lockUnchanged(transaction: Database, target: Target): Promise<McpServerRow> {
  const row = await lockMcpServer(transaction, target.id);
  if (!row) throw notFound("MCP server", target.id);
  if (target.ifMatch !== null) {
    assertUnchanged(target, "MCP server", configurationOf(row, await listMcpTools(transaction, target.id)));
  }
  return row;
}

/** What the server says of itself and of its tools is no setting of ours; how each tool is used is. */
function configurationOf(row: McpServerRow, tools: readonly McpToolRow[]): object {
  const { id, name, transport, sealed_secrets, time_limit, is_enabled, disabled_tools, updated_at } = row;
  const used = tools
    .filter((tool) => tool.time_limit !== null || tool.runs_in_background || tool.on_interrupt !== "finish")
    .map((tool) => [tool.name, tool.time_limit, tool.runs_in_background, tool.on_interrupt]);
  return { id, name, transport, sealed_secrets, time_limit, is_enabled, disabled_tools, updated_at, used };
}

function nameTaken(name: string): OperatorError {
  const message = `There is an MCP server ${name} already. Change that one, or choose another name.`;
  return new OperatorError("name_taken", message, { param: "name" });
}
