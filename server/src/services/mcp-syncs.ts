import type { Database } from "../db/database.ts";
import { beginMcpSync, claimDueMcpServers, type McpServerRow } from "../db/mcp-servers.ts";
import { lockForMcpSync, type McpSyncResult, settleMcpSync } from "../db/mcp-syncs.ts";
import { deleteMcpTools, listMcpTools, markMcpToolsGone, upsertMcpTools } from "../db/mcp-tools.ts";
import { listToolUsers } from "../db/tool-users.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { type McpSync, nextSyncIn } from "../domain/mcp-server.ts";
import { compareTools, fullToolName, type ToolChanges } from "../domain/mcp-tool.ts";
import { type SecretBox, SealedSecretError } from "../lib/secret-box.ts";
import { widelyHeard } from "../lib/widely-heard.ts";
import type { ActivityLog } from "../ports/activity-log.ts";
import { McpConnectError, type McpServerInfo } from "../ports/mcp.ts";
import { SYSTEM } from "./actors.ts";
import type { McpConnections } from "./mcp-connections.ts";
import { type Discovery, MOST_MCP_TOOLS, readTools } from "./mcp-discovery.ts";
import { reachableServer } from "./mcp-rows.ts";

const LIST_WITHIN = 30_000;
/** After that long, another process may take over what this one began. */
const LEASE_SECONDS = 90;
const MOST_AT_ONCE = 4;

interface Options {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly connections: McpConnections;
  readonly activityLog: ActivityLog;
  /** Is told of a fault of ours in a synchronisation that nobody waits for. */
  onError(error: unknown, serverId: string): void;
}

/** Keeps what is known of the MCP servers' tools in step with what they have. */
export class McpSyncs {
  readonly #options: Options;
  readonly #underWay = new Map<string, Promise<McpSync>>();
  readonly #waiting: string[] = [];
  #inBackground = 0;
  readonly #stopping = widelyHeard();

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Asks a server for its tools now and stores what it says. Joins a synchronisation of this process that is under
   * way. A server that cannot be reached is an answer, too. Throws `not_found`.
   */
  sync(serverId: string): Promise<McpSync> {
    const running = this.#underWay.get(serverId);
    if (running) return running;
    const begun = this.#run(serverId).finally(() => this.#underWay.delete(serverId));
    this.#underWay.set(serverId, begun);
    return begun;
  }

  /** The same after what is under way, whose question may have been asked before something changed. */
  async syncAnew(serverId: string): Promise<McpSync> {
    await this.#underWay.get(serverId)?.catch(() => undefined);
    return this.sync(serverId);
  }

