import { type Kysely, sql } from "kysely";

/** Finds the conversations that nobody can join any more among however many sleep. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index conversations_unjoined on conversations (token_expires_at)
      where status = 'queued' and scheduled_at is null
  `.execute(db);
}
