import { enableTool } from "../agent-draft.ts";
import { type AgentReader, promptAt } from "../agent-reader.ts";
import { addSteps, type FlowExit, type FlowStep } from "../flow-prompt.ts";
import { quoted } from "../opening.ts";
import {
  at,
  changed,
  dropFields,
  dropped,
  fieldsAt,
  isObject,
  listAt,
  mapped,
  type Place,
  says,
  textAt,
} from "../place.ts";
import { entryOf } from "../table-entry.ts";
import { expressionText } from "./expression.ts";
import { readAgent, readNumber } from "./system-tools.ts";

/** Finds the tool of an id and enables it; returns how a prompt mentions it, null where it is not among the files. */
export type ToolFinder = (id: Place) => string | null;

/** Reads a workflow: its nodes become the steps of the prompt. A workflow of nothing but its begin says nothing. */
export function readWorkflow(reader: AgentReader, workflow: Place, findTool: ToolFinder): void {
  const nodes = fieldsAt(workflow, "nodes");
  dropped(at(workflow, "prevent_subagent_loops"), "The agent goes through the steps by what they say.");
  const edges = fieldsAt(workflow, "edges").map(([, edge]) => edge);
  if (nodes.length < 2) {
    for (const [, node] of nodes) dropped(node, "The workflow has no steps.");
    return;
  }
  const exits = edges.flatMap((edge) => exitsOf(reader, edge));
  const start = nodes.find(([, node]) => textAt(node, "type") === "start")?.[0] ?? null;
  const steps = nodes.map(([id, node]) =>
    stepOf(reader, { id, node, findTool, exits: exits.filter(({ from }) => from === id) }),
  );
  const to = `${reader.agent.slug}: runtime.prompt.text`;
  for (const [, node] of nodes) noteNode(at(node, "type"), to);
  addSteps(reader.agent, steps, start);
}

function noteNode(type: Place, to: string): void {
  if (type.value === "start") changed(type, WORKFLOW, { to });
  else if (entryOf(ACTIONS, textAt(type)) !== undefined) mapped(type, to, "A step of the prompt.");
  else dropped(type, "This kind of node is not known to the importer: look what is to be done there.", "rebuild");
}

const WORKFLOW =
  "The nodes became steps of one prompt. The agent goes through them by what they say; nothing forces it from one to the next.";

interface NodeContext {
  readonly id: string;
  readonly node: Place;
  readonly findTool: ToolFinder;
  readonly exits: readonly FlowExit[];
}

function stepOf(reader: AgentReader, { id, node, findTool, exits }: NodeContext): FlowStep {
  dropFields(node, {
    position: "Where it stands on ElevenLabs' canvas.",
    edge_order: "Which way out fits is decided by their conditions.",
    entry_behavior: "The agent goes on talking as it is.",
    wait_for_speech_completion: "The agent goes on when it has spoken.",
    wait_for_user_response: "The agent waits for the user by itself.",
  });
  mapped(at(node, "label"), `${reader.agent.slug}: runtime.prompt.text`);
  const action = entryOf(ACTIONS, textAt(node, "type"));
  const text = action?.(reader, node, findTool) ?? "";
  return { id, title: textAt(node, "label") ?? entryOf(TITLES, textAt(node, "type")) ?? id, text, exits };
}

const TITLES: Readonly<Record<string, string>> = {
  start: "Begin",
  end: "End",
  phone_number: "Hand over to a person",
  standalone_agent: "Hand over to another agent",
  tool: "Call a tool",
  say: "Say",
};

type Action = (reader: AgentReader, node: Place, findTool: ToolFinder) => string;

