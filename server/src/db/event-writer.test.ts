import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { envelop, type StoredEvent } from "../domain/event.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { type Database, openDatabase } from "./database.ts";
import { type AppendRequest, EventWriter, LeaseLostError } from "./event-writer.ts";
import { readEvents } from "./events.ts";

let test: TestDatabase;
let database: Database;
let writer: EventWriter;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, { connections: 2 });
  writer = new EventWriter(test.url);
  await database.insertInto("agents").values({ id: "ca_00000000000", livemode: true, deleted_at: null }).execute();
});

afterAll(async () => {
  await writer.close();
  await database.destroy();
  await test.drop();
});

let made = 0;
async function makeConversation(fence = 1): Promise<string> {
  const id = `conv_${String(++made).padStart(11, "0")}`;
  const now = new Date();
  await database
    .insertInto("conversations")
    .values({
      id,
      agent_id: "ca_00000000000",
      agent_version: 0,
      config_snapshot: null,
      override_config: null,
      customer_id: null,
      channel: "{}",
      channel_type: "chat_realtime",
      livemode: true,
      direction: "inbound",
      status: "in-progress",
      failure_reason: null,
      context: "{}",
      sentiment: null,
      summary: null,
      created_at: now,
      started_at: now,
      completed_at: null,
      token_expires_at: now,
      holder: null,
      fence,
    })
    .execute();
  return id;
}

const originOf = (conversation_id: string) => ({ conversation_id, agent_id: "ca_00000000000@v0", livemode: true });

function event(conversationId: string, sequence: number, text = "x"): StoredEvent {
  const payload = { type: "user.message.received" as const, text, client_event_id: null };
  return { sequence, envelope: envelop(originOf(conversationId), payload, { sequence, now: new Date() }) };
}

/** Appends as a holder that appends nothing else. */
const append = (request: Omit<AppendRequest, "series">) => writer.append({ series: { failure: null }, ...request });

async function stored(conversationId: string): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for await (const page of readEvents(database, originOf(conversationId), { after: 0 })) all.push(...page);
  return all;
}

const contextOf = async (id: string) =>
  (await database.selectFrom("conversations").select("context").where("id", "=", id).executeTakeFirstOrThrow()).context;

const setContext = (id: string, context: object) =>
  database
    .updateTable("conversations")
    .set({ context: JSON.stringify(context) })
    .where("id", "=", id)
    .compile();

