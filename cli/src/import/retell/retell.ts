import { CliError } from "../../cli-error.ts";
import { personaNameIn } from "../agent-draft.ts";
import type { AgentReader } from "../agent-reader.ts";
import { at, type ExportedDocument, mapped, type Place, textAt } from "../place.ts";
import { beginAgent, finishProject, type ImportOptions, type ImportResult, newProjectDraft } from "../project-draft.ts";
import { readAgentSettings, textsOf } from "./agent.ts";
import { readPostCallAnalysis } from "./analysis.ts";
import { retellBuiltIn } from "./built-in.ts";
import { findAgents, type RetellAgent } from "./documents.ts";
import { readFlow } from "./flow.ts";
import { readEngine, readLlm } from "./llm.ts";

/** Takes over what Retell's dashboard exports, or what its API answers for agents, LLMs and conversation flows. */
export function importRetell(documents: readonly ExportedDocument[], options: ImportOptions = {}): ImportResult {
  const project = newProjectDraft(options);
  const agents = findAgents(documents, project.notes);
  if (agents.length === 0) throw new CliError(NOTHING);
  const readers = agents.map((found): AgentReader => {
    const name = found.agent === null ? null : textAt(found.agent, "agent_name");
    const agent = beginAgent(project, name ?? "Agent", [found.agent === null ? null : textAt(found.agent, "agent_id")]);
    if (options.model !== undefined) agent.model = options.model;
    return { project, agent, renamed: new Map(), builtIn: retellBuiltIn, missing: "" };
  });
  for (const [index, found] of agents.entries()) {
    const reader = readers[index];
    if (reader !== undefined) readOne(reader, found);
  }
  return finishProject(project, documents);
}

const NOTHING =
  "There is no agent of Retell in these files. Export one in the dashboard, or take the answers of GET /get-agent/{id} and GET /get-retell-llm/{id} (or /get-conversation-flow/{id}).";

function readOne(reader: AgentReader, { agent, engine, kind }: RetellAgent): void {
  reader.agent.description = "Imported from Retell.";
  reader.agent.personaName = personaNameIn(...textsOf(engine)) ?? reader.agent.personaName;
  if (engine !== null && kind === "llm") {
    readEngine(reader, engine);
    readLlm(reader, engine);
  } else if (engine !== null) readFlow(reader, engine);
  if (agent === null) return;
  mapped(at(agent, "agent_name"), `${reader.agent.slug}: name`);
  if (engine === null) noteMissing(agent);
  readAgentSettings(reader, agent);
  readPostCallAnalysis(reader, agent);
}

/** An agent of which what it answers with was not exported has no prompt. */
function noteMissing(agent: Place): void {
  const engine = at(agent, "response_engine");
  const message =
    "What the agent answers with is not among the files: export it with GET /get-retell-llm/{id} or GET /get-conversation-flow/{id}, and give both files. (A custom LLM has no prompt there.)";
  engine.notes.push({ path: engine.path, outcome: "dropped", todo: "rebuild", message });
}
