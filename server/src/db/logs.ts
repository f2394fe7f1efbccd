import { type Selectable, sql } from "kysely";
import type { CursorPosition } from "../domain/cursor.ts";
import { type ActivityKind, positionOfLogId } from "../domain/log.ts";
import type { Activity } from "../ports/activity-log.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";
import { runWhole, unsynced } from "./whole-transaction.ts";

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
  const lock = sql`select pg_advisory_xact_lock(${LOCK})`;
  const insert = sql`
    insert into logs (at, kind, outcome, livemode, request_id, conversation_id, actor_type, actor_id, actor_name,
      summary, duration, details)
    select * from unnest(${column("at")}::timestamptz[], ${column("kind")}::text[], ${column("outcome")}::text[],
      ${column("livemode")}::boolean[], ${column("request_id")}::text[], ${column("conversation_id")}::text[],
      ${column("actor_type")}::text[], ${column("actor_id")}::text[], ${column("actor_name")}::text[],
      ${column("summary")}::text[], ${column("duration")}::double precision[], ${column("details")}::jsonb[])`;
  await runWhole(
    database,
    [unsynced, lock, insert].map((statement) => statement.compile(database)),
  );
}

/** Which activities are wanted; absent fields do not restrict them. */
export interface LogFilter {
  kind?: ActivityKind;
  outcome?: Activity["outcome"];
  conversationId?: string;
  requestId?: string;
  actorId?: string;
  livemode?: boolean;
  from?: Date;
  before?: Date;
  /** Words that must all occur in the summary, the actor's name or the details. */
  text?: string;
}

/** An activity as it is read. */
export type LogRow = Selectable<Schema["logs"]>;

/** Lists activities newest first, at most `limit` of them, from after `position` on. */
export async function listLogs(
  database: Database,
  filter: LogFilter,
  page: { position: CursorPosition | null; limit: number },
): Promise<LogRow[]> {
  let query = filtered(database, filter);
  const { position } = page;
  if (position) {
    const place = positionOfLogId(position.id) ?? 0;
    query = query.where(sql<boolean>`(at, position) < (${position.createdAt}, ${place})`);
  }
  return query.orderBy("at", "desc").orderBy("position", "desc").limit(page.limit).execute();
}

/** Lists activities with `after < position ≤ upTo` in the order in which they were stored, at most `limit` of them. */
export async function listLogsAfter(
  database: Database,
  filter: LogFilter,
  page: { after: number; upTo: number; limit: number },
): Promise<LogRow[]> {
  return filtered(database, filter)
    .where("position", ">", String(page.after))
    .where("position", "<=", String(page.upTo))
    .orderBy("position")
    .limit(page.limit)
    .execute();
}

function filtered(database: Database, filter: LogFilter) {
  let query = database.selectFrom("logs").selectAll();
  for (const [column, operator, value] of comparisons(filter)) {
    if (value !== undefined) query = query.where(column, operator, value);
  }
  // An index holds the few that did not succeed; the planner must be told that one of those is wanted.
  if (filter.outcome !== undefined && filter.outcome !== "succeeded") query = query.where("outcome", "<>", "succeeded");
  if (filter.livemode === false) query = query.where(sql<boolean>`not livemode`);
  const { text } = filter;
  if (text === undefined) return query;
  const words = sql`plainto_tsquery('simple', words_apart(${text})) || plainto_tsquery('simple', ${text})`;
  return query.where(sql<boolean>`words_of_log(summary, actor_name, details) @@ (${words})`);
}

type Comparison = [keyof Schema["logs"], "=" | ">=" | "<", Date | string | boolean | undefined];

function comparisons(filter: LogFilter): Comparison[] {
  return [
    ["kind", "=", filter.kind],
    ["outcome", "=", filter.outcome],
    ["conversation_id", "=", filter.conversationId],
    ["request_id", "=", filter.requestId],
    ["actor_id", "=", filter.actorId],
    ["livemode", "=", filter.livemode || undefined],
    ["at", ">=", filter.from],
    ["at", "<", filter.before],
  ];
}

/** Finds the activity at a place of the log. */
export async function findLog(database: Database, position: number): Promise<LogRow | undefined> {
  return database.selectFrom("logs").selectAll().where("position", "=", String(position)).executeTakeFirst();
}

/** Returns the place of the latest activity; 0 for an empty log. */
export async function lastLogPosition(database: Database): Promise<number> {
  const row = await database
    .selectFrom("logs")
    .select(sql<string | null>`max(position)`.as("last"))
    .executeTakeFirstOrThrow();
  return Number(row.last ?? 0);
}

/** Deletes activities of a kind from before `before`, the oldest first, at most `limit`. Returns how many it deleted. */
export async function deleteOldLogs(
  database: Database,
  kind: ActivityKind,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = database
    .selectFrom("logs")
    .select("position")
    .where("kind", "=", kind)
    .where("at", "<", before)
    .orderBy("at")
    .orderBy("position")
    .limit(limit);
  const { numDeletedRows } = await database.deleteFrom("logs").where("position", "in", old).executeTakeFirst();
  return Number(numDeletedRows);
}
