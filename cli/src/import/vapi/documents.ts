import type { ImportNote } from "../import-note.ts";
import { at, dropFields, type ExportedDocument, fieldsAt, isObject, type Place, placeOf, textAt } from "../place.ts";

/** What stands in the files of an export from Vapi. */
export interface VapiLibrary {
  readonly assistants: Place[];
  readonly squads: Place[];
  readonly tools: Place[];
  readonly structuredOutputs: Place[];
}

const LISTS = ["assistants", "tools", "squads", "structuredOutputs", "results", "data"];
const OF_ASSISTANTS = [
  "model",
  "voice",
  "transcriber",
  "firstMessage",
  "firstMessageMode",
  "analysisPlan",
  "artifactPlan",
];
const OF_TOOLS = ["function", "server", "destinations", "url", "messages", "knowledgeBases", "code", "async"];
const NOT_TOOLS = ["ai", "regex"];

/** What Vapi keeps of each object for itself. */
export const BOOKKEEPING = {
  id: "Vapi's own id.",
  orgId: "Vapi's own id.",
  createdAt: "When it was made there.",
  updatedAt: "When it was changed there.",
  latestVersion: "Vapi's own version.",
  isServerUrlSecretSet: "Tells only whether a secret is set there.",
};

/** Finds assistants, squads, tools and structured outputs in the documents, single or in lists. */
export function findDocuments(documents: readonly ExportedDocument[], notes: ImportNote[]): VapiLibrary {
  const library: VapiLibrary = { assistants: [], squads: [], tools: [], structuredOutputs: [] };
  for (const document of documents) sort(placeOf(document, notes), library);
  return library;
}

function sort(place: Place, library: VapiLibrary): void {
  if (Array.isArray(place.value)) {
    for (const index of place.value.keys()) sort(at(place, index), library);
    return;
  }
  const kind = kindOf(place);
  if (kind !== null) library[kind].push(place);
  else
    for (const [name, list] of fieldsAt(place))
      if (LISTS.includes(name) && Array.isArray(list.value)) sort(list, library);
}

function kindOf({ value }: Place): keyof VapiLibrary | null {
  if (!isObject(value)) return null;
  const has = (names: readonly string[]) => names.some((name) => Object.hasOwn(value, name));
  if (Array.isArray(value["members"])) return "squads";
  if (isObject(value["schema"]) && typeof value["name"] === "string") return "structuredOutputs";
  const { type } = value;
  if (typeof type === "string" && !NOT_TOOLS.includes(type) && (has(OF_TOOLS) || has(["id", "orgId"]))) return "tools";
  return has(OF_ASSISTANTS) ? "assistants" : null;
}

/** Notes what Vapi keeps of an object for itself. */
export function dropBookkeeping(place: Place): void {
  dropFields(place, BOOKKEEPING);
}

/** Finds the document with an id, or of that name where nothing has the id. */
export function findByName(places: readonly Place[], name: string): Place | undefined {
  return places.find((place) => textAt(place, "id") === name) ?? places.find((place) => nameOf(place) === name);
}

/** Returns the name of an assistant, or of a tool, which may stand in its function. */
export function nameOf(place: Place): string | null {
  return textAt(place, "name") ?? textAt(place, "function", "name");
}
