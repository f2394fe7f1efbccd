import { closest } from "../lib/closest.ts";
import type { AgentConfig, EnabledTool } from "./agent-config.ts";
import { enabledToolNames, impliedTools } from "./enabled-tools.ts";
import type { Problem } from "./error.ts";
import { modelToolName } from "./model-tool-name.ts";
import { parsePrompt } from "./prompt-syntax.ts";
import { voiceSettings } from "./voice-config.ts";

/** What an installation has, for configurations to be held against. */
export interface KnownThings {
  /** The names of the tools that can be enabled, by who carries them out. */
  tools: Readonly<Record<EnabledTool["ns"], readonly string[]>>;
  /** The ids of the transfer destinations. */
  transfers: readonly string[];
  /** The names of those that have one beside their id, by their ids; a prompt may mention either. */
  transferNames?: ReadonlyMap<string, string>;
  /** Says why a model named `vendor/model` cannot be used and what to do about it; `null` when it can. */
  modelProblem(name: string): string | null;
  /** Says why a persona's voice cannot be used, and what to do about it; `null` when it can. */
  voiceProblem(voice: { readonly provider: string; readonly id: string }): string | null;
  /** Says the same of the name of a speech provider that is to listen. */
  listenerProblem(name: string): string | null;
}

const MOST_PROBLEMS = 50;
const MOST_NAMES_LISTED = 20;
const LONGEST_NAME_SHOWN = 80;

/**
 * Names what is wrong with a configuration that has the right shape: models, voices, tools and transfers the
 * installation does not have, names given twice, and variables or references in the prompt that are not declared or enabled. Fifty
 * problems at most, in the order of the configuration; `param` begins with `config`.
 */
export function checkConfig(config: AgentConfig, known: KnownThings): Problem[] {
  const problems: Problem[] = [];
  for (const check of [personaProblems, voiceProblems, modelProblems, promptProblems, variableProblems, toolProblems]) {
    for (const problem of check(config, known)) {
      if (problems.length === MOST_PROBLEMS) return problems;
      problems.push(problem);
    }
  }
  return problems;
}

function* personaProblems(config: AgentConfig): Generator<Problem> {
  // Personas of one name are usual, one for each language with a voice of its own; within one language the second
  // would never be heard.
  const names = config.personas.map(({ name, language }) => `${name} (${language ?? "all languages"})`);
  for (const { index, first } of repeated(names)) {
    yield {
      param: `config.personas[${index}].name`,
      message: `config.personas[${first}] is ${names[first]} too, so this one would never be used: rename it, give it another language, or remove it.`,
    };
  }
}

function* voiceProblems(config: AgentConfig, known: KnownThings): Generator<Problem> {
  for (const [index, { voice }] of config.personas.entries()) {
    const message = known.voiceProblem(voice);
    if (message !== null) yield { param: `config.personas[${index}].voice`, message };
  }
  const { speech_to_text } = voiceSettings(config);
  const message = speech_to_text === null ? null : known.listenerProblem(speech_to_text);
  if (message !== null) yield { param: "config.voice.speech_to_text", message };
}

function* modelProblems(config: AgentConfig, known: KnownThings): Generator<Problem> {
  const { model, fallback_models } = config.runtime;
  const problem = known.modelProblem(model);
  if (problem !== null) yield { param: "config.runtime.model", message: problem };
  for (const [index, name] of fallback_models.entries()) {
    const message = known.modelProblem(name);
    if (message !== null) yield { param: `config.runtime.fallback_models[${index}]`, message };
  }
}

function* promptProblems(config: AgentConfig, known: KnownThings): Generator<Problem> {
  yield* mentionProblems({ param: "config.runtime.prompt.text", text: config.runtime.prompt.text }, config, known);
  if (config.runtime.prompt.type === "fixed") return;
  const { routes } = config.runtime.prompt;
  const names = routes.map(({ name }) => name.trim().toLowerCase());
  const twice = new Map(repeated(names).map(({ index, first }) => [index, first]));
  for (const [index, { description, instructions }] of routes.entries()) {
    const param = `config.runtime.prompt.routes[${index}]`;
    const first = twice.get(index);
    if (first !== undefined) {
      const message = `config.runtime.prompt.routes[${first}] has this name too (upper and lower case count as one): rename one of them.`;
      yield { param: `${param}.name`, message };
    }
    yield* mentionProblems({ param: `${param}.description`, text: description }, config, known);
    yield* mentionProblems({ param: `${param}.instructions`, text: instructions }, config, known);
  }
}

/** Looks at each `$name` and `@name` of one text, once each. */
function* mentionProblems(
  place: { param: string; text: string },
  config: AgentConfig,
  known: KnownThings,
): Generator<Problem> {
  const seen = new Set<string>();
  const variables = new Set(config.runtime.variables.map(({ name }) => name));
  const transfers = config.tool.transfers.flatMap(({ id }) => [id, known.transferNames?.get(id) ?? id]);
  const references = new Set([...enabledToolNames(config), ...transfers]);
  for (const part of parsePrompt(place.text)) {
    if (part.type === "text" || seen.has(`${part.type} ${part.name}`)) continue;
    seen.add(`${part.type} ${part.name}`);
    if (part.type === "variable" && !variables.has(part.name)) {
      yield { param: place.param, message: undeclared(part.name, variables) };
    } else if (part.type === "reference" && !references.has(part.name)) {
      yield { param: place.param, message: notEnabled(part.name, references, { config, known }) };
    }
  }
}

