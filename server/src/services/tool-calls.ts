import type { Database } from "../db/database.ts";
import { findToolCall, listToolCalls, type ToolCallFilter, type ToolCallRow } from "../db/tool-ledger.ts";
import { type CursorPosition, cutPage } from "../domain/cursor.ts";
import { notFound } from "../domain/error.ts";
import type { ApiKey } from "./api-keys.ts";

/** The ledger: every tool call that was made in a conversation. A key of test mode sees those of test conversations. */
export class ToolCalls {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Lists calls, newest first. */
  async list(key: ApiKey, filter: ToolCallFilter, page: { position: CursorPosition | null; limit: number }) {
    const within = { ...filter, livemode: modeOf(key) };
    const rows = await listToolCalls(this.#database, within, { ...page, limit: page.limit + 1 });
    const { shown, cursor } = cutPage(rows, page.limit, (row) => ({ createdAt: row.created_at, id: row.call_id }));
    return { data: shown.map(viewOf), cursor };
  }

  /** Shows a call. Throws `not_found`. */
  async find(key: ApiKey, callId: string) {
    const row = await findToolCall(this.#database, modeOf(key), callId);
    if (!row) throw notFound("tool call", callId);
    return viewOf(row);
  }
}

/** Null means calls of both modes. */
function modeOf(key: ApiKey): boolean | null {
  return key.livemode ? null : false;
}

function viewOf({ created_at, settled_at, ...row }: ToolCallRow) {
  return { ...row, created_at: created_at.toISOString(), settled_at: settled_at?.toISOString() ?? null };
}
