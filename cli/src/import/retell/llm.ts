import { addSection, declareVariable } from "../agent-draft.ts";
import { type AgentReader, modelAt, promptAt } from "../agent-reader.ts";
import { addStates, type FlowStep } from "../flow-prompt.ts";
import { addFirstMessage, dropFirstMessage } from "../opening.ts";
import { at, changed, dropFields, dropped, fieldsAt, listAt, mapped, type Place, says, textAt } from "../place.ts";
import { escapeSigns, variableName } from "../prompt-text.ts";
import { type ReadTool, readMcpServers, readRetellTool } from "./tools.ts";

/** What of a Retell LLM or a conversation flow has no place on the platform, and why. */
const DROPPED = {
  llm_id: "Retell's own id.",
  conversation_flow_id: "Retell's own id.",
  version: "Retell's own version.",
  is_published: "Release the agent to have it answer.",
  last_modification_timestamp: "When it was changed there.",
  model_temperature: "The platform sets it: agents answer alike.",
  model_high_priority: "What the vendor's models cost is up to your own account.",
  tool_call_strict_mode: "Arguments are always checked against the schema.",
  is_transfer_llm: "A person who is called for a warm transfer is told a summary.",
  is_transfer_cf: "A person who is called for a warm transfer is told a summary.",
  begin_after_user_silence_ms: "The agent begins, or waits for the user.",
  begin_tag_display_position: "Where it stands on Retell's canvas.",
  notes: "What stands on Retell's canvas.",
  kb_config: "The platform has no knowledge bases.",
};

/** Reads what a Retell LLM and a conversation flow have in common. */
export function readEngine(reader: AgentReader, engine: Place): void {
  for (const [name, value] of fieldsAt(engine, "default_dynamic_variables")) {
    if (typeof value.value !== "string") continue;
    declareVariable(reader.agent, variableName(name), { description: null, default_value: value.value });
    mapped(value, `${reader.agent.slug}: runtime.variables`);
  }
  const spoken = at(engine, "s2s_model");
  modelAt(reader, says(spoken) ? spoken : at(engine, "model"), says(spoken) ? "openai" : null);
  readMcpServers(at(engine, "mcps"));
  dropped(
    at(engine, "knowledge_base_ids"),
    "The platform has no knowledge bases: put what the agent has to know into its prompt, or behind a tool that searches.",
    "rebuild",
  );
  dropFields(engine, DROPPED);
}

/** Reads who speaks first, and with what words. */
export function readRetellOpening(reader: AgentReader, engine: Place): void {
  const speaker = at(engine, "start_speaker");
  const message = at(engine, "begin_message");
  // An empty first message is Retell's older way to have the agent wait.
  reader.agent.speaksFirst = says(speaker) ? speaker.value === "agent" : message.value !== "";
  mapped(speaker, `${reader.agent.slug}: runtime.speaks_first`);
  if (reader.agent.speaksFirst) addFirstMessage(reader, message);
  else dropFirstMessage(message);
}

/** Reads a Retell LLM: a general prompt, and states that become routes. */
export function readLlm(reader: AgentReader, engine: Place): void {
  const states = listAt(engine, "states");
  const general = listAt(engine, "general_tools").map((tool) => readRetellTool(reader, tool));
  const ofStates = states.map((state) => listAt(state, "tools").map((tool) => readRetellTool(reader, tool)));
  addSection(reader.agent, null, promptAt(reader, at(engine, "general_prompt")));
  addSection(reader.agent, "Tools", instructionsOf(general));
  readRetellOpening(reader, engine);
  if (states.length === 0) return;
  const steps = states.map((state, index) => stepOf(reader, state, ofStates[index] ?? []));
  const start = at(engine, "starting_state");
  const isRoutes = addStates(reader.agent, steps, textAt(start));
  const to = isRoutes ? "runtime.prompt.routes" : "runtime.prompt.text";
  mapped(start, `${reader.agent.slug}: ${to}`);
  const message = isRoutes
    ? "Each state became a route: the agent changes routes by itself, and has the instructions and tools of one in front of it."
    : "There are more states than an agent can have routes: they became steps of one prompt, with all tools at once.";
  for (const state of states) changed(at(state, "name"), message, { to: `${reader.agent.slug}: ${to}` });
}

function instructionsOf(tools: readonly ReadTool[]): string {
  return tools.flatMap(({ instructions }) => (instructions === null ? [] : [`- ${instructions}`])).join("\n");
}

function stepOf(reader: AgentReader, state: Place, tools: readonly ReadTool[]): FlowStep {
  const to = "runtime.prompt.routes";
  const text = promptAt(reader, at(state, "state_prompt"), to);
  const mentions = [...new Set(tools.flatMap(({ mention }) => (mention === null ? [] : [mention])))];
  const list = mentions.length === 0 ? "" : `Your tools here: ${mentions.join(", ")}.`;
  const exits = listAt(state, "edges").map((edge) => {
    const condition = promptAt(reader, at(edge, "description"), to);
    const next = at(edge, "destination_state_name");
    mapped(next, `${reader.agent.slug}: ${to}`);
    return { condition: `${condition}${askedBefore(reader, at(edge, "parameters"))}`, to: textAt(next) };
  });
  const name = textAt(state, "name") ?? "State";
  return {
    id: name,
    title: name,
    text: [text, list, instructionsOf(tools)].filter((part) => part !== "").join("\n\n"),
    exits,
  };
}

/** An edge may ask for values before it is taken. */
function askedBefore(reader: AgentReader, parameters: Place): string {
  if (!says(parameters)) return "";
  const names = fieldsAt(parameters, "properties").map(([name, property]) => {
    const description = textAt(property, "description");
    return escapeSigns(description === null ? name : `${name} (${description})`);
  });
  changed(parameters, "The agent is told to find these out before.", {
    to: `${reader.agent.slug}: runtime.prompt.routes`,
  });
  return names.length === 0 ? "" : ` Find out before: ${names.join(", ")}.`;
}
