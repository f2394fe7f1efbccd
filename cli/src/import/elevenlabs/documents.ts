import type { ImportNote } from "../import-note.ts";
import { at, type ExportedDocument, fieldsAt, isObject, listAt, type Place, placeOf, textAt } from "../place.ts";

/** What stands in the files of an export from ElevenLabs. */
export interface ElevenLabsLibrary {
  readonly agents: Place[];
  /** Tools with their settings under `tool_config`, or alone. */
  readonly tools: Place[];
  readonly mcpServers: Place[];
}

/** Finds agents, tools and MCP servers in the documents, single or in lists. */
export function findDocuments(documents: readonly ExportedDocument[], notes: ImportNote[]): ElevenLabsLibrary {
  const library: ElevenLabsLibrary = { agents: [], tools: [], mcpServers: [] };
  for (const document of documents) sort(placeOf(document, notes), library);
  return library;
}

function sort(place: Place, library: ElevenLabsLibrary): void {
  if (Array.isArray(place.value)) {
    for (const item of listAt(place)) sort(item, library);
    return;
  }
  if (!isObject(place.value)) return;
  const kind = kindOf(place);
  if (kind !== null) library[kind].push(place);
  else for (const [, list] of fieldsAt(place)) if (Array.isArray(list.value)) sort(list, library);
}

function kindOf(place: Place): keyof ElevenLabsLibrary | null {
  if (isObject(at(place, "conversation_config").value)) return "agents";
  if (isObject(at(place, "tool_config").value) || isTool(place)) return "tools";
  return at(place, "config", "url").value === undefined ? null : "mcpServers";
}

function isTool(place: Place): boolean {
  return (
    textAt(place, "name") !== null &&
    ["webhook", "client", "system", "mcp", "api_integration_webhook"].includes(textAt(place, "type") ?? "")
  );
}

/** Returns the place of a tool's own settings. */
export function toolConfigOf(place: Place): Place {
  const config = at(place, "tool_config");
  return isObject(config.value) ? config : place;
}

/** Finds a tool by its id. */
export function findTool({ tools }: ElevenLabsLibrary, id: string): Place | undefined {
  return tools.find((tool) => textAt(tool, "id") === id || textAt(tool, "tool_id") === id);
}
