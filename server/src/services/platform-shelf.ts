import type { AgentTool, ToolShelf } from "../ports/tool.ts";

/** Offers the platform's own tools that reach beyond the conversation: what they do is stored, sent or looked up. */
export function platformShelf(tools: readonly AgentTool[]): ToolShelf {
  return {
    names: async () => tools.map(({ name }) => name).sort(),
    find: async (names) => tools.filter(({ name }) => names.includes(name)),
  };
}
