import { type Kysely, sql } from "kysely";

/** The tools of an MCP server that nobody may call on this installation, by the server's own names. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table mcp_servers add column disabled_tools text[] not null default '{}'`.execute(db);
}
