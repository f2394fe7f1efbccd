import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";
import { installTestKey } from "../http/described-app.ts";
import { startToolReceiver, type ToolReceiver } from "../http/tool-receiver.ts";
import {
  calls,
  ended,
  makeProcedural,
  modelVariables,
  QUICK,
  records,
  says,
  type ScriptedModels,
  startScriptedModels,
} from "./procedure-world.ts";

let database: TestDatabase;
let models: ScriptedModels;
let receiver: ToolReceiver;
let variables: Record<string, string>;
let app: TestApp;

const OBJECT = { type: "object", properties: { note: { type: "string" } } };

beforeAll(async () => {
  database = await createTestDatabase();
  models = await startScriptedModels();
  receiver = await startToolReceiver();
  variables = {
    DATABASE_URL: database.url,
    ...modelVariables(models),
    OPERATOR_ALLOWED_ADDRESSES: receiver.host,
  };
  app = await startTestApp(variables, QUICK);
  const tool = {
    name: "look_up",
    method: "POST",
    url: `${receiver.url}/`,
    description: "Looks.",
    input_schema: OBJECT,
  };
  expect((await app.call("POST", "/tools", tool)).status).toBe(200);
});

afterAll(async () => {
  await app.stop();
  await models.close();
  await receiver.close();
  await database.drop();
});

/** Makes an agent that asks the procedural agent of that name and then says what it got. */
async function asking(name: string, args: object = { instructions: "Look." }): Promise<string> {
  const model = models.play(
    calls(name, args),
    (request) => says(`Got ${String(request.messages.at(-1)?.content)}`),
    says("More."),
  );
  const tool = { tools: [{ ns: "procedure", name }] };
  return app.makeAgent(`Ask @${name}.`, { runtime: { model }, tool });
}

async function begun(on: TestApp, agentId: string): Promise<{ id: string; url: string; client: SessionClient }> {
  const { id, channel } = await on.converse(agentId);
  const url = `${channel.session_url}?token=${channel.token}`;
  const client = openSessionClient(url);
  client.send({ type: "conversation.start" });
  client.send({ type: "user.message.send", text: "What about A-17?" });
  return { id, url, client };
}

const returned = async (client: SessionClient) => (await client.next("agent.tool_call.returned")).payload;

describe("a procedural agent of test mode", () => {
  it("takes the name of no live one from those who call it", async () => {
    const model = models.play(records({ from: "live" }, { summary: "Done." }));
    await makeProcedural(app, model, { name: "shared_name" });
    const headers = await installTestKey(app.databaseUrl);
    const config = { runtime: { model, prompt: { type: "fixed", text: "Do your work." } } };
    const body = { name: "shared_name", description: "Of a test.", config };
    const made = await app.call("POST", "/procedural_agents", body, headers);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    await app.call("POST", `/procedural_agents/${made.body["version_id"]}/release`, undefined, headers);

    const { client } = await begun(app, await asking("shared_name"));

    expect(await returned(client)).toMatchObject({ name: "shared_name", result: { from: "live" } });
    client.close();
  });
});

describe("a procedural agent as a tool of a conversation", () => {
  it("sees what was said, and its JSON is the answer", async () => {
    const model = models.play(records({ state: "sent" }, { summary: "Sent." }));
    await makeProcedural(app, model, { name: "tracker" });
    const { id, client } = await begun(app, await asking("tracker"));
    expect(await returned(client)).toMatchObject({ name: "tracker", result: { state: "sent" }, outcome: "succeeded" });
    expect((await client.next("agent.message.completed")).payload.text).toContain('{"state":"sent"}');
    const shown = String(models.requestsTo(model)[0]?.messages[1]?.content);
    expect(shown).toContain("What about A-17?");
    expect(shown).toContain('"instructions":"Look."');
    const { body } = await app.call("GET", `/procedures?conversation_id=${id}`);
    expect(body["data"]).toMatchObject([{ status: "success", trigger: "tool", input: { instructions: "Look." } }]);
    client.close();
  });

  it("that fails says so to the agent", async () => {
    await makeProcedural(app, models.play(says("a"), says("b"), says("c")), { name: "idler" });
    const { client } = await begun(app, await asking("idler"));
    const answer = await returned(client);
    expect(answer).toMatchObject({ outcome: "failed" });
    expect(answer.error).toMatch(/^The run trun_\S+ failed: The model ended without calling record_output/);
    client.close();
  });

  it("that is slow leaves the user free to speak, and its answer is told when it is there", async () => {
    let go = (): void => undefined;
    receiver.answer = () => new Promise((resolve) => (go = () => resolve({})));
    const before = receiver.calls.length;
    const model = models.play(calls("look_up"), records(7, { summary: "Seven." }));
    await makeProcedural(app, model, { name: "slow_one", tool: { tools: [{ ns: "api", name: "look_up" }] } });
    const asks = models.play(calls("slow_one"), says("It takes a while."), (request) =>
      says(`Late: ${String(request.messages.at(-1)?.content)}`),
    );
    const agent = await app.makeAgent("Ask.", {
      runtime: { model: asks },
      tool: { tools: [{ ns: "procedure", name: "slow_one" }] },
    });
    const { client } = await begun(app, agent);
    await expect.poll(() => receiver.calls.length).toBe(before + 1);
    client.send({ type: "user.message.send", text: "Still there?" });
    await client.next("agent.message.completed", ({ text }) => text === "It takes a while.");
    go();
    expect(
      (await client.next("agent.message.completed", ({ text }) => text.startsWith("Late:"))).payload.text,
    ).toContain("7");
    client.close();
  });

  it("goes on when the process of its conversation stops, and its answer is waited for again, once", async () => {
    let go = (): void => undefined;
    receiver.answer = () => new Promise((resolve) => (go = () => resolve({ body: '{"seen":true}' })));
    const before = receiver.calls.length;
    // It takes on what it orders itself, and leaves what it gives back to the other.
    const second = await startTestApp(variables, { ...QUICK, jobsEvery: 3_600_000 });
    const model = models.play(calls("look_up"), records("done", { summary: "Done." }));
    await makeProcedural(app, model, { name: "survivor", tool: { tools: [{ ns: "api", name: "look_up" }] } });
    const agent = await asking("survivor");
    const { id, client } = await begun(second, agent);
    await expect.poll(() => receiver.calls.length, { timeout: 30_000 }).toBe(before + 1);
    const [run] = (await app.call("GET", `/procedures?conversation_id=${id}`)).body["data"];
    const stopped = second.stop();
    await client.closed();
    await stopped;
    go();
    const { channel } = (await app.call("GET", `/conversations/${id}`)).body as {
      channel: { session_url: string; token: string };
    };
    const again = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    expect((await again.next("agent.message.completed", ({ text }) => text.startsWith("Got"))).payload.text).toBe(
      'Got "done"',
    );
    expect((await ended(app, run.id))["status"]).toBe("success");
    expect((await app.call("GET", `/procedures?conversation_id=${id}`)).body["data"]).toHaveLength(1);
    expect(receiver.calls).toHaveLength(before + 1);
    again.close();
  });

  it("is refused where there is none of that name, or it was never released", async () => {
    const runtime = { model: "simulated/assistant", prompt: { type: "fixed", text: "Work." } };
    await app.call("POST", "/procedural_agents", { name: "unreleased", description: "", config: { runtime } });
    const config = { runtime, tool: { tools: [{ ns: "procedure", name: "unreleased" }] } };
    const refused = await app.call("POST", "/conversational_agents", { name: "A", description: "", config });
    expect(refused).toMatchObject({ status: 400, body: { error: { code: "invalid_config" } } });
  });
});
