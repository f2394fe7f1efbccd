import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An agent as files hold it. In its configuration other things of the project are named by their slugs. */
export interface ProjectAgent {
  /** The name of its folder: small letters, digits and hyphens. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** The configuration as the API takes it; `tool.transfers[].id` may be the slug of a transfer of the project. */
  readonly config: JsonObject;
}

/** A conversational agent as files hold it. */
export interface ProjectConversationalAgent extends ProjectAgent {
  /** The procedural agents that run after its conversations: slugs of the project, or ids. */
  readonly postprocessAgents: readonly string[];
}

/** A first-party tool as the API takes it. `${env:NAME}` in a text stands for a variable of whoever applies the project. */
export interface ToolBody {
  readonly type: "http" | "client";
  readonly name: string;
  readonly description: string;
  readonly input_schema: JsonObject;
  readonly method?: string | null;
  readonly url?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly time_limit_sec?: number;
  readonly runs_in_background?: boolean;
  readonly request?: JsonObject | null;
  readonly [field: string]: unknown;
}

/** A destination as the API takes it. With the kind `agent`, `destination` may be the slug of an agent of the project. */
export interface ProjectTransfer {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly kind: "number" | "sip" | "agent";
  readonly destination: string;
  readonly [field: string]: unknown;
}

/** Agents and what belongs to them, as a folder holds them. */
export interface AgentProject {
  readonly conversationalAgents: readonly ProjectConversationalAgent[];
  readonly proceduralAgents: readonly ProjectAgent[];
  readonly tools: readonly ToolBody[];
  readonly transfers: readonly ProjectTransfer[];
}

/** Writes a project to a folder, which is made where it is not there; files of the same names are replaced. */
export async function writeProject(folder: string, project: AgentProject): Promise<void> {
  for (const { postprocessAgents, ...agent } of project.conversationalAgents) {
    await writeAgent(join(folder, "conversational_agents"), agent, { postprocess_agents: postprocessAgents });
  }
  for (const agent of project.proceduralAgents) await writeAgent(join(folder, "procedural_agents"), agent, {});
  for (const tool of project.tools) await writeYaml(join(folder, "tools"), tool.name, tool);
  for (const { slug, ...transfer } of project.transfers) await writeYaml(join(folder, "transfers"), slug, transfer);
}

async function writeAgent(folder: string, agent: ProjectAgent, more: JsonObject): Promise<void> {
  const { slug, name, description, config } = agent;
  const { runtime, ...rest } = config as { runtime: { prompt: { text: string } } };
  const { text, ...prompt } = runtime.prompt;
  const own = join(folder, slug);
  const shown = { name, description, ...more, config: { ...rest, runtime: { ...runtime, prompt } } };
  await writeYaml(own, "agent", shown);
  await writeFile(join(own, "prompt.md"), `${text}\n`);
}

async function writeYaml(folder: string, name: string, value: unknown): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.yaml`), stringify(value, { lineWidth: 120 }));
}
