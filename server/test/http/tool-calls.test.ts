import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../src/db/database.ts";
import { conversationChanges } from "../../src/db/conversation-changes.ts";
import { newId } from "../../src/domain/ids.ts";
import { type DescribedApp, startDescribedApp } from "./described-app.ts";

let app: DescribedApp;
let database: Database;
let live: string;
let test: string;
let testKey: Record<string, string>;
const calls: Record<"done" | "open" | "lost" | "tested", string> = { done: "", open: "", lost: "", tested: "" };

beforeAll(async () => {
  app = await startDescribedApp();
  database = openDatabase(app.databaseUrl, { connections: 1 });
  testKey = await app.testKeyHeaders();
  const agent = await app.makeAgent("Answer.");
  live = (await app.converse(agent)).id;
  test = (await app.converse(agent, { livemode: false })).id;
  calls.done = await enter(live, "book", "succeeded");
  calls.open = await enter(live, "book", null);
  calls.lost = await enter(live, "cancel", "unknown");
  calls.tested = await enter(test, "book", "failed");
});
afterAll(async () => {
  await database.destroy();
  await app.stop();
});

const BEFORE = Date.now() - 1_000;
let entered = 0;

/** Enters a call in the ledger as a conversation does, and returns its id. */
async function enter(conversationId: string, name: string, status: "succeeded" | "failed" | "unknown" | null) {
  const callId = newId("call");
  const changes = conversationChanges(database, conversationId);
  await database.executeQuery(changes.startCall({ callId, name, arguments: '{"day":"x"}' }, "api"));
  if (status !== null) await database.executeQuery(changes.settleCall(callId, status));
  // Two that were entered within a millisecond would stand in either order.
  entered += 1;
  const created_at = new Date(BEFORE + entered);
  await database.updateTable("tool_calls").set({ created_at }).where("call_id", "=", callId).execute();
  return callId;
}

const idsOf = async (query: string, headers?: Record<string, string>) => {
  const { status, body } = await app.call("GET", `/tool_calls?${query}`, undefined, headers);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body["data"] as { call_id: string }[]).map(({ call_id }) => call_id);
};

describe("the ledger of tool calls", () => {
  it("shows a call that was settled, and one that was not", async () => {
    const { body: done } = await app.call("GET", `/tool_calls/${calls.done}`);
    expect(done).toEqual({
      call_id: calls.done,
      conversation_id: live,
      procedure_id: null,
      ns: done["ns"],
      name: "book",
      arguments: '{"day":"x"}',
      status: "succeeded",
      created_at: done["created_at"],
      settled_at: done["settled_at"],
    });
    expect(Date.parse(done["settled_at"])).toBeGreaterThanOrEqual(Date.parse(done["created_at"]));
    const { body: open } = await app.call("GET", `/tool_calls/${calls.open}`);
    expect(open).toMatchObject({ status: "started", settled_at: null });
  });

  it("lists calls newest first, page by page", async () => {
    const { body } = await app.call("GET", "/tool_calls?limit=3");
    const first = (body["data"] as { call_id: string }[]).map(({ call_id }) => call_id);
    const all = [...first, ...(await idsOf(`limit=3&cursor=${body["cursor"]}`))];
    expect(all).toEqual(await idsOf(""));
    expect(new Set(all)).toEqual(new Set(Object.values(calls)));
    expect(all[0]).toBe(calls.tested);
  });

  it("is filtered by conversation, name and status, all together", async () => {
    expect(await idsOf(`conversation_id=${live}&name=book`)).toEqual([calls.open, calls.done]);
    expect(await idsOf("status=unknown")).toEqual([calls.lost]);
    expect(await idsOf(`conversation_id=${test}&status=succeeded`)).toEqual([]);
    expect((await app.call("GET", "/tool_calls?status=done")).status).toBe(400);
  });

  it("shows a test key the calls of test conversations only", async () => {
    expect(await idsOf("", testKey)).toEqual([calls.tested]);
    expect((await app.call("GET", `/tool_calls/${calls.tested}`, undefined, testKey)).status).toBe(200);
    expect((await app.call("GET", `/tool_calls/${calls.done}`, undefined, testKey)).status).toBe(404);
  });

  it("answers 404 for a call that is not there", async () => {
    for (const id of ["call_00000000000", "x", "a%20b"]) {
      expect((await app.call("GET", `/tool_calls/${id}`)).status).toBe(404);
    }
  });
});
