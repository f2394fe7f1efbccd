import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LanguageModel, ModelMessage, ModelPart } from "../../src/ports/language-model.ts";
import type { SpokenSession } from "../../src/ports/speech-to-speech.ts";
import type { TranscriptPart, TranscriptStream } from "../../src/ports/speech-to-text.ts";
import { createOpenAiRealtime } from "../../src/providers/openai-realtime/openai-realtime.ts";
import { emptyReport, runTurn } from "../../src/runtime/turn.ts";
import type { TurnEvent } from "../../src/runtime/turn-types.ts";
import { callsOf, collect, failureOf, requestOf, textOf } from "../../src/testing/language-model-contract.ts";
import { catalogOf } from "../../src/testing/scripted-model.ts";
import { type RealtimeServer, startRealtimeServer } from "./realtime-server.ts";

const API_KEY = "sk-test-4f9a7c31e2";
const SYSTEM = "You are a weather agent.";
const FRAME = new Int16Array(320).fill(1_000);

let server: RealtimeServer;
let call: AbortController;
let session: SpokenSession<LanguageModel>;

beforeEach(async () => {
  server = await startRealtimeServer();
  call = new AbortController();
  const { spoken } = createOpenAiRealtime({ apiKey: API_KEY, baseUrl: server.baseUrl });
  session = spoken.open({ model: "gpt-realtime", sampleRateHz: 16_000, voiceId: "cedar", signal: call.signal });
});

afterEach(async () => {
  call.abort();
  await server.close();
});

type AgentMessage = Extract<ModelMessage, { role: "assistant" }>;

const user = (text: string): ModelMessage => ({ role: "user", text });
const agent = (text: string): ModelMessage => ({ role: "assistant", text, toolCalls: [] });
const ask = (messages: ModelMessage[], signal = call.signal) =>
  session.model.stream(requestOf("gpt-realtime", { messages, signal }));

/** Opens the listener and takes down what it understands. */
function listen(languages: string[] = ["en"]) {
  const abort = new AbortController();
  const stream = session.listener.open({ sampleRateHz: 16_000, languages, keywords: ["Oslo"], signal: abort.signal });
  const parts: TranscriptPart[] = [];
  const reading = (async () => {
    for await (const part of stream) parts.push(part);
  })();
  const ended = reading.then(
    () => null,
    (error: unknown) => error,
  );
  const finals = () => parts.flatMap((part) => (part.type === "final" ? [part.text] : []));
  return { stream, parts, finals, ended, abort };
}

function speak(stream: TranscriptStream, frames = 25): void {
  stream.speechStarted();
  for (let frame = 0; frame < frames; frame++) stream.write(FRAME);
  stream.speechEnded();
}

/** Asks, and stops as soon as so much text has come. */
async function interrupted(messages: ModelMessage[], after: number): Promise<ModelPart[]> {
  const abort = new AbortController();
  const parts: ModelPart[] = [];
  const reason = new Error("interrupted");
  const reading = (async () => {
    for await (const part of ask(messages, abort.signal)) {
      parts.push(part);
      if (textOf(parts).length >= after && part.type === "audio") abort.abort(reason);
    }
  })();
  await expect(reading).rejects.toBe(reason);
  return parts;
}

const items = () => server.session().items;
const texts = () => items().map(({ role, text, type }) => [role ?? type, text]);
const eventsOf = (type: string) => server.session().events.filter((event) => event["type"] === type);

