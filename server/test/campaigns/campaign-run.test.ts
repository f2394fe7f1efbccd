import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CampaignWorld, newNumbers, rowsOf, startCampaignWorld } from "./campaign-world.ts";

let world: CampaignWorld;
beforeAll(async () => {
  world = await startCampaignWorld({
    say: (heard) =>
      heard.includes("Bye")
        ? { pieces: ["Bye."], toolCalls: [{ name: "end_conversation", arguments: "{}" }] }
        : { pieces: ["Good morning."] },
  });
});
afterAll(() => world.stop());

const LONG = { timeout: 45_000 };
const statusOf = async (id: string) => (await world.show(id))["status"];
const progressOf = async (id: string) => (await world.show(id))["progress"];
const begunOf = async (id: string) => (await progressOf(id)).begun as number;
let messages = 0;
const sayGoodbye = (from: string) => world.receive({ sid: `SMb${++messages}`, body: "Bye", from });

/** Waits until the campaign has seen to all it can see to now. */
async function atRest(id: string): Promise<void> {
  const job = () =>
    world.database.query("select 1 from jobs where subject = $1 and (holder is not null or due_at <= now())", [id]);
  await expect.poll(async () => (await job()).rowCount, LONG).toBe(0);
}

/** Of so many statements that wait, half the platform's connections are taken. */
const MANY = 5;

/** Says how many statements with these words wait for a lock. */
async function waitingFor(words: string): Promise<number> {
  const { rowCount } = await world.database.query(
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query like $1",
    [`%${words}%`],
  );
  return rowCount ?? 0;
}

/** Says how many of those intervals there are at most at one moment. */
function mostAtOnce(intervals: readonly (readonly [from: number, to: number])[]): number {
  return Math.max(0, ...intervals.map(([at]) => intervals.filter(([from, to]) => from <= at && at < to).length));
}

describe("the pacing of a campaign", () => {
  it("begins no more than so many at the same time, and the next once one is over", async () => {
    const numbers = newNumbers(9);
    const id = await world.make(rowsOf(numbers), { pacing: { per_minute: 1_000, at_once: 3 } });
    await world.act(id, "start");
    for (let over = 0; over < numbers.length; over += 3) {
      await expect.poll(() => begunOf(id), LONG).toBe(3);
      await atRest(id);
      expect((await progressOf(id)).conversations).toBe(over + 3);
      const open = async () => (await world.conversations(id)).filter(({ status }) => status === "in-progress");
      await expect.poll(async () => (await open()).length, LONG).toBe(3);
      for (const { callee_no } of await open()) await sayGoodbye(callee_no);
      await expect.poll(async () => (await progressOf(id)).done, LONG).toBe(over + 3);
    }
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
    const lives = (await world.conversations(id)).map(
      ({ created_at, completed_at }) => [created_at.getTime(), completed_at?.getTime() ?? 0] as const,
    );
    expect(lives).toHaveLength(9);
    expect(mostAtOnce(lives)).toBe(3);
  });

  it("begins no more than so many in any 60 seconds, whenever it is looked", async () => {
    const id = await world.make(rowsOf(newNumbers(12)), { pacing: { per_minute: 4 } });
    await world.act(id, "start");
    for (let begun = 4; begun <= 12; begun += 4) {
      await expect.poll(async () => (await progressOf(id)).conversations, LONG).toBe(begun);
      await world.database.query("update jobs set due_at = now() where subject = $1 and holder is null", [id]);
      await atRest(id);
      expect((await progressOf(id)).conversations).toBe(begun);
      const [{ wait }] = (
        await world.database.query("select extract(epoch from due_at - now()) as wait from jobs where subject = $1", [
          id,
        ])
      ).rows as [{ wait: string }];
      if (begun < 12) expect(Number(wait)).toBeLessThanOrEqual(60);
      // A minute goes by.
      await world.database.query(
        "update campaign_attempts set begun_at = begun_at - interval '60 seconds' where campaign_id = $1",
        [id],
      );
      await world.database.query("update jobs set due_at = now() where subject = $1 and holder is null", [id]);
    }
    await world.act(id, "cancel");
  });
});

