import { type AgentConfig, languagesOf } from "./agent-config.ts";

/** The platform's tool that hands a caller over. */
export const TRANSFER = "transfer";

/** The platform's tool that presses keys. */
export const SEND_DTMF = "send_dtmf";

/** Lists the platform tools that a configuration switches on by itself: those its prompt or languages cannot do without. */
export function impliedTools(config: AgentConfig): string[] {
  const names: string[] = [];
  if (config.runtime.prompt.type === "intent_routing") names.push("change_route");
  if (languagesOf(config).length > 1) names.push("switch_language");
  if (config.tool.transfers.length > 0) names.push(TRANSFER);
  return names;
}

/** Lists the names of all tools an agent may use, each once: those of its configuration, then the implied ones. */
export function enabledToolNames(config: AgentConfig): string[] {
  return [...new Set([...config.tool.tools.map(({ name }) => name), ...impliedTools(config)])];
}

/** The platform's tool that searches earlier conversations with the same customer. */
export const SEARCH_HISTORY = "search_history";

/** Adds the search of earlier conversations to a configuration, unless it has a tool of that name. */
export function withHistorySearch(config: AgentConfig): AgentConfig {
  if (enabledToolNames(config).includes(SEARCH_HISTORY)) return config;
  const tools = [...config.tool.tools, { ns: "syscall" as const, name: SEARCH_HISTORY }];
  return { ...config, tool: { ...config.tool, tools } };
}
