import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { envelop } from "../domain/event.ts";
import { proceduralAgentConfigSchema } from "../domain/procedural-agent-config.ts";
import { createTestDatabase, type TestDatabase } from "../testing/database.ts";
import { insertAgent, markAgentDeleted } from "./agents.ts";
import { type Database, openDatabase } from "./database.ts";
import { EventWriter, LeaseLostError, PROCEDURES } from "./event-writer.ts";
import { readEvents } from "./events.ts";
import { type ClaimedJob, claimJobs } from "./jobs.ts";
import { findProcedure, type NewProcedure, orderProcedures, requestCancel, takeUpProcedure } from "./procedures.ts";

let test: TestDatabase;
let database: Database;
let writer: EventWriter;

const CONFIG = proceduralAgentConfigSchema.parse({
  runtime: { model: "a/b", prompt: { type: "fixed", text: "Work." } },
});
let made = 0;
const id = (prefix: string) => `${prefix}_${String((made += 1)).padStart(11, "0")}`;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, { connections: 3 });
  writer = new EventWriter(test.url, undefined, PROCEDURES);
});

afterAll(async () => {
  await writer.close();
  await database.destroy();
  await test.drop();
});

async function agent(status: "draft" | "released"): Promise<string> {
  const agentId = id("pa");
  const version = { version: 0, status, name: "Worker", description: "", postprocess_agents: "[]" };
  await insertAgent(database, { id: agentId, livemode: true }, { ...version, config: JSON.stringify(CONFIG) as never });
  return agentId;
}

function order(agentId: string, more: Partial<NewProcedure> = {}): NewProcedure {
  return {
    id: id("trun"),
    agentId,
    version: null,
    livemode: true,
    conversationId: null,
    input: {},
    trigger: "api",
    triggerKey: null,
    batchId: null,
    ...more,
  };
}

async function ordered(...orders: NewProcedure[]): Promise<string[]> {
  const { rows } = await database.executeQuery(orderProcedures(database, orders));
  return rows.map((row) => row.id);
}

async function claim(subject: string, holder: number): Promise<ClaimedJob> {
  await database
    .updateTable("jobs")
    .set({ holder: null, due_at: new Date(0) })
    .where("subject", "=", subject)
    .execute();
  const wanted = { kind: "run_procedure", holder, room: 100, perPool: 100, running: new Map() };
  return (await claimJobs(database, wanted)).find((job) => job.subject === subject) as ClaimedJob;
}

describe("ordering runs", () => {
  it("takes the released version, or the one that is named, and keeps what a draft said", async () => {
    const [released, draft] = [await agent("released"), await agent("draft")];
    const orders = [order(released), order(draft, { version: 0 })];
    expect((await ordered(...orders)).sort()).toEqual(orders.map((one) => one.id).sort());
    expect(await findProcedure(database, orders[0]?.id as string)).toMatchObject({
      name: "Worker",
      status: "pending",
      agent_version: 0,
      config_snapshot: null,
    });
    expect(await findProcedure(database, orders[1]?.id as string)).toMatchObject({ config_snapshot: CONFIG });
  });

  it("leaves out agents that were deleted, or have no such version, and orders the others", async () => {
    const [draft, deleted, good] = [await agent("draft"), await agent("released"), await agent("released")];
    await markAgentDeleted(database, deleted);
    const fitting = order(good);
    const orders = [order(draft), order(deleted), order(good, { version: 7 }), order("pa_zzzzzzzzzzz"), fitting];
    expect(await ordered(...orders)).toEqual([fitting.id]);
  });

  it("under one key makes one run, however many order it at once", async () => {
    const agentId = await agent("released");
    const orders = Array.from({ length: 8 }, () => order(agentId, { triggerKey: `key-${agentId}` }));
    const made = await Promise.all(orders.map((one) => ordered(one)));
    expect(made.flat()).toHaveLength(1);
  });
});

describe("taking a run on", () => {
  it("is for the holder of its job alone, and nothing of the former holder is stored afterwards", async () => {
    const [runId] = (await ordered(order(await agent("released")))) as [string];
    const first = await takeUpProcedure(database, await claim(runId, 1));
    expect(first).toMatchObject({ status: "running", fence: 1 });
    const second = await takeUpProcedure(database, await claim(runId, 2));
    expect(second).toMatchObject({ fence: 2, started_at: first?.started_at });
    const stale = { kind: "run_procedure", subject: runId, pool: "", holder: 1 };
    expect(await takeUpProcedure(database, stale)).toBeUndefined();

    const origin = { agent_id: "pa_x@v0", livemode: true, conversation_id: null, procedure_id: runId };
    const payload = { type: "procedure.started", trigger: "api" } as const;
    const append = (fence: number) => {
      const events = [{ sequence: 1, envelope: envelop(origin, payload, { sequence: 1, now: new Date() }) }];
      return writer.append({ owner: runId, series: { failure: null }, fence, events });
    };
    await expect(append(1)).rejects.toThrow(LeaseLostError);
    await append(2);
    const stored = [];
    for await (const page of readEvents(database, origin, { after: 0 })) stored.push(...page);
    expect(stored).toMatchObject([{ sequence: 1, envelope: { procedure_id: runId, conversation_id: null, payload } }]);
  });

  it("is not done of one that is over, which cannot be cancelled either", async () => {
    const [runId] = (await ordered(order(await agent("released")))) as [string];
    const asked = await requestCancel(database, runId);
    expect(asked?.cancel_requested_at).toBeInstanceOf(Date);
    expect((await requestCancel(database, runId))?.cancel_requested_at).toEqual(asked?.cancel_requested_at);
    await database.updateTable("procedures").set({ status: "cancelled" }).where("id", "=", runId).execute();
    expect(await takeUpProcedure(database, await claim(runId, 1))).toBeUndefined();
    expect(await requestCancel(database, runId)).toBeUndefined();
  });
});
