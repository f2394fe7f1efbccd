import type { Database } from "../db/database.ts";
import { hasProcedureSchedule } from "../db/procedure-schedules.ts";
import { hasOpenProcedure } from "../db/procedures.ts";
import { listProceduralAgentUsers, type ProceduralAgentUserRow } from "../db/procedural-agent-users.ts";
import { checkProceduralConfig } from "../domain/check-procedural-config.ts";
import { OperatorError } from "../domain/error.ts";
import { versionId } from "../domain/ids.ts";
import type { ProceduralAgentConfig } from "../domain/procedural-agent-config.ts";
import { SUMMARY_AGENT_ID } from "../domain/summary.ts";
import type { AgentUser } from "../domain/procedural-agent.ts";
import type { SafeFetch } from "../lib/safe-fetch.ts";
import type { ChannelPoster } from "../ports/channel-poster.ts";
import type { KnownThingsReader } from "./known-things.ts";
import { type Asked, mayUse, VersionedAgents } from "./versioned-agents.ts";

/** The procedural agents and their versions. */
export type ProceduralAgents = VersionedAgents<ProceduralAgentConfig, { triggered_by: AgentUser[] }>;

interface Services {
  database: Database;
  knownThings: KnownThingsReader;
  fetch: Pick<SafeFetch, "refusal">;
  poster: Pick<ChannelPoster, "problemOf">;
}

/** Makes the service of the procedural agents. */
export function proceduralAgents({ database, knownThings, fetch, poster }: Services): ProceduralAgents {
  return new VersionedAgents(database, {
    prefix: "pa",
    called: "procedural agent",
    path: "procedural_agents",
    problems: async ({ config }) => {
      const targetProblem = (url: string) => fetch.refusal(url);
      const channelProblem = (channel: string) => poster.problemOf(channel);
      if (!config) return [];
      return checkProceduralConfig(config, { ...(await knownThings()), targetProblem, channelProblem });
    },
    more: async ({ agent_id }, asked) => ({ triggered_by: await usersOf(agent_id, asked) }),
    assertReleasable: async () => undefined,
    assertDeletable: async (id, { database }) => {
      if (id === SUMMARY_AGENT_ID) throw comesWithPlatform(id);
      if (await hasProcedureSchedule(database, id)) throw scheduled(id);
      if (await hasOpenProcedure(database, id)) throw underWay(id);
      const users = await listProceduralAgentUsers(database, id);
      if (users.length > 0) throw inUse(id, users);
    },
  });
}

/** Lists the conversational agents that run a procedural one, each once. */
async function usersOf(id: string, { key, database }: Asked): Promise<AgentUser[]> {
  const rows = (await listProceduralAgentUsers(database, id)).filter((row) => mayUse(key, row));
  return [
    ...new Map(rows.reverse().map(({ agent_id, name }) => [agent_id, { id: agent_id, name }])).values(),
  ].reverse();
}

function comesWithPlatform(id: string): OperatorError {
  const message =
    `${id} comes with the platform. Change it with PUT /procedural_agents/${id} and release that, name another one in ` +
    "config.summary.agent_id of an agent, or switch summaries off: for an agent with config.summary.is_enabled, for the " +
    "installation with OPERATOR_SUMMARIES=false.";
  return new OperatorError("in_use", message);
}

function scheduled(id: string): OperatorError {
  const message = `A schedule runs ${id}. Delete it first: GET /procedure_schedules?agent_id=${id} lists them.`;
  return new OperatorError("in_use", message);
}

function underWay(id: string): OperatorError {
  const message = `Runs of ${id} are pending or under way. Wait for their end, or cancel them with POST /procedures/{procedure_id}/cancel.`;
  return new OperatorError("in_use", message);
}

const MOST_NAMED = 10;

function inUse(id: string, users: readonly ProceduralAgentUserRow[]): OperatorError {
  const named = users.map((user) => `${user.name} (${versionId(user.agent_id, user.version)})`);
  const more = named.length > MOST_NAMED ? ` and ${named.length - MOST_NAMED} more` : "";
  const message =
    `${id} is run by ${named.slice(0, MOST_NAMED).join(", ")}${more}. Take it out of their postprocess_agents, ` +
    "config.summary.agent_id and config.tool.tools first.";
  return new OperatorError("in_use", message);
}
