import type { AgentReader } from "../agent-reader.ts";
import type { FlowExit } from "../flow-prompt.ts";
import { at, dropped, listAt, mapped, type Place, textAt } from "../place.ts";
import { beginAgent, type ProjectDraft } from "../project-draft.ts";
import { vapiBuiltIn } from "./built-in.ts";
import { findByName, type VapiLibrary } from "./documents.ts";
import { isTransferTool, readTool, type VapiDefaults } from "./tools.ts";
import { type MemberFinder, readTransferTool } from "./transfers.ts";

/** Begins to read one agent. */
export function vapiReader(project: ProjectDraft, place: Place, name: string): AgentReader {
  const agent = beginAgent(project, name, [textAt(place, "id"), textAt(place, "name")]);
  if (project.options.model !== undefined) agent.model = project.options.model;
  return { project, agent, renamed: new Map(), builtIn: vapiBuiltIn, missing: "" };
}

/** Reads the tools of an assistant, those in it and those it names. Returns the exits to other members of its squad. */
export function readTools(
  reader: AgentReader,
  library: VapiLibrary,
  { place, findMember }: { readonly place: Place; readonly findMember: MemberFinder },
): { exits: FlowExit[]; names: string[] } {
  const exits: FlowExit[] = [];
  const names: string[] = [];
  const defaults = defaultsOf(place);
  for (const tool of [...toolsOf(place), ...namedTools(library, place)]) {
    if (isTransferTool(tool)) exits.push(...readTransferTool(reader, tool, findMember));
    else {
      const name = readTool(reader, tool, defaults);
      if (name !== null) names.push(name);
    }
  }
  return { exits, names };
}

function defaultsOf(place: Place): VapiDefaults {
  const server = at(place, "server");
  if (textAt(server, "url") !== null) return { server };
  const url = textAt(place, "serverUrl");
  return { server: url === null ? null : { ...at(place, "serverUrl"), value: { url } } };
}

function toolsOf(place: Place): Place[] {
  return [
    ...listAt(place, "model", "tools"),
    ...listAt(place, "model", "functions").map((one) => ({ ...one, value: { type: "function", function: one.value } })),
    ...listAt(place, "tools:append"),
  ];
}

function namedTools(library: VapiLibrary, place: Place): Place[] {
  return listAt(place, "model", "toolIds").flatMap((id) => {
    const found = typeof id.value === "string" ? findByName(library.tools, id.value) : undefined;
    if (found === undefined)
      dropped(id, "This tool is not among the files: export it with GET /tool/{id}, and give both files.", "rebuild");
    else mapped(id, "tool.tools");
    return found === undefined ? [] : [found];
  });
}
