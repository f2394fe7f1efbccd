import type { AgentVersion } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { versionsKey } from "../agents/agent-kind.ts";
import { useClient } from "../data/client.tsx";
import { versionLabel } from "../talk/agent-choices.ts";

/** Returns the versions of a procedural agent, newest first; none while nothing is known of them. */
export function useVersions(agentId: string): AgentVersion[] {
  const client = useClient();
  const versions = useQuery({
    queryKey: versionsKey(agentId),
    queryFn: () => client.proceduralAgents.versions(agentId),
    enabled: agentId !== "",
  });
  return versions.data ?? [];
}

/** Names a version with where it stands. */
export function versionTitle({
  version_id,
  version_status,
}: Pick<AgentVersion, "version_id" | "version_status">): string {
  return `${versionLabel(version_id)}, ${version_status}`;
}
