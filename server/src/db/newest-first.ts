import { type RawBuilder, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";

/** Holds of the rows that come after a place in a list sorted by `created_at` and `id`, newest first. */
export function after({ createdAt, id }: CursorPosition): RawBuilder<boolean> {
  return sql<boolean>`(created_at, id) < (${createdAt}, ${id})`;
}
