import { enableTool } from "../agent-draft.ts";
import type { AgentReader } from "../agent-reader.ts";
import { addHttpTool, settingsOf } from "../http-tool.ts";
import { describeMcpServer } from "../mcp-note.ts";
import { identifierOf } from "../names.ts";
import { at, dropFields, dropped, isObject, listAt, mapped, numberAt, type Place, says, textAt } from "../place.ts";
import { addTool, type ProjectDraft } from "../project-draft.ts";
import { entryOf } from "../table-entry.ts";
import { readObjectSchema } from "../tool-schema.ts";
import { dropBookkeeping, nameOf } from "./documents.ts";
import { fixedParameters, wordsAround } from "./tool-words.ts";

/** What a tool without an address of its own is called at. */
export interface VapiDefaults {
  /** The assistant's own server; null without one. */
  readonly server: Place | null;
}

/** What kinds of tools the platform has nothing for, and what to do instead. */
const NOTHING_LIKE_IT: Readonly<Record<string, string>> = {
  query:
    "The platform has no knowledge bases: put what the agent has to know into its prompt, or behind a tool that searches.",
  code: "The platform runs no code of yours: put it behind an address and make a tool of that.",
  bash: "The platform runs no commands for agents.",
  computer: "The platform works no computer for agents.",
  textEditor: "The platform edits no files for agents.",
  make: "Give the scenario's webhook as the address of a tool: POST /tools.",
  ghl: "Call the service's own API by a tool: POST /tools.",
  output: "What an assistant is to put out is asked of a procedural agent.",
  sipRequest: "Agents send no SIP requests of their own.",
};

/** Vapi's names for what the platform has as tools of its own, and what those are called. */
const PLATFORM_TOOLS: Readonly<Record<string, string>> = {
  endCall: "end_conversation",
  dtmf: "send_dtmf",
  voicemail: "leave_voicemail",
  sms: "send_sms",
};

/** Reads a tool and enables it on the reader's agent. Returns the name of the first-party tool it became; else null. */
export function readTool(reader: AgentReader, place: Place, defaults: VapiDefaults): string | null {
  const type = textAt(place, "type") ?? "function";
  if (type !== "function" && type !== "apiRequest") {
    readOther(reader, place, type);
    return null;
  }
  const name = readCallable(reader.project, place, defaults);
  if (name === null) return null;
  const added = reader.project.tools.find((tool) => tool.name === name);
  enableTool(reader.agent, added?.type === "client" ? "client" : "api", name);
  const theirs = nameOf(place);
  if (theirs !== null && theirs !== name) reader.renamed.set(theirs, `@${name}`);
  return name;
}

function readOther(reader: AgentReader, place: Place, type: string): void {
  const platformTool = entryOf(PLATFORM_TOOLS, type);
  if (platformTool !== undefined) readPlatformTool(reader, place, platformTool);
  else if (type === "mcp") readMcpTool(place);
  else {
    const otherwise = `Call the service behind ${type.slice(0, 60)} by a tool of your own: POST /tools.`;
    dropped(place, entryOf(NOTHING_LIKE_IT, type) ?? otherwise, "rebuild");
  }
}

/** Adds a function or a request to the project. Returns its name; null, noted, where it cannot be a tool. */
export function readCallable(project: ProjectDraft, place: Place, { server }: VapiDefaults): string | null {
  noteCommon(place);
  if (textAt(place, "type") === "apiRequest") return readApiRequest(project, place);
  const own = at(place, "server");
  const used = textAt(own, "url") !== null ? own : server;
  if (used === null || textAt(used, "url") === null) return readClientFunction(project, place);
  dropServerSettings(own);
  const parameters = at(place, "function", "parameters");
  const seconds = at(used, "timeoutSeconds");
  const name = addHttpTool(project, {
    ...identityOf(place),
    method: "POST",
    url: used === own ? at(used, "url") : { ...at(used, "url"), notes: [] },
    headers: at(used, "headers"),
    pathSchemas: null,
    querySchema: null,
    queryValues: null,
    bodySchema: withFixed(parameters, at(place, "parameters")),
    isForm: false,
    timeLimitSec: numberAt(seconds),
    isInBackground: at(place, "async").value === true,
  });
  if (used === own) mapped(seconds, "time_limit_sec");
  if (name !== null) noteEnvelope(place, name);
  return name;
}

function identityOf(place: Place): { name: string; description: string } {
  const name = identifierOf(nameOf(place) ?? "", "tool");
  const own = textAt(place, "function", "description") ?? textAt(place, "description") ?? "";
  mapped(at(place, "function", "description"), `tools/${name}: description`);
  mapped(at(place, "description"), `tools/${name}: description`);
  return { name, description: [own, ...wordsAround(place)].filter((text) => text !== "").join("\n") };
}

function noteEnvelope(place: Place, name: string): void {
  const message =
    `Vapi sends {"message": {"toolCallList": […]}} and expects {"results": […]}. The platform sends the arguments of ${name} as a JSON ` +
    "object, signed, and takes any JSON for an answer: change what receives it.";
  place.notes.push({ path: at(place, "type").path, outcome: "changed", to: `tools/${name}`, todo: "set_up", message });
}

