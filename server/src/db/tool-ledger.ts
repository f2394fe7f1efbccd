import { type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** A call's row in the ledger, as it is shown. */
export type ToolCallRow = Omit<Selectable<Schema["tool_calls"]>, "provider_data">;

/** Which calls a list shows; absent fields do not restrict it. */
export interface ToolCallFilter {
  conversation_id?: string | undefined;
  procedure_id?: string | undefined;
  name?: string | undefined;
  status?: ToolCallRow["status"] | undefined;
}

function calls(database: Database, livemode: boolean | null) {
  const query = database
    .selectFrom("tool_calls")
    .select([
      "call_id",
      "conversation_id",
      "procedure_id",
      "ns",
      "name",
      "arguments",
      "status",
      "created_at",
      "settled_at",
    ]);
  if (livemode === null) return query;
  return query.where((eb) =>
    eb.or([
      eb("conversation_id", "in", eb.selectFrom("conversations").select("id").where("livemode", "=", livemode)),
      eb("procedure_id", "in", eb.selectFrom("procedures").select("id").where("livemode", "=", livemode)),
    ]),
  );
}

/** Finds a call; undefined without one. A null `livemode` means conversations of both modes. */
export async function findToolCall(
  database: Database,
  livemode: boolean | null,
  callId: string,
): Promise<ToolCallRow | undefined> {
  return calls(database, livemode).where("call_id", "=", callId).executeTakeFirst();
}

/** Lists calls newest first, at most `limit` of them, from after `position` on. */
export async function listToolCalls(
  database: Database,
  filter: ToolCallFilter & { livemode: boolean | null },
  page: { position: CursorPosition | null; limit: number },
): Promise<ToolCallRow[]> {
  let query = calls(database, filter.livemode);
  for (const column of ["conversation_id", "procedure_id", "name", "status"] as const) {
    const value = filter[column];
    if (value !== undefined) query = query.where(column, "=", value);
  }
  const { position } = page;
  if (position) query = query.where(sql<boolean>`(created_at, call_id) < (${position.createdAt}, ${position.id})`);
  return query.orderBy("created_at", "desc").orderBy("call_id", "desc").limit(page.limit).execute();
}
