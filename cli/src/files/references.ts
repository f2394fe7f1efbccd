import { CliError } from "../cli-error.ts";
import { guess } from "./guess.ts";
import { isObject, type JsonObject } from "./json.ts";
import { type Kind, nameOf, type ProjectItem } from "./project-item.ts";

/** Returns what a reference to a thing of a kind is to be written as; `place` says where it stands. */
type Rewrite = (kind: Kind, name: string, place: string) => string;

/** Which prefix the ids of a kind have. */
const PREFIXES: Readonly<Record<Kind, string>> = {
  tools: "",
  procedural_agents: "pa_",
  transfers: "tra_",
  conversational_agents: "ca_",
};

/** Rewrites every reference of a thing to another: to procedural agents, transfers, and the agents of transfers. */
export function rewriteReferences({ kind, form }: Pick<ProjectItem, "kind" | "form">, rewrite: Rewrite): JsonObject {
  if (kind === "transfers" && form["kind"] === "agent") {
    const rewritten = rewriting(rewrite, "conversational_agents");
    const destination = rewritten(form["destination"], "destination");
    return { ...form, destination };
  }
  if (kind !== "conversational_agents") return form;
  const { postprocess_agents, config } = form as { postprocess_agents?: readonly string[]; config: JsonObject };
  return {
    ...form,
    postprocess_agents: (postprocess_agents ?? []).map((name, index) =>
      rewriting(rewrite, "procedural_agents")(name, `postprocess_agents[${index}]`),
    ),
    config: { ...config, ...transfersIn(config, rewrite), ...summaryIn(config, rewrite) },
  };
}

function transfersIn({ tool }: JsonObject, rewrite: Rewrite): JsonObject {
  if (!isObject(tool) || !Array.isArray(tool["transfers"])) return {};
  const transfers = tool["transfers"].map((transfer: unknown, index) => {
    if (!isObject(transfer)) return transfer;
    const place = `config.tool.transfers[${index}].id`;
    return { ...transfer, id: rewriting(rewrite, "transfers")(transfer["id"], place) };
  });
  return { tool: { ...tool, transfers } };
}

function summaryIn({ summary }: JsonObject, rewrite: Rewrite): JsonObject {
  if (!isObject(summary) || typeof summary["agent_id"] !== "string") return {};
  const agent_id = rewriting(rewrite, "procedural_agents")(summary["agent_id"], "config.summary.agent_id");
  return { summary: { ...summary, agent_id } };
}

/** What follows an `@` names a version, and stays. */
function rewriting(rewrite: Rewrite, kind: Kind): (reference: unknown, place: string) => unknown {
  return (reference, place) => {
    if (typeof reference !== "string") return reference;
    const [, name = "", version = ""] = /^(.*?)(@v\d+)?$/.exec(reference) ?? [];
    return `${rewrite(kind, name, place)}${version}`;
  };
}

/** Makes what writes slugs as ids, as the server takes them. Throws a `CliError` for a slug of nothing. */
export function toIds(item: ProjectItem, idOf: (kind: Kind, slug: string) => string | undefined): JsonObject {
  return rewriteReferences(item, (kind, name, place) => {
    const id = idOf(kind, name);
    if (id !== undefined) return id;
    if (name.startsWith(PREFIXES[kind])) return name;
    throw new CliError(`${place} of ${nameOf(item)} names ${nameOf({ kind, slug: name })}, which is not there yet.`);
  });
}

/** Writes ids as slugs, as files have them; ids of what is in no file stay. */
export function toSlugs(
  thing: Pick<ProjectItem, "kind" | "form">,
  slugOf: (kind: Kind, id: string) => string | undefined,
): JsonObject {
  return rewriteReferences(thing, (kind, id) => slugOf(kind, id) ?? id);
}

/** Throws a `CliError` for the first reference that is no id and names nothing of the project, with a guess. */
export function assertReferences(items: readonly ProjectItem[]): void {
  for (const item of items) {
    rewriteReferences(item, (kind, name, place) => {
      const slugs = items.filter((other) => other.kind === kind).map(({ slug }) => slug);
      if (slugs.includes(name) || name.startsWith(PREFIXES[kind])) return name;
      const meant = guess(name, slugs);
      const hint = meant === null ? `Make ${kind}/${name}, or take it out.` : `Did you mean ${meant}?`;
      throw new CliError(`${place} of ${nameOf(item)} names ${name}, and there is no ${kind}/${name}. ${hint}`);
    });
  }
}

/** Lists what a thing refers to, the tools that it enables included. */
export function referencesOf(item: Pick<ProjectItem, "kind" | "form">): { kind: Kind; name: string }[] {
  const found: { kind: Kind; name: string }[] = [];
  rewriteReferences(item, (kind, name) => {
    found.push({ kind, name });
    return name;
  });
  const { config } = item.form;
  const tool = isObject(config) ? config["tool"] : undefined;
  const tools = isObject(tool) && Array.isArray(tool["tools"]) ? (tool["tools"] as unknown[]) : [];
  for (const enabled of tools) {
    if (!isObject(enabled) || !["api", "client"].includes(String(enabled["ns"]))) continue;
    found.push({ kind: "tools", name: String(enabled["name"]) });
  }
  return found;
}
