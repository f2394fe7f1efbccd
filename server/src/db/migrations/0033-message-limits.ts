import { type Kysely, sql } from "kysely";

/** How many messages of the user a conversation takes, and how many each of those does that public links begin. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table conversations add column message_limit integer`.execute(db);
  await sql`
    update demo_links set settings = jsonb_set(settings, '{limits,messages_per_conversation}', '200')
    where settings->'limits'->'messages_per_conversation' is null`.execute(db);
}
