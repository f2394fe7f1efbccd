import type { Database } from "./database.ts";

/** A procedural agent as those are shown it who may call it. */
export interface ReleasedProceduralAgent {
  agent_id: string;
  name: string;
  description: string;
  livemode: boolean;
}

/** Lists the procedural agents that have a released version, as that version describes them. */
export async function listReleasedProceduralAgents(database: Database): Promise<ReleasedProceduralAgent[]> {
  return database
    .selectFrom("agent_versions")
    .innerJoin("agents", "agents.id", "agent_versions.agent_id")
    .select(["agent_versions.agent_id", "agent_versions.name", "agent_versions.description", "agents.livemode"])
    .where("agents.deleted_at", "is", null)
    .where("agent_versions.status", "=", "released")
    .where("agent_versions.agent_id", "like", "pa\\_%")
    .orderBy("agent_versions.agent_id")
    .execute();
}
