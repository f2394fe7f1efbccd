import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { MoreIcon } from "../ui/icons.tsx";
import { Menu } from "../ui/menu.tsx";
import { useToast } from "../ui/toast.tsx";
import type { AgentKind, AnyAgent, AnyDraft } from "./agent-kind.ts";
import type { DraftState } from "./use-draft.ts";

interface EditorActionsProps<Agent extends AnyAgent, Draft extends AnyDraft> {
  kind: AgentKind<Agent, Draft>;
  state: DraftState<Agent, Draft>;
  agent: Agent;
  onRelease(version: Agent): void;
}

/** What those can do with the agent as a whole who may change it. */
export function EditorActions<Agent extends AnyAgent, Draft extends AnyDraft>({
  kind,
  state,
  agent,
  onRelease,
}: EditorActionsProps<Agent, Draft>) {
  const toast = useToast();
  const { edit, save } = state;
  const keep = () => save.mutate(undefined, { onSuccess: () => toast({ text: "Draft saved.", tone: "good" }) });
  const canSave = edit !== null && !save.isPending;
  useSaveKey(canSave ? keep : null);
  const release = () => save.mutateAsync().then(onRelease, () => undefined);
  return (
    <>
      <Button disabled={!canSave} onClick={keep}>
        Save
      </Button>
      <Button
        look="primary"
        disabled={save.isPending || (edit === null && agent.version_status !== "draft")}
        onClick={() => void release()}
      >
        {edit ? "Save and release" : "Release"}
      </Button>
      <More kind={kind} state={state} agent={agent} />
    </>
  );
}

/** Saves at Ctrl+S or Cmd+S, which would save the page else. */
function useSaveKey(save: (() => void) | null): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      latest.current?.();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

function More<Agent extends AnyAgent, Draft extends AnyDraft>({
  kind,
  state,
  agent,
}: Omit<EditorActionsProps<Agent, Draft>, "onRelease">) {
  const client = useClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"delete" | "discard" | null>(null);
  const remove = useAction({
    run: () => kind.calls(client).delete(agent.id),
    stale: kind.lists,
    done: `${agent.name} is deleted.`,
    onDone: () => {
      state.discard();
      void navigate({ to: kind.path });
    },
  });
  const close = () => setAsked(null);
  const discard = () => {
    state.discard();
    close();
  };
  const items = [
    { title: "Discard changes", isDisabled: state.edit === null, onSelect: () => setAsked("discard") },
    { title: "Delete agent", isDangerous: true, onSelect: () => setAsked("delete") },
  ];
  return (
    <>
      <Menu button={<MoreIcon />} label="More" items={items} />
      {asked === "discard" && (
        <Confirm title="Discard changes" action="Discard" isDangerous onConfirm={discard} onClose={close}>
          Everything you changed since the draft was last saved is lost.
        </Confirm>
      )}
      {asked === "delete" && (
        <Confirm
          title={`Delete ${agent.name}`}
          action="Delete"
          isDangerous
          isRunning={remove.isRunning}
          onConfirm={() => remove.run()}
          onClose={close}
        >
          The agent and all its versions are deleted for good. {kind.deletionKeeps}
        </Confirm>
      )}
    </>
  );
}