describe("a session with OpenAI's Realtime API", () => {
  it("is opened as the vendor documents it, with turns left to us", async () => {
    server.answers({ text: "Hi there", voicePerPiece: 40 });
    listen();
    await collect(ask([user("Hello")]));
    const { url, headers, settings } = server.session();
    expect(url).toBe("/v1/realtime?model=gpt-realtime");
    expect([headers["authorization"], headers["openai-beta"]]).toEqual([`Bearer ${API_KEY}`, undefined]);
    expect(settings).toMatchObject({ type: "realtime", output_modalities: ["audio"], instructions: SYSTEM });
    const updates = eventsOf("session.update").map(({ session }) => session);
    expect(updates[0]).toMatchObject({
      audio: {
        input: { format: { type: "audio/pcm", rate: 24_000 }, turn_detection: null },
        output: { format: { type: "audio/pcm", rate: 24_000 }, voice: "cedar" },
      },
    });
    expect(updates[1]).toMatchObject({ audio: { input: { transcription: { language: "en" } } } });
    expect(JSON.stringify(updates.slice(1))).not.toContain("cedar");
    server.assertFinished();
  });

  it("answers aloud: words and voice by turns, at the rate that was asked for", async () => {
    server.answers({ text: "It is sunny in Oslo", voicePerPiece: 100 });
    const parts = await collect(ask([user("Hello")]));
    expect(textOf(parts)).toBe("It is sunny in Oslo");
    const audio = parts.flatMap((part) => (part.type === "audio" ? [part.audio] : []));
    expect(new Set(audio.map(({ sampleRateHz }) => sampleRateHz))).toEqual(new Set([16_000]));
    expect(audio.reduce((sum, { samples }) => sum + samples.length, 0)).toBe(4 * 1_600);
    expect(Math.max(...audio.flatMap(({ samples }) => [...samples]))).toBeGreaterThan(7_000);
    expect(parts.slice(0, 3).map(({ type }) => type)).toEqual(["text", "audio", "text"]);
  });

  it("understands the names of the interface's first version", async () => {
    server.answers({ text: "It is sunny", voicePerPiece: 20, isOld: true });
    const parts = await collect(ask([user("Hello")]));
    expect([textOf(parts), parts.some(({ type }) => type === "audio")]).toEqual(["It is sunny", true]);
  });

  it("sends instructions and tools only when they have changed", async () => {
    server.answers({ text: "One" }, { text: "Two" });
    await collect(ask([user("Hello")]));
    await collect(ask([user("Hello"), agent("One"), user("And?")]));
    expect(eventsOf("session.update").filter(({ session }) => "instructions" in (session as object))).toHaveLength(1);
  });
});

describe("what the user says to it", () => {
  it("reaches the model as sound, and is not told again in writing", async () => {
    server.transcripts("What is the weather?");
    server.answers({ text: "Sunny", voicePerPiece: 40 });
    const { stream, finals, parts } = listen();
    speak(stream);
    await expect.poll(finals).toEqual(["What is the weather?"]);
    expect(parts.some(({ type }) => type === "partial")).toBe(true);
    await collect(ask([user("What is the weather?")]));
    expect(items().map(({ role, ms }) => [role, ms])).toEqual([
      ["user", 500],
      ["assistant", 40],
    ]);
    expect(eventsOf("conversation.item.create")).toEqual([]);
    server.assertFinished();
  });

  it("may come with pauses: several utterances are one message", async () => {
    server.transcripts("I would like", "to know the weather.");
    server.answers({ text: "Sunny" });
    const { stream, finals } = listen();
    speak(stream);
    speak(stream);
    await expect.poll(() => finals().length).toBe(2);
    await collect(ask([user("I would like to know the weather.")]));
    expect(eventsOf("conversation.item.create")).toEqual([]);
    expect(items().filter(({ role }) => role === "user")).toHaveLength(2);
  });

  it("is kept as sound behind a note of the platform's", async () => {
    server.transcripts("Stop.");
    server.answers({ text: "Yes?" });
    const { stream, finals } = listen();
    speak(stream);
    await expect.poll(finals).toEqual(["Stop."]);
    await collect(ask([user("[The user interrupted.]\nStop.")]));
    expect(server.lastAsked().items.map(({ text, ms }) => [text, ms])).toEqual([
      ["[The user interrupted.]", null],
      ["", 500],
    ]);
  });

  it("is forgotten when it was nobody's turn", async () => {
    server.transcripts("Mm-hm.", "What now?");
    server.answers({ text: "Well" });
    const { stream, finals } = listen();
    speak(stream);
    speak(stream, 30);
    await expect.poll(() => finals().length).toBe(2);
    await collect(ask([user("What now?")]));
    expect(server.lastAsked().items.map(({ ms }) => ms)).toEqual([600]);
  });

  it("is sent without the silence before it, but with the sounds that were not noticed at once", async () => {
    server.transcripts("Yes.");
    const { stream, finals } = listen();
    for (let frame = 0; frame < 200; frame++) stream.write(FRAME);
    speak(stream, 10);
    await expect.poll(finals).toEqual(["Yes."]);
    expect(items()[0]?.ms).toBe(800);
  });

  it("is final as nothing at all when there was no sound, and too little sound is made enough", async () => {
    server.transcripts("Hm");
    const { stream, finals } = listen();
    stream.speechEnded();
    speak(stream, 1);
    await expect.poll(finals).toEqual(["", "Hm"]);
    expect(server.session().complaints).toEqual([]);
  });

  it("is final as nothing when the vendor cannot make it out, and an error when it does not write it down", async () => {
    server.transcripts(
      { fails: { code: "audio_unintelligible", message: "The audio could not be transcribed." } },
      { fails: { code: "server_error", message: `Out of order, ${API_KEY}` } },
    );
    const { stream, finals, ended } = listen();
    speak(stream);
    await expect.poll(finals).toEqual([""]);
    speak(stream);
    expect(await ended).toMatchObject({ name: "SpeechError", message: expect.stringContaining("Out of order") });
    expect(String(await ended)).not.toContain(API_KEY);
  });
});

