import type { AgentTool, ToolShelf, ToolUse } from "../ports/tool.ts";

/** A tool of the platform that reaches beyond the conversation. */
export interface ShelvedTool extends AgentTool {
  /** Tells whether the installation can carry it out as it stands; absent where it always can. */
  isAvailable?(): boolean;
  /** Makes it what it is where it is used; null where it is of no use there. Absent where it is the same everywhere. */
  fitTo?(use: ToolUse): Promise<AgentTool | null>;
}

const NOWHERE: ToolUse = { channel: null, transfers: [] };

/**
 * Offers the platform's own tools that reach beyond the conversation: what they do is stored, sent or looked up. All can
 * be enabled; what the installation cannot carry out is not in an agent's sight.
 */
export function platformShelf(tools: readonly ShelvedTool[]): ToolShelf {
  return {
    names: async () => tools.map(({ name }) => name).sort(),
    async find(names, use = NOWHERE) {
      const known = tools.filter(({ name, isAvailable }) => names.includes(name) && (isAvailable?.() ?? true));
      const fitted = await Promise.all(known.map(async (tool) => (tool.fitTo === undefined ? tool : tool.fitTo(use))));
      return fitted.filter((tool) => tool !== null);
    },
  };
}
