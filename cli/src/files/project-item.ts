import { createHash } from "node:crypto";
import type { AgentProject } from "./agent-project.ts";
import { isObject, type JsonObject } from "./json.ts";

/** The kinds of things that a folder holds, each before what may refer to it. */
export const KINDS = ["tools", "procedural_agents", "transfers", "conversational_agents"] as const;

/** The name of a kind, which is that of its folder and of its path in the API. */
export type Kind = (typeof KINDS)[number];

/** One thing of a project, in the form that files have: what it refers to is named by its slug. */
export interface ProjectItem {
  readonly kind: Kind;
  /** The name of its folder or file; a tool's is its name. */
  readonly slug: string;
  readonly form: JsonObject;
}

/** What one is called in sentences. */
const CALLED: Readonly<Record<Kind, string>> = {
  tools: "tool",
  procedural_agents: "procedural agent",
  transfers: "transfer",
  conversational_agents: "agent",
};

/** Names a thing in a sentence, e.g. `agent front-desk`. */
export function nameOf({ kind, slug }: Pick<ProjectItem, "kind" | "slug">): string {
  return `${CALLED[kind]} ${slug}`;
}

/** Lists what is in a project, each thing before what may refer to it. */
export function itemsOf(project: AgentProject): ProjectItem[] {
  return [
    ...project.tools.map((form) => ({ kind: "tools" as const, slug: form.name, form })),
    ...project.proceduralAgents.map(({ slug, ...form }) => ({ kind: "procedural_agents" as const, slug, form })),
    ...project.transfers.map(({ slug, ...form }) => ({ kind: "transfers" as const, slug, form })),
    ...project.conversationalAgents.map(({ slug, postprocessAgents, ...agent }) => ({
      kind: "conversational_agents" as const,
      slug,
      form: { ...agent, postprocess_agents: postprocessAgents },
    })),
  ];
}

/** Finds a thing among others; undefined without one. */
export function findItem<Item extends Pick<ProjectItem, "kind" | "slug">>(
  items: readonly Item[],
  { kind, slug }: Pick<ProjectItem, "kind" | "slug">,
): Item | undefined {
  return items.find((item) => item.kind === kind && item.slug === slug);
}

/** Puts things together to a project. */
export function projectOf(items: readonly ProjectItem[]): AgentProject {
  const of = (kind: Kind) => items.filter((item) => item.kind === kind);
  return {
    tools: of("tools").map(({ form }) => form),
    proceduralAgents: of("procedural_agents").map(({ slug, form }) => ({ ...form, slug })),
    transfers: of("transfers").map(({ slug, form }) => ({ ...form, slug })),
    conversationalAgents: of("conversational_agents").map(({ slug, form }) => {
      const { postprocess_agents: postprocessAgents, ...agent } = form;
      return { ...agent, slug, postprocessAgents };
    }),
  } as unknown as AgentProject;
}

/** Returns what tells one content from another, whatever the order of its fields. */
export function digestOf(form: JsonObject): string {
  const text = JSON.stringify(form, (_, part: unknown) => (isObject(part) ? sorted(part) : part));
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
