import { z } from "zod";
import { MCP_TOOL_NAME, mcpToolSchema } from "./mcp-tool.ts";
import { mcpTransportInputSchema, mcpTransportSchema } from "./mcp-transport.ts";

/** Where a server stands; `disabled` when it was switched off. */
export const MCP_STATUSES = ["pending", "ready", "unreachable", "disabled"] as const;

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,31}$/, "must begin with a small letter and have at most 32 of a-z, 0-9, _ and -")
  .describe("The server's unique name; its tools are enabled as `name/tool`.");
const timeLimit = z
  .number()
  .min(0.1)
  .max(300)
  .describe("How long a turn waits for the answer of one of its tools, in seconds.");
const isEnabled = z.boolean().describe("Whether it is connected to, and its tools can be called.");
const disabledTools = z
  .array(z.string().regex(MCP_TOOL_NAME, "must be the server's own names of its tools"))
  .max(500)
  .describe("The server's own names of the tools that nobody may call here, whether it has them just now or not.");
const moment = z.iso.datetime();

/** The body that makes an MCP server known. */
export const newMcpServerSchema = z
  .strictObject({
    name,
    transport: mcpTransportInputSchema.describe("How it is reached."),
    time_limit_sec: timeLimit.default(15),
    is_enabled: isEnabled.default(true),
    disabled_tools: disabledTools.default([]),
  })
  .meta({ id: "NewMcpServer", description: "An MCP server to be connected to." });

const ignored = z.unknown().optional().describe("Ignored: it may be sent back as it was read.");

/** What GET answers beside the settings, which may be sent back unchanged. */
const readOnly = {
  id: ignored,
  status: ignored,
  error: ignored,
  server_info: ignored,
  problems: ignored,
  tool_count: ignored,
  tools: ignored,
  checked_at: ignored,
  synced_at: ignored,
  created_at: ignored,
  updated_at: ignored,
};

/** The body that replaces an MCP server's settings. */
export const mcpServerReplacementSchema = z.strictObject({ ...newMcpServerSchema.shape, ...readOnly }).meta({
  id: "McpServerReplacement",
  description: "An MCP server as it is to be from now on; what is left out gets its default.",
});

/** The body that changes an MCP server's settings. */
export const mcpServerChangeSchema = z
  .strictObject({
    name: name.optional(),
    transport: mcpTransportInputSchema.optional().describe("How it is reached, whole."),
    time_limit_sec: timeLimit.optional(),
    is_enabled: isEnabled.optional(),
    disabled_tools: disabledTools.optional().describe("The tools that nobody may call here, all of them."),
    ...readOnly,
  })
  .meta({ id: "McpServerChange", description: "What to change of an MCP server; what is absent stays as it is." });

const problemSchema = z.object({
  tool: z
    .string()
    .nullable()
    .describe("The tool that it concerns; null when it has no name, or it concerns no single one."),
  message: z.string().describe("What was left out, and why."),
});

const serverInfoSchema = z.object({
  name: z.string().describe("What it calls itself."),
  version: z.string().describe("Its version, in its own words."),
  protocol_version: z.string().describe("The revision of MCP that is spoken with it."),
});

/** An MCP server as lists show it. */
export const mcpServerSchema = z
  .object({
    id: z.string().describe("The server's id, `mcp_…`."),
    name,
    transport: mcpTransportSchema.describe("How it is reached, without the values of secrets."),
    time_limit_sec: timeLimit,
    is_enabled: isEnabled,
    disabled_tools: disabledTools,
    status: z
      .enum(MCP_STATUSES)
      .describe(
        "`ready`: it answered when it was asked last. `unreachable`: it did not, and is tried again. `pending`: it was " +
          "not asked yet. `disabled`: it is switched off.",
      ),
    error: z.string().nullable().describe("Why it is unreachable, in a sentence for people."),
    server_info: serverInfoSchema.nullable().describe("What it says of itself; null when it never answered."),
    problems: z.array(problemSchema).describe("What of its tools cannot be used; at most 50 entries."),
    tool_count: z.int().min(0).describe("How many of its tools can be used."),
    checked_at: moment.nullable().describe("When it was asked for its tools last, ISO 8601 in UTC."),
    synced_at: moment.nullable().describe("When it last answered that, ISO 8601 in UTC."),
    created_at: moment.describe("When it was made, ISO 8601 in UTC."),
    updated_at: moment.describe("When its settings were last changed, ISO 8601 in UTC."),
  })
  .meta({ id: "McpServer", description: "An MCP server." });

/** An MCP server as answered by itself. */
export const mcpServerWithToolsSchema = mcpServerSchema
  .extend({ tools: z.array(mcpToolSchema).describe("Its tools, in alphabetical order.") })
  .meta({ id: "McpServerWithTools", description: "An MCP server with its tools." });

/** The answer to an explicit synchronisation. */
export const mcpSyncSchema = z
  .object({
    status: z.enum(MCP_STATUSES).describe("Where the server stands now."),
    error: z.string().nullable().describe("Why it is unreachable; its tools then stay as they were."),
    added: z.array(z.string()).describe("The tools that are new, or back."),
    changed: z.array(z.string()).describe("The tools whose description, schemas or annotations changed."),
    removed: z.array(z.string()).describe("The tools that are gone."),
    problems: z.array(problemSchema).describe("What of its tools cannot be used."),
  })
  .meta({ id: "McpSync", description: "What a synchronisation found." });

/** An MCP server to be connected to. */
export type NewMcpServer = z.output<typeof newMcpServerSchema>;

/** An MCP server as it is to be from now on. */
export type McpServerReplacement = z.output<typeof mcpServerReplacementSchema>;

/** What to change of an MCP server. */
export type McpServerChange = z.output<typeof mcpServerChangeSchema>;

/** An MCP server as lists show it. */
export type McpServer = z.output<typeof mcpServerSchema>;

/** An MCP server with its tools. */
export type McpServerWithTools = z.output<typeof mcpServerWithToolsSchema>;

/** What a synchronisation found. */
export type McpSync = z.output<typeof mcpSyncSchema>;

/** What of a server's tools cannot be used. */
export type McpProblem = z.output<typeof problemSchema>;

const FIRST_PAUSE = 5_000;
const USUAL_PAUSE = 5 * 60_000;

/**
 * Decides how long it takes until a server is asked for its tools again, in ms: about five minutes, sooner after a
 * failure, and never quite regularly, so that servers which failed together do not come back together. `random` is from
 * 0 up to, not including, 1.
 */
export function nextSyncIn(failures: number, random: number): number {
  const pause = failures === 0 ? USUAL_PAUSE : Math.min(USUAL_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
  return Math.round(pause * (0.8 + random * 0.4));
}
