import type { CompiledQuery } from "kysely";
import type { Summary } from "../domain/summary.ts";
import type { Database } from "./database.ts";

/** Returns what writes down the summary and the sentiment of a conversation that is over. */
export function recordSummary(database: Database, conversationId: string, summary: Summary): CompiledQuery {
  return database
    .updateTable("conversations")
    .set({ summary: summary.summary, sentiment: summary.sentiment })
    .where("id", "=", conversationId)
    .compile();
}
