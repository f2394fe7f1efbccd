import type { ImportNote } from "../import-note.ts";
import { at, type ExportedDocument, fieldsAt, isObject, type Place, placeOf, textAt } from "../place.ts";

/** One agent of Retell: its settings, and what it answers with. Each of the two may stand in a document of its own. */
export interface RetellAgent {
  /** The agent's own settings; null where only what it answers with was exported. */
  readonly agent: Place | null;
  /** The Retell LLM or the conversation flow; null where it is not among the files. */
  readonly engine: Place | null;
  readonly kind: "llm" | "flow";
}

interface Found {
  readonly agents: Place[];
  readonly engines: Place[];
}

const ENGINE_KEYS = ["retellLlmData", "conversationFlow", "retell_llm", "conversation_flow"];

/** Finds agents with their engines: from the dashboard, which writes both into one file, or from the API, in two. */
export function findAgents(documents: readonly ExportedDocument[], notes: ImportNote[]): RetellAgent[] {
  const found: Found = { agents: [], engines: [] };
  for (const document of documents) sort(placeOf(document, notes), found);
  const used = new Set<string>();
  const agents = found.agents.map((agent): RetellAgent => {
    const engine = engineOf(agent, found.engines);
    if (engine !== null) used.add(engine.path);
    return { agent, engine, kind: engine === null ? "llm" : kindOf(engine) };
  });
  const alone = found.engines.filter(({ path }) => !used.has(path));
  return [...agents, ...alone.map((engine): RetellAgent => ({ agent: null, engine, kind: kindOf(engine) }))];
}

function sort(place: Place, found: Found): void {
  if (Array.isArray(place.value)) {
    for (const index of place.value.keys()) sort(at(place, index), found);
    return;
  }
  if (!isObject(place.value)) return;
  if (isAgent(place.value)) found.agents.push(place);
  else if (isEngine(place.value)) found.engines.push(place);
  else for (const [, list] of fieldsAt(place)) if (Array.isArray(list.value)) sort(list, found);
}

function isAgent(value: Record<string, unknown>): boolean {
  return ["response_engine", "voice_id", "agent_name", ...ENGINE_KEYS].some((key) => Object.hasOwn(value, key));
}

function isEngine(value: Record<string, unknown>): boolean {
  return ["general_prompt", "states", "nodes", "global_prompt", "llm_id", "conversation_flow_id"].some((key) =>
    Object.hasOwn(value, key),
  );
}

function engineOf(agent: Place, engines: readonly Place[]): Place | null {
  for (const key of ENGINE_KEYS) if (isObject(at(agent, key).value)) return at(agent, key);
  const id = textAt(agent, "response_engine", "llm_id") ?? textAt(agent, "response_engine", "conversation_flow_id");
  const named = engines.find(
    (one) => id !== null && [textAt(one, "llm_id"), textAt(one, "conversation_flow_id")].includes(id),
  );
  return named ?? null;
}

function kindOf(engine: Place): RetellAgent["kind"] {
  const isFlow = Array.isArray(at(engine, "nodes").value) || textAt(engine, "conversation_flow_id") !== null;
  return isFlow ? "flow" : "llm";
}
