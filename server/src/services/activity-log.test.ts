import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../db/database.ts";
import type { Activity } from "../ports/activity-log.ts";
import { knownSecrets } from "../lib/known-secrets.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { StoredActivityLog } from "./activity-log.ts";

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, { connections: 4 });
});

afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

function activity(summary: string, more: Partial<Activity> = {}): Activity {
  return {
    kind: "job",
    outcome: "succeeded",
    summary,
    actor: { type: "system", id: null, name: null },
    livemode: null,
    requestId: null,
    conversationId: null,
    at: new Date("2026-01-02T03:04:05.678Z"),
    duration: 12.34,
    details: {},
    ...more,
  };
}

function openLog(at: Database = database) {
  const told: { errors: unknown[]; dropped: number } = { errors: [], dropped: 0 };
  const log = new StoredActivityLog({
    database: at,
    secrets: knownSecrets(["the-known-secret"]),
    onError: (error) => told.errors.push(error),
    onDropped: (count) => {
      told.dropped += count;
    },
  });
  return { log, told };
}

const stored = (prefix: string) =>
  database.selectFrom("logs").selectAll().where("summary", "like", `${prefix}%`).orderBy("position").execute();

describe("the log of activities", () => {
  it("stores what was done, in its order, a moment later", async () => {
    const { log, told } = openLog();
    for (let number = 0; number < 1_200; number += 1) log.record(activity(`order ${String(number).padStart(4, "0")}`));
    await expect.poll(async () => (await stored("order")).length).toBe(1_200);
    const summaries = (await stored("order")).map(({ summary }) => summary);
    expect(summaries).toEqual(summaries.toSorted());
    expect(told).toEqual({ errors: [], dropped: 0 });
    await log.close();
  });

  it("stores what waits when it is closed, and takes nothing after that", async () => {
    const { log } = openLog();
    log.record(activity("last", { details: { name: "x" } }));
    await log.close();
    log.record(activity("last of all"));
    expect(await stored("last")).toMatchObject([{ summary: "last", duration: 12.3, details: { name: "x" } }]);
  });

  it("stores texts that the database would refuse, without what it refuses", async () => {
    const { log, told } = openLog();
    const details = { "na\0me": "half \ud800 of a pair", number: Number.NaN, __proto__: { a: 1n } };
    log.record(
      activity("odd \0", { conversationId: "conv_\0", at: new Date(Number.NaN), duration: Infinity, details }),
    );
    log.record(activity("odd too", { actor: { type: "api_key", id: "x".repeat(5_000), name: "y".repeat(5_000) } }));
    await log.close();
    const [odd, long] = await stored("odd");
    expect(odd).toMatchObject({ summary: "odd \ufffd", conversation_id: "conv_\ufffd", duration: null });
    expect(odd?.details).toMatchObject({ "na\ufffdme": "half \ufffd of a pair", number: null });
    expect(long?.actor_name).toHaveLength(200);
    expect(told).toEqual({ errors: [], dropped: 0 });
  });

  it("keeps the latest 20,000 while the database is away, and says once that it is", async () => {
    const away = openDatabase("postgres://nobody@127.0.0.1:1/none", { connections: 1 });
    const { log, told } = openLog(away);
    for (let number = 0; number < 20_400; number += 1) log.record(activity("away"));
    await expect.poll(() => told.errors.length).toBe(1);
    expect(told.dropped).toBe(500);
    await log.close();
    expect(told.errors).toHaveLength(1);
    await away.destroy();
  });

  it("masks secrets whoever records them", async () => {
    const { log } = openLog();
    const headers = { Authorization: "anything", "X-Api-Key": ["a", "b"], accept: "text/plain" };
    const secret = "op_prod_0123456789abcdef";
    log.record(
      activity(`masked ${secret}`, { details: { headers, note: `key ${secret}, the-known-secret`, [secret]: 1 } }),
    );
    await log.close();
    expect(await stored("masked")).toMatchObject([
      {
        summary: "masked op_prod_[secret]",
        details: {
          headers: { Authorization: "[secret]", "X-Api-Key": "[secret]", accept: "text/plain" },
          note: "key op_prod_[secret], [secret]",
          "op_prod_[secret]": 1,
        },
      },
    ]);
  });
});
