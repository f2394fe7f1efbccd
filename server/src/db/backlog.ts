import { sql } from "kysely";
import type { Database } from "./database.ts";

/** What is counted of one thing at most, so that looking costs little however much there is. */
const MOST_COUNTED = 100_000;

/** What waits or is under way in the whole installation. No count goes beyond 100,000. */
export interface Backlog {
  queued_conversations: number;
  running_conversations: number;
  pending_deliveries: number;
  dead_deliveries: number;
  /** Seconds since the oldest pending delivery was recorded; 0 without one. */
  delivery_lag: number;
  waiting_jobs: number;
  running_jobs: number;
  /** Seconds for which the longest due job has waited; 0 without one. */
  job_lag: number;
}

/** Counts what waits or is under way. */
export async function readBacklog(database: Database): Promise<Backlog> {
  const counted = (rows: string) => sql.raw(`(select count(*)::integer from (${rows} limit ${MOST_COUNTED}) rows)`);
  const { rows } = await sql<Backlog>`
    select
      ${counted("select 1 from conversations where status = 'queued'")} as queued_conversations,
      ${counted("select 1 from conversations where status = 'in-progress'")} as running_conversations,
      ${counted("select 1 from webhook_deliveries where status = 'pending'")} as pending_deliveries,
      ${counted("select 1 from webhook_deliveries where status = 'dead'")} as dead_deliveries,
      (select coalesce(extract(epoch from now() - min(created_at)), 0)::double precision from (
        select created_at from webhook_deliveries where status = 'pending' limit ${sql.lit(MOST_COUNTED)}
      ) pending) as delivery_lag,
      ${counted("select 1 from jobs where holder is null and due_at <= now()")} as waiting_jobs,
      ${counted("select 1 from jobs where holder is not null")} as running_jobs,
      (select coalesce(greatest(extract(epoch from now() - min(due_at)), 0), 0)::double precision
        from jobs where holder is null and due_at <= now()) as job_lag
  `.execute(database);
  return rows[0] as Backlog;
}
