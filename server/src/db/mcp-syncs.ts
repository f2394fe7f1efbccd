import { sql } from "kysely";
import type { McpProblem, McpServer } from "../domain/mcp-server.ts";
import type { Database } from "./database.ts";
import type { McpServerRow } from "./mcp-servers.ts";

/** What a synchronisation found out about a server. */
export type McpSyncResult =
  | {
      readonly status: "ready";
      readonly serverInfo: McpServer["server_info"];
      readonly problems: readonly McpProblem[];
    }
  | { readonly status: "unreachable"; readonly error: string };

/**
 * Locks a server until the transaction ends, for what a synchronisation found to be stored. Returns nothing when its
 * settings changed since, or a synchronisation that began later has stored what it found.
 */
export async function lockForMcpSync(transaction: Database, begun: McpServerRow): Promise<McpServerRow | undefined> {
  return transaction
    .selectFrom("mcp_servers")
    .selectAll()
    .where("id", "=", begun.id)
    .where("revision", "=", begun.revision)
    .where("sync_stored", "<", begun.sync_begun)
    .forUpdate()
    .executeTakeFirst();
}

/** Stores where a server stands after a synchronisation; it is due again in `pauseSeconds`. */
export async function settleMcpSync(
  transaction: Database,
  begun: McpServerRow,
  { result, failures, pauseSeconds }: { result: McpSyncResult; failures: number; pauseSeconds: number },
): Promise<void> {
  const found =
    result.status === "ready"
      ? {
          error: null,
          server_info: JSON.stringify(result.serverInfo),
          problems: JSON.stringify(result.problems),
          synced_at: sql<Date>`now()`,
        }
      : { error: result.error };
  await transaction
    .updateTable("mcp_servers")
    .set({
      ...found,
      status: result.status,
      failures,
      checked_at: sql<Date>`now()`,
      sync_stored: begun.sync_begun,
      next_sync_at: sql<Date>`now() + make_interval(secs => ${pauseSeconds})`,
    })
    .where("id", "=", begun.id)
    .execute();
}
