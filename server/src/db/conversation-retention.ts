import { sql } from "kysely";
import { removeConversations } from "./customer-deletion.ts";
import type { Database } from "./database.ts";

/** How many conversations are removed in one transaction, so that none of them takes long. */
const REMOVED_AT_ONCE = 25;

/**
 * Removes some of the conversations that ended before a time, oldest first, with everything of them; not those that a
 * run still looks at. Returns how many there were: 0 when there are no more.
 */
export async function removeEndedBefore(database: Database, before: Date): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      select id from conversations c
      where completed_at < ${before} and status not in ('queued', 'in-progress') and holder is null
        and not exists (
          select from procedures p where p.conversation_id = c.id and p.status in ('pending', 'running')
        )
      order by completed_at limit ${REMOVED_AT_ONCE}
      for update skip locked
    `.execute(transaction);
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await removeConversations(transaction, ids);
    return ids.length;
  });
}