describe("an answer that is interrupted", () => {
  it("is stopped, and cut to what was heard of it", async () => {
    const text = "It is sunny in Oslo and there is a light breeze from the west";
    server.answers({ text, voicePerPiece: 400, stalls: true }, { text: "As you like." });
    await interrupted([user("Hello")], 30);
    const heard = "It is sunny in";
    await collect(ask([user("Hello"), agent(heard), user("Stop!")]));
    const [cut] = eventsOf("conversation.item.truncate");
    expect(eventsOf("response.cancel")).toHaveLength(1);
    expect(Number(cut?.["audio_end_ms"])).toBeGreaterThan(500);
    expect(Number(cut?.["audio_end_ms"])).toBeLessThan(1_200);
    expect(server.lastAsked().items.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(server.session().complaints).toEqual([]);
    server.assertFinished();
  });

  it("is forgotten when nothing of it was heard, as one that was begun ahead and thrown away", async () => {
    server.answers({ text: "A long answer to the wrong thing", voicePerPiece: 100, stalls: true }, { text: "Right." });
    await interrupted([user("Book a")], 6);
    await collect(ask([user("Book a table")]));
    expect(server.lastAsked().items.map(({ text }) => text)).toEqual(["Book a table"]);
  });

  it("is cut after it had come whole, when the user did not hear it all", async () => {
    server.answers({ text: "One two three four five six", voicePerPiece: 300 }, { text: "Yes?" });
    await collect(ask([user("Count")]));
    await collect(ask([user("Count"), agent("One two three"), user("Stop")]));
    const [cut] = eventsOf("conversation.item.truncate");
    expect(Math.abs(Number(cut?.["audio_end_ms"]) - 1_500 * (11 / 22))).toBeLessThan(10);
    expect(server.session().complaints).toEqual([]);
  });

  it("that the vendor does not stop costs the connection, and the conversation goes on over a new one", async () => {
    server.answers({ text: "On and on and on", voicePerPiece: 20, stalls: true, isDeaf: true }, { text: "Here." });
    await interrupted([user("Hello")], 6);
    const parts = await collect(ask([user("Hello"), agent("On"), user("Are you there?")]));
    expect(textOf(parts)).toBe("Here.");
    expect(server.sessions).toHaveLength(2);
    expect(texts().slice(0, 3)).toEqual([
      ["user", "Hello"],
      ["assistant", "On"],
      ["user", "Are you there?"],
    ]);
  });
});

describe("a session that breaks", () => {
  it("is opened again at the next need and told the conversation in writing", async () => {
    server.transcripts("Hello");
    server.answers({ text: "Hi", voicePerPiece: 40 }, { text: "Still here." });
    const { stream, finals, ended } = listen();
    speak(stream);
    await expect.poll(finals).toEqual(["Hello"]);
    await collect(ask([user("Hello")]));
    server.session().close(1001, "Your session hit the maximum duration of 60 minutes.");
    expect(await ended).toMatchObject({ name: "SpeechError", isRetryable: true, status: 1001 });
    const again = listen();
    await collect(ask([user("Hello"), agent("Hi"), user("Are you there?")]));
    expect(texts().slice(0, 3)).toEqual([
      ["user", "Hello"],
      ["assistant", "Hi"],
      ["user", "Are you there?"],
    ]);
    server.transcripts("Good.");
    speak(again.stream);
    await expect.poll(again.finals).toEqual(["Good."]);
  });

  it("in the middle of an answer gives a retryable error to the model's reader and to the listener's", async () => {
    server.answers({ text: "This will never come to its end", voicePerPiece: 20, isCut: true });
    const { ended } = listen();
    expect(await failureOf(session.model, requestOf("gpt-realtime"))).toMatchObject({ isRetryable: true });
    expect(await ended).toMatchObject({ name: "SpeechError", isRetryable: true });
  });

  it("by what is no event of the interface is not gone on with", async () => {
    server.answers({ raw: ['{"type":"response.created"}', "not JSON"] });
    const error = await failureOf(session.model, requestOf("gpt-realtime"));
    expect(error).toMatchObject({ isRetryable: true, message: expect.stringContaining("no event") });
  });

  it("ends for good, and without an error for the listener, when the call is over", async () => {
    const { ended } = listen();
    await expect.poll(() => server.openConnections()).toBe(1);
    call.abort();
    expect(await ended).toBeNull();
    await expect.poll(() => server.openConnections()).toBe(0);
  });
});

it("begins a new session in a pause before the vendor ends the old one, and nobody notices", async () => {
  const now = performance.now.bind(performance);
  let ahead = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now() + ahead);
  try {
    server.answers({ text: "One" }, { text: "Two" }, { text: "Three" });
    const { stream, finals } = listen();
    await collect(ask([user("1")]));
    ahead = 56 * 60_000;
    await collect(ask([user("1"), agent("One"), user("2")]));
    await expect.poll(() => server.sessions.length).toBe(2);
    await expect.poll(() => server.openConnections()).toBe(1);
    server.transcripts("three");
    speak(stream);
    await expect.poll(finals).toEqual(["three"]);
    const messages = [user("1"), agent("One"), user("2"), agent("Two"), user("three")];
    expect(textOf(await collect(ask(messages)))).toBe("Three");
    expect(server.lastAsked().items.map(({ text, ms }) => [text, ms])).toEqual([
      ["1", null],
      ["One", null],
      ["2", null],
      ["Two", null],
      ["", 500],
    ]);
  } finally {
    clock.mockRestore();
  }
});

