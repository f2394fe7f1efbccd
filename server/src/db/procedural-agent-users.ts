import { sql } from "kysely";
import type { Database } from "./database.ts";

/** A version of a conversational agent that runs a procedural one. */
export interface ProceduralAgentUserRow {
  readonly agent_id: string;
  readonly version: number;
  readonly name: string;
  readonly livemode: boolean;
}

/**
 * Lists the released and draft versions of conversational agents that run a procedural agent: after their
 * conversations, to sum them up, or as a tool. The released version of an agent comes before its draft.
 */
export async function listProceduralAgentUsers(
  database: Database,
  proceduralAgentId: string,
): Promise<ProceduralAgentUserRow[]> {
  const isMeant = (reference: ReturnType<typeof sql>) => sql`split_part(${reference}, '@', 1) = ${proceduralAgentId}`;
  const { rows } = await sql<ProceduralAgentUserRow>`
    select version.agent_id, version.version, version.name, agents.livemode
    from agent_versions version
    join agents on agents.id = version.agent_id and agents.deleted_at is null
    where version.status in ('released', 'draft') and agents.id like 'ca\\_%' and (
      exists (select 1 from jsonb_array_elements_text(version.postprocess_agents) as named(id) where ${isMeant(sql`named.id`)})
      or ${isMeant(sql`version.config->'summary'->>'agent_id'`)}
      or exists (
        select 1 from jsonb_to_recordset(version.config->'tool'->'tools') as enabled(ns text, name text)
        where enabled.ns = 'procedure' and (enabled.name = ${proceduralAgentId} or enabled.name = (
          select name from agent_versions where agent_id = ${proceduralAgentId} and status = 'released'))
      )
    )
    order by version.agent_id, version.status = 'draft'`.execute(database);
  return rows;
}
