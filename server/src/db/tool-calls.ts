import type { Database } from "./database.ts";

/** Reads what vendors want back with a conversation's calls, by call id. */
export async function readProviderData(database: Database, conversationId: string): Promise<Map<string, unknown>> {
  const rows = await database
    .selectFrom("tool_calls")
    .select(["call_id", "provider_data"])
    .where("conversation_id", "=", conversationId)
    .where("provider_data", "is not", null)
    .execute();
  return new Map(rows.map((row) => [row.call_id, row.provider_data]));
}
