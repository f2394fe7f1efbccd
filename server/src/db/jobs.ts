import { type CompiledQuery, type RawBuilder, sql } from "kysely";
import type { Database } from "./database.ts";
import { isAlive } from "./nodes.ts";

/** A job as it is known: its kind has a handler, its subject says what it is about. */
export interface JobName {
  readonly kind: string;
  readonly subject: string;
}

/** A job that a process has taken on. It is its as long as nobody else is the holder. */
export interface ClaimedJob extends JobName {
  readonly pool: string;
  readonly holder: number;
}

/** A job to be ordered. */
export interface NewJob extends JobName {
  /** Of whose jobs so many run at once in a process; without one it has no such limit of its own. */
  readonly pool?: string;
  /** When it is due; at once if absent. */
  readonly dueAt?: Date;
}

/** What completes an insert into `jobs`: a job that is there already becomes due no later, one that runs runs again. */
export const ORDER_JOB = sql`on conflict (kind, subject) do update set due_at = least(jobs.due_at, excluded.due_at)`;

/**
 * Orders jobs. To be run in the transaction of the change that calls for them; a process that shares
 * the database takes them on within about a second, this one at once when it is told by `Jobs.announce` after the commit.
 */
export function orderJobs(database: Database, jobs: readonly NewJob[]): CompiledQuery {
  const column = (value: (job: NewJob) => string) => jobs.map(value);
  // In one order for everybody, so that no two transactions wait for each other in a circle.
  return sql`
    insert into jobs (kind, subject, pool, due_at)
    select distinct on (kind, subject) kind, subject, pool, coalesce(due_at, now())
    from unnest(
      ${column(({ kind }) => kind)}::text[],
      ${column(({ subject }) => subject)}::text[],
      ${column(({ pool = "" }) => pool)}::text[],
      ${jobs.map(({ dueAt }) => dueAt?.toISOString() ?? null)}::timestamptz[]
    ) as ordered (kind, subject, pool, due_at)
    order by kind, subject, due_at nulls first
    ${ORDER_JOB}
  `.compile(database);
}

/** Writes what takes back the order of a job that is not due yet; one that is, or that runs, goes on. */
export function cancelJob(database: Database, { kind, subject }: JobName): CompiledQuery {
  return database
    .deleteFrom("jobs")
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .where("holder", "is", null)
    .where("due_at", ">", sql<Date>`now()`)
    .compile();
}

/** Tells in SQL whether a job is still its claimer's. */
export function isHeld({ kind, subject, holder }: ClaimedJob): RawBuilder<boolean> {
  return sql<boolean>`
    exists (select 1 from jobs where kind = ${kind} and subject = ${subject} and holder = ${holder})`;
}

/** How many jobs of a kind a process can take on. */
export interface Claim {
  kind: string;
  /** The process, by the number under which it is alive. */
  holder: number;
  /** How many at most. */
  room: number;
  /** How many of one pool may run in the process at once. */
  perPool: number;
  /** How many of each pool do. */
  running: ReadonlyMap<string, number>;
}

/** Returns those of the kinds of which jobs are due that nobody has taken on. One pool is looked at after the other. */
export async function findDueKinds(database: Database, kinds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ kind: string }>`
    select k.kind from unnest(${kinds}::text[]) k (kind)
    where exists (
      with recursive pools as (
        (select pool from jobs where kind = k.kind and holder is null order by pool limit 1)
        union all
        select (select j.pool from jobs j where j.kind = k.kind and j.holder is null and j.pool > p.pool
                order by j.pool limit 1)
        from pools p where p.pool is not null
      )
      select from pools p where exists (
        select from jobs d where d.kind = k.kind and d.pool = p.pool and d.holder is null and d.due_at <= now()
      )
    )
  `.execute(database);
  return rows.map(({ kind }) => kind);
}

