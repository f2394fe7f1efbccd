import type { Database } from "./database.ts";

/**
 * Returns a setting of the installation, storing `initial()` when there is none yet. Of several processes that start
 * at once all get the value of one.
 */
export async function settingOf<Value>(database: Database, name: string, initial: () => Value): Promise<Value> {
  await database
    .insertInto("settings")
    .values({ name, value: JSON.stringify(initial()) })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const row = await database.selectFrom("settings").select("value").where("name", "=", name).executeTakeFirstOrThrow();
  return row.value as Value;
}

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