function readClientFunction(project: ProjectDraft, place: Place): string {
  const { name, description } = identityOf(place);
  const parameters = withFixed(at(place, "function", "parameters"), at(place, "parameters"));
  const schema = readObjectSchema(parameters);
  mapped(parameters, "input_schema");
  const added = addTool(project, {
    type: "client",
    name,
    description: description || `Calls ${name}.`,
    input_schema: schema,
    ...settingsOf({ timeLimitSec: null, isInBackground: at(place, "async").value === true }),
  });
  const message =
    "It has no address, so the client that holds the session carries it out: answer with tool.result.send.";
  place.notes.push({ path: at(place, "type").path, outcome: "changed", to: `tools/${added}`, todo: "check", message });
  dropServerSettings(at(place, "server"));
  return added;
}

function readApiRequest(project: ProjectDraft, place: Place): string | null {
  const seconds = at(place, "timeoutSeconds");
  const method = at(place, "method");
  const headers = at(place, "headers");
  const name = addHttpTool(project, {
    ...identityOf(place),
    method: textAt(method) ?? "POST",
    url: at(place, "url"),
    headers: headerValues(headers),
    pathSchemas: null,
    querySchema: null,
    queryValues: null,
    bodySchema: withFixed(at(place, "body"), at(place, "parameters")),
    isForm: false,
    timeLimitSec: numberAt(seconds),
    isInBackground: false,
  });
  mapped(method, "method");
  mapped(seconds, "time_limit_sec");
  mapped(at(place, "type"), `tools/${name ?? ""}`);
  const parameters = at(place, "function");
  dropped(parameters, "The request's own name, description and body count.");
  return name;
}

/** Vapi writes headers as a schema whose properties have the values. */
function headerValues(headers: Place): Place {
  const properties = at(headers, "properties");
  if (!isObject(properties.value)) return headers;
  mapped(at(headers, "type"), "headers");
  const values = Object.entries(properties.value).map(([name, property]) => {
    const value = isObject(property) ? (property["value"] ?? property["default"] ?? property["const"]) : property;
    return [name, value] as const;
  });
  for (const [name] of values) mapped(at(properties, name, "type"), "headers");
  const notes = headers.notes;
  return { value: Object.fromEntries(values), path: properties.path, notes };
}

function withFixed(schema: Place, fixed: Place): Place {
  return fixedParameters(schema, fixed);
}

function dropServerSettings(server: Place): void {
  dropFields(server, {
    backoffPlan: "Calls are made again after failures by themselves, under one key.",
    staticIpAddressesEnabled: "Calls come from your own machines.",
    encryptedPaths: "Requests are signed, not encrypted in parts.",
  });
  dropped(
    at(server, "credentialId"),
    "The credential was not copied: give the tool a header that lets it in.",
    "secret",
  );
  dropped(at(server, "secret"), "The secret was not copied: calls are signed with the key of GET /signing_key.");
}

function noteCommon(place: Place): void {
  dropBookkeeping(place);
  mapped(at(place, "function", "name"), "name");
  mapped(at(place, "name"), "name");
  mapped(at(place, "async"), "runs_in_background");
  dropFields(place, {
    rejectionPlan: "Write into the description when the tool is not to be called.",
    variableExtractionPlan: "The model is shown the whole answer, and takes from it what it needs.",
    backoffPlan: "Calls are made again after failures by themselves, under one key.",
    encryptedPaths: "Requests are signed, not encrypted in parts.",
    metadata: "Vapi's own notes on the tool.",
  });
  dropped(at(place, "function", "strict"), "Arguments are always checked against the schema.");
  dropped(
    at(place, "credentialId"),
    "The credential was not copied: give the tool a header that lets it in.",
    "secret",
  );
}

function readPlatformTool(reader: AgentReader, place: Place, tool: string): void {
  enableTool(reader.agent, "syscall", tool);
  const theirs = [nameOf(place), textAt(place, "type")];
  for (const name of theirs) if (name !== null) reader.renamed.set(name, `@${tool}`);
  if (tool === "end_conversation")
    for (const name of ["endCall", "end_call"]) reader.renamed.set(name, "@end_conversation");
  const to = `${reader.agent.slug}: tool.tools`;
  mapped(at(place, "type"), to, `The platform's own tool ${tool}.`);
  dropBookkeeping(place);
  dropFields(place, {
    name: "The platform's own tool has its own name.",
    function: "The platform's own tool has its own name and description.",
    messages: "The agent finds its own words.",
    async: "The platform's own tool is done at once.",
    rejectionPlan: "Write into the prompt when it is not to be called.",
    sipInfoDtmfEnabled: "How keys are sent is agreed with the carrier.",
    beepDetectionEnabled: "The platform waits for the beep by itself.",
    metadata: "Vapi's own notes on the tool.",
    server: "The platform's own tool calls no address.",
  });
}

function readMcpTool(place: Place): void {
  const server = at(place, "server");
  describeMcpServer(place, { name: nameOf(place) ?? "tools", url: at(server, "url"), headers: at(server, "headers") });
  dropBookkeeping(place);
  for (const key of ["type", "name", "function", "messages", "metadata", "toolMessages", "async", "rejectionPlan"]) {
    dropped(at(place, key), "The server describes its tools itself.");
  }
  dropServerSettings(server);
  dropped(at(server, "timeoutSeconds"), "Give it as time_limit_sec of the server.");
}

/** Tells whether a tool hands callers over, to a number or to another assistant. */
export function isTransferTool(place: Place): boolean {
  const type = textAt(place, "type");
  return type === "transferCall" || type === "handoff" || listAt(place, "destinations").some(says);
}