  /** Begins to ask the servers that are due and that no other process asks, a few at a time. */
  async syncDue(): Promise<void> {
    this.syncInBackground(...(await claimDueMcpServers(this.#options.database, LEASE_SECONDS)));
  }

  /** Asks servers when there is room for it. Failures are reported. */
  syncInBackground(...serverIds: string[]): void {
    for (const id of serverIds) if (!this.#waiting.includes(id)) this.#waiting.push(id);
    while (this.#inBackground < MOST_AT_ONCE && !this.#stopping.signal.aborted) {
      const id = this.#waiting.shift();
      if (id === undefined) return;
      this.#inBackground += 1;
      void this.#syncUnheard(id);
    }
  }

  async #syncUnheard(id: string): Promise<void> {
    try {
      await this.syncAnew(id);
    } catch (error) {
      // It may have been deleted while it waited.
      const isGone = error instanceof OperatorError && error.code === "not_found";
      if (!isGone && !this.#stopping.signal.aborted) this.#options.onError(error, id);
    } finally {
      this.#inBackground -= 1;
      this.syncInBackground();
    }
  }

  /** Stops, after what is under way was given up. */
  async close(): Promise<void> {
    this.#stopping.abort();
    this.#waiting.length = 0;
    await Promise.allSettled(this.#underWay.values());
  }

  async #run(serverId: string): Promise<McpSync> {
    const startedAt = new Date();
    const begun = await beginMcpSync(this.#options.database, serverId, LEASE_SECONDS);
    if (!begun) throw notFound("MCP server", serverId);
    if (!begun.is_enabled) return { status: "disabled", error: null, ...NO_CHANGES, problems: [] };
    const found = await this.#ask(begun);
    const sync = "error" in found ? await this.#storeFailure(begun, found.error) : await this.#storeTools(begun, found);
    this.#record(begun, sync, startedAt);
    return sync;
  }

  async #ask(row: McpServerRow): Promise<(Discovery & { info: McpServerInfo }) | { error: string }> {
    const { connections, database, secretBox } = this.#options;
    try {
      const server = reachableServer(row, secretBox);
      const { info, raw } = await connections.use(
        server,
        { signal: this.#stopping.signal, isUrgent: true },
        async (connection) => {
          const limits = { most: MOST_MCP_TOOLS, timeLimit: LIST_WITHIN };
          return { info: connection.server, raw: await connection.listTools(limits) };
        },
      );
      return { info, ...(await readTools(raw, await listMcpTools(database, row.id))) };
    } catch (error) {
      if (error instanceof McpConnectError) return { error: error.message };
      if (!(error instanceof SealedSecretError)) throw error;
      return { error: "Its secrets cannot be read, for the key they were sealed under is not at hand. Set them anew." };
    }
  }

  async #storeTools(begun: McpServerRow, found: Discovery & { info: McpServerInfo }): Promise<McpSync> {
    const { info, tools, problems } = found;
    const changes = await this.#options.database.transaction().execute(async (transaction) => {
      const row = await lockForMcpSync(transaction, begun);
      if (!row) return NO_CHANGES;
      const before = await listMcpTools(transaction, row.id);
      const compared = compareTools(before, tools);
      const fresh = new Set([...compared.added, ...compared.changed]);
      const fresher = tools.filter((tool) => fresh.has(tool.name));
      await upsertMcpTools(transaction, row.id, fresher);
      const has = new Set(tools.map((tool) => tool.name));
      const gone = before.map((tool) => tool.name).filter((name) => !has.has(name));
      await retireTools(transaction, row, gone);
      const { name, version, protocolVersion } = info;
      const serverInfo = { name, version, protocol_version: protocolVersion };
      await settle(transaction, { begun, failures: 0 }, { status: "ready", serverInfo, problems });
      return compared;
    });
    return { status: "ready", error: null, ...copyOf(changes), problems: [...problems] };
  }

  async #storeFailure(begun: McpServerRow, error: string): Promise<McpSync> {
    await this.#options.database.transaction().execute(async (transaction) => {
      const row = await lockForMcpSync(transaction, begun);
      if (!row || this.#stopping.signal.aborted) return;
      await settle(transaction, { begun, failures: row.failures + 1 }, { status: "unreachable", error });
    });
    return { status: "unreachable", error, ...NO_CHANGES, problems: begun.problems };
  }

  #record({ id, name }: McpServerRow, sync: McpSync, at: Date): void {
    const { status, error, added, changed, removed, problems } = sync;
    const counts = `${added.length} tools added, ${changed.length} changed, ${removed.length} removed`;
    this.#options.activityLog.record({
      kind: "job",
      outcome: error === null ? "succeeded" : "failed",
      summary: `MCP server ${name}: ${error ?? counts}`,
      actor: SYSTEM,
      livemode: null,
      requestId: null,
      conversationId: null,
      at,
      duration: Date.now() - at.getTime(),
      details: { mcp_server_id: id, name, status, error, added, changed, removed, problems: problems.length },
    });
  }
}

const NO_CHANGES = { added: [], changed: [], removed: [] };

function copyOf({ added, changed, removed }: ToolChanges) {
  return { added: [...added], changed: [...changed], removed: [...removed] };
}

/** Deletes the tools that are gone; those that an agent still names stay, marked as gone. */
async function retireTools(transaction: Database, { id, name }: McpServerRow, gone: readonly string[]): Promise<void> {
  const users = await listToolUsers(
    transaction,
    gone.map((tool) => fullToolName(name, tool)),
  );
  const named = new Set(users.filter((user) => user.ns === "mcp").map((user) => user.tool));
  const isNamed = (tool: string) => named.has(fullToolName(name, tool));
  await markMcpToolsGone(transaction, id, gone.filter(isNamed));
  await deleteMcpTools(
    transaction,
    id,
    gone.filter((tool) => !isNamed(tool)),
  );
}

async function settle(
  transaction: Database,
  { begun, failures }: { begun: McpServerRow; failures: number },
  result: McpSyncResult,
): Promise<void> {
  const pauseSeconds = nextSyncIn(failures, Math.random()) / 1_000;
  await settleMcpSync(transaction, begun, { result, failures, pauseSeconds });
}
