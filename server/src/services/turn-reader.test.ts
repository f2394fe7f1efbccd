import { describe, expect, it } from "vitest";
import { conversationChanges } from "../db/conversation-changes.ts";
import { openDatabase } from "../db/database.ts";
import { applyEvent, emptyState, isAnswerDue } from "../domain/conversation-state.ts";
import { OperatorError } from "../domain/error.ts";
import { envelop } from "../domain/event.ts";
import type { ServerPayload } from "../domain/event-payloads.ts";
import { ModelError } from "../ports/language-model.ts";
import { LIVE_LIMITS } from "../runtime/turn-types.ts";
import { catalogOf, type ScriptedStep, scriptedModel } from "../testing/scripted-model.ts";
import { testAgent } from "../testing/agent-at-work.ts";
import type { AgentAtWork } from "./agent-at-work.ts";
import { CallsUnderWay } from "./calls-under-way.ts";
import { Turn } from "./turn-reader.ts";

// Builds queries without a connection.
const database = openDatabase("postgres://nowhere", { connections: 1 });
const origin = { agent_id: "ca_x@v0", livemode: true, conversation_id: "conv_x" };

function setUp(
  steps: readonly ScriptedStep[],
  agent: Partial<AgentAtWork> = {},
  settled: () => Promise<void> = async () => undefined,
) {
  const state = emptyState({ context: {}, language: "German", agentSpeaksFirst: false });
  const log: ServerPayload[] = [];
  const faults: unknown[] = [];
  const details: string[] = [];
  const add = (payload: ServerPayload) => {
    const sequence = state.sequence + 1;
    applyEvent(state, { sequence, envelope: envelop(origin, payload, { sequence, now: new Date() }) });
    log.push(payload);
  };
  add({ type: "conversation.started" });
  add({ type: "user.message.received", text: "Hi", client_event_id: null });
  const working = testAgent({
    catalog: catalogOf({ "a/a": scriptedModel(steps) }),
    limits: { ...LIVE_LIMITS, beforeRetry: 0 },
    callTool: async () => ({ outcome: { status: "succeeded", result: 1 }, effect: null }),
    onModelFailure: (_model, detail) => details.push(detail),
    onFault: (error) => faults.push(error),
    ...agent,
  });
  const shared = {
    agent: working,
    observed: working.observed(state, () => null),
    changes: conversationChanges(database, "conv_x"),
    state,
    record: async (payloads: readonly ServerPayload[]) => payloads.forEach(add),
  };
  const calls = new CallsUnderWay({ ...shared, onLateAnswer: () => undefined });
  const turn = new Turn({
    ...shared,
    calls,
    triggeredAt: performance.now(),
    settled,
    pass: () => undefined,
    voice: null,
  });
  return { turn, state, log, faults, details, add };
}

const last = (log: readonly ServerPayload[]) => log.slice(-2).map((payload) => payload.type);

describe("a turn that a fault of ours breaks", () => {
  it("ends with an apology in the user's language, and is not taken up again", async () => {
    const fault = new TypeError("bug");
    const { turn, state, log, faults } = setUp([], {
      prepareStep: () => {
        throw fault;
      },
    });
    await turn.run();
    expect(faults).toEqual([fault]);
    expect(last(log)).toEqual(["agent.message.completed", "agent.turn.metrics"]);
    expect(log.at(-2)).toMatchObject({ text: expect.stringMatching(/leid|Entschuldigung/), interrupted: false });
    expect(isAnswerDue(state)).toBe(false);
  });

  it("accounts for the calls it had made", async () => {
    const { turn, state, log } = setUp([[{ calls: "x" }]], { callTool: () => Promise.reject(new TypeError("bug")) });
    await turn.run();
    expect(state.openCalls.size).toBe(0);
    expect(log.find((payload) => payload.type === "agent.tool_call.returned")).toMatchObject({
      error: expect.stringMatching(/may or may not/),
    });
  });

  it("gives up when the conversation cannot be stored", async () => {
    const unavailable = new OperatorError("unavailable", "Gone.");
    const { turn, faults } = setUp([], {
      prepareStep: () => {
        throw unavailable;
      },
    });
    await expect(turn.run()).rejects.toBe(unavailable);
    expect(faults).toEqual([]);
  });
});

describe("a turn that is interrupted while it waits for the log", () => {
  it("leaves what interrupted it to be answered", async () => {
    let settle = (): void => undefined;
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const { turn, state, log, add } = setUp([[]], {}, () => settled);
    const ended = turn.run();
    turn.interrupt();
    add({ type: "user.message.received", text: "Wait!", client_event_id: null });
    settle();
    await ended;
    expect(log.at(-1)).toMatchObject({ type: "agent.turn.metrics", interrupted: true });
    expect(isAnswerDue(state)).toBe(true);
  });
});

describe("a model's failure", () => {
  it("by a request that the vendor refuses keeps what the vendor quotes of it out of the log", async () => {
    const refusal = new ModelError('Bad request: "my secret" is too long.', { isRetryable: false, status: 400 });
    const { turn, details } = setUp([[{ fails: refusal }]]);
    await turn.run();
    expect(details).toEqual([expect.stringContaining("400")]);
    expect(details.join()).not.toContain("my secret");
  });

  it("is told to whoever follows without the vendor's words, which go to the log", async () => {
    const secret = "Key sk-123 of acme-internal is wrong.";
    const { turn, log, details } = setUp([[{ fails: new Error(secret) }]]);
    await turn.run();
    expect(JSON.stringify(log)).not.toContain("acme-internal");
    expect(details.join()).toContain("acme-internal");
    expect(log.find((payload) => payload.type === "agent.model.failed")).toMatchObject({ next: "apology" });
  });
});
