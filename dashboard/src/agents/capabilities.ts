import type { AgentConfig } from "@operator/sdk";
import type { PromptName, PromptNames } from "./prompt-names.ts";

/** Who carries a tool out. */
export type Namespace = AgentConfig["tool"]["tools"][number]["ns"];

/** A tool that an agent can be given. */
export interface ToolChoice {
  ns: Namespace;
  name: string;
  description: string;
}

/** A destination that an agent can be given. */
export interface TransferChoice {
  id: string;
  name: string;
  description: string;
}

/** Everything on this installation that an agent can be given. */
export interface Capabilities {
  tools: readonly ToolChoice[];
  transfers: readonly TransferChoice[];
}

/** The part of a configuration in which tools are named, in either kind of agent. */
export interface WithTools {
  tool: { tools: AgentConfig["tool"]["tools"] };
}

/** The parts of a configuration that say what its prompt may mention. */
export interface Mentioning {
  runtime: Pick<AgentConfig["runtime"], "prompt" | "variables">;
  tool: Pick<AgentConfig["tool"], "tools" | "transfers">;
  language: AgentConfig["language"];
}

/** What the groups of tools are called, in the order in which they are shown. */
export const NAMESPACES: Readonly<Record<Namespace, string>> = {
  api: "Your tools",
  client: "Tools of the connected client",
  mcp: "MCP servers",
  procedure: "Procedural agents",
  syscall: "The platform's own",
  integration: "Integrations",
};

const KINDS: Readonly<Record<Namespace, string>> = {
  api: "tool",
  client: "client tool",
  mcp: "MCP tool",
  procedure: "procedural agent",
  syscall: "platform tool",
  integration: "integration",
};

/** Lists all tools there are, and those that a configuration names and that are not there any more. */
export function toolChoices(config: WithTools, { tools }: Capabilities): ToolChoice[] {
  const isKnown = ({ ns, name }: { ns: Namespace; name: string }) =>
    tools.some((tool) => tool.ns === ns && tool.name === name);
  const lost = config.tool.tools.filter((tool) => !isKnown(tool));
  return [...tools, ...lost.map(({ ns, name }) => ({ ns, name, description: "Not there any more: take it out." }))];
}

/** Gives a configuration a tool, or takes it from it. */
export function withTool<Config extends WithTools>(config: Config, { ns, name }: ToolChoice, isOn: boolean): Config {
  const others = config.tool.tools.filter((tool) => tool.ns !== ns || tool.name !== name);
  return { ...config, tool: { ...config.tool, tools: isOn ? [...others, { ns, name }] : others } };
}

/** Gives a configuration a destination, or takes it from it. */
export function withTransfer(config: AgentConfig, id: string, isOn: boolean): AgentConfig {
  const others = config.tool.transfers.filter((transfer) => transfer.id !== id);
  return { ...config, tool: { ...config.tool, transfers: isOn ? [...others, { id }] : others } };
}

/** Gives a configuration what is called so, a tool first, then a destination. */
export function withNamed(config: AgentConfig, name: string, { tools, transfers }: Capabilities): AgentConfig {
  const tool = tools.find((one) => one.name === name);
  if (tool) return withTool(config, tool, true);
  const transfer = transfers.find((one) => one.name === name || one.id === name);
  return transfer ? withTransfer(config, transfer.id, true) : config;
}

/** What a prompt can mention: words, with one / at most. */
const MENTIONABLE = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?:\/[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)?$/;

/** Lists what the prompt of a configuration may mention. */
export function promptNames(config: Mentioning, { tools, transfers }: Capabilities): PromptNames {
  const has = new Set(enabledNames(config));
  const given = new Set(config.tool.transfers.map(({ id }) => id));
  const references: PromptName[] = [
    ...tools.map(({ ns, name, description }) => ({
      name,
      about: description,
      kind: KINDS[ns],
      isEnabled: has.has(name),
    })),
    ...transfers.map(({ id, name, description }) => ({
      name,
      about: description,
      kind: "transfer",
      isEnabled: given.has(id),
    })),
  ];
  // What is named by its id alone, or is not known any more but switched on, is no mistake of the prompt.
  const others = [...has, ...given].filter((name) => !references.some((one) => one.name === name && one.isEnabled));
  return {
    variables: config.runtime.variables.map(({ name, description }) => ({
      name,
      about: description ?? "",
      kind: "variable",
      isEnabled: true,
    })),
    references: [
      ...references.filter(({ name, isEnabled }) => MENTIONABLE.test(name) && (isEnabled || !others.includes(name))),
      ...others.map((name) => ({ name, about: "", kind: "tool", isEnabled: true })),
    ],
  };
}

/** The tools that are switched on, and those that come by themselves. */
function enabledNames({ tool, runtime, language }: Mentioning): string[] {
  const names = tool.tools.map(({ name }) => name);
  if (runtime.prompt.type === "intent_routing") names.push("change_route");
  if (new Set([language.default_language, ...language.supported_languages]).size > 1) names.push("switch_language");
  if (tool.transfers.length > 0) names.push("transfer");
  return names;
}
