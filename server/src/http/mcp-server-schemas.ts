import { z } from "zod";
import {
  mcpServerChangeSchema,
  mcpServerReplacementSchema,
  mcpServerSchema,
  mcpServerWithToolsSchema,
  mcpSyncSchema,
  newMcpServerSchema,
} from "../domain/mcp-server.ts";
import { mcpToolChangeSchema, mcpToolSchema } from "../domain/mcp-tool.ts";
import { EXAMPLE_MCP } from "./mcp-examples.ts";
import { listOf, pageQuery } from "./pages.ts";
import { deleted } from "./route-schema.ts";
import { trialOutcome, trialSchema } from "./tool-schemas.ts";
import { warnings } from "./warnings.ts";

const TAGS = ["MCP servers"];

const byId = z.object({ id: z.string().describe("The server, `mcp_…`.") });
const byTool = byId.extend({ tool: z.string().describe("The server's own name of the tool.") });

export const listMcpServers = {
  operationId: "listMcpServers",
  tags: TAGS,
  summary: "List MCP servers",
  description: "Lists the MCP servers, without their tools.",
  querystring: pageQuery,
  response: { 200: listOf(mcpServerSchema, "The MCP servers") },
} as const;

export const createMcpServer = {
  operationId: "createMcpServer",
  tags: TAGS,
  summary: "Connect to an MCP server",
  description:
    "Makes an MCP server known, connects to it and asks for its tools, which agents then enable with " +
    '`{"ns": "mcp", "name": "server/tool"}`. One that cannot be reached is stored all the same, with the `status` ' +
    "`unreachable` and the reason in `error`, and is tried again.",
  errors: ["name_taken", "not_allowed"],
  body: newMcpServerSchema,
  response: { 200: mcpServerWithToolsSchema },
} as const;

export const getMcpServer = {
  operationId: "getMcpServer",
  tags: TAGS,
  summary: "Get an MCP server",
  description: "Shows an MCP server with its tools. The values of headers and environment are secrets, shown as null.",
  errors: ["not_found"],
  params: byId,
  response: { 200: mcpServerWithToolsSchema },
} as const;

export const replaceMcpServer = {
  operationId: "replaceMcpServer",
  tags: TAGS,
  summary: "Replace an MCP server's settings",
  description:
    "Makes the settings what is given; what is left out gets its default. The answer of a GET may be sent back, changed " +
    "where you like. A change of the connection is tried at once. The name cannot change while an agent enables a tool.",
  errors: ["in_use", "name_taken", "not_allowed", "not_found"],
  params: byId,
  body: mcpServerReplacementSchema,
  response: { 200: mcpServerWithToolsSchema },
} as const;

export const changeMcpServer = {
  operationId: "changeMcpServer",
  tags: TAGS,
  summary: "Change an MCP server's settings",
  description: "Changes what is given of the settings; what is absent stays as it is.",
  errors: ["in_use", "name_taken", "not_allowed", "not_found"],
  params: byId,
  body: mcpServerChangeSchema,
  response: { 200: mcpServerWithToolsSchema },
} as const;

export const deleteMcpServer = {
  operationId: "deleteMcpServer",
  tags: TAGS,
  summary: "Delete an MCP server",
  description: "Deletes an MCP server with its tools; 409 while the released or draft version of an agent enables one.",
  errors: ["in_use", "not_allowed", "not_found"],
  params: byId,
  response: { 200: deleted("MCP server", EXAMPLE_MCP.server) },
} as const;

export const syncMcpServer = {
  operationId: "syncMcpServer",
  tags: TAGS,
  summary: "Ask an MCP server for its tools",
  description:
    "Asks now, and says what changed. It happens by itself when the server says that its tools changed, when a " +
    "connection was made anew, and every five minutes.",
  errors: ["not_allowed", "not_found"],
  params: byId,
  response: { 200: mcpSyncSchema },
} as const;

export const changeMcpTool = {
  operationId: "changeMcpTool",
  tags: TAGS,
  summary: "Change how a tool of an MCP server is used",
  description: "Changes what the server does not say of its tool; what is absent stays as it is.",
  errors: ["not_allowed", "not_found"],
  params: byTool,
  body: mcpToolChangeSchema,
  response: { 200: mcpToolSchema },
} as const;

const trialResultSchema = z
  .object({
    ...trialOutcome,
    duration_ms: z.number().describe("How long it took, a connection that had to be made included, in milliseconds."),
    warnings,
  })
  .meta({ id: "McpToolTrialResult", description: "How a call of an MCP server's tool went that was made to see." });

export const tryMcpTool = {
  operationId: "tryMcpTool",
  tags: TAGS,
  summary: "Try a tool of an MCP server",
  description:
    "Makes one call, exactly as a conversation would, and shows what an agent would be told. The call is real: what it " +
    "does at the server is done. A tool that is switched off is not called, and a server that cannot be reached, or that " +
    "fails, is an outcome and not an error.",
  errors: ["not_found"],
  params: byTool,
  body: trialSchema,
  response: { 200: trialResultSchema },
} as const;
