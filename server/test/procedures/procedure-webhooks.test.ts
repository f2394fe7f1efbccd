import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { startToolReceiver, type ToolReceiver } from "../http/tool-receiver.ts";
import {
  calls,
  makeProcedural,
  modelVariables,
  order,
  ended,
  QUICK,
  records,
  runOf,
  says,
  type ScriptedModels,
  startScriptedModels,
  talk,
} from "./procedure-world.ts";

let models: ScriptedModels;
let receiver: ToolReceiver;
let app: TestApp;
let talker: string;

const FIELDS = { tool: { tools: [{ ns: "syscall", name: "set_custom_fields" }] } };

beforeAll(async () => {
  models = await startScriptedModels();
  receiver = await startToolReceiver();
  app = await startTestApp({ ...modelVariables(models), OPERATOR_ALLOWED_ADDRESSES: receiver.host }, QUICK);
  talker = await app.makeAgent("Talk.", { runtime: { model: models.play(says("Hm.")) } });
  const endpoint = { url: `${receiver.url}/hook`, types: ["conversation.custom_fields.updated"] };
  const made = await app.call("POST", "/webhook_endpoints", endpoint);
  expect(made.status, JSON.stringify(made.body)).toBe(200);
});

afterAll(async () => {
  await app.stop();
  await models.close();
  await receiver.close();
});

const setting = (fields: object) =>
  makeProcedural(app, models.play(calls("set_custom_fields", { fields }), records(1, { summary: "1" })), FIELDS);

describe("custom fields that a run sets", () => {
  it("are told to webhook endpoints, all that there are by then, though the conversation is over", async () => {
    const id = await talk(app, talker, { texts: [] });
    await runOf(app, { agent_id: await setting({ a: 1 }), conversation_id: id });
    const runs = [{ b: 2 }, { c: 3 }, { d: 4 }].map(async (fields) =>
      order(app, { agent_id: await setting(fields), conversation_id: id }),
    );
    for (const run of await Promise.all(runs)) await ended(app, run);
    await expect.poll(() => receiver.calls.length).toBe(4);
    const told = receiver.calls.map(({ body }) => JSON.parse(body));
    expect(told[0]).toMatchObject({
      conversation_id: id,
      agent_id: `${talker}@v0`,
      payload: { type: "conversation.custom_fields.updated", changed: ["a"], custom_fields: { a: 1 } },
    });
    const counts = told.map(({ payload }) => Object.keys(payload.custom_fields).length);
    expect(counts).toEqual([1, 2, 3, 4]);
    expect(told[3].payload.custom_fields).toEqual({ a: 1, b: 2, c: 3, d: 4 });
  });
});
