import type { Client } from "@operator/sdk";
import { CliError, EXIT } from "../cli-error.ts";

/** The agent that the platform puts there for newcomers. */
const QUICKSTART = "Appointment booking";

type AgentItem = Pick<Awaited<ReturnType<Client["conversationalAgents"]["get"]>>, "id" | "name" | "version_id"> & {
  version_status: string;
};

/**
 * Finds the version of the agent to talk to: by its id or its name; when none is named the quickstart's, else that of
 * the newest agent with a released one. Throws a `CliError` when there is none.
 */
export async function findAgent(client: Client, named: string | null, signal: AbortSignal): Promise<string> {
  if (named !== null && /^ca_[0-9A-Za-z]+(@v\d+)?$/.test(named)) return named;
  return named === null ? quickstart(client, signal) : byName(client, named, signal);
}

async function quickstart(client: Client, signal: AbortSignal): Promise<string> {
  let chosen: string | null = null;
  for await (const agent of client.conversationalAgents.list({ limit: 200 }, { signal })) {
    if (chosen !== null && agent.name !== QUICKSTART) continue;
    const released = await releasedVersion(client, agent, signal);
    if (released !== null && agent.name === QUICKSTART) return released;
    chosen ??= released;
  }
  if (chosen === null) throw new CliError("No agent has a released version. Name a version: operator talk ca_…@v0.");
  return chosen;
}

/** A name says which agent, and its released version is meant, if it has one. */
async function byName(client: Client, name: string, signal: AbortSignal): Promise<string> {
  const found: AgentItem[] = [];
  for await (const agent of client.conversationalAgents.list({ limit: 200 }, { signal }))
    if (agent.name.toLowerCase() === name.toLowerCase()) found.push(agent);
  const [agent, ...others] = found;
  if (agent === undefined) {
    throw new CliError(`No agent is called "${name}". \`operator agents list\` shows those there are.`);
  }
  if (others.length === 0) return (await releasedVersion(client, agent, signal)) ?? agent.version_id;
  const ids = found.map(({ id }) => id).join(", ");
  throw new CliError(`Several agents are called "${name}": ${ids}. Name one by its id.`, { exitCode: EXIT.usage });
}

/** Lists name an agent's latest version, which may be a draft beside the released one. */
async function releasedVersion(client: Client, agent: AgentItem, signal: AbortSignal): Promise<string | null> {
  if (agent.version_status === "released") return agent.version_id;
  const versions = await client.conversationalAgents.versions(agent.id, { signal });
  return versions.find(({ version_status }) => version_status === "released")?.version_id ?? null;
}
