import { useQuery } from "@tanstack/react-query";
import { allOf } from "../data/all-of.ts";
import { useClient } from "../data/client.tsx";

const NONE: ReadonlyMap<string, string> = new Map();

/** Returns the names of the procedural agents by their ids, `pa_…`. */
export function useProceduralNames(): ReadonlyMap<string, string> {
  const client = useClient();
  const agents = useQuery({
    queryKey: ["procedural-agents", "choices"],
    queryFn: () => allOf(client.proceduralAgents.list()),
    select: (data) => new Map(data.map(({ id, name }) => [id, name])),
  });
  return agents.data ?? NONE;
}
