import type { AgentConfig } from "@operator/sdk";

/** What each tab of the editor is given. */
export interface TabProps {
  config: AgentConfig;
  /** Changes some parts of the configuration. */
  onChange(change: Partial<AgentConfig>): void;
  isReadOnly: boolean;
}
