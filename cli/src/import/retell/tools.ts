import { enableTool } from "../agent-draft.ts";
import { type AgentReader, promptAt } from "../agent-reader.ts";
import { addHttpTool, isFormByHeader } from "../http-tool.ts";
import { describeMcpServer } from "../mcp-note.ts";
import { identifierOf } from "../names.ts";
import {
  at,
  changed,
  dropFields,
  dropped,
  dropRest,
  fieldsAt,
  listAt,
  mapped,
  numberAt,
  type Place,
  says,
  textAt,
} from "../place.ts";
import { escapeSigns } from "../prompt-text.ts";
import { entryOf } from "../table-entry.ts";
import { addAgentTransfer } from "../transfer-draft.ts";
import { readTransfer } from "./transfers.ts";

/** What a tool came to in the prompt: how it is mentioned, and what is to be said of it; null for nothing. */
export interface ReadTool {
  readonly mention: string | null;
  /** Instructions in the platform's syntax. */
  readonly instructions: string | null;
}

const NONE: ReadTool = { mention: null, instructions: null };

const NOTHING_LIKE_IT: Readonly<Record<string, string>> = {
  check_availability_cal: "Make a tool of Cal.com's own API, with its key in a header: POST /tools.",
  book_appointment_cal: "Make a tool of Cal.com's own API, with its key in a header: POST /tools.",
  code: "The platform runs no code of yours: put it behind an address and make a tool of that.",
  bridge_transfer: "A warm transfer joins the two by itself.",
  cancel_transfer: "A warm transfer that does not come about gives the caller back by itself.",
};

/** Reads a tool and enables it on the reader's agent. */
export function readRetellTool(reader: AgentReader, place: Place): ReadTool {
  noteSpeaking(reader, place);
  switch (textAt(place, "type")) {
    case "custom":
      return readCustom(reader, place);
    case "end_call":
      return platformTool(reader, place, "end_conversation");
    case "press_digit":
      return platformTool(reader, place, "send_dtmf");
    case "send_sms":
      return readSms(reader, place);
    case "transfer_call":
      return readTransferTool(reader, place);
    case "agent_swap":
      readSwap(reader, place);
      return NONE;
    case "extract_dynamic_variable":
      return readExtraction(reader, place);
    case "mcp":
      dropped(place, "Enable the tool by name once its server is known: see the note on the server.", "set_up");
      return NONE;
    default:
      return readOther(place);
  }
}

function readOther(place: Place): ReadTool {
  const type = textAt(place, "type") ?? "";
  for (const key of ["cal_api_key"]) dropped(at(place, key), "The key was not copied.", "secret");
  dropped(
    place,
    entryOf(NOTHING_LIKE_IT, type) ?? "The platform has no tool of this kind: make one with POST /tools.",
    "rebuild",
  );
  return NONE;
}

function readCustom(reader: AgentReader, place: Place): ReadTool {
  const theirs = textAt(place, "name") ?? "tool";
  const name = identifierOf(theirs, "tool");
  const method = at(place, "method");
  const timeout = at(place, "timeout_ms");
  const background = at(place, "speak_after_execution");
  const milliseconds = numberAt(timeout);
  const added = addHttpTool(reader.project, {
    name,
    description: textAt(place, "description") ?? "",
    method: textAt(method) ?? "POST",
    url: at(place, "url"),
    headers: at(place, "headers"),
    pathSchemas: null,
    querySchema: null,
    queryValues: at(place, "query_params"),
    bodySchema: at(place, "parameters"),
    isForm: isFormByHeader(at(place, "headers")),
    timeLimitSec: milliseconds === null ? null : milliseconds / 1_000,
    isInBackground: false,
  });
  if (added === null) return NONE;
  const to = `tools/${added}`;
  for (const key of ["name", "description", "method", "timeout_ms"]) mapped(at(place, key), to);
  dropped(background, "The agent always says what came of a call.");
  dropFields(place, {
    max_retry: "Calls are made again after failures by themselves, under one key.",
    parameter_type: "How Retell's editor shows the parameters.",
    response_variables: "The model is shown the whole answer, and takes from it what it needs.",
  });
  noteBody(place, { to, method: textAt(method) ?? "POST" });
  enableTool(reader.agent, "api", added);
  if (added !== theirs) reader.renamed.set(theirs, `@${added}`);
  return { mention: `@${added}`, instructions: null };
}

/** Retell wraps the arguments, unless it is told not to. */
function noteBody(place: Place, { to, method }: { to: string; method: string }): void {
  const atRoot = at(place, "args_at_root");
  const type = at(place, "type");
  if (atRoot.value === true || method === "GET" || method === "DELETE") {
    mapped(atRoot, to);
    mapped(type, to);
    return;
  }
  const message = `Retell sends {"name", "call", "args"}. The platform sends the arguments alone as a JSON object, signed: change what receives it.`;
  place.notes.push({ path: type.path, outcome: "changed", to, todo: "set_up", message });
  if (says(atRoot)) changed(atRoot, message, { to, todo: "set_up" });
}

