import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { VERSION_HEADER } from "../../src/testing/app.ts";
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
import { type DescribedApp, startDescribedApp } from "../http/described-app.ts";
import { spokenWords } from "../voice/spoken-words.ts";
import { call, type VoiceCaller } from "../voice/voice-caller.ts";

let app: DescribedApp;
let model: FakeModelServer;
let listener: ScriptedSpeechToText;
let behave: (request: FakeModelRequest) => Partial<FakeAnswer>;
let requests: FakeModelRequest[] = [];
const words = spokenWords("I would like to speak with somebody", 16_000);

beforeAll(async () => {
  model = await startFakeModelServer({
    answer: (request) => {
      requests.push(request);
      return { firstPieceAfter: 1, pieceEvery: 1, pieces: [], ...behave(request) };
    },
  });
  listener = scriptedSpeechToText();
  const speech = scriptedSpeechCatalog({
    listeners: [listener],
    speakers: [scriptedTextToSpeech({ perCharacter: 10 })],
  });
  app = await startDescribedApp({ OPERATOR_MODEL_SERVERS: `fake=${model.baseUrl}` }, { speech });
});

afterAll(async () => {
  await app.stop();
  await model.close();
});

beforeEach(() => {
  requests = [];
  behave = () => ({ pieces: ["Certainly."] });
});

interface Event {
  payload: Record<string, unknown> & { type: string };
}

