import { randomBytes } from "node:crypto";
import { environmentForPrograms } from "../../src/config.ts";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { newId } from "../../src/domain/ids.ts";
import { newMcpServerSchema } from "../../src/domain/mcp-server.ts";
import { createSafeFetch } from "../../src/lib/safe-fetch.ts";
import { createSecretBox } from "../../src/lib/secret-box.ts";
import type { Activity } from "../../src/ports/activity-log.ts";
import type { ToolCall, ToolOutcome } from "../../src/ports/tool.ts";
import { createMcpConnector } from "../../src/providers/mcp/connector.ts";
import { McpConnections } from "../../src/services/mcp-connections.ts";
import { McpNotices } from "../../src/services/mcp-notices.ts";
import { McpServers } from "../../src/services/mcp-servers.ts";
import { mcpShelf } from "../../src/services/mcp-shelf.ts";
import { McpSyncs } from "../../src/services/mcp-syncs.ts";
import { createTestDatabase } from "../../src/testing/database.ts";

const KEY = { id: "key_00000000000", name: "test", livemode: true, scopes: null };
const SECRET_BOX = createSecretBox([randomBytes(32)]);

/** What one process has of MCP servers, on a database that others may share. */
export interface McpWorld {
  readonly databaseUrl: string;
  readonly servers: McpServers;
  readonly syncs: McpSyncs;
  /** What was lost or said, in words. */
  readonly heard: string[];
  readonly activities: Activity[];
  /** Faults of ours that nobody waited for. */
  readonly faults: unknown[];
  /** Makes a server known and returns its id and name. */
  add(transport: object, more?: object): Promise<{ id: string; name: string }>;
  /** Calls a tool by its full name, as a turn does. */
  call(name: string, args?: unknown, more?: Partial<ToolCall>): Promise<ToolOutcome>;
  close(): Promise<void>;
}

interface WorldOptions {
  /** The database of another world. */
  databaseUrl?: string;
  programs?: string[];
  resolve?: (hostname: string) => Promise<readonly string[]>;
}

/** Makes such a world, wired as the platform's start does it, but for what is done now and then. */
export async function startMcpWorld(options: WorldOptions = {}): Promise<McpWorld> {
  const own = options.databaseUrl === undefined ? await createTestDatabase() : null;
  const databaseUrl = options.databaseUrl ?? (own?.url as string);
  const database = openDatabase(databaseUrl, { connections: 4 });
  const told = { heard: [] as string[], activities: [] as Activity[], faults: [] as unknown[] };
  const { fetch, connections, syncs, notices, servers, shelf } = wire(database, options, told);
  let added = 0;
  return {
    ...{ databaseUrl, servers, syncs, ...told },
    async add(transport, more = {}) {
      const name = `server${++added}`;
      const { id, status, error } = await servers.create(KEY, newMcpServerSchema.parse({ name, transport, ...more }));
      if (status === "unreachable") throw new Error(error ?? "");
      return { id, name };
    },
    async call(name, args = {}, more = {}) {
      const [tool] = await shelf.find([name]);
      if (!tool) throw new Error(`There is no tool ${name}.`);
      return tool.call({ ...callOf(args), ...more });
    },
    async close() {
      notices.close();
      await syncs.close();
      await connections.close();
      await fetch.close();
      await database.destroy();
      await own?.drop();
    },
  };
}

function wire(database: Database, options: WorldOptions, told: Pick<McpWorld, "heard" | "activities" | "faults">) {
  const { resolve, programs = [process.execPath] } = options;
  const fetch = createSafeFetch({ allowedTargets: ["127.0.0.1"], ...(resolve ? { resolve } : {}) });
  const notices = new McpNotices((id) => syncs.syncInBackground(id));
  const connections = new McpConnections({
    connector: createMcpConnector({ fetch, programs, environment: environmentForPrograms() }),
    onToolsChanged: (id) => notices.take(id),
    onReturnDue: (id) => syncs.syncInBackground(id),
    onLost: (_, reason) => told.heard.push(reason),
    onSaid: (_, line) => told.heard.push(line),
  });
  const activityLog = { record: (activity: Activity) => void told.activities.push(activity) };
  const parts = { database, secretBox: SECRET_BOX, connections };
  const syncs = new McpSyncs({ ...parts, activityLog, onError: (error) => told.faults.push(error) });
  const servers = new McpServers({ ...parts, syncs, programs });
  return { fetch, connections, syncs, notices, servers, shelf: mcpShelf(parts) };
}

/** The key under which tests change servers. */
export const LIVE_KEY = KEY;

function callOf(args: unknown): ToolCall {
  const never = new AbortController().signal;
  return {
    arguments: args,
    callId: newId("call"),
    conversationId: newId("conv"),
    stopping: never,
    unsent: never,
    awaitClient: () => Promise.reject(new Error("No client is connected.")),
  };
}
