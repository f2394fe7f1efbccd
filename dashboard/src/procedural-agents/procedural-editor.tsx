import { useState } from "react";
import { EditorActions } from "../agents/editor-actions.tsx";
import { EditorDialogs } from "../agents/editor-dialogs.tsx";
import { SaveProblem } from "../agents/save-problem.tsx";
import type { DraftState } from "../agents/use-draft.ts";
import { VersionState } from "../agents/version-state.tsx";
import { useSignedIn } from "../data/account.tsx";
import { useSearchParams } from "../data/use-search-params.ts";
import { Id } from "../ui/copy-button.tsx";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { EDITOR_TABS, editorTab } from "./editor-tabs.ts";
import { PROCEDURAL, type ProceduralAgent, type ProceduralDraft } from "./procedural.ts";
import { TabContent } from "./tab-content.tsx";

interface ProceduralEditorProps {
  state: DraftState<ProceduralAgent, ProceduralDraft>;
  agent: ProceduralAgent;
  draft: ProceduralDraft;
}

/** Edits a procedural agent: its tabs, and what can be done with it. */
export function ProceduralEditor({ state, agent, draft }: ProceduralEditorProps) {
  const { can } = useSignedIn();
  const [params, setParams] = useSearchParams();
  const [releasing, setReleasing] = useState<ProceduralAgent | null>(null);
  const isReadOnly = !can("agents:write");
  const tab = editorTab(params["tab"]);
  return (
    <Page
      title={draft.name || "Agent without a name"}
      beside={<VersionState agent={agent} isChanged={state.edit !== null} />}
      about={<Id id={agent.id} />}
      actions={
        !isReadOnly && (
          <EditorActions<ProceduralAgent, ProceduralDraft>
            kind={PROCEDURAL}
            state={state}
            agent={agent}
            onRelease={setReleasing}
          />
        )
      }
      isFull
    >
      <div className="px-4 sm:px-6">
        <SaveProblem error={state.save.error} />
      </div>
      <Tabs
        label="Parts of the agent"
        isFull
        tabs={EDITOR_TABS}
        current={tab}
        onChange={(name) => setParams({ tab: name === "prompt" ? undefined : name, status: undefined })}
      >
        <TabContent tab={tab} state={state} draft={draft} isReadOnly={isReadOnly} onRelease={setReleasing} />
      </Tabs>
      <EditorDialogs kind={PROCEDURAL} state={state} releasing={releasing} onReleased={() => setReleasing(null)} />
    </Page>
  );
}
