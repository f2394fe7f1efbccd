import { useSignedIn } from "../data/account.tsx";
import { versionLabel } from "../talk/agent-choices.ts";
import { Badge } from "../ui/badge.tsx";
import type { AnyAgent } from "./agent-kind.ts";
import { VersionBadge } from "./version-badge.tsx";

/** Says which version of an agent is edited, and whether that is saved. */
export function VersionState({ agent, isChanged }: { agent: AnyAgent; isChanged: boolean }) {
  const { can } = useSignedIn();
  return (
    <>
      <VersionBadge status={agent.version_status} />
      <span className="font-mono text-xs text-muted">{versionLabel(agent.version_id)}</span>
      {isChanged && <Badge tone="warning">Not saved</Badge>}
      {!can("agents:write") && <Badge>Read only</Badge>}
    </>
  );
}
