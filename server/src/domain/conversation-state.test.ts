import { describe, expect, it } from "vitest";
import { applyEvent, type ConversationState, emptyState, isAnswerDue } from "./conversation-state.ts";
import { envelop } from "./event.ts";
import type { ServerPayload } from "./event-payloads.ts";

const origin = { agent_id: "ca_x@v0", livemode: true, conversation_id: "conv_x" };

const SAID: ServerPayload = { type: "user.message.received", text: "Hi", client_event_id: null };
const called = (call_id: string, in_background = false): ServerPayload => {
  const about = { type: "agent.tool_call.created" as const, name: "look", arguments: "{}", generation_id: "g" };
  return { ...about, call_id, ns: "api", in_background };
};
const returned = (call_id: string): ServerPayload => {
  const about = { type: "agent.tool_call.returned" as const, name: "look", arguments: "{}" };
  return { ...about, call_id, result: 1, outcome: "succeeded" };
};
const SPOKEN = {
  type: "agent.message.completed" as const,
  text: "",
  interrupted: false,
  has_tool_calls: false,
  generation_id: "g",
};
const METRICS = {
  type: "agent.turn.metrics" as const,
  trigger_event_id: "",
  model: "m/m",
  simulated: false,
  interrupted: false,
  steps: 1,
  llm_first_token_ms: null,
  tts_first_audio_ms: null,
  speech_ended_at: null,
  transcript_final_ms: null,
  end_of_turn_ms: null,
  first_audio_ms: null,
  response_ms: null,
  total_ms: 1,
  input_tokens: null,
  output_tokens: null,
};

function add(state: ConversationState, payload: ServerPayload): void {
  const sequence = state.sequence + 1;
  applyEvent(state, { sequence, envelope: envelop(origin, payload, { sequence, now: new Date(0) }) });
}

function answered(state: ConversationState): void {
  state.answeredEventId = state.triggerEventId;
}

function begun(...payloads: ServerPayload[]): ConversationState {
  const state = emptyState({ context: {}, language: "English", agentSpeaksFirst: false });
  for (const payload of [{ type: "conversation.started" } as const, SAID, ...payloads]) add(state, payload);
  answered(state);
  return state;
}

describe("a tool's answer", () => {
  it("that a turn waits for calls for no words of its own", () => {
    const state = begun(called("c"));
    add(state, returned("c"));
    expect(isAnswerDue(state)).toBe(false);
    expect(state.openCalls.size).toBe(0);
  });

  it("of a call in the background calls for words", () => {
    const state = begun(called("c", true));
    add(state, returned("c"));
    expect(isAnswerDue(state)).toBe(true);
  });

  it("of a call during which the user spoke calls for words", () => {
    const state = begun(called("c"));
    add(state, SAID);
    answered(state);
    add(state, returned("c"));
    expect(isAnswerDue(state)).toBe(true);
  });

  it("that came while a turn spoke stands behind what it said, for it was said without it", () => {
    const state = begun(called("c", true), called("d", true));
    add(state, returned("c"));
    const seen = state.triggerEventId as string;
    add(state, returned("d"));
    add(state, { ...SPOKEN, text: "c is there." });
    add(state, { ...METRICS, trigger_event_id: seen });
    expect(state.exchange.slice(-3)).toEqual([returned("c"), { ...SPOKEN, text: "c is there." }, returned("d")]);
    expect(isAnswerDue(state)).toBe(true);
    add(state, { ...SPOKEN, text: "And d." });
    add(state, { ...METRICS, trigger_event_id: state.triggerEventId as string });
    expect(state.exchange.slice(-2)).toEqual([returned("d"), { ...SPOKEN, text: "And d." }]);
  });

  it("calls for no more words when a call upon every answer has come to no end, until the user speaks", () => {
    const state = begun();
    const callsInARow = () => {
      let count = 0;
      for (; count < 100; count++) {
        add(state, called(`c${count}`, true));
        add(state, returned(`c${count}`));
        if (!isAnswerDue(state)) break;
        answered(state);
      }
      return count;
    };
    const first = callsInARow();
    expect(first).toBeLessThan(100);
    add(state, SAID);
    answered(state);
    expect(callsInARow()).toBe(first);
  });
});

describe("an agent that ends the conversation", () => {
  const ends: ServerPayload[] = [
    { ...called("e"), name: "end_conversation", ns: "syscall" } as ServerPayload,
    { ...returned("e"), name: "end_conversation" } as ServerPayload,
  ];

  it("has ended it until the user says something", () => {
    const state = begun();
    expect(state.hasAgentEnded).toBe(false);
    for (const payload of ends) add(state, payload);
    expect(state.hasAgentEnded).toBe(true);
    add(state, SAID);
    expect(state.hasAgentEnded).toBe(false);
  });

  it("has not by a tool of its own that is called so, nor by a call that failed", () => {
    const [created, answer] = ends as [ServerPayload, ServerPayload];
    const own = begun({ ...created, ns: "api" } as ServerPayload, answer);
    const failed = begun(created, { ...answer, result: undefined, error: "No.", outcome: "failed" } as ServerPayload);
    expect([own.hasAgentEnded, failed.hasAgentEnded]).toEqual([false, false]);
  });
});
