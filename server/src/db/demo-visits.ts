import { sql } from "kysely";
import type { Database } from "./database.ts";

/** A conversation that is to begin by a link. */
export interface DemoVisit {
  /** The conversation's id. */
  id: string;
  demoLinkId: string;
  /** Who comes, by a keyed hash of their network address. */
  visitor: string;
}

/** How many conversations were begun by a link. */
export interface DemoUsage {
  /** How many are open, or about to be. */
  open: number;
  /** How many began within the last 24 hours. */
  last_day: number;
}

/** How much is used of a link's limits, and in how many ms each count goes down. */
export interface VisitCounts extends DemoUsage {
  day_frees_in: number;
  /** How many the visitor began within the last hour. */
  of_visitor: number;
  visitor_frees_in: number;
}

/** What is reserved counts as open for so long, until its conversation is stored. */
const OPEN = sql`
  conversations.status in ('queued', 'in-progress')
  or (conversations.id is null and visit.created_at > now() - interval '1 minute')`;

/** Counts what was begun by each of those links; those by which nothing was are left out. */
export async function countUsage(database: Database, ids: readonly string[]): Promise<Map<string, DemoUsage>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<DemoUsage & { demo_link_id: string }>`
    select visit.demo_link_id, count(*) filter (where ${OPEN})::int as open, count(*)::int as last_day
    from demo_visits visit left join conversations on conversations.id = visit.id
    where visit.demo_link_id = any(${[...ids]}::text[]) and visit.created_at > now() - interval '1 day'
    group by visit.demo_link_id`.execute(database);
  return new Map(rows.map(({ demo_link_id, ...usage }) => [demo_link_id, usage]));
}

/** Counts what was begun by a link, and of that what by one visitor. */
export async function countVisits(
  database: Database,
  { demoLinkId, visitor }: Pick<DemoVisit, "demoLinkId" | "visitor">,
): Promise<VisitCounts> {
  const isTheirs = sql`visit.visitor = ${visitor} and visit.created_at > now() - interval '1 hour'`;
  const { rows } = await sql<VisitCounts>`
    select count(*) filter (where ${OPEN})::int as open,
      count(*)::int as last_day,
      ${freesIn("1 day")}::float8 as day_frees_in,
      count(*) filter (where ${isTheirs})::int as of_visitor,
      ${freesIn("1 hour", isTheirs)}::float8 as visitor_frees_in
    from demo_visits visit left join conversations on conversations.id = visit.id
    where visit.demo_link_id = ${demoLinkId} and visit.created_at > now() - interval '1 day'`.execute(database);
  return rows[0] as VisitCounts;
}

function freesIn(window: string, which = sql`true`) {
  const first = sql`min(visit.created_at) filter (where ${which})`;
  return sql`coalesce(extract(epoch from ${first} + ${window}::interval - now()) * 1000, 0)`;
}

/** Notes that a conversation is to begin by a link. */
export async function insertVisit(database: Database, { id, demoLinkId, visitor }: DemoVisit): Promise<void> {
  await database.insertInto("demo_visits").values({ id, demo_link_id: demoLinkId, visitor }).execute();
}

/** Takes back that a conversation was to begin. */
export async function deleteVisit(database: Database, id: string): Promise<void> {
  await database.deleteFrom("demo_visits").where("id", "=", id).execute();
}

/** Forgets those who came so long ago that they count no more. */
export async function deleteOldVisits(database: Database): Promise<void> {
  await sql`delete from demo_visits where created_at < now() - interval '25 hours'`.execute(database);
}
