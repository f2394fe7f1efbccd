import type { ReactNode } from "react";
import type { DraftState } from "../agents/use-draft.ts";
import { VersionsTab } from "../agents/versions-tab.tsx";
import { ConfigurationTab } from "./configuration-tab.tsx";
import type { EditorTab } from "./editor-tabs.ts";
import { OutputTab } from "./output-tab.tsx";
import { PROCEDURAL, type ProceduralAgent, type ProceduralDraft } from "./procedural.ts";
import { PromptTab } from "./prompt-tab.tsx";
import { RunsTab } from "./runs-tab.tsx";
import type { TabProps } from "./tab-props.ts";
import { ToolsTab } from "./tools-tab.tsx";
import { TryTab } from "./try-tab.tsx";

interface TabContentProps {
  tab: EditorTab;
  state: DraftState<ProceduralAgent, ProceduralDraft>;
  draft: ProceduralDraft;
  isReadOnly: boolean;
  onRelease(version: ProceduralAgent): void;
}

/** What the current tab shows. */
export function TabContent({ tab, state, draft, isReadOnly, onRelease }: TabContentProps) {
  const agent = state.agent as ProceduralAgent;
  const props: TabProps = {
    config: draft.config,
    onChange: (change) => state.change((last) => ({ ...last, config: { ...last.config, ...change } })),
    isReadOnly,
  };
  switch (tab) {
    case "prompt":
      return (
        <Scrolled>
          <PromptTab {...props} />
        </Scrolled>
      );
    case "tools":
      return (
        <Scrolled>
          <ToolsTab {...props} />
        </Scrolled>
      );
    case "output":
      return (
        <Scrolled>
          <OutputTab {...props} />
        </Scrolled>
      );
    case "configuration":
      return (
        <Scrolled>
          <ConfigurationTab agent={agent} draft={draft} onChange={state.change} isReadOnly={isReadOnly} />
        </Scrolled>
      );
    case "try":
      return <TryTab state={state} agent={agent} />;
    case "runs":
      return <RunsTab agentId={agent.id} />;
    case "versions":
      return (
        <Scrolled>
          <VersionsTab kind={PROCEDURAL} agentId={agent.id} isReadOnly={isReadOnly} onRelease={onRelease} />
        </Scrolled>
      );
  }
}

function Scrolled({ children }: { children: ReactNode }) {
  return <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-8 sm:px-6">{children}</div>;
}
