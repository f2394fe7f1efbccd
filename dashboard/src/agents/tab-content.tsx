import type { Agent, AgentConfig } from "@operator/sdk";
import { DemoLinksSection } from "../demo-links/demo-links-section.tsx";
import { ChannelsTab } from "./channels-tab.tsx";
import { ConfigurationTab } from "./configuration-tab.tsx";
import { CONVERSATIONAL } from "./conversational.ts";
import type { Draft, DraftChange } from "./draft.ts";
import type { EditorTab } from "./editor-tabs.ts";
import { PostprocessTab } from "./postprocess-tab.tsx";
import { PromptTab } from "./prompt-tab.tsx";
import { ToolsTab } from "./tools-tab.tsx";
import { VersionsTab } from "./versions-tab.tsx";
import { VoiceTab } from "./voice-tab.tsx";

interface TabContentProps {
  tab: EditorTab;
  agent: Agent;
  draft: Draft;
  onChange(change: DraftChange): void;
  isReadOnly: boolean;
  onRelease(version: Agent): void;
}

/** What the current tab shows. */
export function TabContent({ tab, agent, draft, onChange, isReadOnly, onRelease }: TabContentProps) {
  const { config } = draft;
  const changeConfig = (change: Partial<AgentConfig>) =>
    onChange((last) => ({ ...last, config: { ...last.config, ...change } }));
  const props = { config, onChange: changeConfig, isReadOnly };
  switch (tab) {
    case "prompt":
      return <PromptTab {...props} />;
    case "tools":
      return <ToolsTab {...props} />;
    case "voice":
      return <VoiceTab {...props} />;
    case "channels":
      return <ChannelsTab {...props} />;
    case "configuration":
      return <ConfigurationTab draft={draft} onChange={onChange} isReadOnly={isReadOnly} />;
    case "postprocess":
      return <PostprocessTab draft={draft} onChange={onChange} isReadOnly={isReadOnly} />;
    case "versions":
      return <VersionsTab kind={CONVERSATIONAL} agentId={agent.id} isReadOnly={isReadOnly} onRelease={onRelease} />;
    case "share":
      return <DemoLinksSection agentId={agent.id} isReleased={agent.is_released} />;
  }
}
