import type { Client } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { allOf } from "../data/all-of.ts";
import { useClient } from "../data/client.tsx";
import type { Capabilities, ToolChoice } from "./capabilities.ts";
import { PLATFORM_TOOLS } from "./platform-tools.ts";

const NOTHING: Capabilities = { tools: [], transfers: [] };

/** Reads everything on this installation that an agent can be given. */
export function useCapabilities() {
  const client = useClient();
  const query = useQuery({ queryKey: ["capabilities"], queryFn: () => readCapabilities(client) });
  return { capabilities: query.data ?? NOTHING, isLoading: query.isPending, error: query.error, reload: query.refetch };
}

async function readCapabilities(client: Client): Promise<Capabilities> {
  const [tools, servers, procedural, transfers] = await Promise.all([
    allOf(client.tools.list()),
    allOf(client.mcpServers.list()),
    allOf(client.proceduralAgents.list()),
    allOf(client.transfers.list()),
  ]);
  const withTools = await Promise.all(servers.map(({ id }) => client.mcpServers.get(id)));
  const all: ToolChoice[] = [
    ...tools.map(
      ({ type, name, description }): ToolChoice => ({
        ns: type === "client" ? "client" : "api",
        name,
        description,
      }),
    ),
    ...withTools.flatMap((server) =>
      server.tools.map(({ full_name, description }): ToolChoice => ({ ns: "mcp", name: full_name, description })),
    ),
    ...procedural.map(
      (agent): ToolChoice => ({
        ns: "procedure",
        name: procedural.filter(({ name }) => name === agent.name).length === 1 ? agent.name : agent.id,
        description: agent.description,
      }),
    ),
    ...PLATFORM_TOOLS.map((tool): ToolChoice => ({ ns: "syscall", ...tool })),
  ];
  return { tools: all, transfers: transfers.map(({ id, name, description }) => ({ id, name, description })) };
}
