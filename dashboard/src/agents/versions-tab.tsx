import type { AgentVersion } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Button } from "../ui/button.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { type AgentKind, type AnyAgent, type AnyDraft, versionsKey } from "./agent-kind.ts";
import { VersionBadge } from "./version-badge.tsx";
import { VersionsDiff } from "./versions-diff.tsx";

interface VersionsTabProps<Agent extends AnyAgent, Draft extends AnyDraft> {
  kind: AgentKind<Agent, Draft>;
  agentId: string;
  isReadOnly: boolean;
  onRelease(version: Agent): void;
}

/** Shows an agent's history: any two versions compared, and a way to release one or to roll back. */
export function VersionsTab<Agent extends AnyAgent, Draft extends AnyDraft>({
  kind,
  agentId,
  isReadOnly,
  onRelease,
}: VersionsTabProps<Agent, Draft>) {
  const calls = kind.calls(useClient());
  const [compared, setCompared] = useState<readonly [string, string] | null>(null);
  const versions = useQuery({
    queryKey: versionsKey(agentId),
    queryFn: () => calls.versions(agentId),
    staleTime: 0,
  });
  const read = useAction({ run: (id: string) => calls.get(id), onDone: onRelease });
  if (versions.isPending) return <Loading />;
  if (versions.error) return <Failed error={versions.error} onRetry={() => void versions.refetch()} />;
  const [before, after] = compared ?? latestTwo(versions.data);
  return (
    <div className="grid gap-5">
      <Section title="History">
        <ol className="grid">
          {versions.data.map((version, place) => (
            <VersionRow
              key={version.version_id}
              version={version}
              before={versions.data[place + 1]?.version_id ?? null}
              onCompare={(earlier) => setCompared([earlier, version.version_id])}
              onRelease={isReadOnly ? null : () => read.run(version.version_id)}
            />
          ))}
        </ol>
      </Section>
      {versions.data.length > 1 && (
        <VersionsDiff kind={kind} versions={versions.data} before={before} after={after} onChange={setCompared} />
      )}
    </div>
  );
}

function latestTwo([latest, before]: readonly AgentVersion[]): readonly [string, string] {
  const id = latest?.version_id ?? "";
  return [before?.version_id ?? id, id];
}

interface VersionRowProps {
  version: AgentVersion;
  /** The version before it; null for the first. */
  before: string | null;
  onCompare(before: string): void;
  onRelease: (() => void) | null;
}

function VersionRow({ version, before, onCompare, onRelease }: VersionRowProps) {
  const { version_id, version_status, name, updated_at } = version;
  const label = versionLabel(version_id);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line py-2 not-last:border-b">
      <div className="flex min-w-0 items-center gap-3 text-sm">
        <span className="w-8 font-mono">{label}</span>
        <VersionBadge status={version_status} />
        <span className="min-w-0 truncate">{name}</span>
        <span className="text-muted">
          <Moment at={updated_at} />
        </span>
      </div>
      <div className="-ml-3.5 flex gap-1 sm:ml-0">
        {before !== null && (
          <Button
            look="quiet"
            aria-label={`Changes from ${versionLabel(before)} to ${label}`}
            onClick={() => onCompare(before)}
          >
            Changes
          </Button>
        )}
        {onRelease && version_status !== "released" && (
          <Button look="quiet" aria-label={actionOf(version_status, label)} onClick={onRelease}>
            {version_status === "draft" ? "Release" : "Roll back"}
          </Button>
        )}
      </div>
    </li>
  );
}

function actionOf(status: string, label: string): string {
  return status === "draft" ? `Release ${label}` : `Roll back to ${label}`;
}
