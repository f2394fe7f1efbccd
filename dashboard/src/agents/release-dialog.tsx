import { type Agent, etagOf } from "@operator/sdk";
import { useQuery } from "@tanstack/react-query";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { DiffView } from "./diff-view.tsx";
import { draftOf } from "./draft.ts";

interface ReleaseDialogProps {
  /** The version that is to be released. */
  version: Agent;
  onDone(): void;
  onClose(): void;
}

/** Asks before a version is released, with what it changes in view. */
export function ReleaseDialog({ version, onDone, onClose }: ReleaseDialogProps) {
  const client = useClient();
  const { id, version_id, name, version_status } = version;
  const label = versionLabel(version_id);
  const readReleased = async () => {
    const versions = await client.conversationalAgents.versions(id);
    const one = versions.find((each) => each.version_status === "released");
    return one === undefined ? null : client.conversationalAgents.get(one.version_id);
  };
  const released = useQuery({ queryKey: ["agent-versions", id, "released"], queryFn: readReleased, staleTime: 0 });
  const etag = etagOf(version);
  const release = useAction({
    run: () => client.conversationalAgents.release(version_id, etag === undefined ? {} : { ifMatch: etag }),
    stale: [["agents"], ["agent", id], ["agent-versions", id], ["choices"]],
    done: `${name} ${label} is released. New conversations begin with it.`,
    onDone,
  });
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
        New conversations begin with {label} at once. Conversations under way keep the version they began with.
        {released.data ? ` Released now is ${versionLabel(released.data.version_id)}; this is what changes.` : ""}
        {released.data === null ? " Nothing of this agent is released yet." : ""}
      </p>
      {released.isPending && <Loading what="Comparing …" />}
      {released.error && <Failed error={released.error} onRetry={() => void released.refetch()} />}
      {released.data !== undefined && (
        <DiffView before={released.data === null ? null : draftOf(released.data)} after={draftOf(version)} />
      )}
    </Dialog>
  );
}
