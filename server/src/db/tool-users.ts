import { sql } from "kysely";
import type { Database } from "./database.ts";

/** A version of an agent that enables a tool. */
export interface ToolUserRow {
  readonly ns: string;
  readonly tool: string;
  readonly agent_id: string;
  readonly version: number;
  readonly agent_name: string;
  readonly livemode: boolean;
}

/** Lists the released and draft versions that enable one of the tools of those names, whoever carries it out. */
export async function listToolUsers(database: Database, names: readonly string[]): Promise<ToolUserRow[]> {
  if (names.length === 0) return [];
  const wanted = names.map((name) => JSON.stringify([{ name }]));
  const { rows } = await sql<ToolUserRow>`
    select enabled.ns, enabled.name as tool, version.agent_id, version.version, version.name as agent_name, agents.livemode
    from agent_versions version
    join agents on agents.id = version.agent_id and agents.deleted_at is null
    cross join lateral jsonb_to_recordset(version.config->'tool'->'tools') as enabled(ns text, name text)
    where version.status in ('released', 'draft')
      and version.config->'tool'->'tools' @> any(${wanted}::jsonb[])
      and enabled.name = any(${[...names]})
    order by version.agent_id, version.version`.execute(database);
  return rows;
}
