import type { ProceduralConfig } from "./procedural.ts";

/** What each tab that edits the configuration is given. */
export interface TabProps {
  config: ProceduralConfig;
  /** Changes some parts of the configuration. */
  onChange(change: Partial<ProceduralConfig>): void;
  isReadOnly: boolean;
}
