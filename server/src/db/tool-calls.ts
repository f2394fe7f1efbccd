import type { Database } from "./database.ts";

/** Reads what vendors want back with the calls of a conversation, or of a run, by call id. */
export async function readProviderData(
  database: Database,
  of: { column: "conversation_id" | "procedure_id"; id: string },
): Promise<Map<string, unknown>> {
  const rows = await database
    .selectFrom("tool_calls")
    .select(["call_id", "provider_data"])
    .where(of.column, "=", of.id)
    .where("provider_data", "is not", null)
    .execute();
  return new Map(rows.map((row) => [row.call_id, row.provider_data]));
}

/** Settles a call that was given up as unknown, now that its outcome is known after all. */
export async function settleLateCall(
  database: Database,
  callId: string,
  status: "succeeded" | "failed" | "unknown",
): Promise<void> {
  await database
    .updateTable("tool_calls")
    .set({ status, settled_at: new Date() })
    .where("call_id", "=", callId)
    .where("status", "=", "unknown")
    .execute();
}
