import { type AgentRow, findVersion } from "../db/agents.ts";
import type { Database } from "../db/database.ts";
import { notFound, OperatorError } from "../domain/error.ts";
import { type AgentReference, parseAgentReference, versionId } from "../domain/ids.ts";
import type { ProceduralAgentConfig } from "../domain/procedural-agent-config.ts";
import type { ApiKey } from "./api-keys.ts";

/** A procedural agent as a caller names it. */
export interface ReferredAgent {
  agentId: string;
  /** The version that was named; null for the released one. */
  version: number | null;
  /** The version that this means now. */
  row: AgentRow<ProceduralAgentConfig>;
}

/**
 * Finds the version that `pa_…` (the released one) or `pa_…@vN` means. Throws `not_found`, also for what the key may not
 * use, and `not_released`.
 */
export async function referredAgent(database: Database, key: ApiKey, text: string): Promise<ReferredAgent> {
  const { agentId, version } = parseAgentReference(text, "pa") as AgentReference;
  const row = await findVersion<ProceduralAgentConfig>(database, agentId, version ?? "released");
  if (row && (key.livemode || !row.livemode)) return { agentId, version, row };
  const latest = version === null && !row ? await findVersion(database, agentId, "latest") : undefined;
  if (!latest || (!key.livemode && latest.livemode)) throw notFound("procedural agent", text);
  const message =
    `Agent ${agentId} was never released. Release a version with POST /procedural_agents/{version_id}/release, ` +
    `or name one, e.g. ${versionId(agentId, latest.version)}.`;
  throw new OperatorError("not_released", message, { param: "agent_id" });
}

/** Tells the mode of what a key begins by procedural agents. Throws `not_allowed` for live mode asked by a test key. */
export function procedureModeOf(key: ApiKey, livemode: boolean | undefined): boolean {
  if (key.livemode) return livemode ?? true;
  if (livemode !== true) return false;
  const message = "A test key runs procedures in test mode only. Leave livemode out, or use a live key (op_prod_…).";
  throw new OperatorError("not_allowed", message, { param: "livemode" });
}
