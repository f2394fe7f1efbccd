import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import {
  type FakeAnswer,
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import { scriptedSpeechCatalog } from "../../src/testing/scripted-speech-catalog.ts";
import { type ScriptedSpeechToText, scriptedSpeechToText } from "../../src/testing/scripted-speech-to-text.ts";
import { scriptedTextToSpeech } from "../../src/testing/scripted-text-to-speech.ts";
import { openSessionClient } from "../../src/testing/session-client.ts";
import { spokenWords } from "./spoken-words.ts";
import { call, type VoiceCaller } from "./voice-caller.ts";

let app: TestApp;
let model: FakeModelServer;
let listener: ScriptedSpeechToText;
let behave: (request: FakeModelRequest) => Partial<FakeAnswer>;
let requests: FakeModelRequest[] = [];
const words = spokenWords("What are your opening hours today please", 16_000);

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: (request) => {
      requests.push(request);
      return { firstPieceAfter: 1, pieceEvery: 1, pieces: [], ...behave(request) };
    },
  });
  listener = scriptedSpeechToText();
  const speech = scriptedSpeechCatalog({ listeners: [listener], speakers: [scriptedTextToSpeech()] });
  app = await startTestApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` }, { speech, reconnectWithin: 5_000 });
});

afterAll(async () => {
  await app.stop();
  await model.close();
});

beforeEach(() => {
  requests = [];
  behave = () => ({ pieces: ["We are open from nine to five."] });
});

const agent = (config: Record<string, unknown> = {}, runtime: Record<string, unknown> = {}) =>
  app.makeAgent("Answer the user.", { ...config, runtime: { model: "fake/main", ...runtime } });
const ears = () => {
  const stream = listener.opened.at(-1);
  if (stream === undefined) throw new Error("Nobody listens.");
  return stream;
};
const lastSaid = (request: FakeModelRequest | undefined) => textOfMessage(request?.messages.at(-1) ?? { role: "user" });

/** Says something, of which that is understood. */
async function speak(caller: VoiceCaller, text: string): Promise<void> {
  const before = ears().finalsOwed;
  await caller.say(words);
  ears().partial(text);
  await vi.waitFor(() => expect(ears().finalsOwed).toBeGreaterThan(before), { timeout: 30_000 });
  ears().final(text);
}

describe("a conversation by voice", () => {
  it("hears a question, answers aloud, and tells how long each stage took", async () => {
    const caller = await call(app, await agent());
    await speak(caller, "What are your opening hours?");
    expect((await caller.next("user.message.received")).payload.text).toBe("What are your opening hours?");
    const completed = await caller.next("agent.message.completed");
    expect(completed.payload).toMatchObject({ text: "We are open from nine to five.", interrupted: false });
    const { payload } = await caller.next("agent.turn.metrics");
    expect(payload.speech_ended_at).not.toBeNull();
    for (const field of ["transcript_final_ms", "end_of_turn_ms", "first_audio_ms"] as const)
      expect(payload[field]).toBeGreaterThan(0);
    expect(payload.first_audio_ms).toBeGreaterThanOrEqual(payload.end_of_turn_ms as number);
    // 60 ms a character, in frames of 20 ms.
    expect(caller.heard()).toBeGreaterThanOrEqual(30 * 60);
    const types = caller.events.map((event) => event.payload.type);
    expect(types).toContain("user.speech.started");
    expect(types).toContain("user.speech.ended");
    expect(types).toContain("user.transcript.delta");
    caller.close();
  });

  it("does not call a message finished before it was heard", async () => {
    const caller = await call(app, await agent());
    await speak(caller, "What are your opening hours?");
    await caller.next("agent.message.completed");
    const place = caller.events.findIndex((event) => event.payload.type === "agent.message.completed");
    expect(caller.heard(place)).toBeGreaterThanOrEqual(30 * 60);
    caller.close();
  });

  it("is interrupted by words, and tells the model what was heard and what was not", async () => {
    behave = () => ({
      pieces: ["One sentence that takes a while. ", "Another that nobody will hear to its end at all."],
    });
    const caller = await call(app, await agent());
    await speak(caller, "Tell me everything.");
    await vi.waitFor(() => expect(caller.heard()).toBeGreaterThan(1_500), { timeout: 30_000 });
    const sent = caller.heard();
    void caller.say(words);
    await vi.waitFor(() => expect(ears().calls.at(-1)?.type).toBe("speech_started"), { timeout: 30_000 });
    ears().partial("wait what about Sunday");
    const cut = await caller.next("agent.message.completed");
    expect(cut.payload.interrupted).toBe(true);
    expect("One sentence that takes a while. Another that nobody".startsWith(cut.payload.text)).toBe(true);
    expect(cut.payload.cut_text).toMatch(/at all\.$/);
    expect(caller.events.map((event) => event.payload.type)).toContain("agent.audio.cleared");
    expect(caller.heard()).toBeLessThan(sent + 1_200);
    await vi.waitFor(() => expect(ears().finalsOwed).toBe(1), { timeout: 30_000 });
    ears().final("wait what about Sunday?");
    await caller.next("user.message.received");
    await vi.waitFor(() => expect(requests).toHaveLength(2), 30_000);
    expect(lastSaid(requests[1])).toMatch(/interrupted your last message.*Not heard any more.*\n.*Sunday/s);
    caller.close();
  });

  it("lets a word of assent pass, and says the rest", async () => {
    behave = () => ({ pieces: ["A long explanation of all the things that there are to know about it."] });
    const caller = await call(app, await agent());
    await speak(caller, "Explain it to me.");
    await vi.waitFor(() => expect(caller.heard()).toBeGreaterThan(500), { timeout: 30_000 });
    await speak(caller, "mm-hm");
    const ignored = await caller.next("user.speech.ignored");
    expect(ignored.payload).toMatchObject({ reason: "back_channel" });
    const completed = await caller.next("agent.message.completed");
    expect(completed.payload).toMatchObject({ interrupted: false });
    expect(requests).toHaveLength(1);
    caller.close();
  });

  it("goes on after the line was lost, from what was heard", async () => {
    behave = () => ({ pieces: ["This is a sentence of some length, so that there is time to lose the line in it."] });
    const caller = await call(app, await agent());
    await speak(caller, "Go ahead.");
    await vi.waitFor(() => expect(caller.heard()).toBeGreaterThan(1_000), { timeout: 30_000 });
    caller.drop();
    await caller.closed();
    const heardBefore = caller.heard();
    const again = caller.comeBack();
    const completed = await again.next("agent.message.completed");
    expect(completed.payload).toMatchObject({ interrupted: false });
    expect(heardBefore + again.heard()).toBeGreaterThanOrEqual(completed.payload.text.length * 60);
    expect(again.heard()).toBeLessThan(completed.payload.text.length * 60);
    again.close();
  });

  it("covers a slow tool with a few words, and calls it while it still speaks", async () => {
    behave = (request) =>
      request.messages.at(-1)?.role === "tool"
        ? { pieces: ["Done."] }
        : { pieces: ["Let me look that up for you."], toolCalls: [{ name: "slow", arguments: "{}" }] };
    const made = await app.call("POST", "/tools", {
      name: "slow",
      description: "Is slow.",
      type: "client",
      input_schema: { type: "object" },
    });
    expect(made.status).toBe(200);
    const caller = await call(app, await agent({ tool: { tools: [{ ns: "client", name: "slow" }] } }));
    await speak(caller, "Look it up.");
    const created = await caller.next("agent.tool_call.created");
    expect(caller.events.map(({ payload }) => payload.type)).not.toContain("agent.message.completed");
    const filler = await caller.next("agent.filler.spoken");
    expect(filler.payload).toMatchObject({ reason: "slow_tool", rung: 1 });
    caller.send({ type: "tool.result.send", call_id: created.payload.call_id, result: 42 });
    await caller.next("agent.message.completed", ({ text }) => text === "Done.");
    const second = requests.at(-1)?.messages ?? [];
    expect(second.filter(({ role }) => role === "assistant").map((message) => textOfMessage(message))).toEqual([
      "Let me look that up for you.",
    ]);
    caller.close();
  });

  it("speaks its goodbye to the end before it hangs up", async () => {
    behave = () => ({
      pieces: ["Goodbye, have a nice day."],
      toolCalls: [{ name: "end_conversation", arguments: "{}" }],
    });
    const caller = await call(app, await agent({ tool: { tools: [{ ns: "syscall", name: "end_conversation" }] } }));
    await speak(caller, "That was all.");
    await caller.next("conversation.ended");
    expect(caller.heard()).toBeGreaterThanOrEqual("Goodbye, have a nice day.".length * 60 - 200);
    expect(await caller.closed()).toBe(1000);
  });

  it("asks a user who says nothing whether they are there, and leaves", async () => {
    const silence = { nudge_after_sec: 3, end_after_sec: 5 };
    const caller = await call(app, await agent({ voice: { silence } }));
    expect((await caller.next("user.silence.noticed")).payload.next).toBe("nudge");
    expect((await caller.next("user.silence.noticed")).payload.next).toBe("end");
    expect((await caller.next("conversation.ended")).payload).toMatchObject({ reason: "user_silent" });
  });

  it("says that it is recorded, and gives the recording out", async () => {
    const caller = await call(app, await agent({ voice: { recording: { is_enabled: true } } }));
    const notice = await caller.next("agent.notice.sent");
    expect(notice.payload.text).toMatch(/record/i);
    await speak(caller, "What do you do with it?");
    await caller.next("agent.turn.metrics");
    caller.send({ type: "conversation.end" });
    await caller.closed();
    const { body } = await app.call("GET", `/conversations/${caller.conversationId}`);
    const recording = await fetch(body["channel"]["recording_url"], {
      headers: { authorization: `Bearer ${app.key}`, "operator-version": "2025-06-19" },
    });
    expect(recording.headers.get("content-type")).toBe("audio/wav");
    expect((await recording.arrayBuffer()).byteLength).toBeGreaterThan(100_000);
  });

  it("follows the user into another of its languages, with the persona that speaks it", async () => {
    const language = { default_language: "English", supported_languages: ["English", "German"] };
    const personas = [
      { name: "Amanda", language: "English" },
      { name: "Greta", language: "German" },
    ];
    const caller = await call(app, await agent({ language, personas }));
    expect(ears().request.languages).toEqual(["en", "de"]);
    await caller.say(words);
    await vi.waitFor(() => expect(ears().finalsOwed).toBe(1), { timeout: 30_000 });
    ears().final("Wann haben Sie heute geöffnet?", { language: "de" });
    const changed = await caller.next("agent.language.changed");
    expect(changed.payload).toMatchObject({ language: "German", previous: "English" });
    await caller.next("agent.message.completed");
    expect(textOfMessage(requests[0]?.messages[0] ?? { role: "system" })).toContain("Greta");
    await vi.waitFor(() => expect(ears().request.languages).toEqual(["de", "en"]), 30_000);
    caller.close();
  });

  it("begins to think before the end of a turn is certain, and asks the model once", async () => {
    const caller = await call(app, await agent({ voice: { patience: "high" } }));
    await caller.say(words);
    ears().partial("What are your opening hours today?");
    await vi.waitFor(() => expect(requests).toHaveLength(1), { timeout: 30_000 });
    expect(caller.events.map(({ payload }) => payload.type)).not.toContain("user.message.received");
    ears().final("What are your opening hours today?");
    await caller.next("agent.message.completed");
    expect(requests).toHaveLength(1);
    caller.close();
  });

  it("takes what is typed as well", async () => {
    const caller = await call(app, await agent());
    caller.send({ type: "user.message.send", text: "I type this." });
    expect((await caller.next("agent.message.completed")).payload.interrupted).toBe(false);
    expect(caller.heard()).toBeGreaterThan(1_000);
    caller.close();
  });

  it("answers wrong audio in words, and goes on", async () => {
    const caller = await call(app, await agent());
    caller.socket.send(Buffer.alloc(31));
    expect((await caller.next("server.error")).payload).toMatchObject({ code: "invalid_field" });
    await speak(caller, "Still there?");
    await caller.next("agent.message.completed");
    caller.close();
  });

  it("is not opened for audio of an unknown kind", async () => {
    const { channel } = await app.converse(await agent(), { channel: { type: "voice_realtime" } });
    const client = openSessionClient(`${channel.session_url}?token=${channel.token}&audio=mp3`);
    expect(await client.closed()).toBe(4400);
  });
});

describe("an installation without speech", () => {
  it("refuses conversations by voice, and says what to set up", async () => {
    const silent = await startTestApp({}, { speech: scriptedSpeechCatalog() });
    try {
      const agentId = await silent.makeAgent("Answer.");
      const refused = await silent.call("POST", "/conversations", {
        agent_id: agentId,
        channel: { type: "voice_realtime" },
      });
      expect(refused.status).toBe(400);
      expect(refused.body["error"]).toMatchObject({ code: "channel_unavailable", param: "channel.type" });
    } finally {
      await silent.stop();
    }
  });
});
