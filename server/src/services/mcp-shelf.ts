import type { Database } from "../db/database.ts";
import { type CallableToolRow, findCallableMcpTools, listMcpToolNames } from "../db/mcp-tools.ts";
import { type SecretBox, SealedSecretError } from "../lib/secret-box.ts";
import type { AgentTool, ToolOutcome, ToolShelf } from "../ports/tool.ts";
import { callMcpTool, type McpToolCall } from "../runtime/mcp-tool.ts";
import type { McpConnections, ReachableServer } from "./mcp-connections.ts";
import { reachableServer } from "./mcp-rows.ts";

/** What tools of MCP servers are called with. */
export interface McpCalling {
  readonly database: Database;
  readonly secretBox: SecretBox;
  readonly connections: McpConnections;
}

/**
 * Offers the tools of the MCP servers, as `server/tool`. Named are all that are known, so that an agent stays valid
 * while a server is away or switched off; found are those that can be called. A change of a server works in
 * conversations under way from the next call on.
 */
export function mcpShelf(options: McpCalling): ToolShelf {
  const { database } = options;
  return {
    names: () => listMcpToolNames(database),
    find: async (names) => (await findCallableMcpTools(database, names)).map((row) => agentTool(options, row)),
  };
}

function agentTool(options: McpCalling, { fullName, tool }: CallableToolRow): AgentTool {
  return {
    ns: "mcp",
    name: fullName,
    description: tool.description,
    inputSchema: tool.input_schema,
    runsInBackground: tool.runs_in_background,
    onInterrupt: tool.on_interrupt,
    call: (call) => callByFullName(options, fullName, call),
  };
}

/** Calls the tool of that full name, if it can be called; a failure is an outcome, in words for a model. */
export async function callByFullName(options: McpCalling, fullName: string, call: McpToolCall): Promise<ToolOutcome> {
  const [row] = await findCallableMcpTools(options.database, [fullName]);
  if (row) return carryOut(options, row, call);
  const error = `${fullName} is not there any more: its server has it no longer, or it was switched off. Go on without it.`;
  return { status: "failed", error };
}

async function carryOut(options: McpCalling, row: CallableToolRow, call: McpToolCall): Promise<ToolOutcome> {
  const { fullName, tool, server } = row;
  const reachable = readyToReach(options, row);
  if (reachable === null) {
    const why = "its server's secrets cannot be decrypted, for the key they were sealed under is not at hand";
    return { status: "failed", error: `${fullName} cannot be used: ${why}. Nothing was sent.` };
  }
  return callMcpTool(
    {
      fullName,
      name: tool.name,
      inputSchema: tool.input_schema,
      isReadOnly: tool.annotations.read_only === true,
      timeLimit: tool.time_limit ?? server.time_limit,
      connected: (signal, work) => options.connections.use(reachable, { signal }, work),
    },
    call,
  );
}

function readyToReach({ secretBox }: McpCalling, { server }: CallableToolRow): ReachableServer | null {
  try {
    return reachableServer(server, secretBox);
  } catch (error) {
    if (error instanceof SealedSecretError) return null;
    throw error;
  }
}