describe("the retries of a campaign", () => {
  it("begin a conversation once more by how it ended, as often as is said, and no more", async () => {
    const [busy, absent] = newNumbers(2) as [string, string];
    const retries = { busy: { after_minutes: 10, times: 2 }, "no-answer": { after_minutes: 120, times: 1 } };
    const id = await world.make(rowsOf([busy, absent]), { retries, pacing: { per_minute: 1_000 } });
    await world.act(id, "start");
    const endAll = async (round: number, count: number) => {
      await expect.poll(async () => (await progressOf(id)).begun, LONG).toBe(count);
      await atRest(id);
      const open = (await world.conversations(id)).filter(({ completed_at }) => completed_at === null);
      for (const { id: conversation, callee_no } of open) {
        await world.endAs(conversation, callee_no === busy ? "busy" : "no-answer");
      }
      await expect.poll(() => begunOf(id), { ...LONG, message: `round ${round}` }).toBe(0);
    };
    await endAll(1, 2);
    const waiting = await world.rows(id, "&state=waiting");
    const minutes = waiting.map((row) => Math.round((Date.parse(row["due_at"] ?? "") - Date.now()) / 60_000));
    expect(minutes).toEqual([10, 120]);
    expect(waiting).toMatchObject([{ outcome: "busy" }, { outcome: "no-answer" }]);
    await world.makeRowsDue(id);
    await endAll(2, 2);
    expect(await progressOf(id)).toMatchObject({ waiting: 1, done: 1 });
    await world.makeRowsDue(id);
    await endAll(3, 1);
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
    expect((await world.show(id))["outcomes"]).toMatchObject({ busy: 1, "no-answer": 1, completed: 0 });
    const rows = await world.rows(id);
    expect(rows).toMatchObject([
      { attempts: 3, state: "done" },
      { attempts: 2, state: "done" },
    ]);
    expect(rows[0]?.["conversation_ids"]).toHaveLength(3);
    expect(await world.conversations(id)).toHaveLength(5);
  });

  it("do not begin once more who must not be called", async () => {
    const id = await world.make(rowsOf(newNumbers(1)), { retries: { failed: { after_minutes: 1, times: 5 } } });
    await world.act(id, "start");
    await expect.poll(async () => (await world.conversations(id)).length, LONG).toBe(1);
    await atRest(id);
    const [conversation] = await world.conversations(id);
    await world.endAs(conversation?.id ?? "", "failed", { code: "do_not_call", message: "Listed." });
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
    expect(await world.rows(id)).toMatchObject([
      { state: "refused", reason: { code: "do_not_call" }, outcome: "failed" },
    ]);
  });
});