describe("what the vendor complains of", () => {
  it("is made good for: an answer that could not be cut is replaced by what was heard of it", async () => {
    server.answers({ text: "One two three", voicePerPiece: 300 }, { text: "Yes?" }, { text: "Go on." });
    const messages = [user("Count"), agent("One two"), user("Stop")];
    await collect(ask([user("Count")]));
    await collect(ask(messages));
    const [cut] = eventsOf("conversation.item.truncate");
    const about = `truncate:${String(cut?.["item_id"])}`;
    server.session().send({ type: "error", error: { type: "invalid_request_error", message: "No", event_id: about } });
    server.session().send({ type: "rate_limits.updated" });
    await expect
      .poll(async () => {
        server.answers({ text: "Yes?" });
        await collect(ask(messages));
        return server.lastAsked().items.map(({ text }) => text);
      })
      .toEqual(["Count", "One two", "Stop"]);
  });

  it("costs no answer when the user is not heard for it: the listener is told", async () => {
    const { ended } = listen(["xx"]);
    await expect.poll(() => eventsOf("session.update").length).toBe(2);
    const about = eventsOf("session.update")[1]?.["event_id"];
    const error = {
      type: "invalid_request_error",
      code: "invalid_value",
      message: "No such language",
      event_id: about,
    };
    server.session().send({ type: "error", error });
    expect(await ended).toMatchObject({ name: "SpeechError", isRetryable: false });
  });

  it.each([
    { error: { type: "requests", code: "rate_limit_exceeded", message: "Slow down" }, status: 429, isRetryable: true },
    { error: { type: "insufficient_quota", message: "Pay first" }, status: null, isRetryable: false },
    { error: { type: "server_error", message: "Oh" }, status: null, isRetryable: true },
    { error: { type: "invalid_request_error", code: "x", message: "No" }, status: null, isRetryable: false },
  ])("is an error of the model: $error.type", async ({ error, status, isRetryable }) => {
    server.answers({ fails: error });
    const failure = await failureOf(session.model, requestOf("gpt-realtime"));
    expect(failure).toMatchObject({ status, isRetryable, message: expect.stringContaining(error.message) });
  });

  it("does not end the session, and odd events are passed over", async () => {
    const odd = [
      "{}",
      '{"type":7}',
      '{"type":"response.output_audio.delta","delta":7}',
      '{"type":"response.output_item.done","item":null}',
      '{"type":"conversation.item.input_audio_transcription.completed"}',
      '{"type":"something.new"}',
      '{"type":"error"}',
    ];
    server.answers({ raw: odd });
    await failureOf(session.model, requestOf("gpt-realtime"));
    expect(server.openConnections()).toBe(1);
  });

  it("is a refusal to the listener when the session is not let in at all", async () => {
    server.refuse({ status: 429, body: '{"error":{"message":"Too many sessions"}}' });
    const other = createOpenAiRealtime({ apiKey: API_KEY, baseUrl: server.baseUrl }).spoken;
    session = other.open({ model: "gpt-realtime", sampleRateHz: 16_000, voiceId: null, signal: call.signal });
    const { ended } = listen();
    expect(await ended).toMatchObject({ name: "SpeechError", status: 429, isRetryable: true });
  });
});

