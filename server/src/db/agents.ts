import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { AgentConfig } from "../domain/agent-config.ts";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** One version of an agent: a full snapshot. The id's prefix says which kind of configuration it has. */
export type AgentVersionRow<Config = AgentConfig> = Omit<Selectable<Schema["agent_versions"]>, "config"> & {
  config: Config;
};
/** A version together with what belongs to the agent as a whole. */
export type AgentRow<Config = AgentConfig> = AgentVersionRow<Config> & { livemode: boolean; agent_created_at: Date };

/** Stores a new agent and its first version. */
export async function insertAgent(
  transaction: Database,
  agent: { id: string; livemode: boolean },
  version: Omit<Insertable<Schema["agent_versions"]>, "agent_id">,
): Promise<void> {
  await transaction
    .insertInto("agents")
    .values({ ...agent, deleted_at: null })
    .execute();
  await transaction
    .insertInto("agent_versions")
    .values({ ...version, agent_id: agent.id })
    .execute();
}

function liveAgents(database: Database) {
  return database
    .selectFrom("agent_versions")
    .innerJoin("agents", "agents.id", "agent_versions.agent_id")
    .selectAll("agent_versions")
    .select(["agents.livemode", "agents.created_at as agent_created_at"])
    .where("agents.deleted_at", "is", null);
}

/** Which of an agent's versions is meant. */
export type WhichVersion = number | "latest" | "released" | "draft";

/** Finds one version of an agent that was not deleted; undefined without one. `Config` is that of the id's kind. */
export async function findVersion<Config = AgentConfig>(
  database: Database,
  agentId: string,
  which: WhichVersion,
): Promise<AgentRow<Config> | undefined> {
  let query = liveAgents(database).where("agent_id", "=", agentId);
  if (which === "latest") query = query.orderBy("version", "desc").limit(1);
  else if (typeof which === "number") query = query.where("version", "=", which);
  else query = query.where("status", "=", which);
  return (await query.executeTakeFirst()) as AgentRow<Config> | undefined;
}

/** Reads a version, also of a deleted agent: its conversations and procedures outlive it. */
export async function findVersionOfAnyAgent<Config = AgentConfig>(
  database: Database,
  agentId: string,
  version: number,
): Promise<AgentVersionRow<Config> | undefined> {
  const row = await database
    .selectFrom("agent_versions")
    .selectAll()
    .where("agent_id", "=", agentId)
    .where("version", "=", version)
    .executeTakeFirst();
  return row as AgentVersionRow<Config> | undefined;
}

/** Lists all versions of an agent, newest first. */
export async function listVersions(database: Database, agentId: string): Promise<AgentVersionRow[]> {
  return database
    .selectFrom("agent_versions")
    .selectAll()
    .where("agent_id", "=", agentId)
    .orderBy("version", "desc")
    .execute();
}

/** Lists the latest version of each agent of a kind, newest agent first. A null `livemode` shows both modes. */
export async function listAgents(
  database: Database,
  { prefix, livemode }: { prefix: "ca" | "pa"; livemode: boolean | null },
  page: { position: CursorPosition | null; limit: number },
): Promise<Omit<AgentRow, "config">[]> {
  let query = liveAgents(database)
    .where("agents.id", "like", `${prefix}\\_%`)
    .where(sql<boolean>`version = (select max(v.version) from agent_versions v where v.agent_id = agents.id)`);
  if (livemode !== null) query = query.where("agents.livemode", "=", livemode);
  const { position } = page;
  if (position) {
    query = query.where(sql<boolean>`(agents.created_at, agents.id) < (${position.createdAt}, ${position.id})`);
  }
  return query.orderBy("agents.created_at", "desc").orderBy("agents.id", "desc").limit(page.limit).execute();
}

/** Locks an agent until the transaction ends, so that changes to its versions come one after the other. */
export async function lockAgent(transaction: Database, agentId: string): Promise<boolean> {
  const row = await transaction
    .selectFrom("agents")
    .select("id")
    .where("id", "=", agentId)
    .where("deleted_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Stores a further version of an agent. */
export async function insertVersion(
  transaction: Database,
  version: Insertable<Schema["agent_versions"]>,
): Promise<void> {
  await transaction.insertInto("agent_versions").values(version).execute();
}

/** Changes one version. */
export async function updateVersion(
  transaction: Database,
  version: Pick<AgentVersionRow, "agent_id" | "version">,
  change: Updateable<Schema["agent_versions"]>,
): Promise<void> {
  await transaction
    .updateTable("agent_versions")
    .set({ ...change, updated_at: new Date() })
    .where("agent_id", "=", version.agent_id)
    .where("version", "=", version.version)
    .execute();
}

/** Marks an agent as deleted. Its versions stay, for the conversations it held refer to them. */
export async function markAgentDeleted(transaction: Database, agentId: string): Promise<void> {
  await transaction.updateTable("agents").set({ deleted_at: new Date() }).where("id", "=", agentId).execute();
}