describe("a campaign that is stopped", () => {
  it("begins nothing after it was cancelled, though rows were being begun at that moment", async () => {
    const id = await world.make(rowsOf(newNumbers(30)), { pacing: { per_minute: 1_000 } });
    const locker = new pg.Client({ connectionString: world.app.databaseUrl });
    await locker.connect();
    let begun = 0;
    try {
      await locker.query("begin");
      // Nothing new can be stored until this is over; reading goes on.
      await locker.query("lock table conversations in share mode");
      await world.act(id, "start");
      await expect.poll(() => waitingFor('insert into "conversations"'), LONG).toBeGreaterThan(0);
      let isOver = false;
      const cancelled = world.act(id, "cancel").finally(() => (isOver = true));
      const isCrowded = async () => (await waitingFor('insert into "conversations"')) >= MANY;
      await expect
        .poll(async () => isOver || (await waitingFor("for update")) > 0 || (await isCrowded()), LONG)
        .toBe(true);
      // It waits for those that were being stored, or may get no connection, or is over before any of them is.
      if (!isOver) await locker.query("commit");
      expect((await cancelled).status).toBe(200);
      begun = (await world.conversations(id)).length;
    } finally {
      await locker.end();
    }
    await atRest(id);
    const conversations = await world.conversations(id);
    expect(conversations).toHaveLength(begun);
    expect(begun).toBeLessThan(30);
    const states = (await world.rows(id)).map((row) => String(row["state"]));
    expect(states.filter((state) => state === "cancelled")).toHaveLength(30 - begun);
    for (const { callee_no } of conversations) await sayGoodbye(callee_no);
    await expect.poll(async () => (await world.show(id))["ended_at"], LONG).toEqual(expect.any(String));
  });

  it("lets what runs go on when it is paused, begins nothing, and goes on when it is resumed", async () => {
    const numbers = newNumbers(5);
    const id = await world.make(rowsOf(numbers), { pacing: { per_minute: 1_000, at_once: 2 } });
    await world.act(id, "start");
    await expect.poll(() => begunOf(id), LONG).toBe(2);
    await world.act(id, "pause");
    const open = async () => (await world.conversations(id)).filter(({ status }) => status === "in-progress");
    await expect.poll(async () => (await open()).length, LONG).toBe(2);
    const [first] = await open();
    await sayGoodbye(first?.callee_no ?? "");
    await expect.poll(async () => (await progressOf(id)).done, LONG).toBe(1);
    await atRest(id);
    expect(await world.show(id)).toMatchObject({ status: "paused", progress: { begun: 1, pending: 3 } });
    expect((await world.app.call("DELETE", `/campaigns/${id}`)).status).toBe(409);
    await world.act(id, "resume");
    for (let done = 1; done < 5; done += 1) {
      await expect.poll(async () => (await open()).length, LONG).toBeGreaterThan(0);
      const [next] = await open();
      await sayGoodbye(next?.callee_no ?? "");
      await expect.poll(async () => (await progressOf(id)).done, LONG).toBe(done + 1);
    }
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
  });

  it("ends what is queued when it is cancelled, and lets what is in progress finish", async () => {
    const [talking, queued, pending] = newNumbers(3) as [string, string, string];
    const id = await world.make(rowsOf([talking, queued, pending]), { pacing: { per_minute: 1_000, at_once: 2 } });
    await world.act(id, "start");
    const conversationWith = async (number: string) =>
      (await world.conversations(id)).find(({ callee_no }) => callee_no === number);
    await expect.poll(async () => (await conversationWith(talking))?.status, LONG).toBe("in-progress");
    await expect.poll(async () => (await conversationWith(queued))?.status, LONG).toBe("in-progress");
    await atRest(id);
    // As a call is that waits to be dialled.
    const waits = (await conversationWith(queued))?.id;
    const holder = () => world.database.query("select holder from conversations where id = $1", [waits]);
    await expect.poll(async () => (await holder()).rows, LONG).toEqual([{ holder: null }]);
    await world.database.query(
      `update conversations set status = 'queued', started_at = null, scheduled_at = now() + interval '1 hour',
         holder = null, fence = fence + 1 where id = $1`,
      [waits],
    );
    await world.database.query("delete from events where conversation_id = $1 and sequence > 1", [waits]);
    const { body } = await world.act(id, "cancel");
    expect(body).toMatchObject({ status: "cancelled", ended_at: null, progress: { cancelled: 1 } });
    await expect
      .poll(async () => (await conversationWith(queued))?.failure_reason?.code, LONG)
      .toBe("campaign_cancelled");
    await expect.poll(async () => (await progressOf(id)).cancelled, LONG).toBe(2);
    expect(await conversationWith(talking)).toMatchObject({ status: "in-progress" });
    expect(await conversationWith(pending)).toBe(undefined);
    await sayGoodbye(talking);
    await expect.poll(async () => (await world.show(id))["ended_at"], LONG).not.toBe(null);
    expect(await world.show(id)).toMatchObject({ status: "cancelled", progress: { done: 1, cancelled: 2, begun: 0 } });
    expect((await world.app.call("DELETE", `/campaigns/${id}`)).status).toBe(200);
    expect((await world.app.call("GET", `/conversations?campaign_id=${id}`)).body["data"]).toHaveLength(2);
  });

  it("notices conversations that were deleted", async () => {
    const id = await world.make(rowsOf(newNumbers(1)));
    await world.act(id, "start");
    await expect.poll(() => begunOf(id), LONG).toBe(1);
    await atRest(id);
    await world.database.query("delete from conversations where campaign_id = $1", [id]);
    await world.database.query("update campaigns set swept_at = swept_at - interval '2 minutes' where id = $1", [id]);
    await world.database.query("update jobs set due_at = now() where subject = $1 and holder is null", [id]);
    await expect.poll(() => statusOf(id), LONG).toBe("completed");
    expect(await world.rows(id)).toMatchObject([{ state: "cancelled", reason: { code: "conversation_deleted" } }]);
  });
});