const ACTIONS: Readonly<Record<string, Action>> = {
  start: () => "Begin the conversation as you are told to, then go on by what the user wants.",
  end: (reader, node) => {
    enableTool(reader.agent, "syscall", "end_conversation");
    dropped(at(node, "outcome"), "What came of a conversation is found out by its analysis.");
    return "Take leave, and end the conversation with @end_conversation.";
  },
  override_agent: readSubagent,
  say: (reader, node, findTool) => {
    const message = at(node, "message");
    const words = promptAt(reader, at(message, "text")) || promptAt(reader, message);
    mapped(at(message, "type"), `${reader.agent.slug}: runtime.prompt.text`);
    const fixed = words === "" ? "" : `Say:\n\n${quoted(words)}`;
    return [fixed, readSubagent(reader, node, findTool)].filter((part) => part !== "").join("\n\n");
  },
  tool: (_, node, findTool) => {
    const mentions = listAt(node, "tools").flatMap((tool) => {
      dropped(at(tool, "schema_overrides"), "A tool has one schema wherever it is called.", "rebuild");
      return findTool(at(tool, "tool_id")) ?? [];
    });
    return mentions.length === 0 ? "" : `Call ${mentions.join(" and ")} here.`;
  },
  phone_number: (reader, node) => {
    const name = readNumber(reader, node);
    return name === null ? "" : `Hand the caller over to @${name}.`;
  },
  standalone_agent: (reader, node) => {
    readAgent(reader, node);
    return "Hand the caller over to the other agent.";
  },
};

function readSubagent(reader: AgentReader, node: Place, findTool: ToolFinder): string {
  const words = promptAt(reader, at(node, "additional_prompt"));
  const config = at(node, "conversation_config");
  const own = promptAt(reader, at(config, "agent", "prompt", "prompt"));
  const mentions = [...listAt(node, "additional_tool_ids"), ...listAt(config, "agent", "prompt", "tool_ids")].flatMap(
    (id) => findTool(id) ?? [],
  );
  dropped(
    at(node, "additional_knowledge_base"),
    "The platform has no knowledge bases: put what the agent has to know into its prompt, or behind a tool that searches.",
    "rebuild",
  );
  for (const [key, inner] of fieldsAt(config)) {
    if (key !== "agent") noteOverride(inner);
  }
  for (const [key, inner] of fieldsAt(config, "agent")) if (key !== "prompt") noteOverride(inner);
  for (const [key, inner] of fieldsAt(config, "agent", "prompt"))
    if (key !== "prompt" && key !== "tool_ids") noteOverride(inner);
  const tools = mentions.length === 0 ? "" : `Tools here: ${[...new Set(mentions)].join(", ")}.`;
  return [own, words, tools].filter((part) => part !== "").join("\n\n");
}

function noteOverride(inner: Place): void {
  dropped(
    inner,
    "One model, voice and language hold everywhere in a conversation.",
    says(inner) && !isObject(inner.value) ? "check" : "rebuild",
  );
}

/** An edge leads one way, or both; each way has its condition. */
function exitsOf(reader: AgentReader, edge: Place): (FlowExit & { from: string })[] {
  const [source, target] = [at(edge, "source"), at(edge, "target")];
  for (const end of [source, target]) mapped(end, `${reader.agent.slug}: runtime.prompt.text`);
  const ways = [
    { from: source, to: target, condition: at(edge, "forward_condition") },
    { from: target, to: source, condition: at(edge, "backward_condition") },
  ];
  return ways.flatMap(({ from, to, condition }) => {
    if (!says(condition)) return [];
    return [{ from: String(from.value), to: textAt(to), condition: conditionOf(reader, condition) }];
  });
}

function conditionOf(reader: AgentReader, condition: Place): string | null {
  const to = `${reader.agent.slug}: runtime.prompt.text`;
  mapped(at(condition, "type"), to);
  const words = promptAt(reader, at(condition, "condition"));
  const result = at(condition, "successful");
  mapped(result, to);
  const outcome = typeof result.value === "boolean" ? (result.value ? "it worked out" : "it did not work out") : "";
  const expression = at(condition, "expression");
  if (says(expression)) changed(expression, "The expression became words, which the agent judges.", { to });
  const text = [words, outcome, says(expression) ? expressionText(expression) : ""]
    .filter((part) => part !== "")
    .join("; ");
  const label = at(condition, "label");
  if (text === "") return promptAt(reader, label) || null;
  dropped(label, "The condition itself says when the edge is taken.");
  return text;
}
