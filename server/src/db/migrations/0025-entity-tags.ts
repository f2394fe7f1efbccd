import { type Kysely, sql } from "kysely";

/** Answers that are given again name the same `ETag` again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("alter table idempotency_keys add column etag text;").execute(db);
}
