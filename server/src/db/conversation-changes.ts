import { type CompiledQuery, sql } from "kysely";
import type { ConversationStatus } from "../domain/conversation.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Database } from "./database.ts";
import { orderJobs } from "./jobs.ts";
import { type LedgerChanges, ledgerChanges } from "./ledger-changes.ts";

/** The job that looks after a conversation whose time has come. */
export const WAKE_CONVERSATION = "wake_conversation";
/** The job that begins a conversation which is to begin by itself. */
export const START_CONVERSATION = "start_conversation";

/** What the tool calls of a turn change beside the log, wherever the turn is taken. */
export interface CallChanges extends LedgerChanges {
  /** Sets fields beside those there are; others, set elsewhere at the same time, stay. */
  setCustomFields(fields: JsonObject): CompiledQuery;
  /** Has the conversation looked after at that time, at the latest. */
  setAlarm(at: Date): CompiledQuery;
}

/**
 * What a live conversation changes beside its log, as statements to run in the transaction that stores the events
 * they belong to.
 */
export interface ConversationChanges extends CallChanges {
  start(now: Date): CompiledQuery;
  setContext(context: JsonObject): CompiledQuery;
  end(ending: {
    status: ConversationStatus;
    failure: { code: string; message: string } | null;
    now: Date;
  }): CompiledQuery;
}

/** Builds the changes of one conversation. */
export function conversationChanges(database: Database, id: string): ConversationChanges {
  const conversation = database.updateTable("conversations").where("id", "=", id);
  return {
    start: (now) => conversation.set({ status: "in-progress", started_at: now }).compile(),
    setContext: (context) => conversation.set({ context: JSON.stringify(context) }).compile(),
    setCustomFields: (fields) =>
      conversation.set({ custom_fields: sql`custom_fields || ${JSON.stringify(fields)}::jsonb` }).compile(),
    setAlarm: (dueAt) => orderJobs(database, [{ kind: WAKE_CONVERSATION, subject: id, dueAt }]),
    end: ({ status, failure, now }) =>
      conversation
        .set({ status, completed_at: now, failure_reason: failure && JSON.stringify(failure), holder: null })
        .compile(),
    ...ledgerChanges(database, { conversation_id: id, procedure_id: null }),
  };
}
