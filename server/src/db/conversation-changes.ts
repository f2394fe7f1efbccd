import type { CompiledQuery } from "kysely";
import type { EnabledTool } from "../domain/agent-config.ts";
import type { ConversationStatus } from "../domain/conversation.ts";
import type { JsonObject } from "../lib/json.ts";
import type { ModelToolCall } from "../ports/language-model.ts";
import type { Database } from "./database.ts";
import { orderJobs } from "./jobs.ts";

/** The job that looks after a conversation whose time has come. */
export const WAKE_CONVERSATION = "wake_conversation";
/** The job that begins a conversation which is to begin by itself. */
export const START_CONVERSATION = "start_conversation";

/**
 * What a live conversation changes beside its log, as statements to run in the transaction that stores the events
 * they belong to.
 */
export interface ConversationChanges {
  start(now: Date): CompiledQuery;
  setContext(context: JsonObject): CompiledQuery;
  setCustomFields(fields: JsonObject): CompiledQuery;
  /** Has the conversation looked after at that time, at the latest. */
  setAlarm(at: Date): CompiledQuery;
  end(ending: {
    status: ConversationStatus;
    failure: { code: string; message: string } | null;
    now: Date;
  }): CompiledQuery;
  /** Opens a call's row in the ledger, before it is made; `ns` says who carries it out, null when nobody knows it. */
  startCall(call: ModelToolCall, ns: EnabledTool["ns"] | null): CompiledQuery;
  /** Settles a call's row in the ledger. */
  settleCall(callId: string, status: "succeeded" | "failed" | "unknown"): CompiledQuery;
}

/** Builds the changes of one conversation. */
export function conversationChanges(database: Database, id: string): ConversationChanges {
  const conversation = database.updateTable("conversations").where("id", "=", id);
  return {
    start: (now) => conversation.set({ status: "in-progress", started_at: now }).compile(),
    setContext: (context) => conversation.set({ context: JSON.stringify(context) }).compile(),
    setCustomFields: (fields) => conversation.set({ custom_fields: JSON.stringify(fields) }).compile(),
    setAlarm: (dueAt) => orderJobs(database, [{ kind: WAKE_CONVERSATION, subject: id, dueAt }]),
    end: ({ status, failure, now }) =>
      conversation
        .set({ status, completed_at: now, failure_reason: failure && JSON.stringify(failure), holder: null })
        .compile(),
    startCall: (call, ns) =>
      database
        .insertInto("tool_calls")
        .values({
          call_id: call.callId,
          conversation_id: id,
          ns,
          name: call.name,
          arguments: call.arguments,
          provider_data: call.providerData === undefined ? null : JSON.stringify(call.providerData),
          status: "started",
        })
        .compile(),
    settleCall: (callId, status) =>
      database
        .updateTable("tool_calls")
        .set({ status, settled_at: new Date() })
        .where("call_id", "=", callId)
        .compile(),
  };
}
