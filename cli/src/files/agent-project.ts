import { join } from "node:path";
import { CliError } from "../cli-error.ts";
import { type Entry, isSlug, listFolder, readTextFile, writeTextFile } from "./folder.ts";
import { inOrder } from "./field-order.ts";
import { isObject, type JsonObject } from "./json.ts";
import { assertKnownFields, readYamlFile, type YamlFile, yamlText } from "./yaml-file.ts";

export type { JsonObject };

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
  /** By name; null keeps the value that is stored, which no file holds. */
  readonly headers?: Readonly<Record<string, string | null>>;
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
  for (const { slug, postprocessAgents, ...agent } of project.conversationalAgents) {
    await writeAgent(folder, ["conversational_agents", slug], { ...agent, postprocess_agents: postprocessAgents });
  }
  for (const { slug, ...agent } of project.proceduralAgents) {
    await writeAgent(folder, ["procedural_agents", slug], agent);
  }
  for (const tool of project.tools) await writeYaml(folder, ["tools", tool.name], tool);
  for (const { slug, ...transfer } of project.transfers) await writeYaml(folder, ["transfers", slug], transfer);
}

async function writeAgent(folder: string, path: readonly string[], form: JsonObject): Promise<void> {
  const { agent, prompt } = agentFiles(form);
  await writeYaml(folder, [...path, "agent"], agent);
  await writeTextFile(folder, [...checkedPath(path), "prompt.md"], `${prompt}\n`);
}

/** Cuts an agent in the two that its files hold: what is set of it, and the text of its prompt. */
export function agentFiles(form: JsonObject): { agent: JsonObject; prompt: string } {
  const { config, ...named } = form as { config: { runtime: { prompt: { text?: string } } } };
  const { runtime, ...rest } = config;
  const { text = "", ...prompt } = runtime.prompt;
  return { agent: { ...named, config: { ...rest, runtime: { ...runtime, prompt } } }, prompt: text };
}

async function writeYaml(folder: string, path: readonly string[], value: JsonObject): Promise<void> {
  const names = checkedPath(path);
  const file = `${names.at(-1)}.yaml`;
  await writeTextFile(folder, [...names.slice(0, -1), file], yamlText(inOrder(value) as JsonObject));
}

/** A name that comes from elsewhere must not lead out of the folder. */
function checkedPath(path: readonly string[]): readonly string[] {
  const wrong = path.find((name) => !isSlug(name));
  if (wrong === undefined) return path;
  const message = `${JSON.stringify(wrong.slice(0, 100))} cannot name a file: use letters, digits, _ and -, 64 at most.`;
  throw new CliError(message);
}

/**
 * Reads a project from a folder. Throws a `CliError` that names the file, the line and the column of what is wrong; a
 * folder with nothing in it is a project of nothing.
 */
export async function readProject(folder: string): Promise<AgentProject> {
  const conversationalAgents = await readAgents(join(folder, "conversational_agents"), CONVERSATIONAL);
  const proceduralAgents = await readAgents(join(folder, "procedural_agents"), PROCEDURAL);
  return {
    conversationalAgents: conversationalAgents.map(({ postprocess_agents, ...agent }) => ({
      ...agent,
      postprocessAgents: (postprocess_agents ?? []) as string[],
    })),
    proceduralAgents: proceduralAgents.map(({ postprocess_agents: _, ...agent }) => agent),
    tools: await readAll(join(folder, "tools"), readTool),
    transfers: await readAll(join(folder, "transfers"), readTransfer),
  };
}

const PROCEDURAL = ["name", "description", "config"];
const CONVERSATIONAL = [...PROCEDURAL, "postprocess_agents"];

async function readAgents(folder: string, known: readonly string[]) {
  const agents: (ProjectAgent & { postprocess_agents?: unknown })[] = [];
  for (const entry of await listFolder(folder)) {
    if (!entry.isFolder) continue;
    agents.push(await readAgent(join(folder, slugOf(folder, entry, agents)), entry.name, known));
  }
  return agents;
}

