import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, VERSION_HEADER } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { withClient } from "../database-contents.ts";
import { startToolReceiver, type ToolReceiver } from "../http/tool-receiver.ts";
import {
  calls,
  ended,
  makeProcedural,
  modelVariables,
  order,
  QUICK,
  records,
  STALLS,
  type ScriptedModels,
  startScriptedModels,
  typesOf,
} from "./procedure-world.ts";

let database: TestDatabase;
let models: ScriptedModels;
let receiver: ToolReceiver;
let variables: Record<string, string>;
let first: TestApp;
let second: TestApp;

/** Takes on only what it orders itself, at once. */
const SELDOM = { ...QUICK, jobsEvery: 3_600_000 };
const BOOK = { tool: { tools: [{ ns: "api", name: "book" }] } };

beforeAll(async () => {
  database = await createTestDatabase();
  models = await startScriptedModels();
  receiver = await startToolReceiver();
  variables = { DATABASE_URL: database.url, ...modelVariables(models), OPERATOR_ALLOWED_ADDRESSES: receiver.host };
  first = await startTestApp(variables, SELDOM);
  second = await startTestApp(variables, SELDOM);
  const input_schema = { type: "object", properties: {} };
  const tool = { name: "book", method: "POST", url: `${receiver.url}/`, description: "Books.", input_schema };
  expect((await first.call("POST", "/tools", tool)).status).toBe(200);
});

afterAll(async () => {
  await first.stop();
  await second.stop();
  await models.close();
  await receiver.close();
  await database.drop();
});

const isRunning = (app: TestApp, id: string) =>
  expect.poll(async () => (await app.call("GET", `/procedures/${id}`)).body["status"]).toBe("running");

describe("a run in one of two processes", () => {
  it("is cancelled through the other, at once", async () => {
    const id = await order(first, { agent_id: await makeProcedural(first, models.play(STALLS)), input: {} });
    await isRunning(second, id);
    const began = performance.now();
    const answer = await second.call("POST", `/procedures/${id}/cancel`);
    expect(answer).toMatchObject({ status: 200, body: { status: "cancelled" } });
    expect(performance.now() - began).toBeLessThan(3_000);
    await expect.poll(() => models.openCount()).toBe(0);
  });

  it("is followed through the other to its end", async () => {
    let go = (): void => undefined;
    receiver.answer = () => new Promise((resolve) => (go = () => resolve({})));
    const before = receiver.calls.length;
    const model = models.play(calls("book"), records(1, { summary: "1" }));
    const id = await order(first, { agent_id: await makeProcedural(first, model, BOOK), input: {} });
    await expect.poll(() => receiver.calls.length).toBe(before + 1);
    const headers = { authorization: `Bearer ${second.key}`, ...VERSION_HEADER };
    const stream = await fetch(`${second.url}/procedures/${id}/events`, { headers });
    const text = stream.text();
    go();
    const types = [...(await text).matchAll(/^data: (.*)$/gm)].map(
      ([, json]) => JSON.parse(json as string).payload.type,
    );
    expect(types).toEqual(typesOf(await ended(second, id)));
    expect(types.at(-1)).toBe("procedure.ended");
  });

  it("goes on in another when its own stops, from the step at which it was", async () => {
    const third = await startTestApp(variables, SELDOM);
    let asked = 0;
    const model = models.play(calls("book"), () => {
      asked += 1;
      return asked === 1 ? STALLS : records("late", { summary: "Late." });
    });
    receiver.answer = () => ({});
    const before = receiver.calls.length;
    const id = await order(third, { agent_id: await makeProcedural(first, model, BOOK), input: {} });
    await expect.poll(() => asked).toBe(1);
    await third.stop();
    expect((await first.call("GET", `/procedures/${id}`)).body["status"]).toBe("running");
    // What wakes the others is any order of theirs.
    await order(first, { agent_id: await makeProcedural(first, models.play(records(1, { summary: "1" }))), input: {} });
    expect(await ended(second, id)).toMatchObject({ status: "success", output: "late" });
    expect(receiver.calls).toHaveLength(before + 1);
    expect(models.requestsTo(model)).toHaveLength(3);
  });

  it("records once more, without its model, what a process recorded that was killed before it had stored that", async () => {
    const model = models.play(records({ found: 2 }, { summary: "Two." }));
    const id = await order(first, { agent_id: await makeProcedural(first, model), input: {} });
    const whole = typesOf(await ended(first, id));
    await rewindToCall(id);
    await order(first, { agent_id: await makeProcedural(first, models.play(records(1, { summary: "1" }))), input: {} });
    const again = await ended(first, id);
    expect(again).toMatchObject({ status: "success", output: { found: 2 }, summary: "Two." });
    // The times of its turn were in the memory of the process that was killed.
    expect(typesOf(again)).toEqual(whole.filter((type) => type !== "agent.turn.metrics"));
    expect(models.requestsTo(model)).toHaveLength(1);
  });
});

/** Leaves a run as its process would that was killed while it made the call that the log names last. */
async function rewindToCall(id: string): Promise<void> {
  await withClient(database.url, async (client) => {
    await client.query("begin");
    await client.query(
      `delete from procedure_events where procedure_id = $1 and sequence > (
         select max(sequence) from procedure_events
         where procedure_id = $1 and payload ->> 'type' = 'agent.tool_call.created')`,
      [id],
    );
    await client.query("update tool_calls set status = 'started' where procedure_id = $1", [id]);
    await client.query(
      `update procedures set status = 'running', output = null, summary = null, citations = null, ended_at = null
       where id = $1`,
      [id],
    );
    await client.query("insert into jobs (kind, subject, pool, due_at) values ('run_procedure', $1, '', now())", [id]);
    await client.query("commit");
  });
}
