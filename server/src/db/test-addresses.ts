import type { Selectable } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** A test address's row. */
export type TestAddressRow = Selectable<Schema["test_addresses"]>;

/** Lists an address; for one that is listed, changes whose it is. Returns its row. */
export async function upsertTestAddress(
  database: Database,
  row: Pick<TestAddressRow, "id" | "address" | "name">,
): Promise<TestAddressRow> {
  return database
    .insertInto("test_addresses")
    .values(row)
    .onConflict((conflict) => conflict.column("address").doUpdateSet({ name: row.name }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Tells whether an address is listed. */
export async function isTestAddress(database: Database, address: string): Promise<boolean> {
  const found = database.selectFrom("test_addresses").select("id").where("address", "=", address);
  return (await found.executeTakeFirst()) !== undefined;
}

/** Reads the list, what came last first. */
export async function listTestAddresses(
  database: Database,
  { position, limit }: { position: CursorPosition | null; limit: number },
): Promise<TestAddressRow[]> {
  const all = database
    .selectFrom("test_addresses")
    .selectAll()
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit);
  if (position === null) return all.execute();
  const isAfter = after(position);
  return all.where(isAfter).execute();
}

/** Takes an address off the list. Returns whether it was there. */
export async function deleteTestAddress(database: Database, address: string): Promise<boolean> {
  const result = await database.deleteFrom("test_addresses").where("address", "=", address).executeTakeFirst();
  return result.numDeletedRows > 0n;
}
