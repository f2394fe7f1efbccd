import type { Selectable } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** An API key's row: of the key itself only its hash. */
export type ApiKeyRow = Selectable<Schema["api_keys"]>;

/** Stores a key by its hash. A key that is there already is left as it is; returns whether it was new. */
export async function insertApiKey(
  database: Database,
  key: Pick<ApiKeyRow, "id" | "hash" | "hint" | "name" | "livemode">,
): Promise<boolean> {
  const result = await database
    .insertInto("api_keys")
    .values({ ...key, revoked_at: null })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Finds a key that was not revoked. */
export async function findApiKey(database: Database, hash: string): Promise<ApiKeyRow | undefined> {
  return database
    .selectFrom("api_keys")
    .selectAll()
    .where("hash", "=", hash)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
}

/** Tells whether any key was ever made. */
export async function hasApiKeys(database: Database): Promise<boolean> {
  return (await database.selectFrom("api_keys").select("id").limit(1).executeTakeFirst()) !== undefined;
}

/** Stores a one-time link by the hash of its code, and forgets those that have expired. */
export async function insertSignInLink(database: Database, hash: string, expiresAt: Date): Promise<void> {
  await database.deleteFrom("sign_in_links").where("expires_at", "<", new Date()).execute();
  await database.insertInto("sign_in_links").values({ hash, expires_at: expiresAt }).execute();
}

/** Uses a one-time link up. Returns whether it was still good. */
export async function takeSignInLink(database: Database, hash: string, now: Date): Promise<boolean> {
  const row = await database
    .deleteFrom("sign_in_links")
    .where("hash", "=", hash)
    .returning("expires_at")
    .executeTakeFirst();
  return row !== undefined && row.expires_at > now;
}