/**
 * Takes on jobs that are due, those of the pools first of which the fewest run, and then the longest due. A pool that
 * is full is passed over. So neither one pool nor many slow ones keep the others waiting, however much of them is due.
 */
export async function claimJobs(database: Database, claim: Claim): Promise<ClaimedJob[]> {
  const { kind, holder, room, perPool, running } = claim;
  const { rows } = await sql<{ subject: string; pool: string }>`
    with recursive pools as (
      (select pool from jobs where kind = ${kind} and holder is null order by pool limit 1)
      union all
      select (select j.pool from jobs j where j.kind = ${kind} and j.holder is null and j.pool > p.pool
              order by j.pool limit 1)
      from pools p where p.pool is not null
    ), due as (
      select j.subject
      from pools p
      left join unnest(${[...running.keys()]}::text[], ${[...running.values()]}::integer[]) b (pool, count)
        on b.pool = p.pool
      cross join lateral (
        -- A limit that the planner knows, or it would take the plan for one of many rows.
        select d.subject, d.due_at, row_number() over (order by d.due_at) as place
        from (
          select subject, due_at from jobs
          where kind = ${kind} and pool = p.pool and holder is null and due_at <= now()
          order by due_at limit ${perPool} for update skip locked
        ) d
      ) j
      where coalesce(b.count, 0) < ${perPool} and j.place <= ${perPool} - coalesce(b.count, 0)
      order by coalesce(b.count, 0) + j.place, j.due_at limit ${room}
    )
    update jobs set holder = ${holder}, due_at = 'infinity'
    from due where jobs.kind = ${kind} and jobs.subject = due.subject
    returning jobs.subject, jobs.pool
  `.execute(database);
  return rows.map(({ subject, pool }) => ({ kind, subject, pool, holder }));
}

/** Frees the jobs of processes that are no longer alive, to be taken on at once. */
export async function freeJobsOfTheDead(database: Database, self: number): Promise<void> {
  await database
    .updateTable("jobs")
    .set({ holder: null, due_at: sql<Date>`now()` })
    .where("holder", "is not", null)
    .where("holder", "<>", self)
    .where((eb) => eb.not(isAlive("jobs.holder")))
    .execute();
}

/**
 * Ends a job that is done. When it was ordered again while it ran, it stays and is due. This and the two below return
 * whether the job is due at once.
 */
export async function endJob(database: Database, job: ClaimedJob): Promise<boolean> {
  const { numDeletedRows } = await database
    .deleteFrom("jobs")
    .where("kind", "=", job.kind)
    .where("subject", "=", job.subject)
    .where("holder", "=", job.holder)
    .where("due_at", "=", sql<Date>`'infinity'`)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 0n && freeJob(database, job, { due_at: sql<Date>`due_at`, failures: 0 });
}

/** Gives a job back that is to run again in `delay` ms; earlier when it was ordered again while it ran. */
export async function putOffJob(database: Database, job: ClaimedJob, delay: number): Promise<boolean> {
  const due_at = sql<Date>`least(due_at, now() + ${delay} * interval '1 millisecond')`;
  return freeJob(database, job, { due_at, failures: 0 });
}

/** Gives a job back that broke: it runs again after a while, which doubles with each time in a row, up to 5 min. */
export async function putOffBrokenJob(database: Database, job: ClaimedJob): Promise<boolean> {
  const due_at = sql<Date>`now() + least(300, power(2, least(failures, 10))) * interval '1 second'`;
  return freeJob(database, job, { due_at, failures: sql<number>`failures + 1` });
}

async function freeJob(
  database: Database,
  { kind, subject, holder }: ClaimedJob,
  change: { due_at: RawBuilder<Date>; failures: number | RawBuilder<number> },
): Promise<boolean> {
  const row = await database
    .updateTable("jobs")
    .set({ holder: null, ...change })
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .where("holder", "=", holder)
    .returning(sql<boolean>`due_at <= now()`.as("is_due"))
    .executeTakeFirst();
  return row?.is_due ?? false;
}
