import { enableTool } from "../agent-draft.ts";
import { type AgentReader, promptAt } from "../agent-reader.ts";
import { at, dropFields, dropped, mapped, type Place, textAt } from "../place.ts";
import { escapeSigns } from "../prompt-text.ts";
import { entryOf } from "../table-entry.ts";
import { addAgentTransfer } from "../transfer-draft.ts";
import { extractionLines, type ReadTool } from "./tools.ts";
import { readTransfer } from "./transfers.ts";

type Tools = ReadonlyMap<string, ReadTool>;
type Action = (reader: AgentReader, node: Place, tools: Tools) => string;

/** What is done at a node, beside what is said there, by the node's type. */
const ACTIONS: Readonly<Record<string, Action>> = {
  end: (reader) => {
    enableTool(reader.agent, "syscall", "end_conversation");
    return "Then end the conversation with @end_conversation.";
  },
  function: callFunction,
  transfer_call: handOver,
  press_digit: (reader, node) => {
    enableTool(reader.agent, "syscall", "send_dtmf");
    dropped(at(node, "delay_ms"), "The agent hears a menu out before it presses a key.");
    return "Press keys with @send_dtmf.";
  },
  sms: (reader) => {
    enableTool(reader.agent, "syscall", "send_sms");
    return "Send it as a text message with @send_sms.";
  },
  extract_dynamic_variables: (reader, node) => {
    enableTool(reader.agent, "syscall", "set_custom_fields");
    return ["Note these with @set_custom_fields:", ...extractionLines(reader, at(node, "variables"))].join("\n");
  },
  agent_swap: swapAgent,
  branch: () => "Say nothing here: go on at once by what holds.",
  code: (_, node) =>
    leftOut(node, "The platform runs no code of yours: put it behind an address and make a tool of that."),
  mcp: (_, node) => leftOut(node, "Enable the tool by name once its server is known: see the note on the server."),
  component: openComponent,
  bridge_transfer: (_, node) => leftOut(node, "A warm transfer joins the two by itself."),
  cancel_transfer: (_, node) =>
    leftOut(node, "A warm transfer that does not come about gives the caller back by itself."),
};

/** Tells whether nodes of a type are known to the importer. */
export function isKnownNode(type: string | null): boolean {
  return type === "conversation" || type === "subagent" || entryOf(ACTIONS, type) !== undefined;
}

/** Says what is done at a node, in the platform's syntax; empty where it is only talked. */
export function flowActions(reader: AgentReader, node: Place, tools: Tools): string {
  return entryOf(ACTIONS, textAt(node, "type"))?.(reader, node, tools) ?? "";
}

function callFunction(reader: AgentReader, node: Place, tools: Tools): string {
  const id = at(node, "tool_id");
  const tool = typeof id.value === "string" ? tools.get(id.value) : undefined;
  if (tool === undefined || tool.mention === null) {
    dropped(id, "The tool is not in this export, or could not be taken over: this step calls nothing.", "rebuild");
    return "";
  }
  mapped(id, `${reader.agent.slug}: runtime.prompt.text`);
  return `Call ${tool.mention} here.`;
}

function handOver(reader: AgentReader, node: Place): string {
  const transfer = readTransfer(reader, node, { name: textAt(node, "name") ?? "person", description: "" });
  return transfer === null ? "" : `Hand the caller over to @${transfer.name}.`;
}

function swapAgent(reader: AgentReader, node: Place): string {
  const name = textAt(node, "name") ?? "another agent";
  addAgentTransfer(reader.project, reader.agent, { destination: at(node, "agent_id"), name });
  dropFields(node, {
    agent_version: "The other agent's released version goes on.",
    post_call_analysis_setting: "Each agent's own analysis runs.",
    webhook_setting: "Endpoints are told of both conversations.",
    keep_current_language: "The other agent goes on in its own language.",
    keep_current_voice: "The other agent speaks with its own voice.",
  });
  return `Hand the caller over to the agent for "${escapeSigns(name)}".`;
}

function openComponent(reader: AgentReader, node: Place): string {
  const id = at(node, "component_id");
  const isLocal = textAt(node, "component_type") === "local";
  if (isLocal) mapped(id, `${reader.agent.slug}: runtime.prompt.text`);
  else dropped(id, "Shared components are not in the export of a flow: write its steps into the prompt.", "rebuild");
  const words = promptAt(reader, at(node, "description"));
  return [isLocal ? "Go through the steps of this part." : "", words].filter((text) => text !== "").join(" ");
}

function leftOut(node: Place, why: string): string {
  for (const key of ["code", "mcp_id", "mcp_tool_name", "timeout_ms"]) dropped(at(node, key), why, "rebuild");
  const type = at(node, "type");
  dropped(type, why, "rebuild");
  return "";
}
