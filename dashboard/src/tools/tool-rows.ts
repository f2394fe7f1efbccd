import type { Schemas } from "@operator/sdk";
import { toolPath } from "./tool-path.ts";

/** Who carries a tool out. */
export const TOOL_TYPES = { http: "HTTP", client: "Client", mcp: "MCP" } as const;

/** One tool as the list of all shows it. */
export interface ToolRow {
  name: string;
  type: keyof typeof TOOL_TYPES;
  description: string;
  /** What is called: an endpoint, or a server. */
  target: string;
  /** Where it leads. */
  path: string;
  /** The names of the agents that have it. */
  agents: string[];
  /** When a call of it failed last; null when none of the latest did. */
  failedAt: string | null;
  /** How often it was called lately, and how many of those calls failed; null where that is not known. */
  use: { calls: number; failed: number } | null;
  /** Why it cannot be called: its server no longer has it, or it is switched off; null when it can. */
  lack: "Gone" | "Off" | null;
}

interface ToolParts {
  tools: readonly Schemas["Tool"][];
  servers: readonly Schemas["McpServerWithTools"][];
  /** The latest calls that failed, newest first. */
  failures: readonly Schemas["ToolCall"][];
}

/** How often tools were called lately. */
export type ToolFigures = Schemas["Statistics"]["by_tool"];

/** Notes on rows how often each tool was called lately; without figures nobody knows. */
export function withUse(rows: readonly ToolRow[], figures: ToolFigures | undefined): ToolRow[] {
  if (figures === undefined) return [...rows];
  const byName = new Map(figures.map((tool) => [tool.name, tool]));
  return rows.map((row) => {
    const { tool_calls: calls = 0, failed_tool_calls: failed = 0 } = byName.get(row.name) ?? {};
    return { ...row, use: { calls, failed } };
  });
}

/** Lists all tools there are, by name. */
export function toolRows({ tools, servers, failures }: ToolParts): ToolRow[] {
  const failed = new Map([...failures].reverse().map(({ name, created_at }) => [name, created_at]));
  const own = tools.map((tool): ToolRow => {
    const { name, type, description, method, url } = tool;
    const target = type === "client" ? "The user’s device" : `${method} ${withoutScheme(url ?? "")}`;
    const path = toolPath(name);
    return { name, type, description, target, path, lack: null, ...usageOf(tool, failed.get(name)) };
  });
  const ofServers = servers.flatMap(({ id, name: server, tools: theirs }) =>
    theirs.map((tool): ToolRow => {
      const { full_name: name, description, is_available, is_enabled } = tool;
      const lack: ToolRow["lack"] = !is_enabled ? "Off" : is_available ? null : "Gone";
      const path = `/tools/mcp/${id}/${encodeURIComponent(tool.name)}`;
      const row = { name, description, target: `MCP server ${server}`, path, lack };
      return { ...row, type: "mcp", ...usageOf(tool, failed.get(name)) };
    }),
  );
  return [...own, ...ofServers].sort((one, other) => one.name.localeCompare(other.name));
}

function usageOf({ used_by }: Pick<Schemas["Tool"], "used_by">, failedAt: string | undefined) {
  return { agents: [...new Set(used_by.map(({ name }) => name))], failedAt: failedAt ?? null, use: null };
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, "");
}

/** What restricts the list of tools, as it stands in the address. */
export interface ToolFilter {
  q: string;
  type: string;
}

/** Keeps the tools that a filter means. */
export function filteredTools(rows: readonly ToolRow[], { q, type }: ToolFilter): ToolRow[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = `${row.name} ${row.description} ${row.target}`.toLowerCase();
    return (type === "" || row.type === type) && words.every((word) => text.includes(word));
  });
}
