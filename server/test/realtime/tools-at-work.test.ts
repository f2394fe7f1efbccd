import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
} from "../../src/testing/fake-model-server.ts";
import { openSessionClient, type SessionClient } from "../../src/testing/session-client.ts";
import { startWaitingTool, type WaitingTool } from "./waiting-tool.ts";

let app: TestApp;
let model: FakeModelServer;
let endpoint: WaitingTool;
let agentId: string;

const OBJECT = { type: "object", properties: { note: { type: "string" } }, required: ["note"] };

/** Calls the tools that the user names, `call a b`, side by side, and echoes what else it is told. */
function answer({ messages }: FakeModelRequest): FakeAnswer {
  const last = messages.at(-1);
  const text = typeof last?.content === "string" ? last.content : "";
  const names = last?.role === "user" && text.startsWith("call ") ? text.slice(5).split(" ") : [];
  const toolCalls = names.map((name) => ({ name, arguments: JSON.stringify({ note: name }) }));
  const pieces = toolCalls.length > 0 ? [] : [`${last?.role}: ${text}`];
  return { firstPieceAfter: 0, pieceEvery: 0, pieces, toolCalls };
}

beforeAll(async () => {
  model = await startFakeModelServer({ answer });
  endpoint = await startWaitingTool();
  const variables = { OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`, OPERATOR_ALLOWED_ADDRESSES: endpoint.host };
  app = await startTestApp(variables, { reconnectWithin: 5_000, pingEvery: 20_000 });
  const http = { method: "POST", url: `http://${endpoint.host}/`, description: "Works.", input_schema: OBJECT };
  const client = { type: "client", description: "Shows a map.", input_schema: OBJECT };
  for (const tool of [
    { name: "plain", ...http },
    { name: "slow", ...http, runs_in_background: true, time_limit_sec: 60 },
    { name: "cancellable", ...http, on_interrupt: "cancel" },
    { name: "called_off", ...http, on_interrupt: "cancel", runs_in_background: true, time_limit_sec: 60 },
    { name: "show_map", ...client },
    { name: "show_briefly", ...client, time_limit_sec: 0.1 },
    { name: "watch_user", ...client, runs_in_background: true },
  ]) {
    const made = await app.call("POST", "/tools", tool);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
  }
  const api = ["plain", "slow", "cancellable", "called_off"].map((name) => ({ ns: "api", name }));
  const ofClient = ["show_map", "show_briefly", "watch_user"].map((name) => ({ ns: "client", name }));
  const tool = { tools: [...api, ...ofClient] };
  agentId = await app.makeAgent("Work.", { runtime: { model: "fake/model" }, tool });
});

afterAll(async () => {
  await app.stop();
  await model.close();
  await endpoint.close();
});

interface Open {
  id: string;
  url: string;
  client: SessionClient;
}

async function started(): Promise<Open> {
  const { id, channel } = await app.converse(agentId);
  const url = `${channel.session_url}?token=${channel.token}`;
  const client = openSessionClient(url);
  client.send({ type: "conversation.start" });
  return { id, url, client };
}

const say = (client: SessionClient, text: string) => client.send({ type: "user.message.send", text });
const nextSaid = async (client: SessionClient) => (await client.next("agent.message.completed")).payload.text;
const created = async (client: SessionClient, name: string) =>
  (await client.next("agent.tool_call.created", (payload) => payload.name === name)).payload;
const returned = async (client: SessionClient, callId: string) =>
  (await client.next("agent.tool_call.returned", (payload) => payload.call_id === callId)).payload;
const ledgerOf = async (callId: string) => (await app.call("GET", `/tool_calls/${callId}`)).body;

describe("a tool that runs in the background", () => {
  it("leaves the agent free to talk, and its answer is told when it is there", async () => {
    const { client } = await started();
    const before = endpoint.calls.length;
    say(client, "call slow");
    const call = await created(client, "slow");
    expect(call).toMatchObject({ ns: "api", in_background: true });
    expect(await nextSaid(client)).toMatch(/^tool: The tool is still running/);
    say(client, "How are you?");
    expect(await nextSaid(client)).toBe("user: How are you?");
    await expect.poll(() => endpoint.calls.length).toBe(before + 1);
    endpoint.answer({ code: "K7" });
    expect(await returned(client, call.call_id)).toMatchObject({ outcome: "succeeded", result: { code: "K7" } });
    expect(await nextSaid(client)).toContain("K7");
    expect(await ledgerOf(call.call_id)).toMatchObject({ status: "succeeded", ns: "api" });
    client.close();
  });

  it("is accounted for as unknown when the conversation ends before it comes back", async () => {
    const { client } = await started();
    say(client, "call watch_user");
    const call = await created(client, "watch_user");
    await nextSaid(client);
    client.send({ type: "conversation.end" });
    expect(await returned(client, call.call_id)).toMatchObject({ outcome: "unknown" });
    expect(await client.closed()).toBe(1000);
    expect(client.events.at(-1)?.payload.type).toBe("conversation.ended");
    expect(await ledgerOf(call.call_id)).toMatchObject({ status: "unknown" });
  });
});

describe("several calls of one step", () => {
  it("run side by side", async () => {
    const { client } = await started();
    const before = endpoint.calls.length;
    say(client, "call plain plain plain");
    await expect.poll(() => endpoint.calls.length).toBe(before + 3);
    endpoint.answer({});
    expect(await nextSaid(client)).toBe("tool: {}");
    client.close();
  });

  it("may be many, without a warning of Node's", async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on("warning", onWarning);
    const { client } = await started();
    const before = endpoint.calls.length;
    say(client, `call${" cancellable".repeat(12)}${" plain".repeat(12)}`);
    await expect.poll(() => endpoint.calls.length).toBe(before + 24);
    endpoint.answer({});
    await nextSaid(client);
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
    client.close();
  });
});

