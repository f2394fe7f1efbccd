import { sql } from "kysely";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";

/** An activity as it is stored; `details` is JSON text. */
export type NewLogRow = Omit<{ [Column in keyof Schema["logs"]]: Schema["logs"][Column] }, "position" | "details"> & {
  details: string;
};

/** Serialises the writers of the log over all processes: "OPLG" in ASCII. */
const LOCK = 0x4f504c47;

/**
 * Stores activities in their order. Positions become visible in ascending order, also when several processes write:
 * whoever has read up to one has missed nothing before it. The commit is not waited for by the disk, so that the log
 * takes nothing from the conversations: a crash of the database itself may lose the last second.
 */
export async function insertLogs(database: Database, rows: readonly NewLogRow[]): Promise<void> {
  const column = <Column extends keyof NewLogRow>(name: Column) => rows.map((row) => row[name]);
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${LOCK}), set_config('synchronous_commit', 'off', true)`.execute(
      transaction,
    );
    await sql`
      insert into logs (at, kind, outcome, livemode, request_id, conversation_id, actor_type, actor_id, actor_name,
        summary, duration, details)
      select * from unnest(${column("at")}::timestamptz[], ${column("kind")}::text[], ${column("outcome")}::text[],
        ${column("livemode")}::boolean[], ${column("request_id")}::text[], ${column("conversation_id")}::text[],
        ${column("actor_type")}::text[], ${column("actor_id")}::text[], ${column("actor_name")}::text[],
        ${column("summary")}::text[], ${column("duration")}::double precision[], ${column("details")}::jsonb[])
    `.execute(transaction);
  });
}
