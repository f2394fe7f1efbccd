import { addSection } from "../agent-draft.ts";
import { type AgentReader, modelAt, promptAt } from "../agent-reader.ts";
import { addSteps, type FlowExit, type FlowStep } from "../flow-prompt.ts";
import { quoted } from "../opening.ts";
import { at, changed, dropFields, dropped, isObject, listAt, mapped, type Place, says, textAt } from "../place.ts";
import { escapeSigns } from "../prompt-text.ts";
import { entryOf } from "../table-entry.ts";
import { flowActions, isKnownNode } from "./flow-actions.ts";
import { readEngine, readRetellOpening } from "./llm.ts";
import { type ReadTool, readRetellTool } from "./tools.ts";

/** What of a node has no place on the platform, and why. */
const NODE_DROPPED = {
  display_position: "Where it stands on Retell's canvas.",
  begin_tag_display_position: "Where it stands on Retell's canvas.",
  model_choice: "One model answers everywhere in a conversation.",
  finetune_conversation_examples: "Examples of what is said there: write those that matter into the prompt.",
  finetune_transition_examples: "Examples of when to go on: write those that matter into the prompt.",
  interruption_sensitivity: "The same everywhere in a conversation.",
  allow_dtmf_interruption: "The same everywhere in a conversation.",
  responsiveness: "The same everywhere in a conversation.",
  reminder_max_count: "The same everywhere in a conversation.",
  reminder_trigger_ms: "The same everywhere in a conversation.",
  voice_speed: "The same everywhere in a conversation.",
  stt_mode: "The same everywhere in a conversation.",
  custom_stt_config: "The same everywhere in a conversation.",
  kb_config: "The platform has no knowledge bases.",
  speak_during_execution: "The agent bridges waiting with words of its own.",
  enable_typing_sound: "Choose a sound for all tools in voice.busy_sound.",
  wait_for_result: "The agent waits for a tool unless runs_in_background is set on it.",
  response_variables: "The model is shown the whole answer, and takes from it what it needs.",
  tool_type: "Tools belong to the whole installation.",
  component_type: "Its nodes were read with the flow's own.",
};

/** Reads a conversation flow: its nodes become the steps of one prompt. */
export function readFlow(reader: AgentReader, engine: Place): void {
  readEngine(reader, engine);
  modelAt(reader, at(engine, "model_choice", "model"), null);
  for (const key of ["type", "high_priority"])
    dropped(at(engine, "model_choice", key), "One model answers everywhere in a conversation.");
  dropped(at(engine, "flex_mode"), "A flow is always one prompt here.");
  const tools = new Map<string, ReadTool>();
  for (const tool of [...listAt(engine, "tools"), ...componentsOf(engine).flatMap((one) => listAt(one, "tools"))]) {
    const id = textAt(tool, "tool_id") ?? textAt(tool, "name") ?? "";
    tools.set(id, readRetellTool(reader, tool));
  }
  const nodes = [...listAt(engine, "nodes"), ...componentsOf(engine).flatMap(componentNodes)];
  const owned = nodes.map((node) => listAt(node, "tools").map((tool) => readRetellTool(reader, tool)));
  addSection(reader.agent, null, promptAt(reader, at(engine, "global_prompt")));
  readRetellOpening(reader, engine);
  const steps = nodes.map((node, index) => stepOf(reader, node, { tools, own: owned[index] ?? [] }));
  addGlobalNodes(reader, nodes);
  const start = at(engine, "start_node_id");
  addSteps(reader.agent, steps, textAt(start));
  changed(start, FLOW, { to: `${reader.agent.slug}: runtime.prompt.text` });
  for (const node of nodes) noteNode(reader, node);
}

function noteNode(reader: AgentReader, node: Place): void {
  const type = at(node, "type");
  if (isKnownNode(textAt(type))) mapped(type, `${reader.agent.slug}: runtime.prompt.text`, "A step of the prompt.");
  else dropped(type, "This kind of node is not known to the importer: look what is to be done there.", "rebuild");
}

const FLOW =
  "The nodes became steps of one prompt. The agent goes through them by what they say; nothing forces it from one to the next.";

function componentsOf(engine: Place): Place[] {
  return listAt(engine, "components");
}

function componentNodes(component: Place): Place[] {
  mapped(at(component, "name"), "runtime.prompt.text");
  mapped(at(component, "start_node_id"), "runtime.prompt.text");
  dropFields(component, {
    conversation_flow_component_id: "Retell's own id.",
    begin_tag_display_position: "Where it stands on Retell's canvas.",
    user_modified_timestamp: "When it was changed there.",
    linked_conversation_flow_ids: "Retell's own id.",
    notes: "What stands on Retell's canvas.",
  });
  return listAt(component, "nodes");
}

interface FlowTools {
  /** The flow's tools by their ids. */
  readonly tools: ReadonlyMap<string, ReadTool>;
  /** Those that stand in the node itself. */
  readonly own: readonly ReadTool[];
}