/** Enables one of the platform's own tools in the place of one of Retell's. */
function platformTool(reader: AgentReader, place: Place, tool: string): ReadTool {
  enableTool(reader.agent, "syscall", tool);
  const name = textAt(place, "name");
  if (name !== null) reader.renamed.set(name, `@${tool}`);
  const to = `${reader.agent.slug}: tool.tools`;
  mapped(at(place, "type"), to);
  mapped(at(place, "name"), to, `The platform's own tool ${tool}.`);
  dropped(at(place, "delay_ms"), "The agent hears a menu out before it presses a key.");
  const description = promptAt(reader, at(place, "description"));
  return { mention: `@${tool}`, instructions: description === "" ? null : `@${tool}: ${description}` };
}

function readSms(reader: AgentReader, place: Place): ReadTool {
  const { instructions, mention } = platformTool(reader, place, "send_sms");
  const content = at(place, "sms_content");
  const text = promptAt(reader, at(content, "text")) || promptAt(reader, at(content, "prompt"));
  mapped(at(content, "type"), `${reader.agent.slug}: runtime.prompt.text`);
  dropped(at(content, "template"), "Write into the prompt what the message is to ask for.", "rebuild");
  const words = text === "" ? null : `What to send with @send_sms: ${text}`;
  return { mention, instructions: [instructions, words].filter((line) => line !== null).join("\n") || null };
}

function readTransferTool(reader: AgentReader, place: Place): ReadTool {
  const name = textAt(place, "name") ?? "transfer";
  const transfer = readTransfer(reader, place, { name, description: textAt(place, "description") ?? "" });
  mapped(at(place, "type"), `${reader.agent.slug}: tool.transfers`);
  if (transfer === null) {
    dropRest(place, "The destination could not be taken over.");
    return NONE;
  }
  for (const key of ["name", "description"]) mapped(at(place, key), `transfers/${transfer.slug}`);
  reader.renamed.set(name, `@${transfer.name}`);
  return { mention: `@${transfer.name}`, instructions: null };
}

function readSwap(reader: AgentReader, place: Place): void {
  const name = textAt(place, "name") ?? "another agent";
  addAgentTransfer(reader.project, reader.agent, {
    destination: at(place, "agent_id"),
    name,
    condition: at(place, "description"),
  });
  for (const key of ["name", "type"]) mapped(at(place, key), "transfers");
  dropFields(place, {
    agent_version: "The other agent's released version goes on.",
    post_call_analysis_setting: "Each agent's own analysis runs.",
    webhook_setting: "Endpoints are told of both conversations.",
    keep_current_language: "The other agent goes on in its own language.",
    keep_current_voice: "The other agent speaks with its own voice.",
  });
}

/** What Retell notes in variables becomes fields of the conversation. */
function readExtraction(reader: AgentReader, place: Place): ReadTool {
  enableTool(reader.agent, "syscall", "set_custom_fields");
  const name = textAt(place, "name");
  if (name !== null) reader.renamed.set(name, "@set_custom_fields");
  const to = `${reader.agent.slug}: runtime.prompt.text`;
  for (const key of ["name", "type"]) mapped(at(place, key), to);
  const description = promptAt(reader, at(place, "description"));
  const list = extractionLines(reader, at(place, "variables"));
  return {
    mention: "@set_custom_fields",
    instructions: [description, "Note these with @set_custom_fields:", ...list]
      .filter((line) => line !== "")
      .join("\n"),
  };
}

/** Describes the values that are to be noted, one a line. */
export function extractionLines(reader: AgentReader, variables: Place): string[] {
  return listAt(variables).map((variable) => {
    const description = promptAt(reader, at(variable, "description"));
    const choices = listAt(variable, "choices").map(({ value }) => escapeSigns(String(value)));
    for (const [key, inner] of fieldsAt(variable))
      if (key !== "description") mapped(inner, `${reader.agent.slug}: runtime.prompt.text`);
    const kind = choices.length > 0 ? ` (one of: ${choices.join(", ")})` : "";
    return `- ${identifierOf(textAt(variable, "name") ?? "", "value")}: ${description}${kind}`;
  });
}

/** Notes what is said while a tool runs, in Retell's words for it. */
function noteSpeaking(reader: AgentReader, place: Place): void {
  const why = "The agent bridges waiting with words of its own.";
  dropFields(place, {
    speak_during_execution: why,
    execution_message_type: why,
    enable_typing_sound: "Choose a sound for all tools in voice.busy_sound.",
    tool_id: "Retell's own id.",
  });
  const words = at(place, "execution_message_description");
  dropped(
    words,
    `${why} Write them into the prompt of ${reader.agent.slug} where they matter.`,
    says(words) ? "check" : undefined,
  );
}

/** Notes what call makes each MCP server known. */
export function readMcpServers(servers: Place): void {
  for (const server of listAt(servers)) {
    describeMcpServer(server, {
      name: textAt(server, "name") ?? "tools",
      url: at(server, "url"),
      headers: at(server, "headers"),
    });
    for (const key of ["name", "timeout_ms", "id", "mcp_id"]) dropped(at(server, key), "Give it in that call.");
    for (const [name, value] of fieldsAt(server, "query_params")) {
      dropped(value, `Add ${name.slice(0, 60)} to the address in that call, if it is no secret.`, "set_up");
    }
  }
}