async function readAgent(folder: string, slug: string, known: readonly string[]) {
  const path = join(folder, "agent.yaml");
  const file = await readYamlFile(path);
  if (file === null)
    throw new CliError(`${path} is missing: it holds what is set of the agent. Put it back, or pull it.`);
  assertKnownFields(file, [], known);
  const { value } = file;
  const config = objectAt(file, ["config"]);
  const runtime = objectAt(file, ["config", "runtime"]);
  const given = runtime["prompt"] === undefined ? { type: "fixed" } : objectAt(file, ["config", "runtime", "prompt"]);
  if ("text" in given) {
    const message = "The text of the prompt stands in prompt.md beside this file. Move it there.";
    throw file.problem(["config", "runtime", "prompt", "text"], message);
  }
  const text = await readTextFile(join(folder, "prompt.md"));
  if (text === null) throw new CliError(`${join(folder, "prompt.md")} is missing: it holds the agent's instructions.`);
  const prompt = { ...given, text: text.replace(/\n$/, "") };
  return {
    ...value,
    slug,
    name: textAt(file, "name"),
    description: value["description"] === undefined ? "" : textAt(file, "description"),
    config: { ...config, runtime: { ...runtime, prompt } },
    ...listOfTexts(file, "postprocess_agents"),
  };
}

const TOOL_FIELDS =
  "type name description method url input_schema output_schema headers time_limit_sec runs_in_background on_interrupt request";

async function readTool(path: string, slug: string): Promise<ToolBody> {
  const file = await readYamlFile(path);
  if (file === null) throw new CliError(`${path} is gone.`);
  assertKnownFields(file, [], TOOL_FIELDS.split(" "));
  const name = file.value["name"] === undefined ? slug : textAt(file, "name");
  if (name !== slug)
    throw file.problem(["name"], `The tool is called ${name}, and its file must be, too: ${name}.yaml.`);
  objectAt(file, ["input_schema"]);
  if (file.value["headers"] !== undefined) objectAt(file, ["headers"]);
  return { type: "http", ...file.value, name, description: textAt(file, "description") } as unknown as ToolBody;
}

const TRANSFER_FIELDS =
  "name description kind destination mode pushback hours outside ring_for_sec accept_by summary_instructions";

async function readTransfer(path: string, slug: string): Promise<ProjectTransfer> {
  const file = await readYamlFile(path);
  if (file === null) throw new CliError(`${path} is gone.`);
  assertKnownFields(file, [], TRANSFER_FIELDS.split(" "));
  for (const field of ["name", "description", "kind", "destination"]) textAt(file, field);
  return { ...file.value, slug } as unknown as ProjectTransfer;
}

async function readAll<Body>(folder: string, read: (path: string, slug: string) => Promise<Body>): Promise<Body[]> {
  const bodies: Body[] = [];
  const before: { slug: string }[] = [];
  for (const entry of await listFolder(folder)) {
    const match = /^(.*)\.ya?ml$/.exec(entry.name);
    if (entry.isFolder || match === null) continue;
    const slug = slugOf(folder, { ...entry, name: match[1] as string }, before);
    before.push({ slug });
    bodies.push(await read(join(folder, entry.name), slug));
  }
  return bodies;
}

/** Folders that differ in case alone are one on some systems, and would be two things on the server. */
function slugOf(folder: string, { name }: Entry, before: readonly { slug: string }[]): string {
  if (!isSlug(name)) {
    throw new CliError(`${join(folder, name)} is not named as it may be: use letters, digits, _ and -, 64 at most.`);
  }
  const same = before.find(({ slug }) => slug.toLowerCase() === name.toLowerCase());
  if (same === undefined) return name;
  throw new CliError(`${join(folder, name)} and ${same.slug} are one name. Rename or remove one of the two.`);
}

function objectAt(file: YamlFile, fields: readonly string[]): JsonObject {
  const value = fields.reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), file.value);
  if (isObject(value)) return value;
  throw file.problem(
    fields,
    `${fields.join(".")} must be an object of fields${value === undefined ? ", and is missing" : ""}.`,
  );
}

function textAt(file: YamlFile, field: string): string {
  const value = file.value[field];
  if (typeof value === "string") return value;
  const state = value === undefined ? "and is missing" : "put it in quotes";
  throw file.problem([field], `${field} must be a text, ${state}.`);
}

function listOfTexts(file: YamlFile, field: string): JsonObject {
  const value = file.value[field];
  if (value === undefined) return {};
  if (Array.isArray(value) && value.every((part) => typeof part === "string")) return { [field]: value };
  throw file.problem([field], `${field} must be a list of texts.`);
}
