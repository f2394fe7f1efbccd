import { type Kysely, sql } from "kysely";

/** Finds calls by the carrier's name for them, and those that can be forgotten. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index phone_calls_at_carrier on phone_calls (carrier_call_id) where direction = 'inbound'`.execute(db);
  await sql`
    create index phone_calls_of_nobody on phone_calls (ended_at) where status = 'over' and conversation_id is null`.execute(
    db,
  );
}
