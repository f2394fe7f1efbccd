import { afterEach, describe, expect, it, vi } from "vitest";
import { SpeechError } from "../../src/ports/speech-error.ts";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { type FakeModelServer, startFakeModelServer } from "../../src/testing/fake-model-server.ts";
import { scriptedSpeechCatalog } from "../../src/testing/scripted-speech-catalog.ts";
import { type ScriptedSpeechToText, scriptedSpeechToText } from "../../src/testing/scripted-speech-to-text.ts";
import {
  closedInMidSentence,
  type ScriptedSentence,
  type ScriptedTextToSpeech,
  scriptedTextToSpeech,
} from "../../src/testing/scripted-text-to-speech.ts";
import { spokenWords } from "./spoken-words.ts";
import { call } from "./voice-caller.ts";

const words = spokenWords("What are your opening hours today please", 16_000);
const unwell = new SpeechError("Overloaded.", { isRetryable: true, status: 503 });
const unwellSentences = Array.from({ length: 20 }, (): ScriptedSentence => [{ fails: unwell }]);

interface World {
  app: TestApp;
  model: FakeModelServer;
  agentId: string;
}

let world: World | null = null;

afterEach(async () => {
  await world?.app.stop();
  await world?.model.close();
  world = null;
});

async function setUp(
  doubles: { listeners: ScriptedSpeechToText[]; speakers: ScriptedTextToSpeech[] },
  voice: Record<string, unknown> = {},
): Promise<World> {
  const model = await startFakeModelServer({
    answer: () => ({ pieces: ["First we look. ", "Then we tell you what we saw."], firstPieceAfter: 1, pieceEvery: 1 }),
  });
  const app = await startTestApp(
    { OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` },
    { speech: scriptedSpeechCatalog(doubles) },
  );
  world = { app, model, agentId: "" };
  world.agentId = await app.makeAgent("Answer the user.", { runtime: { model: "fake/main" }, voice });
  return world;
}

describe("speech providers that fail in mid-conversation", () => {
  it("are followed by others, and nothing that was said is lost", async () => {
    const first = scriptedSpeechToText({ name: "first" });
    const second = scriptedSpeechToText({ name: "second" });
    const breaks: ScriptedSentence = [{ speaks: 0.3 }, { fails: closedInMidSentence("brittle") }];
    const brittle = scriptedTextToSpeech({ name: "brittle", script: [breaks, [{ fails: unwell }]] });
    const sturdy = scriptedTextToSpeech({ name: "sturdy" });
    const { app, agentId } = await setUp({ listeners: [first, second], speakers: [brittle, sturdy] });
    const caller = await call(app, agentId);
    await caller.say(words);
    first.opened[0]?.fail(new SpeechError("Closed.", { isRetryable: true, status: 1006 }));
    await vi.waitFor(() => expect(second.opened[0]?.finalsOwed).toBe(1), { timeout: 30_000 });
    second.opened[0]?.final("What are your opening hours?");
    expect((await caller.next("user.message.received")).payload.text).toBe("What are your opening hours?");
    const completed = await caller.next("agent.message.completed");
    expect(completed.payload).toMatchObject({ interrupted: false });
    const failed = caller.events.flatMap(({ payload }) => (payload.type === "agent.speech.failed" ? [payload] : []));
    expect(failed).toMatchObject([
      { stage: "speech_to_text", provider: "first", reason: "closed", next: "fallback", next_provider: "second" },
      { stage: "text_to_speech", provider: "brittle", next: "fallback", next_provider: "sturdy" },
      { stage: "text_to_speech", provider: "brittle", next: "fallback", next_provider: "sturdy" },
    ]);
    caller.close();
  });

  it("end the conversation when nobody can speak at all, and no other conversation", async () => {
    const mute = scriptedTextToSpeech({ name: "mute", script: unwellSentences });
    const listener = scriptedSpeechToText();
    const { app, agentId } = await setUp({ listeners: [listener], speakers: [mute] });
    const other = await app.converse(agentId);
    const caller = await call(app, agentId);
    caller.send({ type: "user.message.send", text: "Hello?" });
    await caller.next("agent.message.completed");
    caller.send({ type: "user.message.send", text: "Anybody?" });
    const ended = await caller.next("conversation.ended");
    expect(ended.payload).toMatchObject({ status: "failed", reason: "failed" });
    const { body } = await app.call("GET", `/conversations/${caller.conversationId}`);
    expect(body["failure_reason"]).toMatchObject({ code: "speech_unavailable" });
    expect((await app.call("GET", `/conversations/${other.id}`)).body["status"]).toBe("queued");
  });
});

describe("a caller who is no caller", () => {
  it("but noise without end is asked whether they are there, and left", async () => {
    const listener = scriptedSpeechToText({ script: () => ({ heard: Array.from({ length: 50 }, () => "") }) });
    const silence = { nudge_after_sec: 3, end_after_sec: 6 };
    const { app, agentId } = await setUp({ listeners: [listener], speakers: [scriptedTextToSpeech()] }, { silence });
    const caller = await call(app, agentId);
    const noise = Int16Array.from({ length: 40 * 16_000 }, () => (Math.random() - 0.5) * 12_000);
    void caller.say(noise);
    expect((await caller.next("conversation.ended")).payload).toMatchObject({ reason: "user_silent" });
    expect(caller.events.filter(({ payload }) => payload.type === "user.speech.started").length).toBeLessThan(21);
  });

  it("but somebody who sends faster than one speaks is told so, and heard no further", async () => {
    const listener = scriptedSpeechToText();
    const { app, agentId } = await setUp({ listeners: [listener], speakers: [scriptedTextToSpeech()] });
    const caller = await call(app, agentId);
    for (let message = 0; message < 100; message += 1) caller.socket.send(Buffer.alloc(6_400));
    expect((await caller.next("server.error")).payload).toMatchObject({ code: "rate_limited" });
    caller.send({ type: "user.message.send", text: "I am still here." });
    await caller.next("agent.message.completed");
    expect((listener.opened[0]?.sampleCount ?? 0) / 16_000).toBeLessThan(20);
    caller.close();
  });

  it("but one who talks without end is answered all the same", { timeout: 60_000 }, async () => {
    const listener = scriptedSpeechToText();
    const { app, agentId } = await setUp(
      { listeners: [listener], speakers: [scriptedTextToSpeech()] },
      {
        max_duration_sec: 30,
      },
    );
    const caller = await call(app, agentId);
    const talk = setInterval(() => {
      const stream = listener.opened[0];
      if (stream && !stream.isOver)
        stream.partial(`and then ${"we went on and on ".repeat(stream.sampleCount / 16_000)}`);
    }, 500);
    const without = new Int16Array(40 * 16_000);
    for (let at = 0; at < without.length; at += words.length) {
      without.set(words.subarray(2_000, Math.min(words.length - 2_000, without.length - at)), at);
    }
    void caller.say(without);
    const ended = await vi.waitUntil(() => caller.events.find(({ payload }) => payload.type === "conversation.ended"), {
      timeout: 55_000,
      interval: 250,
    });
    clearInterval(talk);
    expect(ended.payload).toMatchObject({ reason: "too_long", status: "completed" });
  });
});
