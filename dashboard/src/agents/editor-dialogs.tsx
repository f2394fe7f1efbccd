import type { AgentKind, AnyAgent, AnyDraft } from "./agent-kind.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";
import type { DraftState } from "./use-draft.ts";

interface EditorDialogsProps<Agent extends AnyAgent, Draft extends AnyDraft> {
  kind: AgentKind<Agent, Draft>;
  state: DraftState<Agent, Draft>;
  /** The version that is to be released; null for none. */
  releasing: Agent | null;
  onReleased(): void;
}

/** Asks what an editor has to ask: whether to release a version, and what is to become of two people's changes. */
export function EditorDialogs<Agent extends AnyAgent, Draft extends AnyDraft>({
  kind,
  state,
  releasing,
  onReleased,
}: EditorDialogsProps<Agent, Draft>) {
  return (
    <>
      {releasing && <ReleaseDialog kind={kind} version={releasing} onClose={onReleased} onDone={onReleased} />}
      {state.theirs && state.edit && (
        <ConflictDialog kind={kind} edit={state.edit} theirs={state.theirs} onResolve={state.resolve} />
      )}
    </>
  );
}