/** Somebody who supervises, as a dashboard would. */
class Supervisor {
  readonly events: Event[] = [];
  readonly audio: Int16Array[] = [];
  readonly socket: WebSocket;
  closed: { code: number; reason: string } | null = null;
  #seen = 0;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on("message", (data: Buffer, isBinary) => {
      if (!isBinary) this.events.push(JSON.parse(String(data)) as Event);
      else this.audio.push(new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)));
    });
    this.socket.on("close", (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
    this.socket.on("error", () => undefined);
  }

  send(payload: object): void {
    this.socket.send(JSON.stringify({ payload }));
  }

  next(type: string): Promise<Event["payload"]> {
    return vi.waitFor(
      () => {
        const index = this.events.findIndex((event, place) => place >= this.#seen && event.payload.type === type);
        if (index < 0) throw new Error(`No ${type} came: ${this.events.map(({ payload }) => payload.type).join()}`);
        this.#seen = index + 1;
        return (this.events[index] as Event).payload;
      },
      { timeout: 30_000 },
    );
  }

  /** The loudest sample of a side in what was heard last. */
  loudness(side: "user" | "agent", last = 10): number {
    const from = side === "user" ? 0 : 1;
    const frames = this.audio.slice(-last);
    return Math.max(0, ...frames.flatMap((frame) => [...frame].filter((_, at) => at % 2 === from).map(Math.abs)));
  }
}

async function supervise(id: string, headers?: Record<string, string>, query = ""): Promise<Supervisor> {
  const granted = await app.call("POST", `/conversations/${id}/supervision`, undefined, headers);
  if (granted.status !== 200) throw new Error(JSON.stringify(granted.body));
  const url = String(granted.body["supervision_url"]).replace(/^ws:\/\/[^/]+/, app.url.replace(/^http/, "ws"));
  return new Supervisor(`${url}?token=${granted.body["token"]}${query}`);
}

const agent = (config: Record<string, unknown> = {}) =>
  app.makeAgent("Answer the user.", { ...config, runtime: { model: "fake/main" } });

async function speak(caller: VoiceCaller, text: string): Promise<void> {
  const ears = listener.opened.at(-1);
  if (ears === undefined) throw new Error("Nobody listens.");
  const before = ears.finalsOwed;
  await caller.say(words);
  ears.partial(text);
  await vi.waitFor(() => expect(ears.finalsOwed).toBeGreaterThan(before), { timeout: 30_000 });
  ears.final(text);
}

const textsOf = (request: FakeModelRequest | undefined) => (request?.messages ?? []).map(textOfMessage).join("\n");

describe("listening in", () => {
  it("hears both sides, each on a side of its own, and reads the events from the first on", async () => {
    const caller = await call(app, await agent());
    const supervisor = await supervise(caller.conversationId);
    await supervisor.next("conversation.setup");
    expect(await supervisor.next("supervisor.joined")).toMatchObject({ supervisor: expect.any(String) as string });
    behave = () => ({ pieces: ["Let me tell you all that there is to know about it, and then some."] });
    const said = speak(caller, "Tell me.");
    await vi.waitFor(() => expect(supervisor.loudness("user", 100)).toBeGreaterThan(500), { timeout: 30_000 });
    await said;
    await vi.waitFor(() => expect(supervisor.loudness("agent", 100)).toBeGreaterThan(500), { timeout: 30_000 });
    expect(supervisor.audio.every((frame) => frame.length === 640)).toBe(true);
    supervisor.socket.close();
    await vi.waitFor(() => expect(supervisor.closed).not.toBeNull(), 30_000);
    caller.send({ type: "conversation.end" });
    await caller.next("conversation.ended");
    caller.close();
  });

  it("is told to the log of activities", async () => {
    const caller = await call(app, await agent());
    const supervisor = await supervise(caller.conversationId);
    await supervisor.next("supervisor.joined");
    await vi.waitFor(
      async () => {
        const logs = await app.call("GET", `/logs?kind=supervision&conversation_id=${caller.conversationId}`);
        expect((logs.body["data"] as { summary: string }[]).map(({ summary }) => summary)).toEqual([
          "supervisor joined",
        ]);
      },
      { timeout: 30_000 },
    );
    supervisor.socket.close();
    caller.close();
  });

  it("needs its own scope, a good token, and a conversation in progress by voice", async () => {
    const caller = await call(app, await agent());
    const id = caller.conversationId;
    const made = await app.call("POST", "/api_keys", {
      name: "all but that",
      livemode: true,
      scopes: ["conversations:read", "conversations:write"],
    });
    const weak = { authorization: `Bearer ${made.body["secret"] ?? made.body["key"]}`, ...VERSION_HEADER };
    expect((await app.call("POST", `/conversations/${id}/supervision`, undefined, weak)).status).toBe(403);
    const base = `${app.url.replace(/^http/, "ws")}/conversations/${id}/supervision`;
    for (const token of ["", "os_x.y", caller.conversationId]) {
      const stranger = new Supervisor(`${base}?token=${token}`);
      await vi.waitFor(() => expect(stranger.closed?.code).toBe(4401), { timeout: 30_000 });
    }
    const other = await call(app, await agent());
    const granted = await app.call("POST", `/conversations/${other.conversationId}/supervision`);
    const wrong = new Supervisor(`${base}?token=${granted.body["token"]}`);
    await vi.waitFor(() => expect(wrong.closed?.code).toBe(4401), { timeout: 30_000 });
    const odd = await supervise(id, undefined, "&audio=opus");
    await vi.waitFor(() => expect(odd.closed?.code).toBe(4400), { timeout: 30_000 });
    const chat = await app.converse(await agent());
    expect((await app.call("POST", `/conversations/${chat.id}/supervision`)).status).toBe(409);
    caller.close();
    other.close();
  });
});

describe("whispering", () => {
  it("reaches the agent when it speaks next, and not the user", async () => {
    const caller = await call(app, await agent());
    const supervisor = await supervise(caller.conversationId);
    await supervisor.next("supervisor.joined");
    supervisor.send({ type: "supervisor.whisper", text: "Offer to waive the fee." });
    await supervisor.next("supervisor.whisper");
    expect(requests).toHaveLength(0);
    await speak(caller, "Can you do something about my bill?");
    await caller.next("agent.message.completed");
    expect(textsOf(requests.at(-1))).toContain('unheard by the user: "Offer to waive the fee."');
    expect(caller.events.map(({ payload }) => payload.type)).not.toContain("supervisor.whisper");
    const { conversationId: id } = caller;
    const { token } = (await app.call("GET", `/conversations/${id}`)).body["channel"] as { token: string };
    const seen = async (query: string, headers: Record<string, string>) => {
      const answer = await fetch(`${app.url}/conversations/${id}/events${query}`, { headers });
      const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
      let text = "";
      while (!text.includes("agent.message.completed")) text += Buffer.from((await reader.read()).value ?? []);
      await reader.cancel();
      return text.includes("supervisor.whisper");
    };
    expect(await seen(`?token=${token}`, {})).toBe(false);
    expect(await seen("", { authorization: `Bearer ${app.key}`, ...VERSION_HEADER })).toBe(true);
    supervisor.socket.close();
    caller.close();
  });

  it("has the agent speak at once where it is urgent", async () => {
    const caller = await call(app, await agent());
    const supervisor = await supervise(caller.conversationId);
    await supervisor.next("supervisor.joined");
    supervisor.send({ type: "supervisor.whisper", text: "Say that we close now.", is_urgent: true });
    await caller.next("agent.message.completed");
    expect(textsOf(requests.at(-1))).toContain("Say that we close now.");
    supervisor.socket.close();
    caller.close();
  });

  it.each([{ type: "supervisor.whisper", text: "" }, { type: "supervisor.shout" }, { type: "supervisor.give_back" }])(
    "answers %j with an error, and goes on",
    async (payload) => {
      const caller = await call(app, await agent());
      const supervisor = await supervise(caller.conversationId);
      await supervisor.next("supervisor.joined");
      supervisor.send(payload);
      await supervisor.next("server.error");
      supervisor.send({ type: "supervisor.whisper", text: "Go on." });
      await supervisor.next("supervisor.whisper");
      supervisor.socket.close();
      caller.close();
    },
  );
});

describe("taking over", () => {
  it("silences the agent, lets the supervisor be heard, and tells the agent afterwards what was said", async () => {
    const caller = await call(app, await agent());
    const first = listener.opened.at(-1);
    const supervisor = await supervise(caller.conversationId);
    await supervisor.next("supervisor.joined");
    supervisor.send({ type: "supervisor.take_over" });
    await caller.next("supervisor.took_over");
    const heard = caller.heard();
    const loud = new Int16Array(320).fill(9_000);
    const talking = setInterval(() => supervisor.socket.send(Buffer.from(loud.buffer)), 20);
    try {
      await vi.waitFor(() => expect(caller.heard()).toBeGreaterThan(heard + 200), { timeout: 30_000 });
    } finally {
      clearInterval(talking);
    }
    expect(supervisor.loudness("agent", 100)).toBeGreaterThan(8_000);
    const beside = await vi.waitFor(() => {
      const latest = listener.opened.at(-1);
      if (latest === undefined || latest === first) throw new Error("Nobody writes down what the supervisor says.");
      return latest;
    });
    beside.final("I have corrected the bill.");
    expect(await caller.next("supervisor.spoke")).toMatchObject({ payload: { text: "I have corrected the bill." } });
    first?.final("Thank you very much.");
    expect(requests).toHaveLength(0);
    supervisor.send({ type: "supervisor.give_back" });
    await caller.next("supervisor.gave_back");
    await caller.next("agent.message.completed");
    const texts = textsOf(requests.at(-1));
    expect(texts).toContain("A supervisor has taken over");
    expect(texts).toContain('"I have corrected the bill."');
    expect(texts).toContain("left the conversation to you again");
    supervisor.socket.close();
    caller.close();
  });

  it("is one supervisor's at a time, and ends when they are gone", async () => {
    const caller = await call(app, await agent());
    const [one, other] = [await supervise(caller.conversationId), await supervise(caller.conversationId)];
    await one.next("supervisor.joined");
    await other.next("supervisor.joined");
    one.send({ type: "supervisor.take_over" });
    await caller.next("supervisor.took_over");
    other.send({ type: "supervisor.take_over" });
    expect(await other.next("server.error")).toMatchObject({ code: "conversation_not_active" });
    one.socket.terminate();
    expect((await caller.next("supervisor.gave_back")).payload).toMatchObject({ reason: "left" });
    await caller.next("agent.message.completed");
    other.socket.close();
    caller.close();
  });
});
