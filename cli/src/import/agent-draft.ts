import type { JsonObject, ProjectConversationalAgent } from "../files/agent-project.ts";

/** One intent of a prompt with routes, in the platform's syntax. */
export interface DraftRoute {
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
}

/** A variable of a prompt. */
export interface DraftVariable {
  readonly description: string | null;
  readonly default_value: string | null;
}

/** Who speaks: a voice, in one language or in all. */
export interface DraftPersona {
  readonly language: string | null;
  readonly voice: { readonly provider: string; readonly id: string };
}

/** A conversational agent in the making. */
export interface AgentDraft {
  readonly slug: string;
  readonly name: string;
  description: string;
  /** The pieces of the prompt in their order, in the platform's syntax. */
  readonly sections: string[];
  readonly routes: DraftRoute[];
  speaksFirst: boolean | null;
  model: string;
  readonly fallbackModels: string[];
  /** The name by which the agent introduces itself. */
  personaName: string;
  readonly personas: DraftPersona[];
  readonly languages: string[];
  readonly voice: Record<string, unknown>;
  readonly channel: Record<string, unknown>;
  readonly summary: Record<string, unknown>;
  readonly tools: { readonly ns: string; readonly name: string }[];
  /** The slugs of the destinations that it may hand callers over to. */
  readonly transfers: string[];
  readonly variables: Map<string, DraftVariable>;
  readonly postprocessAgents: string[];
}

/** Begins an agent that has nothing yet. */
export function newAgentDraft(slug: string, name: string): AgentDraft {
  return {
    slug,
    name: name.slice(0, 200),
    description: "",
    sections: [],
    routes: [],
    speaksFirst: null,
    model: "openai/gpt-4o",
    fallbackModels: [],
    personaName: "Assistant",
    personas: [],
    languages: [],
    voice: {},
    channel: {},
    summary: {},
    tools: [],
    transfers: [],
    variables: new Map(),
    postprocessAgents: [],
  };
}

/** Adds a piece to the prompt under a heading; nothing where the text is empty. */
export function addSection(draft: AgentDraft, heading: string | null, text: string): void {
  const body = text.trim();
  if (body !== "") draft.sections.push(heading === null ? body : `## ${heading}\n\n${body}`);
}

/** Enables a tool, once. */
export function enableTool(draft: AgentDraft, ns: "syscall" | "api" | "client", name: string): void {
  if (!draft.tools.some((tool) => tool.name === name)) draft.tools.push({ ns, name });
}

/** Lets the agent hand callers over to a destination. */
export function enableTransfer(draft: AgentDraft, slug: string): void {
  if (!draft.transfers.includes(slug)) draft.transfers.push(slug);
}

/** Declares a variable; a default that is known already stays. */
export function declareVariable(draft: AgentDraft, name: string, variable: DraftVariable): void {
  if ((draft.variables.get(name)?.default_value ?? null) === null) draft.variables.set(name, variable);
}

/** The longest prompt that the platform takes. */
const LONGEST_PROMPT = 200_000;

/** Writes the agent as the project holds it. */
export function finishedAgent(draft: AgentDraft): ProjectConversationalAgent {
  const { slug, name, description, postprocessAgents } = draft;
  const config: JsonObject = {
    ...personasOf(draft),
    ...unlessEmpty("voice", draft.voice),
    runtime: runtimeOf(draft),
    ...unlessEmpty("tool", {
      ...(draft.tools.length > 0 ? { tools: draft.tools } : {}),
      ...(draft.transfers.length > 0 ? { transfers: draft.transfers.map((id) => ({ id })) } : {}),
    }),
    ...languagesOf(draft),
    ...unlessEmpty("channel", draft.channel),
    ...unlessEmpty("summary", draft.summary),
  };
  return { slug, name, description: description.slice(0, 10_000), config, postprocessAgents };
}

function runtimeOf(draft: AgentDraft): JsonObject {
  const { model, fallbackModels, sections, routes, speaksFirst } = draft;
  const text = sections.join("\n\n").slice(0, LONGEST_PROMPT);
  const variables = [...draft.variables].map(([name, variable]) => ({ name, ...variable }));
  return {
    model,
    ...(fallbackModels.length > 0 ? { fallback_models: fallbackModels.slice(0, 5) } : {}),
    prompt: routes.length > 0 ? { type: "intent_routing", text, routes } : { type: "fixed", text: text || NO_PROMPT },
    ...(variables.length > 0 ? { variables } : {}),
    ...(speaksFirst === null ? {} : { speaks_first: speaksFirst }),
  };
}

/** What a prompt says that said nothing: the platform takes no empty one. */
const NO_PROMPT = "You are a helpful assistant.";

function personasOf({ personas, personaName }: AgentDraft): JsonObject {
  if (personas.length === 0) return {};
  return { personas: personas.slice(0, 20).map(({ language, voice }) => ({ name: personaName, language, voice })) };
}

function languagesOf({ languages }: AgentDraft): JsonObject {
  const [first] = languages;
  if (first === undefined) return {};
  return { language: { default_language: first, supported_languages: [...new Set(languages)] } };
}

function unlessEmpty(key: string, value: JsonObject): JsonObject {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

/** Finds by what name the agent introduces itself, from the texts that say so; null where none does. */
export function personaNameIn(...texts: readonly (string | null)[]): string | null {
  const own =
    /\b(?:[Yy]ou are|[Yy]our name is|[Mm]y name is|[Ii]'m|[Ii] am|[Tt]his is)\s+([\p{Lu}][\p{L}'-]{1,30})(?=[\s]*(?:[,.!?;:\n]|$|from\b|an?\b|the\b|with\b|at\b))/u;
  for (const text of texts) {
    const name = text === null ? undefined : own.exec(text.slice(0, 4_000))?.[1];
    if (name !== undefined) return name;
  }
  return null;
}
