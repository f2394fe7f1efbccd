import { call, pagesOf, type Platform } from "./api.ts";
import { type Agent, type AgentReference, hold } from "./documented.ts";

/** The seven calls are the same for both kinds of agents. */
export type AgentKind = "conversational_agents" | "procedural_agents";

const PREFIX: Readonly<Record<AgentKind, string>> = { conversational_agents: "ca", procedural_agents: "pa" };

/** What an agent is made of. */
export interface AgentBody {
  name: string;
  description: string;
  config: { runtime: { prompt: { type: "fixed"; text: string }; [field: string]: unknown }; [field: string]: unknown };
  postprocess_agents?: string[];
}

/**
 * Makes an agent and walks it through its versions: a draft, changed, released; another draft beside it, released; and back
 * to the first. Returns it as it is released then, and says what was seen.
 */
export async function walkThroughVersions(
  platform: Platform,
  kind: AgentKind,
  body: AgentBody,
): Promise<AgentReference> {
  const created = await call<AgentReference>(platform, `POST /${kind}`, body);
  const { id } = created;
  hold(new RegExp(`^${PREFIX[kind]}_[0-9A-Za-z]{11}$`).test(id), "the form of an agent's id", id);
  hold(created.version_id === `${id}@v0`, "the first version is @v0", created);

  const prompt = { ...body.config.runtime.prompt, text: `${body.config.runtime.prompt.text} Be brief.` };
  const config = { ...body.config, runtime: { ...body.config.runtime, prompt } };
  const changed = await call<AgentReference>(platform, `PUT /${kind}/${id}`, {
    name: null,
    description: "Changed.",
    config,
  });
  hold(changed.version_id === `${id}@v0`, "a draft is changed in its place", changed);
  const draft = await call<Agent>(platform, `GET /${kind}/${id}`);
  hold(draft.version_status === "draft" && draft.name === body.name, "null leaves a field as it is", draft);
  hold(draft.config.runtime.prompt.text === prompt.text, "the prompt is the one that was written", draft.config);

  await call(platform, `POST /${kind}/${id}@v0/release`);
  const second = await call<AgentReference>(platform, `PUT /${kind}/${id}`, { description: "The second." });
  hold(second.version_id === `${id}@v1`, "a change after a release opens a new draft", second);
  await call(platform, `POST /${kind}/${encodeURIComponent(`${id}@v1`)}/release`);
  await holdStatuses(platform, `/${kind}/${id}`, { v1: "released", v0: "archived" });

  await call(platform, `POST /${kind}/${id}@v0/release`);
  await holdStatuses(platform, `/${kind}/${id}`, { v1: "archived", v0: "released" });
  const first = await call<Agent>(platform, `GET /${kind}/${id}@v0`);
  hold(first.version_status === "released" && first.description === "Changed.", "@v0 names the first version", first);
  await holdListed(platform, kind, id);
  return { id, version_id: first.version_id };
}

async function holdStatuses(platform: Platform, path: string, expected: Record<string, string>): Promise<void> {
  const { data } = await call<{ data: Agent[] }>(platform, `GET ${path}/versions`);
  const found = Object.fromEntries(
    data.map(({ version_id, version_status }) => [version_id.split("@")[1], version_status]),
  );
  const isSo = Object.entries(expected).every(([version, status]) => found[version] === status);
  hold(isSo && data.length === Object.keys(expected).length, `the versions are ${JSON.stringify(expected)}`, found);
}

async function holdListed(platform: Platform, kind: AgentKind, id: string): Promise<void> {
  for await (const page of pagesOf<AgentReference>(platform, `/${kind}`, 20)) {
    if (page.some((agent) => agent.id === id)) return;
  }
  hold(false, "an agent is in the list", id);
}
