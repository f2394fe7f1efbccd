import { type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import type { Database } from "./database.ts";
import { after } from "./newest-first.ts";
import type { Schema } from "./schema.ts";

/** An API key's row: of the key itself only its hash. */
export type ApiKeyRow = Selectable<Schema["api_keys"]>;

/** An API key's row, and until when what the key was before its rotation works as well. */
export type ApiKeyRowWithFormer = ApiKeyRow & { former_expires_at: Date | null };

type NewRow = Pick<ApiKeyRow, "id" | "hash" | "hint" | "name" | "livemode" | "scopes">;

/** Stores a key by its hash. One that is there already, or was before a rotation, is left as it is. */
export async function insertApiKey(database: Database, { scopes, ...key }: NewRow): Promise<void> {
  const { rows } = await sql`select from former_api_keys where hash = ${key.hash}`.execute(database);
  if (rows.length > 0) return;
  await database
    .insertInto("api_keys")
    .values({ ...key, scopes: scopesText(scopes), revoked_at: null })
    .onConflict((conflict) => conflict.column("hash").doNothing())
    .execute();
}

function scopesText(scopes: ApiKeyRow["scopes"]): string | null {
  return scopes === null ? null : JSON.stringify(scopes);
}

/**
 * Finds a key that works, by what it is or, until `goodUntil`, by what it was before its rotation. A rotation between
 * the two looks hides nothing: what is no longer the key then is what it was.
 */
export async function findApiKey(
  database: Database,
  hash: string,
  now: Date,
): Promise<(ApiKeyRow & { goodUntil: Date | null }) | undefined> {
  const keys = database.selectFrom("api_keys").selectAll("api_keys").where("revoked_at", "is", null);
  const current = await keys.where("hash", "=", hash).executeTakeFirst();
  if (current) return { ...current, goodUntil: null };
  return keys
    .innerJoin("former_api_keys as former", "former.api_key_id", "api_keys.id")
    .select("former.expires_at as goodUntil")
    .where("former.hash", "=", hash)
    .where("former.expires_at", ">", now)
    .executeTakeFirst();
}

/** Tells whether any key was ever made. */
export async function hasApiKeys(database: Database): Promise<boolean> {
  return (await database.selectFrom("api_keys").select("id").limit(1).executeTakeFirst()) !== undefined;
}

function withFormer(database: Database, now: Date) {
  return database
    .selectFrom("api_keys")
    .selectAll("api_keys")
    .select((query) =>
      query
        .selectFrom("former_api_keys as former")
        .select((former) => former.fn.max("former.expires_at").as("expires_at"))
        .whereRef("former.api_key_id", "=", "api_keys.id")
        .where("former.expires_at", ">", now)
        .as("former_expires_at"),
    );
}

/** Lists keys newest first, the revoked ones too. */
export async function listApiKeys(
  database: Database,
  page: { position: CursorPosition | null; limit: number },
): Promise<ApiKeyRowWithFormer[]> {
  const { position, limit } = page;
  const all = withFormer(database, new Date()).orderBy("created_at", "desc").orderBy("id", "desc").limit(limit);
  return (position ? all.where(after(position)) : all).execute();
}

/** Finds a key by its id. */
export async function findApiKeyById(database: Database, id: string): Promise<ApiKeyRowWithFormer | undefined> {
  return withFormer(database, new Date()).where("id", "=", id).executeTakeFirst();
}

/**
 * Lets nobody else change keys until the transaction is over. Changes of keys are rare and look at several of them;
 * looking keys up does not wait.
 */
export async function lockApiKeys(transaction: Database): Promise<void> {
  await sql`lock table api_keys in share row exclusive mode`.execute(transaction);
}

/** Names the keys of live mode that work and may do everything. */
export async function findFullAccessKeys(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom("api_keys")
    .select("id")
    .where("livemode", "=", true)
    .where("scopes", "is", null)
    .where("revoked_at", "is", null)
    .execute();
  return rows.map((row) => row.id);
}

/** Changes a key. */
export async function updateApiKey(
  database: Database,
  id: string,
  { scopes, ...change }: Partial<Pick<ApiKeyRow, "name" | "scopes" | "revoked_at" | "hash" | "hint">>,
): Promise<void> {
  const row = scopes === undefined ? change : { ...change, scopes: scopesText(scopes) };
  if (Object.keys(row).length === 0) return;
  await database.updateTable("api_keys").set(row).where("id", "=", id).execute();
}

/** Keeps what a key was, good until `expiresAt`, and lets nothing that it was before be good for longer. */
export async function keepFormerKey(
  database: Database,
  former: { id: string; hash: string; expiresAt: Date },
): Promise<void> {
  const { id, hash, expiresAt } = former;
  await database.insertInto("former_api_keys").values({ hash, api_key_id: id, expires_at: expiresAt }).execute();
  await database
    .updateTable("former_api_keys")
    .set({ expires_at: expiresAt })
    .where("api_key_id", "=", id)
    .where("expires_at", ">", expiresAt)
    .execute();
}

/** Notes that a key was used. */
export async function noteUse(database: Database, id: string, at: Date): Promise<void> {
  await database
    .updateTable("api_keys")
    .set({ last_used_at: at })
    .where("id", "=", id)
    .where((row) => row.or([row("last_used_at", "is", null), row("last_used_at", "<", at)]))
    .execute();
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
