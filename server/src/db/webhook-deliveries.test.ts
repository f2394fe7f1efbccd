import { setTimeout as delay } from "node:timers/promises";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { envelop } from "../domain/event.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { type Database, openDatabase } from "./database.ts";
import { forgetDeliveries, orderPending, readFeed, recordDeliveries, replayDeliveries } from "./webhook-deliveries.ts";
import { insertWebhookEndpoint } from "./webhook-endpoints.ts";

const ENDPOINT = "whe_00000000001";
const OTHER = "whe_00000000002";
const WRITERS = 8;

let test: TestDatabase;
let database: Database;
let made = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, { connections: WRITERS + 4 });
});

afterAll(async () => {
  await database.destroy();
  await test.drop();
});

beforeEach(async () => {
  await database.deleteFrom("webhook_endpoints").execute();
  await database.deleteFrom("jobs").execute();
  for (const id of [ENDPOINT, OTHER]) {
    await insertWebhookEndpoint(database, {
      id,
      url: "https://example.com/",
      description: "",
      types: ["conversation.ended"],
      is_enabled: true,
      livemode: true,
      sealed_key: "",
      sealed_next_key: null,
      switches_at: null,
    });
  }
});

/** Writes what records one event of a conversation for those endpoints. */
function record(conversationId: string, endpoints: readonly string[] = [ENDPOINT]): CompiledQuery {
  const origin = { agent_id: "ca_00000000000@v0", livemode: true, conversation_id: conversationId };
  const envelope = envelop(origin, { type: "conversation.started" }, { sequence: 1, now: new Date() });
  const deliveries = endpoints.map((endpointId) => {
    return { id: `whd_${String((made += 1)).padStart(11, "0")}`, endpointId, envelope };
  });
  return recordDeliveries(database, deliveries);
}

const feedAfter = (after: string) => readFeed(database, ENDPOINT, { after, limit: 1_000, testOnly: false });
const jobs = async () => (await database.selectFrom("jobs").select("subject").execute()).map(({ subject }) => subject);

describe("recording deliveries", () => {
  it("orders a job for each endpoint, and nothing for one that is gone or off", async () => {
    await database.executeQuery(record("conv_1", [ENDPOINT, OTHER]));
    expect((await jobs()).sort()).toEqual([`${ENDPOINT}/conv_1`, `${OTHER}/conv_1`]);
    await database.updateTable("webhook_endpoints").set({ is_enabled: false }).where("id", "=", OTHER).execute();
    await database.executeQuery(record("conv_2", [ENDPOINT, OTHER, "whe_00000000009"]));
    expect((await jobs()).filter((subject) => subject.endsWith("conv_2"))).toEqual([`${ENDPOINT}/conv_2`]);
    expect(await feedAfter("0")).toHaveLength(2);
  });

  it("does not fail for an endpoint that is deleted at the same time", async () => {
    let recorded: Promise<unknown> = Promise.resolve();
    await database.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("webhook_endpoints").where("id", "=", OTHER).execute();
      recorded = database.executeQuery(record("conv_1", [ENDPOINT, OTHER]));
      const waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
      await expect.poll(async () => (await database.executeQuery(CompiledQuery.raw(waiting))).rows).toHaveLength(1);
    });
    await recorded;
    expect(await jobs()).toEqual([`${ENDPOINT}/conv_1`]);
  });

  it("leaves a gap for no reader of the feed, however late a transaction commits", async () => {
    const seen: string[] = [];
    let isDone = false;
    const reading = (async () => {
      let after = "0";
      for (let isLast = false; !isLast; ) {
        isLast = isDone;
        const rows = await feedAfter(after);
        seen.push(...rows.map(({ id }) => id));
        after = rows.at(-1)?.position ?? after;
      }
    })();
    const write = async (writer: number) => {
      for (let round = 0; round < 15; round += 1) {
        await database.transaction().execute(async (transaction) => {
          await transaction.executeQuery(record(`conv_${writer}_${round}`));
          await delay(Math.random() * 5);
        });
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    isDone = true;
    await reading;
    const all = (await feedAfter("0")).map(({ id }) => id);
    expect(all).toHaveLength(WRITERS * 15);
    expect(seen).toEqual(all);
  });

  it("and replaying at the same time wait for each other in no circle", async () => {
    for (let count = 0; count < 50; count += 1) await database.executeQuery(record(`conv_${count}`));
    await database
      .updateTable("webhook_deliveries")
      .set({ status: "dead", next_attempt_at: null, settled_at: new Date() })
      .execute();
    const choice = { endpointId: ENDPOINT, status: "dead" as const, testOnly: false };
    const replay = () => replayDeliveries(database, choice, { after: "0", upTo: "999999", limit: 1_000 });
    const write = () =>
      database.transaction().execute(async (transaction) => {
        for (let count = 49; count >= 0; count -= 7) await transaction.executeQuery(record(`conv_${count}`));
      });
    const results = await Promise.all([replay(), write(), replay(), write(), replay()]);
    const counts = results.flatMap((result) => (result === undefined ? [] : [result.count]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50);
  });
});

describe("an endpoint that is set going again", () => {
  it("has a job for each conversation with something pending, ordered a portion at a time", async () => {
    const ids = ["conv_1", "conv_2", "conv_3", "conv_4", "conv_5"];
    for (const id of [...ids, "conv_1"]) await database.executeQuery(record(id));
    await database.executeQuery(record("conv_6", [OTHER]));
    await database.deleteFrom("jobs").execute();
    const portions: number[] = [];
    for (let after: string | null = ""; after !== null; ) {
      after = await orderPending(database, ENDPOINT, { after, limit: 2 });
      portions.push((await jobs()).length);
    }
    expect(portions).toEqual([2, 4, 5]);
    expect((await jobs()).sort()).toEqual(ids.map((id) => `${ENDPOINT}/${id}`));
  });
});

describe("forgetting deliveries", () => {
  it("deletes what was settled before the moment, keeps what is pending, and notes how far the feed has a gap", async () => {
    for (const conversation of ["conv_1", "conv_2", "conv_3"]) await database.executeQuery(record(conversation));
    const [, second, third] = await feedAfter("0");
    const settle = (id: string | undefined, settled_at: Date) =>
      database
        .updateTable("webhook_deliveries")
        .set({ status: "delivered", next_attempt_at: null, settled_at })
        .where("id", "=", id ?? "")
        .execute();
    await settle(second?.id, new Date("2025-01-01"));
    await settle(third?.id, new Date("2025-03-01"));
    expect(await forgetDeliveries(database, new Date("2025-02-01"))).toBe(false);
    expect((await feedAfter("0")).map(({ conversation_id }) => conversation_id)).toEqual(["conv_1", "conv_3"]);
    const endpoints = await database.selectFrom("webhook_endpoints").select(["id", "forgotten_position"]).execute();
    expect(endpoints).toContainEqual({ id: ENDPOINT, forgotten_position: second?.position });
    expect(endpoints).toContainEqual({ id: OTHER, forgotten_position: "0" });
  });
});
