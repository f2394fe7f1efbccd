import { useQuery } from "@tanstack/react-query";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { ifUnchanged } from "../data/use-save.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { type AgentKind, type AnyAgent, type AnyDraft, agentKey, versionsKey } from "./agent-kind.ts";
import { DiffView } from "./diff-view.tsx";

interface ReleaseDialogProps<Agent extends AnyAgent, Draft extends AnyDraft> {
  kind: AgentKind<Agent, Draft>;
  /** The version that is to be released. */
  version: Agent;
  onDone(): void;
  onClose(): void;
}

/** Asks before a version is released, with what it changes in view. */
export function ReleaseDialog<Agent extends AnyAgent, Draft extends AnyDraft>({
  kind,
  version,
  onDone,
  onClose,
}: ReleaseDialogProps<Agent, Draft>) {
  const calls = kind.calls(useClient());
  const { id, version_id, name, version_status } = version;
  const label = versionLabel(version_id);
  const readReleased = async () => {
    const versions = await calls.versions(id);
    const one = versions.find((each) => each.version_status === "released");
    return one === undefined ? null : calls.get(one.version_id);
  };
  const released = useQuery({ queryKey: [...versionsKey(id), "released"], queryFn: readReleased, staleTime: 0 });
  const release = useAction({
    run: () => calls.release(version_id, ifUnchanged(version)),
    stale: [...kind.lists, agentKey(id), versionsKey(id)],
    done: `${name} ${label} is released. ${kind.releaseBegins} it.`,
    onDone,
  });
  const textOf = (one: Agent) => kind.textOf(kind.draftOf(one));
  const isBack = version_status === "archived";
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={release.isRunning || released.isPending} onClick={() => release.run()}>
        {isBack ? `Roll back to ${label}` : `Release ${label}`}
      </Button>
    </>
  );
  return (
    <Dialog
      title={isBack ? `Roll back to ${label}` : `Release ${label}`}
      onClose={onClose}
      actions={actions}
      width="wide"
    >
      <p className="text-sm text-muted">
        {kind.releaseBegins} {label} at once. {kind.releaseKeeps}
        {released.data ? ` Released now is ${versionLabel(released.data.version_id)}; this is what changes.` : ""}
        {released.data === null ? " Nothing of this agent is released yet." : ""}
      </p>
      {released.isPending && <Loading what="Comparing …" />}
      {released.error && <Failed error={released.error} onRetry={() => void released.refetch()} />}
      {released.data !== undefined && (
        <DiffView before={released.data === null ? null : textOf(released.data)} after={textOf(version)} />
      )}
    </Dialog>
  );
}
