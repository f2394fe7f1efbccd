import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../db/database.ts";
import { orderJobs } from "../db/jobs.ts";
import type { Activity } from "../ports/activity-log.ts";
import { type ClaimedJob, type JobKind, type JobResult, Jobs } from "../services/jobs.ts";
import { Membership } from "../services/membership.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { JobRunner } from "./job-runner.ts";

let test: TestDatabase;
let database: Database;
let client: pg.Client;
let membership: Membership;
let activities: Activity[];
const runners: JobRunner[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, { connections: 4 });
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
  membership = new Membership({ databaseUrl: test.url, url: "http://here" });
  await membership.enter();
});

afterAll(async () => {
  await membership.leave();
  await client.end();
  await database.destroy();
  await test.drop();
});

beforeEach(() => {
  activities = [];
});

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.close()));
  await client.query("delete from jobs");
});

const DONE: JobResult = { again: null, did: "worked" };

interface RunnerOptions {
  pollEvery?: number;
  concurrency?: number;
  perPool?: number;
  membership?: Membership;
  change?(jobs: Jobs): Partial<Jobs>;
}

function startRunner(run: JobKind["run"], options: RunnerOptions = {}) {
  const { pollEvery = 20, concurrency = 64, perPool = 64 } = options;
  const errors: unknown[] = [];
  const jobs = new Jobs({
    database,
    membership: options.membership ?? membership,
    activityLog: { record: (activity) => activities.push(activity) },
  });
  const runner = new JobRunner({
    jobs: Object.assign(jobs, options.change?.(jobs)),
    kinds: [{ kind: "k", concurrency, perPool, run }],
    pollEvery,
    onError: (error) => errors.push(error),
  });
  runners.push(runner);
  return { runner, jobs, errors };
}

async function order(...subjects: string[]): Promise<void> {
  const jobs = subjects.map((subject) => ({ kind: "k", subject, pool: subject.split("/")[0] ?? "" }));
  await database.executeQuery(orderJobs(database, jobs));
}

async function countJobs(): Promise<number> {
  return (await client.query("select 1 from jobs")).rowCount as number;
}

/** A job's run that others can watch and end. */
function gate() {
  const begun: string[] = [];
  const open: (() => void)[] = [];
  return {
    begun,
    run: async (job: ClaimedJob) => {
      begun.push(job.subject);
      await new Promise<void>((resolve) => open.push(resolve));
      return DONE;
    },
    release: () => {
      for (const resolve of open.splice(0)) resolve();
    },
  };
}