describe("the writer of the event log", () => {
  it("gives back what it stored, to the letter", async () => {
    const id = await makeConversation();
    const events = [event(id, 1, 'ü 😀 \\ " \n'), event(id, 2)];
    await append({ owner: id, fence: 1, events });
    expect(await stored(id)).toEqual(events);
  });

  it("stores what many conversations append at once, each in its order", async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => makeConversation()));
    const appends = Array.from({ length: 50 }, (_, place) => place + 1).flatMap((sequence) =>
      ids.map((id) => append({ owner: id, fence: 1, events: [event(id, sequence)] })),
    );
    await Promise.all(appends);
    for (const id of ids) expect((await stored(id)).map((entry) => entry.sequence)).toHaveLength(50);
  });

  it("makes the changes of a request in the same transaction", async () => {
    const id = await makeConversation();
    await append({ owner: id, fence: 1, events: [event(id, 1)], changes: [setContext(id, { a: 1 })] });
    expect(await contextOf(id)).toEqual({ a: 1 });
  });

  it("takes events back with a change that the database refuses, and nobody else's", async () => {
    const [bad, good] = [await makeConversation(), await makeConversation()];
    const refused = sql`update conversations set status = null where id = ${bad}`.compile(database);
    const changesOf = (id: string) => [setContext(id, { a: 1 }), setContext(id, { a: 2 })];
    const results = await Promise.allSettled([
      append({ owner: bad, fence: 1, events: [event(bad, 1)], changes: [...changesOf(bad), refused] }),
      append({ owner: good, fence: 1, events: [event(good, 1)], changes: changesOf(good) }),
    ]);
    expect(results.map((result) => result.status)).toEqual(["rejected", "fulfilled"]);
    expect([await stored(bad), await contextOf(bad)]).toEqual([[], {}]);
    expect((await stored(good)).length).toBe(1);
    expect(await contextOf(good)).toEqual({ a: 2 });
  });

  it("stores nothing under a lease that was lost, and everything of the others in the batch", async () => {
    const [lost, kept] = [await makeConversation(2), await makeConversation(1)];
    const results = await Promise.allSettled([
      append({
        owner: lost,
        fence: 1,
        events: [event(lost, 1)],
        changes: [setContext(lost, { a: 1 })],
      }),
      append({
        owner: kept,
        fence: 1,
        events: [event(kept, 1)],
        changes: [setContext(kept, { a: 2 })],
      }),
    ]);
    expect(results[0]).toMatchObject({ status: "rejected", reason: expect.any(LeaseLostError) });
    expect(results[1]).toMatchObject({ status: "fulfilled" });
    expect([await stored(lost), await contextOf(lost)]).toEqual([[], {}]);
    expect(await stored(kept)).toHaveLength(1);
    expect(await contextOf(kept)).toEqual({ a: 2 });
  });

  it("changes nothing where the lease is being taken at that moment", async () => {
    const id = await makeConversation();
    const taken = await database.transaction().execute(async (transaction) => {
      await sql`update conversations set fence = 2, context = '{"by": "the next"}' where id = ${id}`.execute(
        transaction,
      );
      const late = append({ owner: id, fence: 1, events: [event(id, 1)], changes: [setContext(id, { a: 1 })] });
      const outcome = late.then(
        () => "stored",
        (error: unknown) => error,
      );
      const waiting = sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      await expect.poll(async () => (await waiting.execute(database)).rows.length, { timeout: 30_000 }).toBe(1);
      return { outcome };
    });
    expect(await taken.outcome).toBeInstanceOf(LeaseLostError);
    expect([await stored(id), await contextOf(id)]).toEqual([[], { by: "the next" }]);
  });

  it("lets a request that the database refuses fail alone", async () => {
    const [bad, good] = [await makeConversation(), await makeConversation()];
    const results = await Promise.allSettled([
      append({ owner: bad, fence: 1, events: [event(bad, 1), event(bad, 1)] }),
      append({ owner: good, fence: 1, events: [event(good, 1)] }),
    ]);
    expect(results.map((result) => result.status)).toEqual(["rejected", "fulfilled"]);
    expect([(await stored(bad)).length, (await stored(good)).length]).toEqual([0, 1]);
  });

  it.each([
    ["in the same batch", 0],
    ["in a later one", 5],
  ])("stores nothing of a series after a request that failed: one %s", async (_which, later) => {
    const [id, other] = [await makeConversation(), await makeConversation()];
    const series = { failure: null };
    const bad = writer.append({ owner: id, series, fence: 1, events: [event(id, 1), event(id, 1)] });
    for (let turn = 0; turn < later; turn += 1) await Promise.resolve();
    const results = await Promise.allSettled([
      bad,
      writer.append({
        owner: id,
        series,
        fence: 1,
        events: [event(id, 2)],
        changes: [setContext(id, { a: 1 })],
      }),
      append({ owner: other, fence: 1, events: [event(other, 1)] }),
    ]);
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected", "fulfilled"]);
    expect([await stored(id), await contextOf(id)]).toEqual([[], {}]);
    await expect(writer.append({ owner: id, series, fence: 1, events: [event(id, 3)] })).rejects.toThrow();
  });

  it("goes on after its connection was cut", async () => {
    const id = await makeConversation();
    await append({ owner: id, fence: 1, events: [event(id, 1)] });
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like '%insert into events%' and pid <> pg_backend_pid()`.execute(
      database,
    );
    await expect
      .poll(async () => {
        const sequence = (await stored(id)).length + 1;
        await append({ owner: id, fence: 1, events: [event(id, sequence)] }).catch(() => undefined);
        return (await stored(id)).length;
      })
      .toBe(2);
  });
});