describe("a turn by voice with such a model", () => {
  it("hears, calls a tool and answers, over one session and without telling it anything twice", async () => {
    server.transcripts("How is Oslo?");
    server.answers(
      {
        text: "One moment. ",
        voicePerPiece: 40,
        calls: [{ name: "get_weather", input: { city: "Oslo" }, callId: "call_v1" }],
      },
      { text: "It is sunny.", voicePerPiece: 40 },
    );
    const { stream, finals } = listen();
    speak(stream);
    await expect.poll(finals).toEqual(["How is Oslo?"]);
    const events = await turn([user("How is Oslo?")]);
    expect(events.filter(({ type }) => type === "audio").length).toBeGreaterThan(2);
    expect(events.at(-1)).toMatchObject({ type: "finished", message: { text: "It is sunny." } });
    const created = eventsOf("conversation.item.create").map(({ item }) => item);
    expect(created).toEqual([
      { id: expect.any(String), type: "function_call_output", call_id: "call_v1", output: '"sunny"' },
    ]);
    expect(server.session().complaints).toEqual([]);
    server.assertFinished();
  });
});

it("is asked again over the same session when it stalls in the middle of an answer", async () => {
  server.answers({ text: "This stops in the middle", voicePerPiece: 20, stalls: true }, { text: "Sorry, here." });
  const events = await turn([user("Hello")], { betweenParts: 200 });
  expect(events.flatMap((event) => (event.type === "model_failed" ? [event.failure.reason] : []))).toEqual(["stalled"]);
  expect(events.at(-1)).toMatchObject({ type: "finished", message: { text: "Sorry, here." } });
  expect(server.sessions).toHaveLength(1);
  expect(server.session().complaints).toEqual([]);
});

/** Runs one turn over the session, keeping the messages as a conversation's log would. */
async function turn(messages: ModelMessage[], limits: { betweenParts?: number } = {}): Promise<TurnEvent[]> {
  const events: TurnEvent[] = [];
  let ids = 0;
  const running = runTurn({
    catalog: catalogOf({ "openai/gpt-realtime": session.model }),
    limits: { firstPart: 5_000, betweenParts: 5_000, beforeRetry: 0, maxSteps: 4, ...limits },
    signal: call.signal,
    newId: (prefix) => `${prefix}_${++ids}`,
    report: emptyReport(),
    prepareStep: async () => {
      const tools = [{ name: "get_weather", description: "Gets the weather.", inputSchema: { type: "object" } }];
      return { models: ["openai/gpt-realtime"], system: SYSTEM, messages: [...messages], tools, apology: null };
    },
    callTool: async (made) => {
      messages.push({ role: "tool", callId: made.callId, name: made.name, output: '"sunny"', isError: false });
      return { outcome: { status: "succeeded", result: "sunny" }, effect: null };
    },
  });
  for await (const event of running) {
    events.push(event);
    if (event.type === "message") messages.push(agent(event.message.text));
    if (event.type === "calls")
      messages.splice(-1, 1, { ...(messages.at(-1) as AgentMessage), toolCalls: event.calls });
  }
  return events;
}

it("keeps the id that the vendor gave a call, so that its answer is known to it", async () => {
  server.answers({ calls: [{ name: "get_weather", input: {}, callId: "call_v2" }] }, { text: "Fine." });
  const [made] = callsOf(await collect(ask([user("Hello")])));
  const renamed = { ...made, callId: "call_ours" } as never;
  const answer: ModelMessage = { role: "tool", callId: "call_ours", name: "get_weather", output: "{}", isError: false };
  await collect(ask([user("Hello"), { role: "assistant", text: "", toolCalls: [renamed] }, answer]));
  expect(items().map(({ type, callId }) => [type, callId])).toContainEqual(["function_call_output", "call_v2"]);
  expect(items().filter(({ type }) => type === "function_call")).toHaveLength(1);
});
