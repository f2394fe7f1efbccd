import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Tabs } from "../ui/tabs.tsx";
import type { AgentKind, AnyAgent, AnyDraft } from "./agent-kind.ts";
import { DiffView } from "./diff-view.tsx";
import type { Edit } from "./edit.ts";
import { mergeValues } from "./merge-values.ts";

interface ConflictDialogProps<Agent extends AnyAgent, Draft extends AnyDraft> {
  kind: AgentKind<Agent, Draft>;
  edit: Edit<Draft>;
  theirs: Agent;
  /** Goes on with that; null keeps everything as it is, to be looked at again at the next save. */
  onResolve(draft: Draft | null): void;
}

const TABS = [
  { name: "both", title: "Mine against theirs" },
  { name: "theirs", title: "What they changed" },
  { name: "mine", title: "What you changed" },
] as const;

/** Says that somebody else was faster, shows both sides, and asks how to go on. Nothing is lost until one is chosen. */
export function ConflictDialog<Agent extends AnyAgent, Draft extends AnyDraft>({
  kind,
  edit,
  theirs,
  onResolve,
}: ConflictDialogProps<Agent, Draft>) {
  const [tab, setTab] = useState<(typeof TABS)[number]["name"]>("both");
  const their = kind.draftOf(theirs);
  const { value, clashes } = mergeValues({ base: edit.base, mine: edit.mine, theirs: their });
  const sides = {
    both: { before: their, after: edit.mine },
    theirs: { before: edit.base, after: their },
    mine: { before: edit.base, after: edit.mine },
  }[tab];
  const actions = (
    <div className="flex flex-wrap justify-end gap-2">
      <Button onClick={() => onResolve(their)}>Take theirs</Button>
      <Button onClick={() => onResolve(edit.mine)}>Take mine</Button>
      {clashes.length === 0 && (
        <Button look="primary" onClick={() => onResolve(value as Draft)}>
          Join both
        </Button>
      )}
    </div>
  );
  return (
    <Dialog title="Somebody else changed this agent" onClose={() => onResolve(null)} actions={actions} width="wide">
      <p className="text-sm text-muted">
        {clashes.length === 0
          ? "While you were editing, another draft was saved. You changed different places, so both can be joined."
          : "While you were editing, another draft was saved, and both of you changed the same places: "}
        {clashes.length > 0 && <code className="font-mono text-xs text-ink">{clashes.join(", ")}</code>}
        {clashes.length > 0 && ". Choose which side to go on with."} Nothing is saved until you press Save again.
      </p>
      <Tabs label="Sides" tabs={TABS} current={tab} onChange={(name) => setTab(name)}>
        <p className="text-xs text-muted">
          {tab === "both" ? "− theirs, as it is stored now; + yours" : "− before; + after"}
        </p>
        <DiffView before={kind.textOf(sides.before)} after={kind.textOf(sides.after)} />
      </Tabs>
    </Dialog>
  );
}
