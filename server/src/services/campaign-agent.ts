import { type AgentRow, findVersion } from "../db/agents.ts";
import type { Database } from "../db/database.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { parseAgentReference } from "../domain/ids.ts";

/** Finds the version that holds a campaign's next conversation. Throws `not_found` and `not_released`. */
export async function agentOfCampaign(database: Database, reference: string): Promise<AgentRow> {
  const read = parseAgentReference(reference);
  if (read === null) throw notFound("conversational agent", reference);
  const agent = await findVersion(database, read.agentId, read.version ?? "released");
  if (agent) return agent;
  if (read.version !== null || !(await findVersion(database, read.agentId, "latest"))) {
    throw notFound("conversational agent", reference);
  }
  const message = `Agent ${reference} has no released version. Release one with POST /conversational_agents/{version_id}/release, then resume the campaign.`;
  throw new OperatorError("not_released", message);
}
