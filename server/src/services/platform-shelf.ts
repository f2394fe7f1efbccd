import type { AgentTool, ToolShelf } from "../ports/tool.ts";

/** A tool of the platform that reaches beyond the conversation. */
export interface ShelvedTool extends AgentTool {
  /** Tells whether the installation can carry it out as it stands; absent where it always can. */
  isAvailable?(): boolean;
}

/**
 * Offers the platform's own tools that reach beyond the conversation: what they do is stored, sent or looked up. All can
 * be enabled; what the installation cannot carry out is not in an agent's sight.
 */
export function platformShelf(tools: readonly ShelvedTool[]): ToolShelf {
  return {
    names: async () => tools.map(({ name }) => name).sort(),
    find: async (names) => tools.filter(({ name, isAvailable }) => names.includes(name) && (isAvailable?.() ?? true)),
  };
}
