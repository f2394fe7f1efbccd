/** By what the lists of tools are known to the pages. */
export const TOOLS = ["tools"] as const;
/** By what one tool is. */
export const TOOL = ["tool"] as const;
/** By what MCP servers are. */
export const MCP_SERVERS = ["mcp-servers"] as const;
/** By what OpenAPI sources are. */
export const SOURCES = ["openapi-sources"] as const;
/** By what the ledger of calls is. */
export const TOOL_CALLS = ["tool-calls"] as const;
/** What lists tools: read again when one is gone, whose own page must not ask for it any more. */
export const TOOL_LISTS = [TOOLS, MCP_SERVERS, SOURCES, ["capabilities"]] as const;
/** What is read again when tools have changed. */
export const ALL_TOOLS = [TOOL, ...TOOL_LISTS] as const;
