import { type Agent, etagOf } from "@operator/sdk";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useSearchParams } from "../data/use-search-params.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Badge } from "../ui/badge.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import type { Draft } from "./draft.ts";
import { EditorActions } from "./editor-actions.tsx";
import { EDITOR_TABS, editorTab } from "./editor-tabs.ts";
import { ReleaseDialog } from "./release-dialog.tsx";
import { SaveProblem } from "./save-problem.tsx";
import { TabContent } from "./tab-content.tsx";
import { TestPanel } from "./test-panel.tsx";
import type { DraftState } from "./use-draft.ts";
import { VersionBadge } from "./version-badge.tsx";

interface AgentEditorProps {
  state: DraftState;
  agent: Agent;
  draft: Draft;
}

/** Edits an agent: its tabs, what can be done with it, and beside them a place to try it. */
export function AgentEditor({ state, agent, draft }: AgentEditorProps) {
  const { can } = useSignedIn();
  const [params, setParams] = useSearchParams();
  const [releasing, setReleasing] = useState<Agent | null>(null);
  const [tested, setTested] = useState<Agent | null>(null);
  const isReadOnly = !can("agents:write");
  const beside = (
    <>
      <VersionBadge status={agent.version_status} />
      <span className="font-mono text-xs text-muted">{versionLabel(agent.version_id)}</span>
      {state.edit && <Badge tone="warning">Not saved</Badge>}
      {isReadOnly && <Badge>Read only</Badge>}
    </>
  );
  const test = async () => setTested(await state.save.mutateAsync());
  return (
    <Page
      title={draft.name || "Agent without a name"}
      beside={beside}
      about={<Id id={agent.id} />}
      actions={
        <EditorActions
          state={state}
          agent={agent}
          isTesting={tested !== null}
          onTest={() => void test().catch(() => undefined)}
          onRelease={setReleasing}
        />
      }
      isFull
    >
      <div className="relative flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">
          <SaveProblem error={state.save.error} />
          <Tabs
            label="Parts of the agent"
            tabs={EDITOR_TABS}
            current={editorTab(params["tab"])}
            onChange={(tab) => setParams({ tab: tab === "prompt" ? undefined : tab })}
          >
            <TabContent
              tab={editorTab(params["tab"])}
              agent={agent}
              draft={draft}
              onChange={state.change}
              isReadOnly={isReadOnly}
              onRelease={setReleasing}
            />
          </Tabs>
        </div>
        {tested && (
          <TestPanel
            key={`${tested.version_id} ${etagOf(tested)}`}
            agent={tested}
            isChanged={state.edit !== null}
            onRestart={() => void test().catch(() => undefined)}
            onClose={() => setTested(null)}
          />
        )}
      </div>
      {releasing && (
        <ReleaseDialog version={releasing} onClose={() => setReleasing(null)} onDone={() => setReleasing(null)} />
      )}
      {state.theirs && state.edit && (
        <ConflictDialog edit={state.edit} theirs={state.theirs} onResolve={state.resolve} />
      )}
    </Page>
  );
}