function stepOf(reader: AgentReader, node: Place, { tools, own }: FlowTools): FlowStep {
  const to = `${reader.agent.slug}: runtime.prompt.text`;
  const id = textAt(node, "id") ?? node.path;
  mapped(at(node, "id"), to);
  mapped(at(node, "name"), to);
  dropFields(node, NODE_DROPPED);
  dropped(
    at(node, "knowledge_base_ids"),
    "The platform has no knowledge bases: put what the agent has to know into its prompt, or behind a tool that searches.",
    "rebuild",
  );
  const named = listAt(node, "tool_ids").flatMap((one) => {
    mapped(one, to);
    return tools.get(String(one.value)) ?? [];
  });
  const mentions = [...named, ...own].flatMap(({ mention }) => (mention === null ? [] : [mention]));
  const list = mentions.length === 0 ? "" : `Tools here: ${[...new Set(mentions)].join(", ")}.`;
  const what = own.flatMap(({ instructions }) => instructions ?? []).join("\n");
  const text = [instructionOf(reader, node), flowActions(reader, node, tools), list, what]
    .filter((part) => part !== "")
    .join("\n\n");
  return { id, title: textAt(node, "name") ?? textAt(node, "type") ?? id, text, exits: exitsOf(reader, node) };
}

function instructionOf(reader: AgentReader, node: Place): string {
  const instruction = at(node, "instruction");
  const type = at(instruction, "type");
  mapped(type, `${reader.agent.slug}: runtime.prompt.text`);
  dropped(at(instruction, "template"), "Write into the prompt what the message is to ask for.", "rebuild");
  const text = promptAt(reader, at(instruction, "text")) || promptAt(reader, at(instruction, "prompt"));
  return type.value === "static_text" && text !== "" ? `Say exactly this:\n\n${quoted(text)}` : text;
}

/** The names of a node's edges that stand alone, and when each is taken. */
const SINGLE_EDGES = {
  always_edge: "it is done",
  skip_response_edge: "you have said it, without waiting for the user",
  else_edge: null,
  edge: "it did not work out",
  success_edge: "it worked out",
  failed_edge: "it did not work out",
} as const;

function exitsOf(reader: AgentReader, node: Place): FlowExit[] {
  const listed = listAt(node, "edges").map((edge) => exitOf(reader, edge, undefined));
  const single = Object.entries(SINGLE_EDGES).flatMap(([key, condition]) => {
    const edge = at(node, key);
    return isObject(edge.value) ? [exitOf(reader, edge, condition)] : [];
  });
  return [...listed, ...single];
}

/** Reads an edge. Its own condition counts where no other is given. */
function exitOf(reader: AgentReader, edge: Place, given: string | null | undefined): FlowExit {
  const to = `${reader.agent.slug}: runtime.prompt.text`;
  const condition = at(edge, "transition_condition");
  mapped(at(condition, "type"), to);
  mapped(at(edge, "id"), to);
  const target = at(edge, "destination_node_id");
  mapped(target, to);
  if (given === undefined) return { condition: conditionOf(reader, condition), to: textAt(target) };
  mapped(at(condition, "prompt"), to);
  mapped(at(condition, "equations"), to);
  mapped(at(condition, "operator"), to);
  return { condition: given, to: textAt(target) };
}

function conditionOf(reader: AgentReader, condition: Place): string {
  const prompt = promptAt(reader, at(condition, "prompt"));
  const isAny = at(condition, "operator").value === "||";
  mapped(at(condition, "operator"), `${reader.agent.slug}: runtime.prompt.text`);
  const equations = listAt(condition, "equations").map((equation) => equationOf(reader, equation));
  return [prompt, equations.join(isAny ? ", or " : ", and ")].filter((text) => text !== "").join("; ");
}

const OPERATORS: Readonly<Record<string, string>> = {
  "==": "is",
  "!=": "is not",
  ">": "is more than",
  ">=": "is at least",
  "<": "is less than",
  "<=": "is at most",
  contains: "contains",
  not_contains: "does not contain",
  exists: "is known",
  not_exist: "is not known",
};

function equationOf(reader: AgentReader, equation: Place): string {
  const left = promptAt(reader, at(equation, "left"));
  const right = promptAt(reader, at(equation, "right"));
  const operator = at(equation, "operator");
  mapped(operator, `${reader.agent.slug}: runtime.prompt.text`);
  return [left, entryOf(OPERATORS, String(operator.value)) ?? "fits", right].filter((text) => text !== "").join(" ");
}

/** Nodes that can be gone to from anywhere. */
function addGlobalNodes(reader: AgentReader, nodes: readonly Place[]): void {
  const lines = nodes.flatMap((node) => {
    const setting = at(node, "global_node_setting");
    if (!says(setting)) return [];
    const condition = promptAt(reader, at(setting, "condition"));
    dropFields(setting, {
      positive_finetune_examples: "Examples of when to go there: write those that matter into the prompt.",
      negative_finetune_examples: "Examples of when to go there: write those that matter into the prompt.",
      cool_down: "The agent decides by what was said.",
      go_back_conditions: "The agent goes back by itself when it is done there.",
    });
    const title = textAt(node, "name") ?? textAt(node, "id") ?? "";
    return condition === ""
      ? []
      : [`- Whatever step you are at, go to "${escapeSigns(title)}" when this holds: ${condition}`];
  });
  addSection(reader.agent, "At any time", lines.join("\n"));
}
