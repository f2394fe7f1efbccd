import type { Selectable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A row of the do-not-call list. */
export type DoNotCallRow = Selectable<Schema["do_not_call"]>;

/** Puts a number on the list; of one that is on it, changes why. Returns its row. */
export async function upsertDoNotCall(
  database: Database,
  row: Pick<DoNotCallRow, "id" | "number" | "reason">,
): Promise<DoNotCallRow> {
  return database
    .insertInto("do_not_call")
    .values(row)
    .onConflict((conflict) => conflict.column("number").doUpdateSet({ reason: row.reason }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Tells whether nobody may call a number. */
export async function isOnDoNotCallList(database: Database, number: string): Promise<boolean> {
  const found = database.selectFrom("do_not_call").select("id").where("number", "=", number);
  return (await found.executeTakeFirst()) !== undefined;
}

/** Reads the list, what came last first, at most `limit` of it, from after `position` on. */
export async function listDoNotCall(
  database: Database,
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<DoNotCallRow[]> {
  const all = database
    .selectFrom("do_not_call")
    .selectAll()
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (position === null) return all.execute();
  return all.where(after(position)).execute();
}

/** Takes a number off the list. Returns whether it was on it. */
export async function deleteDoNotCall(database: Database, number: string): Promise<boolean> {
  const result = await database.deleteFrom("do_not_call").where("number", "=", number).executeTakeFirst();
  return result.numDeletedRows > 0n;
}
