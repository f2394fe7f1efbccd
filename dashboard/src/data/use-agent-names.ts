import { useQuery } from "@tanstack/react-query";
import { allOf } from "./all-of.ts";
import { useClient } from "./client.tsx";

const PAGE = 200;

/** Returns the names of all agents by their ids, `ca_…`. */
export function useAgentNames(): ReadonlyMap<string, string> {
  const client = useClient();
  const agents = useQuery({
    queryKey: ["conversational-agents", "names"],
    queryFn: () => allOf(client.conversationalAgents.list({ limit: PAGE })),
    select: (data) => new Map(data.map(({ id, name }) => [id, name])),
  });
  return agents.data ?? NONE;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Writes an agent's version as people say it: its name, if that is known, and `v3`. */
export function agentTitle(versionId: string, names: ReadonlyMap<string, string>): string {
  const [id = versionId] = versionId.split("@");
  return names.get(id) ?? id;
}
