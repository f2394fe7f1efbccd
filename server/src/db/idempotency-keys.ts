import { sql } from "kysely";
import type { Database } from "./database.ts";

/** A request under an idempotency key. */
export interface KeyedRequest {
  apiKeyId: string;
  key: string;
  /** What the request was, so that the same key with another request is noticed. */
  requestHash: string;
  /** The ids of the conversations and customers that the request names. */
  mentions: readonly string[];
}

/** What is known of a key. `status` null: its first request is under way, or was cut off. */
export interface FirstRequest {
  requestHash: string;
  status: number | null;
  sealedBody: string | null;
  etag: string | null;
}

/** Enters a request under its key. Returns what is known of the first one with that key; null when this is the first. */
export async function enterKeyedRequest(database: Database, request: KeyedRequest): Promise<FirstRequest | null> {
  const entered = await database
    .insertInto("idempotency_keys")
    .values({
      api_key_id: request.apiKeyId,
      key: request.key,
      request_hash: request.requestHash,
      status: null,
      sealed_body: null,
      mentions: [...request.mentions],
    })
    .onConflict((conflict) => conflict.columns(["api_key_id", "key"]).doNothing())
    .executeTakeFirst();
  if ((entered.numInsertedOrUpdatedRows ?? 0n) > 0n) return null;
  const row = await byKey(database, request).executeTakeFirst();
  if (!row) return null;
  return { requestHash: row.request_hash, status: row.status, sealedBody: row.sealed_body, etag: row.etag };
}

function byKey(database: Database, { apiKeyId, key }: KeyedRequest) {
  return database.selectFrom("idempotency_keys").selectAll().where("api_key_id", "=", apiKeyId).where("key", "=", key);
}

/** Keeps the answer to the first request of a key, for later ones. */
export async function keepAnswer(
  database: Database,
  request: KeyedRequest,
  answer: { status: number; sealedBody: string; etag: string | null; mentions: readonly string[] },
): Promise<void> {
  await database
    .updateTable("idempotency_keys")
    .set({ status: answer.status, sealed_body: answer.sealedBody, etag: answer.etag, mentions: [...answer.mentions] })
    .where("api_key_id", "=", request.apiKeyId)
    .where("key", "=", request.key)
    .execute();
}

/** Forgets a key whose request came to nothing, so that it may be sent again. */
export async function forgetKey(database: Database, request: KeyedRequest): Promise<void> {
  await database
    .deleteFrom("idempotency_keys")
    .where("api_key_id", "=", request.apiKeyId)
    .where("key", "=", request.key)
    .execute();
}

/** Forgets keys older than a day. */
export async function deleteOldKeys(database: Database): Promise<void> {
  await database
    .deleteFrom("idempotency_keys")
    .where("created_at", "<", sql<Date>`now() - interval '24 hours'`)
    .execute();
}
