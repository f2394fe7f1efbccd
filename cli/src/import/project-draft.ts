import type { AgentProject, ProjectAgent, ProjectTransfer, ToolBody } from "../files/agent-project.ts";
import { type AgentDraft, finishedAgent, newAgentDraft } from "./agent-draft.ts";
import { type ImportNote } from "./import-note.ts";
import { identifierOf, type NameBook, nameBook, slugOf, toolNameBook } from "./names.ts";
import type { ExportedDocument } from "./place.ts";
import { noteUnknownParts } from "./unknown-parts.ts";

/** How an export is to be taken over. */
export interface ImportOptions {
  /** The model of every agent, instead of those that the export names. */
  readonly model?: string;
  /** Whether the platform's own voices take the place of those that the export names. */
  readonly hasOwnVoices?: boolean;
}

/** What an export came to. */
export interface ImportResult {
  readonly project: AgentProject;
  readonly report: readonly ImportNote[];
}

/** Takes over what one vendor exported; several documents make one project. Throws `CliError` for what is none. */
export type Importer = (documents: readonly ExportedDocument[], options?: ImportOptions) => ImportResult;

/** A project in the making. */
export interface ProjectDraft {
  readonly options: ImportOptions;
  readonly notes: ImportNote[];
  readonly agents: AgentDraft[];
  readonly proceduralAgents: ProjectAgent[];
  readonly tools: ToolBody[];
  readonly transfers: ProjectTransfer[];
  /** The slugs of the agents by the ids and names that the vendor knows them by. */
  readonly slugsById: Map<string, string>;
  /** Callers handed from agent to agent: looked up when all agents are known. */
  readonly agentTransfers: AgentTransfer[];
  readonly slugs: Record<"agents" | "procedural" | "transfers", NameBook>;
  readonly toolNames: NameBook;
  /** Tools and destinations by what they are beside their names, so that each is there once. */
  readonly known: { readonly tools: Map<string, string>; readonly transfers: Map<string, ProjectTransfer> };
}

/** An agent that hands callers over to another one. */
export interface AgentTransfer {
  readonly from: AgentDraft;
  /** The slug of the destination that stands for it. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** The other agent, as the vendor names it. */
  readonly agentId: string;
  /** Where it stands in the export, first of all the agent's id. */
  readonly paths: readonly string[];
}

/** Begins a project that has nothing yet. */
export function newProjectDraft(options: ImportOptions): ProjectDraft {
  return {
    options,
    notes: [],
    agents: [],
    proceduralAgents: [],
    tools: [],
    transfers: [],
    slugsById: new Map(),
    agentTransfers: [],
    slugs: { agents: nameBook("-"), procedural: nameBook("-"), transfers: nameBook("-") },
    toolNames: toolNameBook(),
    known: { tools: new Map(), transfers: new Map() },
  };
}

/** Begins an agent of the project, known by these ids and names of the vendor. */
export function beginAgent(project: ProjectDraft, name: string, ids: readonly (string | null)[]): AgentDraft {
  const agent = newAgentDraft(project.slugs.agents.take(slugOf(name, "agent")), name);
  for (const id of ids) if (id !== null && !project.slugsById.has(id)) project.slugsById.set(id, agent.slug);
  project.agents.push(agent);
  return agent;
}

/** Adds a tool and returns its name, which has a number where another tool has the name; the same one is added once. */
export function addTool(project: ProjectDraft, body: ToolBody): string {
  const text = JSON.stringify({ ...body, name: body.name.toLowerCase() });
  const same = project.known.tools.get(text);
  if (same !== undefined) return same;
  const name = project.toolNames.take(identifierOf(body.name, "tool"));
  project.known.tools.set(text, name);
  project.tools.push({ ...body, name });
  return name;
}

/** A destination that has no slug yet. */
export interface NewTransfer {
  readonly name: string;
  readonly description: string;
  readonly kind: ProjectTransfer["kind"];
  readonly destination: string;
  readonly [field: string]: unknown;
}

/** Adds a destination and returns it with its slug; the same one is added once. */
export function addTransfer(project: ProjectDraft, transfer: NewTransfer): ProjectTransfer {
  const text = JSON.stringify({ ...transfer, name: "" });
  const same = project.known.transfers.get(text);
  if (same !== undefined) return same;
  const { slug, name } = newTransferName(project, transfer.name);
  const added: ProjectTransfer = { ...transfer, name, slug };
  project.known.transfers.set(text, added);
  project.transfers.push(added);
  return added;
}

/** Gives a destination its slug and its name, which prompts mention it by. */
export function newTransferName(project: ProjectDraft, wanted: string): { slug: string; name: string } {
  const slug = project.slugs.transfers.take(slugOf(wanted, "transfer"));
  return { slug, name: slug.replaceAll("-", "_") };
}

/** Closes the project: what agents hand to each other is looked up, and what nothing was said of is noted. */
export function finishProject(project: ProjectDraft, documents: readonly ExportedDocument[]): ImportResult {
  for (const transfer of project.agentTransfers) resolveAgentTransfer(project, transfer);
  noteUnknownParts(documents, project.notes);
  return {
    project: {
      conversationalAgents: project.agents.map(finishedAgent),
      proceduralAgents: project.proceduralAgents,
      tools: project.tools,
      transfers: project.transfers,
    },
    report: project.notes,
  };
}

function resolveAgentTransfer(project: ProjectDraft, transfer: AgentTransfer): void {
  const { from, slug, name, description, agentId, paths } = transfer;
  const target = project.slugsById.get(agentId);
  if (target === undefined || reaches(project, target, from.slug)) {
    const message = target === undefined ? MISSING : CIRCULAR;
    for (const path of paths) project.notes.push({ path, outcome: "dropped", todo: "rebuild", message });
    return;
  }
  project.transfers.push({ slug, name, description, kind: "agent", destination: target, mode: "cold" });
  from.transfers.push(slug);
  const message = `Callers are handed over to the agent ${target}. That works in telephone calls alone.`;
  for (const path of paths)
    project.notes.push({ path, outcome: "changed", todo: "check", to: `transfers/${slug}`, message });
}

const MISSING =
  "The agent that callers are handed over to is not among the files. Export it too, or make a destination for it with POST /transfers.";
const CIRCULAR =
  "The other agent hands callers back to this one, and of two agents that name each other one has to be there first. " +
  "Once both are applied, add the destination to this one with POST /transfers, or make them one agent with routes.";

/** Tells whether an agent hands callers over to another one, by way of others too. */
function reaches({ agents, transfers }: ProjectDraft, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let slug = open.pop(); slug !== undefined; slug = open.pop()) {
    if (slug === to) return true;
    if (seen.has(slug)) continue;
    seen.add(slug);
    const own = agents.find((agent) => agent.slug === slug)?.transfers ?? [];
    for (const { slug: name, kind, destination } of transfers) {
      if (kind === "agent" && own.includes(name)) open.push(destination);
    }
  }
  return false;
}
