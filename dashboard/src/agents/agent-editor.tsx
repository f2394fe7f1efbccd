import { type Agent, etagOf } from "@operator/sdk";
import { useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useSearchParams } from "../data/use-search-params.ts";
import { Button } from "../ui/button.tsx";
import { Id } from "../ui/copy-button.tsx";
import { PlayIcon } from "../ui/icons.tsx";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { CONVERSATIONAL } from "./conversational.ts";
import type { Draft } from "./draft.ts";
import { EditorActions } from "./editor-actions.tsx";
import { EditorDialogs } from "./editor-dialogs.tsx";
import { EDITOR_TABS, editorTab } from "./editor-tabs.ts";
import { SaveProblem } from "./save-problem.tsx";
import { TabContent } from "./tab-content.tsx";
import { TestPanel } from "./test-panel.tsx";
import type { DraftState } from "./use-draft.ts";
import { VersionState } from "./version-state.tsx";

interface AgentEditorProps {
  state: DraftState<Agent, Draft>;
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
  const test = async () => setTested(await state.save.mutateAsync());
  return (
    <Page
      title={draft.name || "Agent without a name"}
      beside={<VersionState agent={agent} isChanged={state.edit !== null} />}
      about={<Id id={agent.id} />}
      actions={
        <>
          {can("conversations:write") && tested === null && (
            <Button onClick={() => void test().catch(() => undefined)} disabled={state.save.isPending}>
              <PlayIcon /> {state.edit ? "Save and test" : "Test"}
            </Button>
          )}
          {!isReadOnly && (
            <EditorActions<Agent, Draft> kind={CONVERSATIONAL} state={state} agent={agent} onRelease={setReleasing} />
          )}
        </>
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
      <EditorDialogs kind={CONVERSATIONAL} state={state} releasing={releasing} onReleased={() => setReleasing(null)} />
    </Page>
  );
}
