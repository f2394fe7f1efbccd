import type { CompiledQuery } from "kysely";
import type { EnabledTool } from "../domain/agent-config.ts";
import type { ModelToolCall } from "../ports/language-model.ts";
import type { Database } from "./database.ts";

/** What tool calls change in the ledger, as statements for the transaction that stores the events they belong to. */
export interface LedgerChanges {
  /** Opens a call's row, before it is made; `ns` says who carries it out, null when nobody knows it. */
  startCall(call: ModelToolCall, ns: EnabledTool["ns"] | null): CompiledQuery;
  /** Settles a call's row. */
  settleCall(callId: string, status: "succeeded" | "failed" | "unknown"): CompiledQuery;
}

/** Builds the changes of the calls that are made in a conversation, or in a run. */
export function ledgerChanges(
  database: Database,
  of: { conversation_id: string | null; procedure_id: string | null },
): LedgerChanges {
  return {
    startCall: (call, ns) =>
      database
        .insertInto("tool_calls")
        .values({
          call_id: call.callId,
          ...of,
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
