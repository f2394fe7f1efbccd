import { CliError } from "../../cli-error.ts";
import { addSection } from "../agent-draft.ts";
import { at, changed, dropped, type ExportedDocument, mapped, type Place, textAt } from "../place.ts";
import {
  finishProject,
  type ImportOptions,
  type ImportResult,
  newProjectDraft,
  type ProjectDraft,
} from "../project-draft.ts";
import { readAnalysis } from "./analysis.ts";
import { readAssistant, readOpening, systemPromptOf } from "./assistant.ts";
import { readTools, vapiReader } from "./assistant-tools.ts";
import { findDocuments, nameOf, type VapiLibrary } from "./documents.ts";
import { isSquadMember, readSquad } from "./squad.ts";
import { readCallable } from "./tools.ts";

/** Takes over what Vapi's API answers for assistants, tools, squads and structured outputs. */
export function importVapi(documents: readonly ExportedDocument[], options: ImportOptions = {}): ImportResult {
  const project = newProjectDraft(options);
  const library = findDocuments(documents, project.notes);
  if (library.assistants.length + library.squads.length === 0) throw new CliError(NOTHING);
  for (const squad of library.squads) readSquad(project, library, squad);
  for (const assistant of library.assistants) {
    if (!isSquadMember(library, assistant)) readAlone(project, library, assistant);
  }
  const noted = new Set(project.notes.map(({ path }) => path));
  for (const tool of library.tools) readLeftOver(project, tool, noted);
  return finishProject(project, documents);
}

const NOTHING =
  "There is no assistant and no squad of Vapi in these files. Export one with GET https://api.vapi.ai/assistant/{id}, and its tools with GET /tool/{id}.";

function readAlone(project: ProjectDraft, library: VapiLibrary, place: Place): void {
  const name = textAt(place, "name") ?? "Assistant";
  const reader = vapiReader(project, place, name);
  mapped(at(place, "name"), `${reader.agent.slug}: name`);
  reader.agent.description = "Imported from Vapi.";
  readTools(reader, library, { place, findMember: () => null });
  readAssistant(reader, place);
  addSection(reader.agent, null, systemPromptOf(reader, place));
  const [first] = reader.agent.sections.splice(reader.agent.sections.length - 1);
  if (first !== undefined) reader.agent.sections.unshift(first);
  readOpening(reader, place);
  readAnalysis(reader, place, library.structuredOutputs);
}

/** A tool among the files that no assistant names is taken into the project, and enabled nowhere. */
function readLeftOver(project: ProjectDraft, tool: Place, noted: ReadonlySet<string>): void {
  if (noted.has(at(tool, "type").path) || noted.has(tool.path)) return;
  const type = textAt(tool, "type");
  if (type !== "function" && type !== "apiRequest") {
    dropped(tool, `No assistant of these files uses the tool ${nameOf(tool) ?? type ?? ""}.`);
    return;
  }
  const name = readCallable(project, tool, { server: null });
  if (name !== null) changed(at(tool, "id"), `No assistant of these files uses ${name}: it is enabled on none.`);
}
