import { addSection } from "../agent-draft.ts";
import { type AgentReader, promptAt } from "../agent-reader.ts";
import { addStates, type FlowExit, type FlowStep } from "../flow-prompt.ts";
import { at, changed, dropped, fieldsAt, isObject, listAt, mapped, type Place, says, textAt } from "../place.ts";
import type { ProjectDraft } from "../project-draft.ts";
import { escapeSigns } from "../prompt-text.ts";
import { readAnalysis } from "./analysis.ts";
import { readAssistant, readOpening, readVariableValues, systemPromptOf } from "./assistant.ts";
import { readTools, vapiReader } from "./assistant-tools.ts";
import { dropBookkeeping, findByName, type VapiLibrary } from "./documents.ts";
import { readDestination } from "./transfers.ts";

/** A member of a squad: where it stands, and its assistant, which may be another document. */
interface Member {
  readonly id: string;
  readonly place: Place;
  readonly assistant: Place;
}

/** Tells whether an assistant is a member of one of the squads, and so part of an agent already. */
export function isSquadMember(library: VapiLibrary, assistant: Place): boolean {
  return library.squads.some((squad) =>
    membersOf(library, squad).some((member) => member.assistant.path === assistant.path),
  );
}

function membersOf(library: VapiLibrary, squad: Place): Member[] {
  return listAt(squad, "members").flatMap((place, index) => {
    const id = textAt(place, "assistantId");
    const inside = at(place, "assistant");
    const assistant = isObject(inside.value) ? inside : id === null ? undefined : findByName(library.assistants, id);
    return assistant === undefined ? [] : [{ id: `member-${index}`, place, assistant }];
  });
}

/** Makes one agent of a squad: each member is a route of it, and the first one's voice and settings hold for all. */
export function readSquad(project: ProjectDraft, library: VapiLibrary, squad: Place): void {
  const reader = vapiReader(project, squad, textAt(squad, "name") ?? "Squad");
  mapped(at(squad, "name"), `${reader.agent.slug}: name`);
  dropBookkeeping(squad);
  dropped(at(squad, "membersOverrides"), "Overrides of all members were not merged: set them on the agent.", "rebuild");
  reader.agent.description = "Imported from a squad of Vapi.";
  const members = membersOf(library, squad);
  for (const place of listAt(squad, "members")) noteMember(place, members);
  const [first] = members;
  if (first !== undefined) readAssistant(reader, first.assistant);
  const steps = members.map((member) => readMember(reader, library, { member, members }));
  if (first !== undefined) {
    readOpening(reader, first.assistant);
    readAnalysis(reader, first.assistant, library.structuredOutputs);
  }
  addStates(reader.agent, steps, first?.id ?? null);
  for (const { assistant } of members.slice(1)) noteOthers(reader, assistant);
}

function noteMember(place: Place, members: readonly Member[]): void {
  const id = at(place, "assistantId");
  if (members.some((member) => member.place.path === place.path)) mapped(id, "runtime.prompt.routes");
  else
    dropped(
      id,
      "This member is not among the files: export it with GET /assistant/{id}, and give both files.",
      "rebuild",
    );
  dropped(at(place, "assistantVersion"), "The assistant is taken as it stands in its own file.");
}

interface InSquad {
  readonly member: Member;
  readonly members: readonly Member[];
}

function readMember(reader: AgentReader, library: VapiLibrary, { member, members }: InSquad): FlowStep {
  const { id, place, assistant } = member;
  const findMember = (name: string) =>
    members.find((other) =>
      [textAt(other.assistant, "id"), textAt(other.assistant, "name"), textAt(other.place, "assistantId")].includes(
        name,
      ),
    )?.id ?? null;
  const own = readTools(reader, library, { place: assistant, findMember });
  const overrides = readOverrides(reader, library, { place, findMember });
  const shorthand = listAt(place, "assistantDestinations").flatMap((destination) =>
    readDestination(reader, destination, { findMember, toolName: null }),
  );
  const text = systemPromptOf(reader, assistant);
  const names = [...new Set([...own.names, ...overrides.names])].map((name) => `@${name}`);
  const tools = names.length === 0 ? "" : `Your tools here: ${names.join(", ")}.`;
  mapped(at(assistant, "name"), `${reader.agent.slug}: runtime.prompt.routes`);
  return {
    id,
    title: textAt(assistant, "name") ?? id,
    text: [text, tools].filter((part) => part !== "").join("\n\n"),
    exits: [...own.exits, ...overrides.exits, ...shorthand],
  };
}

function readOverrides(
  reader: AgentReader,
  library: VapiLibrary,
  { place, findMember }: { place: Place; findMember: (name: string) => string | null },
): { exits: FlowExit[]; names: string[] } {
  const overrides = at(place, "assistantOverrides");
  readVariableValues(reader, at(overrides, "variableValues"));
  const added = { ...overrides, value: { "tools:append": at(overrides, "tools:append").value } };
  const read = readTools(reader, library, { place: added, findMember });
  for (const [key, inner] of fieldsAt(overrides)) {
    if (key === "variableValues" || key === "tools:append") continue;
    if (key === "metadata") dropped(inner, "Where it stands on Vapi's canvas.");
    else
      dropped(inner, "This override was not merged: set it on the agent, or in the route's instructions.", "rebuild");
  }
  return read;
}

/** What the members but the first say of voice and settings is left out: a conversation keeps its agent's. */
function noteOthers(reader: AgentReader, assistant: Place): void {
  dropped(
    at(assistant, "analysisPlan"),
    "One analysis is made of a conversation: that of the squad's first member.",
    "rebuild",
  );
  const text = promptAt(reader, at(assistant, "firstMessage"));
  const name = textAt(assistant, "name") ?? "another";
  if (text !== "")
    addSection(reader.agent, null, `When you change to the route ${escapeSigns(name)}, begin there with: "${text}"`);
  dropBookkeeping(assistant);
  for (const [key, inner] of fieldsAt(assistant)) {
    if (["name", "firstMessage", "id", "orgId", "createdAt", "updatedAt", "latestVersion"].includes(key)) continue;
    if (key === "model") noteOtherModel(inner);
    else if (key !== "analysisPlan" && says(inner)) changed(inner, SHARED);
  }
}

const SHARED = "The routes of an agent share its voice and settings: those of the squad's first member hold.";

function noteOtherModel(model: Place): void {
  for (const [key, inner] of fieldsAt(model)) {
    if (["messages", "tools", "toolIds", "functions", "systemPrompt"].includes(key)) continue;
    changed(inner, "The routes of an agent share its model: that of the squad's first member holds.");
  }
}
