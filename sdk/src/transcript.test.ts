import { describe, expect, it } from "vitest";
import { addSentMessage, applyEvent, EMPTY_TRANSCRIPT, type Transcript } from "./transcript.ts";
import type { ServerEvent, ServerPayload } from "./wire.ts";

let count = 0;
function event(payload: ServerPayload): ServerEvent {
  const about = { agent_id: "ca_00000000001@v0", livemode: true, conversation_id: "conv_0000000001" };
  return { id: `ev_${count++}`, created_at: "2025-06-19T10:00:00.000Z", experimental: false, ...about, payload };
}

function fold(payloads: ServerPayload[], from: Transcript = EMPTY_TRANSCRIPT): Transcript {
  return payloads.map(event).reduce(applyEvent, from);
}

/** The transcript in the short form in which these tests state it. */
function shown(transcript: Transcript): string[] {
  return transcript.entries.map((entry) => {
    switch (entry.kind) {
      case "user_message":
        return `user ${entry.state}: ${entry.text}`;
      case "agent_message":
        return `agent ${entry.state}: ${entry.text}`;
      case "tool_call":
        return `tool ${entry.state}: ${entry.name}(${entry.arguments}) ${JSON.stringify(entry.result ?? entry.error)}`;
      case "notice":
        return `notice: ${entry.text}`;
      case "change":
        return `change: ${entry.payload.type}`;
      case "pause":
        return `pause: ${entry.payload.type}`;
      case "line":
        return `line: ${entry.payload.type}`;
      case "fault":
        return `fault: ${entry.code}`;
    }
  });
}

const delta = (generation_id: string, text_delta: string) =>
  ({ type: "agent.message.delta", generation_id, text_delta }) as const;
const completed = (generation_id: string, text: string, marks: { interrupted?: boolean; tools?: boolean } = {}) =>
  ({
    type: "agent.message.completed",
    generation_id,
    text,
    interrupted: marks.interrupted ?? false,
    has_tool_calls: marks.tools ?? false,
  }) as const;
const received = (text: string, client_event_id: string | null = null) =>
  ({ type: "user.message.received", text, client_event_id }) as const;
const call = { call_id: "call_1", name: "book", arguments: '{"day":"Monday"}' };
const created = { type: "agent.tool_call.created", ...call, ns: "api", in_background: false } as const;
const returned = { type: "agent.tool_call.returned", ...call } as const;
const metrics = (marks: { simulated?: boolean; interrupted?: boolean; model?: string | null } = {}) =>
  ({
    type: "agent.turn.metrics",
    trigger_event_id: "ev_0",
    model: marks.model === undefined ? "simulated/assistant" : marks.model,
    simulated: marks.simulated ?? true,
    interrupted: marks.interrupted ?? false,
    steps: 1,
    llm_first_token_ms: 1,
    tts_first_audio_ms: null,
    speech_ended_at: null,
    transcript_final_ms: null,
    end_of_turn_ms: null,
    first_audio_ms: null,
    response_ms: 1,
    total_ms: 1,
    input_tokens: null,
    output_tokens: null,
  }) as const;

