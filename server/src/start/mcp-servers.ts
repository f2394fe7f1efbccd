import { environmentForPrograms } from "../config.ts";
import { createMcpConnector } from "../providers/mcp/connector.ts";
import type { ToolShelf } from "../ports/tool.ts";
import { McpConnections } from "../services/mcp-connections.ts";
import { McpNotices } from "../services/mcp-notices.ts";
import { McpServers } from "../services/mcp-servers.ts";
import { mcpShelf } from "../services/mcp-shelf.ts";
import { McpSyncs } from "../services/mcp-syncs.ts";
import { McpTrials } from "../services/mcp-trials.ts";
import { Housekeeping } from "../worker/housekeeping.ts";
import type { Started } from "./started.ts";

/** How soon a change made by another process is noticed. */
const LOOK_EVERY = 2_500;

/** The MCP servers of the installation, and their tools for agents. */
export interface Mcp {
  servers: McpServers;
  trials: McpTrials;
  shelf: ToolShelf;
}

/** Gets ready to reach MCP servers, and keeps what is known of their tools in step with what they have. */
export function startMcpServers(started: Started): Mcp {
  const { environment, logger, undo, database, secretBox, fetch, activityLog } = started;
  const programs = environment.OPERATOR_MCP_PROGRAMS;
  const notices = new McpNotices((id) => syncs.syncInBackground(id));
  const connections = new McpConnections({
    connector: createMcpConnector({ fetch, programs, environment: environmentForPrograms() }),
    onToolsChanged: (id) => notices.take(id),
    onReturnDue: (id) => syncs.syncInBackground(id),
    onLost: (id, reason) => logger.warn({ mcp_server: id, reason }, "The connection to an MCP server broke off."),
    onSaid: (id, line) => logger.info({ mcp_server: id, line }, "An MCP server wrote."),
  });
  const syncs = new McpSyncs({
    database,
    secretBox,
    connections,
    activityLog,
    onError: (error, id) => logger.error({ err: error, mcp_server: id }, "The tools of an MCP server were not synced."),
  });
  undo.push(() => connections.close());
  undo.push(() => syncs.close());
  undo.push(() => notices.close());
  const servers = new McpServers({ database, secretBox, connections, syncs, programs });
  undo.push(keepInStep(started, servers, syncs));
  const calling = { database, secretBox, connections };
  return { servers, trials: new McpTrials({ ...calling, activityLog }), shelf: mcpShelf(calling) };
}

function keepInStep({ logger }: Started, servers: McpServers, syncs: McpSyncs): () => Promise<void> {
  const chores = [
    { name: "close connections to changed MCP servers", run: () => servers.followChanges() },
    { name: "ask MCP servers for their tools", run: () => syncs.syncDue() },
  ];
  const housekeeping = new Housekeeping(chores, LOOK_EVERY, (error, chore) =>
    logger.error({ err: error, chore }, "A chore failed; it is tried again."),
  );
  return () => housekeeping.close();
}
