import { sql } from "kysely";
import type { SecretBox } from "../lib/secret-box.ts";
import type { Database } from "./database.ts";
import { sealedPlace } from "./sealed-columns.ts";

/** Reads a setting; null when there is none. */
export async function readSetting<Value>(database: Database, name: string): Promise<Value | null> {
  const row = await database.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirst();
  return (row?.value as Value | undefined) ?? null;
}

/** Stores a setting, replacing the one before. */
export async function writeSetting(database: Database, name: string, value: unknown): Promise<void> {
  const row = { name, value: JSON.stringify(value) };
  await database
    .insertInto("settings")
    .values(row)
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** A setting that is kept sealed, and the box that seals it. */
export interface SealedSetting {
  readonly box: SecretBox;
  readonly name: string;
}

/** Reads a sealed setting; null when there is none. */
export async function readSealedSetting<Value>(
  database: Database,
  { box, name }: SealedSetting,
): Promise<Value | null> {
  const query = database.selectFrom("settings").select("sealed_value").where("name", "=", name);
  const row = await query.executeTakeFirst();
  if (!row?.sealed_value) return null;
  return JSON.parse(box.open(row.sealed_value, placeOf(name))) as Value;
}

/** Stores a setting sealed, replacing the one before. */
export async function writeSealedSetting(
  database: Database,
  { box, name }: SealedSetting,
  value: unknown,
): Promise<void> {
  const row = { name, value: null, sealed_value: box.seal(JSON.stringify(value), placeOf(name)) };
  await database
    .insertInto("settings")
    .values(row)
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** Lets nobody else change settings until the transaction is over; to be done before one is read to be changed. */
export async function lockSettings(transaction: Database): Promise<void> {
  await sql`lock table settings in share row exclusive mode`.execute(transaction);
}

function placeOf(name: string): string {
  return sealedPlace("settings", "sealed_value", name);
}
