import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { boundedLabel } from "../../src/services/metrics.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../../src/testing/fake-model-server.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { callWaitingTool, startWaitingTool, WAITING_TOOL, type WaitingTool } from "../realtime/waiting-tool.ts";
import { installTestKey } from "./described-app.ts";

let app: TestApp;
let model: FakeModelServer;
let tool: WaitingTool;

beforeAll(async () => {
  tool = await startWaitingTool();
  model = await startFakeModelServer({
    answer: (request) => {
      const last = textOfMessage(request.messages.at(-1) ?? { role: "user" });
      const refusal = { firstPieceAfter: 0, pieceEvery: 0, pieces: [], refuseWith: 400 };
      return last.includes("break") ? refusal : callWaitingTool(request);
    },
  });
  app = await startTestApp({
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_ALLOWED_ADDRESSES: tool.host,
  });
  await tool.install(app.databaseUrl);
});

afterAll(async () => {
  await app.stop();
  await model.close();
  await tool.close();
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const ask = (headers: Record<string, string>) => fetch(`${app.url}/metrics`, { headers });

/** Reads the metrics; a sample is found by its whole name, labels in the order of their declaration. */
async function scrape() {
  const text = await (await ask(bearer(app.key))).text();
  const samples = new Map<string, number>();
  for (const line of text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))) {
    const [, name, value] = /^([a-zA-Z_:][a-zA-Z0-9_:]*(?:\{[^}]*\})?) (\S+)$/.exec(line) ?? [];
    expect(name, line).toBeDefined();
    samples.set(name as string, Number(value));
  }
  return { text, valueOf: (name: string) => samples.get(name) };
}

describe("GET /metrics", () => {
  it("is for live keys, and for keys with its scope, and needs no version", async () => {
    const withScopes = async (livemode: boolean, scopes: string[]) => {
      const { body } = await app.call("POST", "/api_keys", { name: scopes[0], livemode, scopes });
      return bearer(body["secret"]);
    };
    const test = await installTestKey(app.databaseUrl);
    const answers = await Promise.all(
      [
        bearer(app.key),
        await withScopes(true, ["metrics:read"]),
        await withScopes(false, ["metrics:read"]),
        await withScopes(true, ["agents:read"]),
        test,
        bearer("op_prod_wrongwrongwrong"),
        {} as Record<string, string>,
      ].map(ask),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 403, 403, 401, 401]);
    expect(answers[0]?.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(answers[0]?.headers.get("x-request-id")).toMatch(/^req_/);
  });

  it("counts requests by route, method and status, and says how long they took", async () => {
    const before = await scrape();
    const count = 'operator_http_requests_total{route="/conversations/:id",method="GET",status="404"}';
    for (let asked = 0; asked < 3; asked += 1) await app.call("GET", "/conversations/conv_00000000000");
    await app.call("GET", "/nowhere?token=planted").catch(() => undefined);
    const { valueOf, text } = await scrape();
    expect(valueOf(count)).toBe((before.valueOf(count) ?? 0) + 3);
    expect(
      valueOf('operator_http_request_duration_seconds_count{route="/conversations/:id",method="GET"}'),
    ).toBeGreaterThanOrEqual(3);
    expect(valueOf('operator_http_requests_total{route="unknown",method="GET",status="404"}')).toBeGreaterThan(0);
    expect(text).not.toContain("planted");
    expect(text).not.toContain("conv_00000000000");
  });

  it("tells of turns, models, tools, sessions, conversations, events and activities", async () => {
    const agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/one" }, tool: WAITING_TOOL });
    const { channel } = await app.converse(agentId);
    const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
    client.send({ type: "conversation.start" });
    client.send({ type: "user.message.send", text: "Wait." });
    await expect.poll(() => tool.calls.length).toBe(1);
    const during = await scrape();
    expect(during.valueOf("operator_sessions_open")).toBe(1);
    expect(during.valueOf("operator_conversations_live")).toBe(1);
    expect(during.valueOf('operator_conversations{status="in-progress"}')).toBeDefined();
    tool.answer({ found: 1 });
    await client.next("agent.turn.metrics");
    client.send({ type: "user.message.send", text: "break" });
    await client.next("agent.turn.metrics");
    client.send({ type: "conversation.end" });
    await client.closed();

    await expect.poll(async () => (await scrape()).valueOf("operator_sessions_open")).toBe(0);
    const { valueOf } = await scrape();
    expect(valueOf('operator_turns_total{interrupted="false"}')).toBe(2);
    expect(valueOf("operator_turn_response_seconds_count")).toBe(1);
    expect(valueOf("operator_turn_duration_seconds_count")).toBe(2);
    expect(valueOf('operator_model_calls_total{model="fake/one",outcome="succeeded"}')).toBe(2);
    expect(valueOf('operator_model_calls_total{model="fake/one",outcome="failed"}')).toBeGreaterThan(0);
    expect(valueOf('operator_model_first_part_seconds_count{model="fake/one"}')).toBe(2);
    expect(valueOf('operator_tool_calls_total{tool="wait_for_it",ns="api",outcome="succeeded"}')).toBe(1);
    expect(valueOf('operator_tool_call_duration_seconds_sum{ns="api"}')).toBeGreaterThan(0);
    expect(valueOf('operator_conversations_ended_total{status="completed"}')).toBe(1);
    expect(valueOf('operator_events_stored_total{type="user.message.received"}')).toBe(2);
    expect(valueOf("operator_event_batch_size_count")).toBeGreaterThan(0);
    expect(valueOf('operator_activities_total{kind="model_call",outcome="succeeded"}')).toBe(2);
    expect(valueOf("operator_activities_dropped_total")).toBe(0);
  });

  it("tells of the process and its database", async () => {
    const { valueOf } = await scrape();
    for (const name of [
      "process_resident_memory_bytes",
      "process_cpu_seconds_total",
      "process_start_time_seconds",
      "nodejs_heap_size_used_bytes",
      "operator_database_connections_open",
    ]) {
      expect(valueOf(name), name).toBeGreaterThan(0);
    }
    for (const name of [
      "nodejs_eventloop_lag_p99_seconds",
      "operator_database_requests_waiting",
      "operator_webhook_deliveries_pending",
      "operator_webhook_deliveries_dead",
      "operator_webhook_delivery_lag_seconds",
      'operator_jobs{state="waiting"}',
      "operator_job_lag_seconds",
    ]) {
      expect(valueOf(name), name).toBeGreaterThanOrEqual(0);
    }
  });

  it("says of each metric what it is", async () => {
    const { text } = await scrape();
    const names = [...text.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name as string);
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) {
      expect(text).toMatch(new RegExp(`^# TYPE ${name} (counter|gauge|histogram)$`, "m"));
      expect(name).toMatch(/^(operator|process|nodejs)_/);
      if (text.includes(`# TYPE ${name} counter`)) expect(name).toMatch(/_total$/);
    }
  });
});

it("a label takes two hundred values, and the rest together", () => {
  const label = boundedLabel();
  const values = Array.from({ length: 300 }, (_, number) => label(`value ${number}`));
  expect(new Set(values).size).toBe(201);
  expect(values.at(-1)).toBe("other");
  expect(label("value 7")).toBe("value 7");
});
