import { type Kysely, sql } from "kysely";

/** Members send requests under idempotency keys too, so whose they are is no longer an API key alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("alter table idempotency_keys drop constraint idempotency_keys_api_key_id_fkey;").execute(db);
}
