import { sql } from "kysely";
import { WAKE_CONVERSATION } from "./conversation-changes.ts";
import type { ConversationRow } from "./conversations.ts";
import type { Database } from "./database.ts";
import { orderJobs } from "./jobs.ts";
import { isAlive } from "./nodes.ts";

const holderIsAlive = isAlive("conversations.holder");

/**
 * Takes the lease of a conversation for the process `nodeId`: nothing of a former holder is stored from here on.
 * Returns its row, or undefined when another living process holds it or there is no such conversation.
 */
export async function acquireLease(
  database: Database,
  conversationId: string,
  nodeId: number,
): Promise<ConversationRow | undefined> {
  return database
    .updateTable("conversations")
    .set((eb) => ({ holder: nodeId, fence: eb("fence", "+", 1) }))
    .where("id", "=", conversationId)
    .where((eb) => eb.or([eb("holder", "is", null), eb("holder", "=", nodeId), eb.not(holderIsAlive)]))
    .returningAll()
    .executeTakeFirst();
}

/**
 * Gives the lease of a conversation back; one that was taken anew since stays. With `alarm` somebody is to look after
 * the conversation at once.
 */
export async function releaseLease(
  database: Database,
  { id, fence, alarm }: { id: string; fence: number; alarm: boolean },
): Promise<void> {
  const release = async (transaction: Database) => {
    const { numUpdatedRows } = await transaction
      .updateTable("conversations")
      .set({ holder: null })
      .where("id", "=", id)
      .where("fence", "=", fence)
      .executeTakeFirstOrThrow();
    if (alarm && numUpdatedRows > 0n)
      await transaction.executeQuery(orderJobs(transaction, [{ kind: WAKE_CONVERSATION, subject: id }]));
  };
  await (alarm ? database.transaction().execute(release) : release(database));
}

/** Returns where the living process that holds a conversation is reached; undefined when none does. */
export async function holderUrl(database: Database, conversationId: string): Promise<string | undefined> {
  const row = await database
    .selectFrom("conversations")
    .innerJoin("nodes", "nodes.id", "conversations.holder")
    .select("nodes.url")
    .where("conversations.id", "=", conversationId)
    .where(holderIsAlive)
    .executeTakeFirst();
  return row?.url;
}

/**
 * Lists the conversations in progress that no living process holds, though one should: those that sleep between messages
 * are held only while something goes on.
 */
export async function listOrphans(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom("conversations")
    .select("id")
    .where("status", "=", "in-progress")
    .where("holder", "is not", null)
    .where((eb) => eb.not(holderIsAlive))
    .limit(1000)
    .execute();
  const unheld = await database
    .selectFrom("conversations")
    .select("id")
    .where("status", "=", "in-progress")
    .where("holder", "is", null)
    .where(sql<boolean>`channel_type not in ('chat_async', 'sms', 'email')`)
    .limit(1000)
    .execute();
  return [...rows, ...unheld].map((row) => row.id);
}
