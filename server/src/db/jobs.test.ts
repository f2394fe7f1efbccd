import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { type Database, openDatabase } from "./database.ts";
import {
  type ClaimedJob,
  claimJobs,
  endJob,
  freeJobsOfTheDead,
  orderJobs,
  putOffBrokenJob,
  putOffJob,
} from "./jobs.ts";
import { enterNode, type Node } from "./nodes.ts";

let test: TestDatabase;
let database: Database;
let client: pg.Client;
let node: Node;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, { connections: 4 });
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
  node = await enterNode(test.url, "http://here");
});

afterAll(async () => {
  await node.leave();
  await client.end();
  await database.destroy();
  await test.drop();
});

beforeEach(async () => {
  await client.query("delete from jobs");
});

async function order(...subjects: string[]): Promise<void> {
  const jobs = subjects.map((subject) => ({ kind: "k", subject, pool: subject.split("/")[0] ?? "" }));
  await database.executeQuery(orderJobs(database, jobs));
}

async function claim(options: { room?: number; perPool?: number; running?: Record<string, number> } = {}) {
  const { room = 10, perPool = 10, running = {} } = options;
  const request = { kind: "k", holder: node.id, room, perPool, running: new Map(Object.entries(running)) };
  const claimed = await claimJobs(database, request);
  return claimed.sort((a, b) => a.subject.localeCompare(b.subject));
}

const subjects = (jobs: readonly ClaimedJob[]) => jobs.map(({ subject }) => subject);

async function claimOne(subject: string): Promise<ClaimedJob> {
  await order(subject);
  const [job] = await claim();
  return job as ClaimedJob;
}

/** Reads the jobs as `subject: due in seconds, held or not`. */
async function jobs(): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(
    `select subject || ': ' || case when due_at = 'infinity' then 'running'
       else round(extract(epoch from due_at - now()))::text || case when holder is null then '' else ' running' end
     end as text from jobs order by subject`,
  );
  return rows.map(({ text }) => text);
}

describe("a job", () => {
  it("is claimed once, and not by another kind", async () => {
    await order("a/1", "b/1");
    const [mine, theirs] = await Promise.all([claim(), claim()]);
    expect(subjects([...mine, ...theirs]).sort()).toEqual(["a/1", "b/1"]);
    expect(await claim()).toEqual([]);
    await database.executeQuery(orderJobs(database, [{ kind: "other", subject: "c" }]));
    expect(await claim()).toEqual([]);
  });

  it("is ordered once, however often it is asked for", async () => {
    await order("a/1", "a/1");
    await order("a/1");
    expect(await jobs()).toEqual(["a/1: 0"]);
  });

  it("is gone when it is done", async () => {
    await endJob(database, await claimOne("a/1"));
    expect(await jobs()).toEqual([]);
  });

  it("runs again when it was ordered while it ran, also when it says that it is done", async () => {
    const job = await claimOne("a/1");
    await order("a/1");
    expect(await claim()).toEqual([]);
    await endJob(database, job);
    expect(subjects(await claim())).toEqual(["a/1"]);
  });

  it("runs at its time when it was put off, or earlier when it was ordered meanwhile or after", async () => {
    await putOffJob(database, await claimOne("a/1"), 60_000);
    expect(await jobs()).toEqual(["a/1: 60"]);
    expect(await claim()).toEqual([]);
    await order("a/1");
    const [job] = await claim();
    await order("a/1");
    await putOffJob(database, job as ClaimedJob, 60_000);
    expect(await jobs()).toEqual(["a/1: 0"]);
  });

  it("waits longer each time that it breaks, up to five minutes, and starts over after a success", async () => {
    let job = await claimOne("a/1");
    const waits: string[] = [];
    for (let count = 0; count < 11; count += 1) {
      await putOffBrokenJob(database, job);
      waits.push((await jobs())[0] as string);
      await client.query("update jobs set due_at = now()");
      job = (await claim())[0] as ClaimedJob;
    }
    expect(waits.slice(0, 4)).toEqual(["a/1: 1", "a/1: 2", "a/1: 4", "a/1: 8"]);
    expect(waits.slice(-2)).toEqual(["a/1: 300", "a/1: 300"]);
    await putOffJob(database, job, 0);
    await putOffBrokenJob(database, (await claim())[0] as ClaimedJob);
    expect(await jobs()).toEqual(["a/1: 1"]);
  });

  it("cannot be settled by whoever held it before", async () => {
    const job = { ...(await claimOne("a/1")), holder: node.id + 1 };
    await endJob(database, job);
    await putOffJob(database, job, 0);
    await putOffBrokenJob(database, job);
    expect(await jobs()).toEqual(["a/1: running"]);
  });
});

describe("the jobs of a process", () => {
  it("are free as soon as it is dead, and stay its own while it lives", async () => {
    const other = await enterNode(test.url, "http://there");
    await order("a/1", "a/2");
    const claimAs = (holder: number) =>
      claimJobs(database, { kind: "k", holder, room: 1, perPool: 10, running: new Map() });
    await claimAs(other.id);
    await claimAs(node.id);
    await freeJobsOfTheDead(database, node.id);
    expect(await claim()).toEqual([]);
    // The lock goes with the connection, as it does when the process is killed.
    await client.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = $1", [
      other.id,
    ]);
    await expect
      .poll(async () => {
        await freeJobsOfTheDead(database, node.id);
        return (await claim()).length;
      })
      .toBe(1);
  });
});

describe("a pool", () => {
  it("has no more jobs claimed than may run at once, counting those that run", async () => {
    await order("a/1", "a/2", "a/3", "a/4", "b/1");
    expect(subjects(await claim({ perPool: 3, running: { a: 1 } }))).toEqual(["a/1", "a/2", "b/1"]);
    expect(await claim({ perPool: 3, running: { a: 3, b: 1 } })).toEqual([]);
  });

  it("that is full does not keep others waiting, however much of it is due and for however long", async () => {
    await order(...Array.from({ length: 500 }, (_, index) => `a/${index}`));
    await client.query("update jobs set due_at = now() - interval '1 hour'");
    await order("b/1", "c/1");
    expect(subjects(await claim({ perPool: 2, running: { a: 2 } }))).toEqual(["b/1", "c/1"]);
  });

  it("has its turn before others of which more run, however long those have been due", async () => {
    await order(...["a", "b"].flatMap((pool) => Array.from({ length: 50 }, (_, index) => `${pool}/${index}`)));
    await client.query("update jobs set due_at = now() - interval '1 hour'");
    await order("c/1", "c/2", "c/3");
    const claimed = await claim({ room: 4, perPool: 8, running: { a: 3, b: 4 } });
    expect(claimed.map(({ pool }) => pool)).toEqual(["a", "c", "c", "c"]);
  });

  it("does not come before another that has been due for longer", async () => {
    await order("a/1", "b/1", "c/1");
    await client.query("update jobs set due_at = now() - interval '1 hour' where pool = 'c'");
    expect(subjects(await claim({ room: 1 }))).toEqual(["c/1"]);
  });
});