describe("what is shown of a conversation", () => {
  const rows: [string, ServerPayload[], string[]][] = [
    [
      "joins the deltas of a message",
      [delta("g1", "Good "), delta("g1", "morning")],
      ["agent streaming: Good morning"],
    ],
    [
      "shows a completed message as the server stored it",
      [delta("g1", "Good mor"), completed("g1", "Good morning")],
      ["agent completed: Good morning"],
    ],
    ["shows a completed message whose deltas it never saw", [completed("g1", "Hello")], ["agent completed: Hello"]],
    [
      "ignores a delta that comes after the completion",
      [completed("g1", "Hello"), delta("g1", " again")],
      ["agent completed: Hello"],
    ],
    [
      "cuts an interrupted message to what the user got",
      [delta("g1", "One two three"), completed("g1", "One two", { interrupted: true }), received("Stop")],
      ["agent interrupted: One two", "user received: Stop"],
    ],
    [
      "shows nothing of a message of which the user got nothing",
      [delta("g1", "On"), completed("g1", "", { interrupted: true })],
      [],
    ],
    [
      "replaces a message that never completed by the generation after it",
      [delta("g1", "The first mod"), delta("g2", "The second")],
      ["agent streaming: The second"],
    ],
    [
      "replaces a message that never completed when the next one comes whole",
      [delta("g1", "The first mod"), completed("g2", "The second model")],
      ["agent completed: The second model"],
    ],
    [
      "keeps a completed message beside the next generation",
      [completed("g1", "One moment.", { tools: true }), delta("g2", "Done")],
      ["agent completed: One moment.", "agent streaming: Done"],
    ],
    [
      "shows a tool call at work",
      [{ ...created, generation_id: "g1" }],
      ['tool running: book({"day":"Monday"}) undefined'],
    ],
    [
      "shows what a tool answered in the place of its call",
      [
        { ...created, generation_id: "g1" },
        received("Hurry"),
        { ...returned, outcome: "succeeded", result: { id: 7 } },
      ],
      ['tool returned: book({"day":"Monday"}) {"id":7}', "user received: Hurry"],
    ],
    [
      "shows why a tool failed",
      [{ ...returned, outcome: "failed", error: "No such day" }],
      ['tool failed: book({"day":"Monday"}) "No such day"'],
    ],
    [
      "shows notices",
      [{ type: "agent.notice.sent", text: "This chat is recorded." }],
      ["notice: This chat is recorded."],
    ],
    [
      "shows changes of model, route and language",
      [
        { type: "agent.model.failed", model: "a/b", reason: "error", message: "x", next: "retry", next_model: "a/b" },
        { type: "agent.route.changed", route: "billing", previous: null },
        { type: "agent.language.changed", language: "German", previous: "English" },
      ],
      ["change: agent.model.failed", "change: agent.route.changed", "change: agent.language.changed"],
    ],
    [
      "leaves nothing moving after the end",
      [
        delta("g1", "Good"),
        { ...created, generation_id: "g1" },
        { type: "conversation.ended", status: "completed", reason: "client_ended", duration_sec: 2 },
      ],
      [
        "agent interrupted: Good",
        'tool failed: book({"day":"Monday"}) "The conversation ended before the tool answered."',
      ],
    ],
    [
      "passes over events of a newer server",
      [{ type: "agent.mood.changed", mood: "blue" } as unknown as ServerPayload, completed("g1", "Hello")],
      ["agent completed: Hello"],
    ],
  ];
  it.each(rows)("%s", (_name, payloads, expected) => {
    expect(shown(fold(payloads))).toEqual(expected);
  });
});

describe("a message of the user", () => {
  const sent = addSentMessage(EMPTY_TRANSCRIPT, { id: "mine", text: "Hi", at: "2025-06-19T10:00:00.000Z" });

  it("shows at once as being sent", () => {
    expect(shown(sent)).toEqual(["user sending: Hi"]);
  });

  it("is shown once when the server has it", () => {
    expect(shown(fold([received("Hi", "mine")], sent))).toEqual(["user received: Hi"]);
  });

  it("moves to its place in the log when the server has it", () => {
    const busy = fold([{ ...created, generation_id: "g1" }], sent);
    expect(shown(fold([received("Hi", "mine")], busy)).at(-1)).toBe("user received: Hi");
  });

  it("is marked when the server refused it", () => {
    const error = {
      type: "server.error",
      code: "conversation_not_active",
      message: "No",
      client_event_id: "mine",
    } as const;
    expect(shown(fold([error], sent))).toEqual(["user refused: Hi", "fault: conversation_not_active"]);
  });
});

describe("whether the agent is at work", () => {
  const rows: [string, ServerPayload[], boolean][] = [
    ["not before anything happened", [], false],
    ["once it was spoken to", [received("Hi")], true],
    ["while it speaks", [delta("g1", "Hel")], true],
    ["not once it has spoken", [received("Hi"), completed("g1", "Hello")], false],
    ["between a message and the tools it calls", [completed("g1", "One moment", { tools: true })], true],
    ["while a tool works", [{ ...created, generation_id: "g1" }], true],
    ["not once a turn without words is over", [received("Hi"), metrics()], false],
    [
      "still when the turn that a message interrupted is over",
      [
        delta("g1", "Hel"),
        completed("g1", "Hel", { interrupted: true }),
        received("Wait"),
        metrics({ interrupted: true }),
      ],
      true,
    ],
  ];
  it.each(rows)("%s", (_name, payloads, expected) => {
    expect(fold(payloads).isAnswering).toBe(expected);
  });
});

