import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer, textOfMessage } from "../src/testing/fake-model-server.ts";
import { openSessionClient, type SessionClient } from "../src/testing/session-client.ts";
import { type CollectedSpan, type OtlpCollector, startOtlpCollector } from "./otlp-collector.ts";
import { callWaitingTool, startWaitingTool, WAITING_TOOL, type WaitingTool } from "./realtime/waiting-tool.ts";

let collector: OtlpCollector;
let model: FakeModelServer;
let tool: WaitingTool;

const SLOW = { firstPieceAfter: 0, pieceEvery: 20, pieces: Array.from({ length: 500 }, () => "word ") };

beforeAll(async () => {
  collector = await startOtlpCollector();
  tool = await startWaitingTool();
  model = await startFakeModelServer({
    answer: (request) => {
      const last = textOfMessage(request.messages.at(-1) ?? { role: "user" });
      if (last.includes("break")) return { ...SLOW, refuseWith: 400 };
      return last.includes("slow") ? SLOW : callWaitingTool(request);
    },
  });
});

afterAll(async () => {
  await collector.close();
  await model.close();
  await tool.close();
});

async function startTraced(variables: Record<string, string> = {}) {
  const app = await startTestApp({
    OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`,
    OPERATOR_ALLOWED_ADDRESSES: tool.host,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: "x-team=ops%20one",
    ...variables,
  });
  await tool.install(app.databaseUrl);
  return app;
}

async function talk(app: TestApp): Promise<{ id: string; agentId: string; client: SessionClient }> {
  const agentId = await app.makeAgent("Answer.", { runtime: { model: "fake/one" }, tool: WAITING_TOOL });
  const { id, channel } = await app.converse(agentId);
  const client = openSessionClient(`${channel.session_url}?token=${channel.token}`);
  client.send({ type: "conversation.start" });
  await client.next("conversation.started");
  return { id, agentId, client };
}

const spansOf = (id: string) => {
  const turns = collector.spans.filter(({ attributes }) => attributes["gen_ai.conversation.id"] === id);
  const traces = new Set(turns.map(({ traceId }) => traceId));
  return collector.spans.filter(({ traceId }) => traces.has(traceId));
};

function within(inner: CollectedSpan, outer: CollectedSpan): void {
  expect(inner.startedAt).toBeGreaterThanOrEqual(outer.startedAt - 2);
  expect(inner.endedAt).toBeLessThanOrEqual(outer.endedAt + 2);
  expect(inner.endedAt).toBeGreaterThan(inner.startedAt);
}

describe("the trace of a turn", () => {
  it("has a span for each call of a model and of a tool, in their order and at their times", async () => {
    const app = await startTraced({ OTEL_SERVICE_NAME: "front desk" });
    const { id, agentId, client } = await talk(app);
    const before = Date.now();
    client.send({ type: "user.message.send", text: "planted-message" });
    await expect.poll(() => tool.calls.length).toBeGreaterThan(0);
    tool.answer({ found: "planted-result" });
    await client.next("agent.turn.metrics");
    client.close();
    // What waits is sent when the platform stops.
    await app.stop();

    const spans = spansOf(id);
    expect(spans).toHaveLength(4);
    const [turn, first, call, second] = spans.toSorted(
      (a, b) => a.startedAt - b.startedAt || b.endedAt - a.endedAt,
    ) as [CollectedSpan, CollectedSpan, CollectedSpan, CollectedSpan];
    expect(turn).toMatchObject({ name: "turn", parentSpanId: "", status: 0 });
    expect(turn.startedAt).toBeGreaterThanOrEqual(before - 2);
    expect(turn.attributes).toMatchObject({
      "gen_ai.operation.name": "invoke_agent",
      "gen_ai.conversation.id": id,
      "gen_ai.agent.id": `${agentId}@v0`,
      "operator.request.id": expect.stringMatching(/^req_/),
      "operator.turn.interrupted": false,
      "operator.turn.steps": 2,
      "operator.turn.response_ms": expect.any(Number),
    });
    for (const span of [first, call, second]) {
      expect(span).toMatchObject({ traceId: turn.traceId, parentSpanId: turn.spanId, status: 0 });
      within(span, turn);
    }
    expect(first).toMatchObject({ name: "chat one" });
    expect(first.attributes).toMatchObject({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "fake",
      "gen_ai.request.model": "one",
      "operator.model.outcome": "succeeded",
    });
    expect(second.attributes["gen_ai.usage.output_tokens"]).toEqual(expect.any(Number));
    expect(call).toMatchObject({ name: "execute_tool wait_for_it" });
    expect(call.attributes).toMatchObject({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "wait_for_it",
      "gen_ai.tool.call.id": expect.stringMatching(/^call_/),
      "operator.tool.ns": "api",
      "operator.tool.outcome": "succeeded",
    });
    expect(call.startedAt).toBeGreaterThanOrEqual(first.endedAt - 2);
    expect(second.startedAt).toBeGreaterThanOrEqual(call.endedAt - 2);
    expect(collector.bodies.join()).not.toContain("planted");
    expect(collector.headers.at(-1)).toMatchObject({ "x-team": "ops one" });
    expect(collector.serviceName()).toBe("front desk");
  });

  it("says what failed and that the user interrupted, and nothing of what was said", async () => {
    const app = await startTraced();
    const { id, client } = await talk(app);
    client.send({ type: "user.message.send", text: "planted-message, slow" });
    await client.next("agent.message.delta");
    client.send({ type: "user.message.send", text: "planted-message to break it" });
    await client.next("agent.turn.metrics");
    await client.next("agent.turn.metrics");
    client.close();
    await app.stop();
    const turns = spansOf(id).filter(({ name }) => name === "turn");
    expect(turns.map(({ attributes }) => attributes["operator.turn.interrupted"]).toSorted()).toEqual([false, true]);
    const outcomes = spansOf(id).flatMap(({ name, status, attributes }) =>
      name === "turn" ? [] : [[attributes["operator.model.outcome"], status, attributes["error.type"]]],
    );
    expect(outcomes).toContainEqual(["interrupted", 0, undefined]);
    expect(outcomes).toContainEqual(["failed", 2, "failed"]);
    expect(collector.bodies.join()).not.toContain("planted");
  });
});

describe("a collector that is away", () => {
  it("costs a conversation nothing, nor does it hold up the stop", async () => {
    const app = await startTraced({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", LOG_LEVEL: "silent" });
    const { client } = await talk(app);
    client.send({ type: "user.message.send", text: "slow" });
    await client.next("agent.message.delta");
    client.close();
    const began = performance.now();
    await app.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("gets what comes once it is back", async () => {
    collector.refuseWith(500);
    const app = await startTraced({ LOG_LEVEL: "silent" });
    const { id, client } = await talk(app);
    const refused = collector.bodies.length;
    client.send({ type: "user.message.send", text: "break" });
    await client.next("agent.turn.metrics");
    await expect.poll(() => collector.bodies.length, { timeout: 30_000 }).toBeGreaterThan(refused);
    collector.refuseWith(null);
    client.send({ type: "user.message.send", text: "break" });
    await client.next("agent.turn.metrics");
    client.close();
    await app.stop();
    expect(spansOf(id).filter(({ name }) => name === "turn").length).toBeGreaterThan(0);
  }, 30_000);
});
