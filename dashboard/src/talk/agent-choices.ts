import type { AgentItem, AgentVersion, Client, VersionStatus } from "@operator/sdk";

/** A version of an agent that one can talk to. */
export interface AgentChoice {
  versionId: string;
  name: string;
  description: string;
  status: VersionStatus;
}

/** Lists whom one can talk to: of each agent the released version and a draft that is newer; released ones first. */
export async function listChoices(client: Client): Promise<AgentChoice[]> {
  const agents: AgentItem[] = [];
  for await (const agent of client.conversationalAgents.list()) agents.push(agent);
  const choices = await Promise.all(
    agents.map(async (agent) =>
      agent.version_status === "released" ? [agent] : choosable(await client.conversationalAgents.versions(agent.id)),
    ),
  );
  const all = choices.flat().map(choiceOf);
  return [...all.filter(({ status }) => status === "released"), ...all.filter(({ status }) => status !== "released")];
}

function choosable(versions: AgentVersion[]): AgentVersion[] {
  return versions.filter(({ version_status }) => version_status !== "archived");
}

function choiceOf({ version_id, name, description, version_status }: AgentVersion): AgentChoice {
  return { versionId: version_id, name, description, status: version_status };
}

/** Returns a version's number as it is spoken of: `v3`. */
export function versionLabel(versionId: string): string {
  return versionId.split("@")[1] ?? versionId;
}

/** Tells whether a model is the simulated stand-in, which follows rules and needs no key. */
export function isSimulated(model: string): boolean {
  return model.startsWith("simulated/");
}