describe("a call that the user speaks into", () => {
  it("goes on when it was sent, also when its tool says to cancel", async () => {
    const { client } = await started();
    const before = endpoint.calls.length;
    say(client, "call cancellable");
    const call = await created(client, "cancellable");
    await expect.poll(() => endpoint.calls.length).toBe(before + 1);
    say(client, "Wait");
    expect(await nextSaid(client)).toBe("user: Wait");
    endpoint.answer({ done: true });
    expect(await returned(client, call.call_id)).toMatchObject({ outcome: "succeeded" });
    client.close();
  });
});

describe("a call in the background that was refused for now", () => {
  it("is made no more once the user speaks, when its tool says to cancel", async () => {
    const { client } = await started();
    const before = endpoint.calls.length;
    endpoint.refuseWith = { status: 503, retryAfterSeconds: 30 };
    say(client, "call called_off");
    const call = await created(client, "called_off");
    await expect.poll(() => endpoint.calls.length).toBe(before + 1);
    await nextSaid(client);
    say(client, "Stop");
    const answer = await returned(client, call.call_id);
    expect(answer).toMatchObject({ outcome: "failed", error: expect.stringContaining("interrupted") });
    endpoint.refuseWith = null;
    expect(endpoint.calls).toHaveLength(before + 1);
    client.close();
  });
});

describe("a tool of the client", () => {
  it("is carried out by whoever holds the session", async () => {
    const { client } = await started();
    say(client, "call show_map");
    const call = await created(client, "show_map");
    expect(call).toMatchObject({ ns: "client", arguments: '{"note":"show_map"}' });
    client.send({ type: "tool.result.send", call_id: call.call_id, result: { shown: true } });
    expect(await returned(client, call.call_id)).toMatchObject({ outcome: "succeeded", result: { shown: true } });
    expect(await nextSaid(client)).toBe('tool: {"shown":true}');
    client.close();
  });

  it("fails in the client's own words", async () => {
    const { client } = await started();
    say(client, "call show_map");
    const call = await created(client, "show_map");
    client.send({ type: "tool.result.send", call_id: call.call_id, error: "There is no screen." });
    expect(await returned(client, call.call_id)).toMatchObject({ outcome: "failed", error: "There is no screen." });
    client.close();
  });

  it("is unknown when the client does not answer in time, and its late answer is refused", async () => {
    const { client } = await started();
    say(client, "call show_briefly");
    const call = await created(client, "show_briefly");
    expect(await returned(client, call.call_id)).toMatchObject({
      outcome: "unknown",
      error: expect.stringContaining("0.1 s"),
    });
    client.send({ type: "tool.result.send", call_id: call.call_id, result: 1 }, "late");
    expect((await client.next("server.error")).payload).toMatchObject({
      code: "unknown_reference",
      client_event_id: "late",
    });
    client.close();
  });

  it("waits for a client that comes back", async () => {
    const { client, url } = await started();
    say(client, "call show_map");
    const call = await created(client, "show_map");
    client.close();
    const again = openSessionClient(`${url}&last_event_id=ev_00000000000`);
    expect(await created(again, "show_map")).toEqual(call);
    again.send({ type: "tool.result.send", call_id: call.call_id, result: "back" });
    expect(await returned(again, call.call_id)).toMatchObject({ result: "back" });
    again.close();
  });

  it("takes the first answer, and none to calls that are not the client's", async () => {
    const { client } = await started();
    const before = endpoint.calls.length;
    say(client, "call show_map plain");
    const mine = await created(client, "show_map");
    const other = await created(client, "plain");
    client.send({ type: "tool.result.send", call_id: mine.call_id, result: 1 }, "first");
    client.send({ type: "tool.result.send", call_id: other.call_id, result: "forged" }, "forged");
    expect((await client.next("server.error")).payload).toMatchObject({ client_event_id: "forged" });
    expect(await returned(client, mine.call_id)).toMatchObject({ result: 1 });
    await expect.poll(() => endpoint.calls.length).toBe(before + 1);
    endpoint.answer({ real: true });
    expect(await returned(client, other.call_id)).toMatchObject({ result: { real: true } });
    client.close();
  });
});