describe("a runner of jobs", () => {
  it("takes on at once what its own process announces, without waiting for the next look", async () => {
    const done: string[] = [];
    const { jobs } = startRunner(
      async ({ subject }) => {
        done.push(subject);
        return DONE;
      },
      { pollEvery: 1_000_000 },
    );
    await order("a/1", "a/2");
    jobs.announce();
    await expect.poll(() => done.sort()).toEqual(["a/1", "a/2"]);
    await expect.poll(countJobs).toBe(0);
  });

  it("finds by itself what others ordered", async () => {
    const { begun, run, release } = gate();
    startRunner(run);
    await order("a/1");
    await expect.poll(() => begun).toEqual(["a/1"]);
    release();
  });

  it("runs a job again at once that was ordered while it ran, and never twice at the same time", async () => {
    const { begun, run, release } = gate();
    const { jobs } = startRunner(run, { pollEvery: 1_000_000 });
    await order("a/1");
    jobs.announce();
    await expect.poll(() => begun.length).toBe(1);
    await order("a/1", "b/1");
    jobs.announce();
    // By now the runner has looked again, and taken on only the other job.
    await expect.poll(() => begun.length).toBe(2);
    expect(begun).toEqual(["a/1", "b/1"]);
    release();
    await expect.poll(() => begun).toEqual(["a/1", "b/1", "a/1"]);
    release();
    await expect.poll(countJobs).toBe(0);
  });

  it("keeps to how many may run at once, in all and of one pool, and takes on more as they end", async () => {
    const { begun, run, release } = gate();
    startRunner(run, { concurrency: 5, perPool: 3, pollEvery: 1_000_000 }).jobs.announce();
    await order(...Array.from({ length: 10 }, (_, index) => `a/${index}`), "b/1", "b/2", "b/3", "b/4");
    (runners[0] as JobRunner).wake();
    await expect.poll(() => begun.length).toBe(5);
    expect(begun.filter((subject) => subject.startsWith("a/"))).toHaveLength(3);
    const finish = async () => {
      release();
      return begun.length;
    };
    await expect.poll(finish).toBe(14);
    release();
    await expect.poll(countJobs).toBe(0);
  });

  it("puts a job off as long as its run says, and says in the log what was done", async () => {
    startRunner(async () => ({ again: 3_600_000, did: "failed" }));
    await order("a/1");
    const isPutOff = "select 1 from jobs where holder is null and due_at > now() + interval '59 minutes'";
    await expect.poll(async () => (await client.query(isPutOff)).rowCount).toBe(1);
    expect(activities).toMatchObject([{ kind: "job", outcome: "succeeded", summary: "k a/1: failed" }]);
  });

  it("does not log a run that found nothing to do", async () => {
    startRunner(async () => ({ again: null, did: null }));
    await order("a/1");
    await expect.poll(countJobs).toBe(0);
    expect(activities).toEqual([]);
  });

  it("runs a job that broke again, after a while, and tells of it", async () => {
    const { errors } = startRunner(async () => {
      throw new Error("It broke.");
    });
    await order("a/1");
    const isPutOff = "select failures from jobs where holder is null and due_at > now()";
    await expect.poll(async () => (await client.query(isPutOff)).rows).toEqual([{ failures: 1 }]);
    expect(errors).toEqual([new Error("It broke.")]);
    expect(activities).toMatchObject([{ kind: "job", outcome: "failed" }]);
  });

  it("settles later what it could not settle for want of the database", async () => {
    let failures = 0;
    const { errors } = startRunner(async () => DONE, {
      change: (jobs) => {
        const settle = jobs.settle.bind(jobs);
        return {
          settle: async (job, end) => {
            failures += 1;
            if (failures < 3) throw new Error("The database is away.");
            return settle(job, end);
          },
        };
      },
    });
    await order("a/1");
    await expect.poll(countJobs).toBe(0);
    expect(errors).toHaveLength(2);
    expect(activities).toHaveLength(1);
  });

  it("lets what runs end when it stops, and gives back what takes too long", async () => {
    const { begun, run, release } = gate();
    let stopped = "";
    const { runner } = startRunner(async (job, signal) => {
      if (job.subject === "a/1") return run(job);
      begun.push(job.subject);
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
      stopped = job.subject;
      return DONE;
    });
    await order("a/1", "a/2");
    await expect.poll(() => begun.length).toBe(2);
    const closed = runner.close();
    release();
    await closed;
    const { rows } = await client.query("select subject, holder, due_at <= now() as is_due from jobs");
    expect(rows).toEqual([{ subject: "a/2", holder: null, is_due: true }]);
    expect(stopped).toBe("");
  });

  it("gives up what it runs when its process loses its place, which another then takes on", async () => {
    const second = new Membership({ databaseUrl: test.url, url: "http://there" });
    await second.enter();
    const aborted: string[] = [];
    const { runner } = startRunner(
      (job, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            aborted.push(job.subject);
            reject(signal.reason as Error);
          });
        }),
      { membership: second },
    );
    second.whenLost(() => runner.abandon());
    await order("a/1");
    const held = "select holder from jobs";
    await expect.poll(async () => (await client.query(held)).rows[0]?.holder).toBe(second.nodeId());
    const former = second.nodeId();
    const done: number[] = [];
    await client.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = $1", [
      former,
    ]);
    await expect.poll(() => aborted).toEqual(["a/1"]);
    await runner.close();
    startRunner(async (job) => {
      done.push(job.holder);
      return DONE;
    });
    await expect.poll(() => done).toEqual([membership.nodeId()]);
    await second.leave();
  });
});
