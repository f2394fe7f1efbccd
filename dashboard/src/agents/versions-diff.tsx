import type { AgentVersion } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { useClient } from "../data/client.tsx";
import { versionLabel } from "../talk/agent-choices.ts";
import { Section } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { type AgentKind, type AnyAgent, type AnyDraft, versionsKey } from "./agent-kind.ts";
import { DiffView } from "./diff-view.tsx";

interface VersionsDiffProps<Agent extends AnyAgent, Draft extends AnyDraft> {
  kind: AgentKind<Agent, Draft>;
  versions: readonly AgentVersion[];
  before: string;
  after: string;
  onChange(pair: readonly [string, string]): void;
}

/** Compares any two versions of an agent. */
export function VersionsDiff<Agent extends AnyAgent, Draft extends AnyDraft>({
  kind,
  versions,
  before,
  after,
  onChange,
}: VersionsDiffProps<Agent, Draft>) {
  const calls = kind.calls(useClient());
  const textOf = (one: Agent) => kind.textOf(kind.draftOf(one));
  const choices = versions.map(({ version_id, version_status }) => ({
    value: version_id,
    title: `${versionLabel(version_id)}, ${version_status}`,
  }));
  const pair = useQuery({
    queryKey: [...versionsKey(before.split("@")[0] ?? before), before, after],
    queryFn: () => Promise.all([before, after].map((id) => calls.get(id))),
    staleTime: 0,
  });
  const [one, other] = pair.data ?? [];
  return (
    <Section title="Compare">
      <div className="flex flex-wrap gap-3">
        <Select label="From" choices={choices} value={before} onChange={(id) => onChange([id, after])} />
        <Select label="To" choices={choices} value={after} onChange={(id) => onChange([before, id])} />
      </div>
      {pair.isPending && <Loading what="Comparing …" />}
      {pair.error && <Failed error={pair.error} onRetry={() => void pair.refetch()} />}
      {one && other && <DiffView before={textOf(one)} after={textOf(other)} />}
    </Section>
  );
}
