import { CliError } from "../../cli-error.ts";
import type { AgentReader } from "../agent-reader.ts";
import { describeMcpServer } from "../mcp-note.ts";
import {
  at,
  changed,
  dropFields,
  dropped,
  type ExportedDocument,
  fieldsAt,
  isObject,
  listAt,
  mapped,
  type Place,
  textAt,
} from "../place.ts";
import {
  beginAgent,
  finishProject,
  type ImportOptions,
  type ImportResult,
  newProjectDraft,
  type ProjectDraft,
} from "../project-draft.ts";
import { readAgentPart, readLanguages, readServerIds, readSpeech } from "./agent.ts";
import { elevenLabsBuiltIn } from "./built-in.ts";
import { type ElevenLabsLibrary, findDocuments, findTool, toolConfigOf } from "./documents.ts";
import { readPlatformSettings } from "./platform.ts";
import { readSystemTool } from "./system-tools.ts";
import { readCallable, readElevenLabsTool } from "./tools.ts";
import { readWorkflow } from "./workflow.ts";

/** Takes over what ElevenLabs' API answers for agents, tools and MCP servers, or its command line pulls. */
export function importElevenLabs(documents: readonly ExportedDocument[], options: ImportOptions = {}): ImportResult {
  const project = newProjectDraft(options);
  const library = findDocuments(documents, project.notes);
  if (library.agents.length === 0) throw new CliError(NOTHING);
  const readers = library.agents.map((place): AgentReader => {
    const agent = beginAgent(project, textAt(place, "name") ?? "Agent", [textAt(place, "agent_id")]);
    if (options.model !== undefined) agent.model = options.model;
    return { project, agent, renamed: new Map(), builtIn: elevenLabsBuiltIn, missing: null };
  });
  for (const [index, place] of library.agents.entries()) {
    const reader = readers[index];
    if (reader !== undefined) readOne(reader, library, place);
  }
  for (const server of library.mcpServers) readMcpServer(server);
  const noted = new Set(project.notes.map(({ path }) => path));
  for (const tool of library.tools) readLeftOver(project, tool, noted);
  return finishProject(project, documents);
}

const NOTHING =
  "There is no agent of ElevenLabs in these files. Export one with GET https://api.elevenlabs.io/v1/convai/agents/{agent_id}, and its tools with GET /v1/convai/tools/{tool_id}.";

function readOne(reader: AgentReader, library: ElevenLabsLibrary, place: Place): void {
  const config = at(place, "conversation_config");
  const prompt = at(config, "agent", "prompt");
  mapped(at(place, "name"), `${reader.agent.slug}: name`);
  reader.agent.description = "Imported from ElevenLabs.";
  readLanguages(reader, config);
  readTools(reader, library, prompt);
  readAgentPart(reader, config);
  readSpeech(reader, config);
  readServerIds(prompt, library.mcpServers);
  readWorkflow(reader, at(place, "workflow"), (id) => toolNamed(reader, library, id));
  readPlatformSettings(reader, at(place, "platform_settings"));
  changed(at(place, "phone_numbers"), "Make the numbers known with POST /phone_numbers, each with this agent.", {
    todo: "set_up",
  });
  dropped(at(place, "whatsapp_accounts"), "The platform has no WhatsApp.", "rebuild");
  dropped(at(place, "procedures"), "Write the procedures into the prompt.", "rebuild");
  dropFields(place, {
    agent_id: "ElevenLabs' own id.",
    metadata: "When it was made and changed there.",
    access_info: "Who may do what with an agent is up to the API key.",
    tags: "The platform has no tags.",
    version_id: "ElevenLabs' own version.",
    branch_id: "ElevenLabs' own version.",
    main_branch_id: "ElevenLabs' own version.",
    default_hold_audio_url: "The caller hears that they wait.",
  });
}

function readTools(reader: AgentReader, library: ElevenLabsLibrary, prompt: Place): void {
  const ids = listAt(prompt, "tool_ids");
  // The API answers tools twice: by id, and, as it used to be, in full.
  const names = new Set(ids.flatMap((id) => toolNamed(reader, library, id) ?? []));
  for (const [, tool] of fieldsAt(prompt, "built_in_tools")) if (isObject(tool.value)) readSystemTool(reader, tool);
  const isBuiltIn = (tool: Place) => isObject(at(prompt, "built_in_tools", textAt(tool, "name") ?? "").value);
  for (const tool of listAt(prompt, "tools")) {
    const isKnown = names.has(`@${textAt(tool, "name")}`) || (textAt(tool, "type") === "system" && isBuiltIn(tool));
    if (isKnown) dropped(tool, "It is the same as the tool that is named by its id, or built in.");
    else readElevenLabsTool(reader, tool);
  }
}

/** Finds a tool by id, enables it on the agent, and returns its mention. */
function toolNamed(reader: AgentReader, library: ElevenLabsLibrary, id: Place): string | null {
  const found = typeof id.value === "string" ? findTool(library, id.value) : undefined;
  if (found === undefined) {
    dropped(
      id,
      "This tool is not among the files: export it with GET /v1/convai/tools/{tool_id}, and give both files.",
      "rebuild",
    );
    return null;
  }
  mapped(id, `${reader.agent.slug}: tool.tools`);
  return readElevenLabsTool(reader, found);
}

function readMcpServer(server: Place): void {
  const config = at(server, "config");
  describeMcpServer(server, {
    name: textAt(config, "name") ?? "tools",
    url: at(config, "url"),
    headers: at(config, "request_headers"),
  });
  dropped(at(config, "secret_token"), "The token was not copied: give it in a header in that call.", "secret");
  for (const [key, inner] of fieldsAt(config)) {
    if (!["url", "request_headers", "secret_token"].includes(key))
      dropped(inner, "How its tools are called is set for the installation.");
  }
  for (const [key, inner] of fieldsAt(server))
    if (key !== "config") dropped(inner, "ElevenLabs' own notes on the server.");
}

/** A tool among the files that no agent names is taken into the project, and enabled nowhere. */
function readLeftOver(project: ProjectDraft, tool: Place, noted: ReadonlySet<string>): void {
  const config = toolConfigOf(tool);
  if (noted.has(at(config, "type").path) || noted.has(config.path)) return;
  if (textAt(config, "type") === "system") {
    dropped(tool, "No agent of these files uses it.");
    return;
  }
  const name = readCallable(project, tool);
  if (name !== null) changed(at(config, "name"), `No agent of these files uses ${name}: it is enabled on none.`);
}
