import type { PayloadOf, ServerEvent, ServerPayload } from "@operator/sdk";
import { describe, expect, it } from "vitest";
import { latencyOf } from "../src/talk/latency.ts";
import { addToTimeline, latestMetrics, noteOf, type TimelineItem, typeOf } from "../src/talk/timeline-items.ts";

let count = 0;
function event(payload: ServerPayload): ServerEvent {
  const about = { agent_id: "ca_1@v0", livemode: true, conversation_id: "conv_1", experimental: false };
  return { id: `ev_${count++}`, created_at: `2025-06-19T10:00:00.00${count % 10}Z`, ...about, payload };
}

const timelineOf = (...payloads: ServerPayload[]) =>
  payloads.map(event).reduce<TimelineItem[]>((items, next) => addToTimeline(items, next), []);

const delta = (generation_id: string, text_delta: string) =>
  ({ type: "agent.message.delta", generation_id, text_delta }) as const;
const metrics = (changes: Partial<PayloadOf<"agent.turn.metrics">> = {}): PayloadOf<"agent.turn.metrics"> => ({
  type: "agent.turn.metrics",
  trigger_event_id: "ev_0",
  model: "openai/gpt-4o",
  simulated: false,
  interrupted: false,
  steps: 1,
  llm_first_token_ms: 51.6,
  tts_first_audio_ms: null,
  speech_ended_at: null,
  transcript_final_ms: null,
  end_of_turn_ms: null,
  first_audio_ms: null,
  response_ms: 53,
  total_ms: 400,
  input_tokens: 10,
  output_tokens: 20,
  ...changes,
});

describe("the timeline", () => {
  it("has a row for every event", () => {
    const items = timelineOf({ type: "conversation.started" }, { type: "agent.notice.sent", text: "Hi" });
    expect(items.map((item) => item.kind)).toEqual(["event", "event"]);
  });

  it("gathers the deltas of a message in one row, at the time of the first", () => {
    const [first, second] = [event(delta("g1", "Hel")), event(delta("g1", "lo"))];
    const items = addToTimeline(addToTimeline([], first), second);
    expect(items).toEqual([
      { kind: "deltas", id: first.id, at: first.created_at, generationId: "g1", count: 2, text: "Hello" },
    ]);
  });

  it("begins a new row for another message, or after another event", () => {
    const items = timelineOf(
      delta("g1", "a"),
      delta("g2", "b"),
      { type: "agent.notice.sent", text: "x" },
      delta("g2", "c"),
    );
    expect(items.map((item) => (item.kind === "event" ? item.event.payload.type : item.text))).toEqual([
      "a",
      "b",
      "agent.notice.sent",
      "c",
    ]);
  });

  it("gathers what is understood of a turn in one row, which shows the latest of it", () => {
    const heard = (text: string) => ({ type: "user.transcript.delta", text }) as const;
    const items = timelineOf(
      heard("I"),
      heard("I would"),
      { type: "user.speech.ended", duration_ms: 900 },
      heard("No"),
    );
    expect(items).toMatchObject([
      { kind: "transcript", count: 2, text: "I would" },
      { kind: "event" },
      { kind: "transcript", count: 1, text: "No" },
    ]);
    expect(items.map(typeOf)).toEqual(["user.transcript.delta", "user.speech.ended", "user.transcript.delta"]);
  });

  it("leaves the rows it was given as they were", () => {
    const before = timelineOf(delta("g1", "a"));
    addToTimeline(before, event(delta("g1", "b")));
    expect(before).toMatchObject([{ count: 1, text: "a" }]);
  });

  const call = { call_id: "call_1", name: "book", arguments: "{}" };
  const created = { type: "agent.tool_call.created", generation_id: "g1", ns: "api", in_background: false } as const;
  const returned = { type: "agent.tool_call.returned", result: 1, outcome: "succeeded" } as const;
  const notes: [string, TimelineItem[], string][] = [
    ["how many deltas there are", timelineOf(delta("g1", "a"), delta("g1", "b")), "× 2"],
    ["which tool was called", timelineOf({ ...call, ...created }), "book"],
    ["which tool answered", timelineOf({ ...call, ...returned }), "book"],
    ["when the first token came", timelineOf(metrics()), "52 ms"],
    ["nothing of a first token that never came", timelineOf(metrics({ llm_first_token_ms: null })), ""],
    ["when the first audio came by voice", timelineOf(metrics({ first_audio_ms: 640.2 })), "640 ms"],
    ["for how long was spoken", timelineOf({ type: "user.speech.ended", duration_ms: 1840 }), "after 1.8 s"],
    [
      "why something was not taken for a turn",
      timelineOf({ type: "user.speech.ignored", text: "mm-hm", reason: "back_channel" }),
      "back_channel",
    ],
    [
      "what the agent was slow with",
      timelineOf({ type: "agent.filler.spoken", text: "One moment", reason: "slow_tool", rung: 1 }),
      "slow_tool",
    ],
    [
      "for how long nothing was said",
      timelineOf({ type: "user.silence.noticed", silence_sec: 15, next: "nudge" }),
      "15 s",
    ],
    ["nothing of what speaks for itself", timelineOf({ type: "conversation.started" }), ""],
  ];
  it.each(notes)("notes %s", (_name, [item], expected) => {
    expect(item && noteOf(item)).toBe(expected);
  });
});

describe("the measurements shown", () => {
  it("are those of the latest turn that a model answered", () => {
    const items = timelineOf(
      metrics({ total_ms: 1 }),
      metrics({ total_ms: 2 }),
      metrics({ total_ms: 3, model: null, interrupted: true }),
      { type: "conversation.started" },
    );
    expect(latestMetrics(items)?.total_ms).toBe(2);
  });

  it("are none before the first turn", () => {
    expect(latestMetrics(timelineOf({ type: "conversation.started" }))).toBeNull();
  });
});

describe("the time from the end of the user's speech to the agent's first sound", () => {
  const measured = { transcript_final_ms: 180, end_of_turn_ms: 420, tts_first_audio_ms: 130, first_audio_ms: 760 };

  it("is taken apart into its steps", () => {
    expect(latencyOf(metrics(measured))).toEqual([
      { name: "Transcript final", at: 180, took: 180 },
      { name: "End of turn", at: 420, took: 240 },
      { name: "First token", at: 630, took: 210 },
      { name: "First audio", at: 760, took: 130 },
    ]);
  });

  it("has no time for a reply that was begun before the end of the turn was certain", () => {
    const steps = latencyOf(metrics({ ...measured, tts_first_audio_ms: 400 }));
    expect(steps.map(({ took }) => took)).toEqual([180, 240, 0, 340]);
  });

  it("leaves out what was not measured, and is nothing in text", () => {
    expect(latencyOf(metrics({ first_audio_ms: 500 }))).toEqual([{ name: "First audio", at: 500, took: 500 }]);
    expect(latencyOf(metrics())).toEqual([]);
  });
});
