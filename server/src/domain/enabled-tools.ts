import { type AgentConfig, languagesOf } from "./agent-config.ts";

/** Lists the platform tools that a configuration switches on by itself: those its prompt or languages cannot do without. */
export function impliedTools(config: AgentConfig): string[] {
  const names: string[] = [];
  if (config.runtime.prompt.type === "intent_routing") names.push("change_route");
  if (languagesOf(config).length > 1) names.push("switch_language");
  return names;
}

/** Lists the names of all tools an agent may use, each once: those of its configuration, then the implied ones. */
export function enabledToolNames(config: AgentConfig): string[] {
  return [...new Set([...config.tool.tools.map(({ name }) => name), ...impliedTools(config)])];
}