describe("what a transcript says of the whole", () => {
  it("says whether the last answer was simulated", () => {
    expect(EMPTY_TRANSCRIPT.isSimulated).toBeNull();
    expect(fold([metrics({ simulated: true })]).isSimulated).toBe(true);
    expect(
      fold([metrics({ simulated: true }), metrics({ simulated: false, model: "openai/gpt-4o" })]).isSimulated,
    ).toBe(false);
  });

  it("does not take a turn that no model answered for a real model's", () => {
    const interrupted = metrics({ simulated: false, model: null, interrupted: true });
    expect(fold([metrics({ simulated: true }), interrupted]).isSimulated).toBe(true);
  });

  it("says how the conversation ended", () => {
    const ended = {
      type: "conversation.ended",
      status: "completed",
      reason: "agent_ended",
      duration_sec: 12.5,
    } as const;
    expect(fold([ended]).ended).toEqual({ status: "completed", reason: "agent_ended", durationSeconds: 12.5 });
  });

  it("holds the latest custom fields", () => {
    const set = (custom_fields: Record<string, unknown>) => ({
      type: "conversation.custom_fields.updated" as const,
      custom_fields,
      changed: [],
    });
    expect(fold([set({ a: 1 }), set({ a: 2, b: 3 })]).customFields).toEqual({ a: 2, b: 3 });
  });

  it("leaves the transcript it was given as it was", () => {
    const before = fold([delta("g1", "One")]);
    const copy = structuredClone(before);
    fold([delta("g1", " two"), completed("g1", "One two"), metrics()], before);
    expect(before).toEqual(copy);
  });
});

describe("what is spoken", () => {
  const started = { type: "user.speech.started" } as const;
  const ended = { type: "user.speech.ended", duration_ms: 900 } as const;
  const heard = (text: string) => ({ type: "user.transcript.delta", text }) as const;

  it("shows while it is being said, and whether it goes on", () => {
    expect(fold([started]).userSpeech).toEqual({ text: "", isSpeaking: true });
    expect(fold([started, heard("I would"), heard("I would like")]).userSpeech?.text).toBe("I would like");
    expect(fold([started, heard("I would"), ended]).userSpeech).toEqual({ text: "I would", isSpeaking: false });
    expect(fold([started, heard("I would"), ended, started]).userSpeech).toEqual({ text: "I would", isSpeaking: true });
  });

  it("becomes a message when the turn is over", () => {
    const transcript = fold([started, heard("Hi"), ended, received("Hi.")]);
    expect(transcript.userSpeech).toBeNull();
    expect(shown(transcript)).toEqual(["user received: Hi."]);
  });

  it("stays while something else is typed", () => {
    expect(fold([started, heard("Hi"), received("typed", "evc_1")]).userSpeech?.text).toBe("Hi");
  });

  it("is gone when it was nothing, and when the conversation ends", () => {
    const ignored = { type: "user.speech.ignored", text: "mm-hm", reason: "back_channel" } as const;
    const over = { type: "conversation.ended", status: "completed", reason: "client_ended", duration_sec: 1 } as const;
    expect(fold([started, heard("mm-hm"), ignored]).userSpeech).toBeNull();
    expect(fold([started, heard("But"), over]).userSpeech).toBeNull();
  });

  it("has its pauses: words that fill one, and a silence that was noticed", () => {
    const filler = (text: string) => ({ type: "agent.filler.spoken", text, reason: "slow_tool", rung: 1 }) as const;
    const silence = { type: "user.silence.noticed", silence_sec: 15, next: "nudge" } as const;
    expect(shown(fold([filler("One moment"), filler(""), silence]))).toEqual([
      "pause: agent.filler.spoken",
      "pause: user.silence.noticed",
    ]);
  });
});
