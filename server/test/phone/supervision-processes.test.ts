import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { startTestApp, type TestApp } from "../../src/testing/app.ts";
import { createTestDatabase, type TestDatabase } from "../../src/testing/database.ts";
import {
  type FakeModelRequest,
  type FakeModelServer,
  startFakeModelServer,
  textOfMessage,
} from "../../src/testing/fake-model-server.ts";
import { scriptedSpeechCatalog } from "../../src/testing/scripted-speech-catalog.ts";
import { scriptedSpeechToText } from "../../src/testing/scripted-speech-to-text.ts";
import { scriptedTextToSpeech } from "../../src/testing/scripted-text-to-speech.ts";
import { spokenWords } from "../voice/spoken-words.ts";
import { call } from "../voice/voice-caller.ts";

const PATIENCE = { timeout: 30_000 };
const WORDS = spokenWords("I would like to speak with somebody", 16_000);

let database: TestDatabase;
let model: FakeModelServer;
let apps: [TestApp, TestApp];
const requests: FakeModelRequest[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  model = await startFakeModelServer({
    answer: (request) => {
      requests.push(request);
      return { firstPieceAfter: 1, pieceEvery: 1, pieces: ["Certainly."] };
    },
  });
  const start = () =>
    startTestApp(
      { DATABASE_URL: database.url, OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}`, OPERATOR_QUICKSTART: "false" },
      {
        speech: scriptedSpeechCatalog({
          listeners: [scriptedSpeechToText()],
          speakers: [scriptedTextToSpeech({ perCharacter: 10 })],
        }),
      },
    );
  apps = [await start(), await start()];
});

afterAll(async () => {
  for (const app of apps) await app.stop();
  await model.close();
  await database.drop();
});

it("a conversation that another process holds is heard, whispered to and taken over", async () => {
  const [holder, other] = apps;
  const agentId = await holder.makeAgent("Answer the user.", { runtime: { model: "fake/main" } });
  const caller = await call(holder, agentId);
  const granted = await other.call("POST", `/conversations/${caller.conversationId}/supervision`);
  expect(granted.status, JSON.stringify(granted.body)).toBe(200);
  const path = `/conversations/${caller.conversationId}/supervision?token=${granted.body["token"] as string}`;
  const socket = new WebSocket(`${other.url.replace("http", "ws")}${path}`);
  const events: string[] = [];
  let loudest = 0;
  socket.on("message", (data: Buffer, isBinary) => {
    if (!isBinary) events.push((JSON.parse(String(data)) as { payload: { type: string } }).payload.type);
    else for (let at = 0; at + 4 <= data.length; at += 4) loudest = Math.max(loudest, Math.abs(data.readInt16LE(at)));
  });
  const send = (payload: object) => socket.send(JSON.stringify({ payload }));
  await vi.waitFor(() => expect(events).toContain("supervisor.joined"), PATIENCE);
  expect(events[0]).toBe("conversation.setup");
  await caller.say(WORDS);
  await vi.waitFor(() => expect(loudest).toBeGreaterThan(500), PATIENCE);
  send({ type: "supervisor.whisper", text: "Offer them the blue one.", is_urgent: true });
  await vi.waitFor(() => {
    const texts = requests.flatMap(({ messages }) => messages.map(textOfMessage)).join("\n");
    expect(texts).toContain("Offer them the blue one.");
  }, PATIENCE);
  send({ type: "supervisor.take_over" });
  await vi.waitFor(() => expect(events).toContain("supervisor.took_over"), PATIENCE);
  const before = caller.heard();
  const voice = setInterval(() => socket.send(Buffer.from(new Int16Array(320).fill(5_000).buffer)), 20);
  await vi.waitFor(() => expect(caller.heard()).toBeGreaterThan(before + 200), PATIENCE);
  clearInterval(voice);
  send({ type: "supervisor.give_back" });
  await vi.waitFor(() => expect(events).toContain("supervisor.gave_back"), PATIENCE);
  const closed = new Promise<number>((resolve) => socket.once("close", (code) => resolve(code)));
  caller.send({ type: "conversation.end" });
  expect(await closed).toBe(1000);
  expect(events).toContain("conversation.ended");
  caller.close();
});
