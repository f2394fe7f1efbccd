import type { Client } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { useSignedIn } from "../data/account.tsx";
import { allOf } from "../data/all-of.ts";
import { useClient } from "../data/client.tsx";
import type { Paged } from "../data/use-paged.ts";
import { TOOLS } from "./query-keys.ts";
import { filteredTools, type ToolFilter, type ToolRow, toolRows, withUse } from "./tool-rows.ts";

/** So many failed calls are looked at to tell when a tool failed last. */
const FAILURES = 200;

/** Reads all tools there are, wherever they come from, and keeps those that a filter means. */
export function useToolRows(filter: ToolFilter): Paged<ToolRow> {
  const client = useClient();
  const { can } = useSignedIn();
  const query = useQuery({ queryKey: [...TOOLS, "list"], queryFn: () => readRows(client) });
  const figures = useQuery({
    queryKey: [...TOOLS, "use"],
    queryFn: async () => (await client.statistics.get({})).by_tool,
    enabled: can("conversations:read"),
  });
  return {
    items: filteredTools(withUse(query.data ?? [], figures.data), filter),
    isLoading: query.isPending,
    error: query.error,
    hasMore: false,
    isLoadingMore: false,
    loadMore: () => undefined,
    reload: () => void query.refetch(),
  };
}

async function readRows(client: Client): Promise<ToolRow[]> {
  const [tools, servers, failures] = await Promise.all([
    allOf(client.tools.list({ limit: 200 })),
    allOf(client.mcpServers.list({ limit: 200 })),
    client.toolCalls.list({ status: "failed", limit: FAILURES }),
  ]);
  const withTools = await Promise.all(servers.map(({ id }) => client.mcpServers.get(id)));
  return toolRows({ tools, servers: withTools, failures: failures.data });
}