function undeclared(name: string, declared: ReadonlySet<string>): string {
  const shown = shorten(name);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return `A :variable directive names "${shown}", and no variable can have that name: letters, digits and _ only, no digit first.`;
  }
  const hint = didYouMean(closest(name, declared), "$");
  return `$${shown} is not declared.${hint} Add it to config.runtime.variables, or write $$${shown} for the text itself.`;
}

function notEnabled(
  name: string,
  enabled: ReadonlySet<string>,
  { config, known }: { config: AgentConfig; known: KnownThings },
): string {
  const shown = shorten(name);
  const otherwise = `or write @@${shown} for the text itself.`;
  const isRoute =
    config.runtime.prompt.type === "intent_routing" &&
    config.runtime.prompt.routes.some((route) => route.name === name);
  if (isRoute) return `@${shown} names a route, not a tool. Write the route's name without @, ${otherwise}`;
  const transfer = transferOf(name, known);
  if (transfer !== undefined) {
    return `@${shown} is not enabled on this agent: add {"id": "${shorten(transfer)}"} to config.tool.transfers, ${otherwise}`;
  }
  const home = Object.entries(known.tools).find(([, names]) => names.includes(name));
  if (home !== undefined) {
    return `@${shown} is not enabled on this agent: add {"ns": "${home[0]}", "name": "${shown}"} to config.tool.tools, ${otherwise}`;
  }
  const hint = didYouMean(closest(name, enabled), "@");
  return `@${shown} names no tool or transfer of this agent.${hint} Enable it in config.tool.tools, ${otherwise}`;
}

function transferOf(name: string, { transfers, transferNames }: KnownThings): string | undefined {
  return transfers.find((id) => id === name || transferNames?.get(id) === name);
}

function* variableProblems(config: AgentConfig): Generator<Problem> {
  for (const { index, first } of repeated(config.runtime.variables.map(({ name }) => name))) {
    const message = `config.runtime.variables[${first}] has this name too: rename or remove one of them.`;
    yield { param: `config.runtime.variables[${index}].name`, message };
  }
}

function* toolProblems(config: AgentConfig, known: KnownThings): Generator<Problem> {
  const { tools, transfers } = config.tool;
  const implied = impliedTools(config);
  const twice = new Map(
    repeated(tools.map(({ name }) => modelToolName(name))).map(({ index, first }) => [index, first]),
  );
  for (const [index, tool] of tools.entries()) {
    const unknown = unknownTool(tool, known.tools[tool.ns]);
    if (unknown !== null) yield { param: `config.tool.tools[${index}].${unknown.field}`, message: unknown.message };
    const first = twice.get(index);
    const param = `config.tool.tools[${index}].name`;
    if (first !== undefined) {
      const message = `config.tool.tools[${first}] has this name too, and the model tells tools apart by name alone: remove or rename one of them.`;
      yield { param, message };
    } else if (tool.ns !== "syscall" && implied.includes(tool.name)) {
      const message = `The platform's own ${tool.name} is switched on by this configuration, and the model tells tools apart by name alone: rename yours.`;
      yield { param, message };
    }
  }
  for (const [index, { id }] of transfers.entries()) {
    if (known.transfers.includes(id)) continue;
    yield { param: `config.tool.transfers[${index}].id`, message: unknownTransfer(id, known.transfers) };
  }
}

function unknownTool(tool: EnabledTool, names: readonly string[]): { field: "ns" | "name"; message: string } | null {
  if (names.includes(tool.name)) return null;
  const shown = shorten(tool.name);
  if (names.length === 0) {
    const message = `Tools of the kind ${tool.ns} are not available on this installation, so "${shown}" cannot be enabled: remove it from config.tool.tools.`;
    return { field: "ns", message };
  }
  const hint = didYouMean(closest(tool.name, names));
  return { field: "name", message: `There is no ${tool.ns} tool "${shown}".${hint} ${listed(names)}` };
}

function unknownTransfer(id: string, ids: readonly string[]): string {
  if (ids.length === 0) {
    return "Transfers are not available on this installation: remove this one from config.tool.transfers.";
  }
  return `There is no transfer destination "${shorten(id)}".${didYouMean(closest(id, ids))} ${listed(ids)}`;
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMES_LISTED ? ` and ${names.length - MOST_NAMES_LISTED} more` : "";
  return `There are: ${names.slice(0, MOST_NAMES_LISTED).join(", ")}${more}.`;
}

function didYouMean(guess: string | null, sign = ""): string {
  return guess === null ? "" : ` Did you mean ${sign}${guess}?`;
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME_SHOWN ? `${name.slice(0, LONGEST_NAME_SHOWN)}…` : name;
}

/** Finds the names that stood earlier in the list already, with the place where they first did. */
function repeated(names: readonly string[]): { index: number; first: number }[] {
  const places = new Map<string, number>();
  const found: { index: number; first: number }[] = [];
  for (const [index, name] of names.entries()) {
    const first = places.get(name);
    if (first === undefined) places.set(name, index);
    else found.push({ index, first });
  }
  return found;
}
