import type { ServerEvent, ServerPayload } from "@operator/sdk";
import { describe, expect, it } from "vitest";
import { filterQuery } from "../src/conversations/filter-query.ts";
import { TimelineBuilder } from "../src/conversations/timeline-rows.ts";
import type { TimelineRow } from "../src/conversations/timeline-types.ts";
import { lengthOf, turnSpans } from "../src/conversations/turn-spans.ts";
import { wordAt, wordTimes } from "../src/conversations/word-times.ts";

const BEGIN = Date.parse("2025-06-19T10:00:00.000Z");

function rowsOf(...payloads: (ServerPayload & { after?: number })[]): readonly TimelineRow[] {
  const builder = new TimelineBuilder();
  payloads.forEach(({ after = 0, ...payload }, place) => {
    const created_at = new Date(BEGIN + after).toISOString();
    builder.add({ id: `ev_${place}`, created_at, payload, experimental: false } as unknown as ServerEvent);
  });
  return builder.rows;
}

const METRICS = {
  type: "agent.turn.metrics",
  trigger_event_id: "ev_0",
  model: "fake/model",
  simulated: false,
  interrupted: false,
  steps: 2,
  llm_first_token_ms: 200,
  tts_first_audio_ms: null,
  speech_ended_at: null,
  transcript_final_ms: null,
  end_of_turn_ms: null,
  first_audio_ms: null,
  response_ms: 250,
  total_ms: 1_000,
  input_tokens: 10,
  output_tokens: 4,
} as const;

describe("the rows of a timeline", () => {
  it("make one message of its deltas and its completion", () => {
    const delta = { type: "agent.message.delta", generation_id: "gen_1" } as const;
    const rows = rowsOf(
      { ...delta, text_delta: "Good " },
      { ...delta, text_delta: "morn" },
      {
        type: "agent.message.completed",
        generation_id: "gen_1",
        text: "Good morning.",
        interrupted: false,
        has_tool_calls: false,
        after: 500,
      },
    );
    expect(rows).toMatchObject([{ kind: "said", who: "agent", text: "Good morning.", state: "whole" }]);
    expect(rows[0]?.at).toBe(new Date(BEGIN).toISOString());
  });

  it("make one call of a tool of its two events, and say how it failed", () => {
    const call = { call_id: "call_1", name: "find_slot", arguments: "{}" };
    const rows = rowsOf(
      { type: "agent.tool_call.created", ...call, generation_id: "gen_1", ns: "api", in_background: false },
      { type: "agent.tool_call.returned", ...call, error: "No answer.", outcome: "failed", after: 300 },
    );
    expect(rows).toMatchObject([{ kind: "tool", name: "find_slot", outcome: "failed", error: "No answer." }]);
  });

  it("leave what was understood so far out once it is a message", () => {
    const rows = rowsOf(
      { type: "user.speech.started" },
      { type: "user.transcript.delta", text: "I need", after: 400 },
      { type: "user.message.received", text: "I need a slot.", client_event_id: null, after: 1_500 },
    );
    expect(rows.filter(({ kind }) => kind === "said")).toMatchObject([
      { text: "I need a slot.", heard: { from: BEGIN, to: BEGIN + 1_500 } },
    ]);
  });

  it("keep the places of later rows when one goes", () => {
    const delta = { type: "agent.message.delta", generation_id: "gen_1" } as const;
    const rows = rowsOf(
      { type: "user.transcript.delta", text: "Hm" },
      { ...delta, text_delta: "One " },
      { type: "user.speech.ignored", text: "Hm", reason: "back_channel" },
      { ...delta, text_delta: "two" },
    );
    expect(rows.find(({ kind }) => kind === "said")).toMatchObject({ text: "One two" });
  });

  it("leave nothing going on once the conversation has ended", () => {
    const rows = rowsOf(
      { type: "agent.message.delta", generation_id: "gen_1", text_delta: "One mo" },
      { type: "conversation.ended", status: "completed", reason: "client_ended", duration_sec: 1 },
    );
    expect(rows[0]).toMatchObject({ text: "One mo", state: "cut" });
  });

  it("show a type of event that nobody knows by its name", () => {
    const unknown = { type: "agent.dreamed" } as unknown as ServerPayload;
    expect(rowsOf(unknown)).toMatchObject([{ kind: "note", text: "agent.dreamed", isFine: true }]);
  });
});

describe("the waterfall of a turn", () => {
  it("of text goes from the message over the first token to the end, with the tools at their time", () => {
    const tool = { name: "find_slot", from: BEGIN + 300, to: BEGIN + 700 };
    expect(turnSpans(METRICS, { endedAt: BEGIN + 1_000, tools: [tool] })).toEqual([
      { name: "Before the model", from: 0, to: 50 },
      { name: "First token", from: 50, to: 250 },
      { name: "Answer", from: 250, to: 1_000 },
      { name: "find_slot", from: 300, to: 700 },
    ]);
  });

  it("of voice begins with the end of speech", () => {
    const voice = {
      ...METRICS,
      speech_ended_at: new Date(BEGIN).toISOString(),
      transcript_final_ms: 120,
      end_of_turn_ms: 300,
      first_audio_ms: 800,
      tts_first_audio_ms: 150,
      total_ms: 2_000,
    };
    const spans = turnSpans(voice, { endedAt: BEGIN + 2_000, tools: [] });
    expect(spans.map(({ name, to }) => [name, to])).toEqual([
      ["Transcript", 120],
      ["End of turn", 300],
      ["First token", 650],
      ["First audio", 800],
      ["Speech", 2_000],
    ]);
    expect(lengthOf(spans)).toBe(2_000);
  });
});

describe("words of a recording", () => {
  it("are spread over the time in which they were heard", () => {
    const words = wordTimes("one three", { from: 0, to: 900 });
    expect(words).toEqual([
      { text: "one ", at: 0 },
      { text: "three", at: 400 },
    ]);
    expect([null, 0, 399, 400, 1_000, 2_000].map((now) => wordAt(words, { to: 900 }, now))).toEqual([
      -1, 0, 0, 1, 1, -1,
    ]);
  });
});

describe("the filters of the list", () => {
  it("take days as those of the organization's zone", () => {
    expect(filterQuery({ from: "2025-06-19", to: "2025-06-19", q: " slot " }, "Europe/Zurich")).toEqual({
      q: "slot",
      created_at_gte: "2025-06-18T22:00:00.000Z",
      created_at_lt: "2025-06-19T22:00:00.000Z",
    });
  });

  it("begin a day on which clocks are changed when it begins", () => {
    expect(filterQuery({ from: "2025-03-30" }, "Europe/Zurich")).toEqual({
      created_at_gte: "2025-03-29T23:00:00.000Z",
    });
  });

  it("leave out what is empty or no day", () => {
    expect(filterQuery({ from: "soon", status: "", tab: "logs" }, "UTC")).toEqual({});
  });
});
