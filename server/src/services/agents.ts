import { findVersion } from "../db/agents.ts";
import { hasOpenConversation } from "../db/conversations.ts";
import type { Database } from "../db/database.ts";
import { type AgentConfig, summarySettings } from "../domain/agent-config.ts";
import { checkConfig } from "../domain/check-config.ts";
import { OperatorError, type Problem } from "../domain/error.ts";
import { parseAgentReference, versionId } from "../domain/ids.ts";
import type { ProceduralAgentConfig } from "../domain/procedural-agent-config.ts";
import { propertyNames } from "../lib/schema-properties.ts";
import type { KnownThingsReader } from "./known-things.ts";
import { type Asked, mayUse, VersionedAgents } from "./versioned-agents.ts";

/** The conversational agents and their versions. */
export type Agents = VersionedAgents<AgentConfig, { postprocess_agents: string[] }>;

/** Makes the service of the conversational agents. */
export function conversationalAgents(database: Database, knownThings: KnownThingsReader): Agents {
  return new VersionedAgents(database, {
    prefix: "ca",
    called: "conversational agent",
    path: "conversational_agents",
    async problems({ config, postprocess_agents = [] }, asked) {
      const problems = config ? checkConfig(config, await knownThings()) : [];
      if (config) problems.push(...(await summaryProblems(config, asked)));
      for (const [index, id] of postprocess_agents.entries()) {
        if (await procedural(id, asked)) continue;
        problems.push({ param: `postprocess_agents[${index}]`, message: `There is no procedural agent ${id}.` });
      }
      return problems;
    },
    more: async ({ postprocess_agents }) => ({ postprocess_agents }),
    assertReleasable: async ({ agent_id, version, config, postprocess_agents }, asked) => {
      const summary = summarySettings(config).agent_id;
      const ids = summary === null ? postprocess_agents : [...postprocess_agents, summary];
      for (const id of ids) await assertReleased(id, versionId(agent_id, version), asked);
    },
    async assertDeletable(id, { database }) {
      if (!(await hasOpenConversation(database, id))) return;
      const message = `Agent ${id} has conversations that are queued or in progress. Delete the queued ones, let the others end, then delete it.`;
      throw new OperatorError("conversation_active", message);
    },
  });
}

/** Finds the version of a procedural agent that a bare or pinned id means, the latest for a bare one. */
async function procedural(id: string, { key, database }: Asked) {
  const reference = parseAgentReference(id, "pa");
  if (!reference) return undefined;
  const row = await findVersion<ProceduralAgentConfig>(database, reference.agentId, reference.version ?? "latest");
  return row && mayUse(key, row) ? row : undefined;
}

async function summaryProblems(config: AgentConfig, asked: Asked): Promise<Problem[]> {
  const { agent_id } = config.summary;
  if (agent_id === null) return [];
  const param = "config.summary.agent_id";
  const row = await procedural(agent_id, asked);
  if (!row) return [{ param, message: `There is no procedural agent ${agent_id}.` }];
  const { output_schema } = row.config.output;
  if (output_schema === null || propertyNames(output_schema).has("summary")) return [];
  const message = `${agent_id} writes no summary: its config.output.output_schema has no property "summary". Add it there, or name another agent.`;
  return [{ param, message }];
}

/** A bare id means the released version, so that what never was released would never run. */
async function assertReleased(id: string, user: string, { database }: Asked): Promise<void> {
  const reference = parseAgentReference(id, "pa");
  if (!reference || reference.version !== null) return;
  if (await findVersion(database, reference.agentId, "released")) return;
  const message =
    `${user} runs ${id} after its conversations, which was never released or was deleted. Release a version of it with ` +
    `POST /procedural_agents/{version_id}/release, or name one, e.g. ${versionId(id, 0)}, or take it out.`;
  throw new OperatorError("not_released", message, { param: "version_id" });
}
