import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openVoiceSession, type VoiceSessionOptions } from "./voice-session.ts";
import type { ServerPayload } from "./wire.ts";

/** A socket that does only what the test has it do. */
class ScriptedSocket {
  static opened: ScriptedSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  binaryType = "blob";
  bufferedAmount = 0;
  readonly url: URL;
  readonly audio: Uint8Array[] = [];
  readonly events: { id: string; payload: unknown }[] = [];

  constructor(url: string) {
    this.url = new URL(url);
    ScriptedSocket.opened.push(this);
  }

  send(data: string | Uint8Array): void {
    if (typeof data === "string") this.events.push(JSON.parse(data) as { id: string; payload: unknown });
    else this.audio.push(data);
  }

  close(): void {
    this.onclose = null;
  }

  bring(id: string, payload: ServerPayload): void {
    this.onmessage?.({ data: JSON.stringify({ id, payload }) });
  }

  bringAudio(...bytes: number[]): void {
    this.onmessage?.({ data: new Uint8Array(bytes).buffer });
  }
}

function socket(): ScriptedSocket {
  const found = ScriptedSocket.opened.at(-1);
  if (found === undefined) throw new Error("No socket was opened.");
  return found;
}

function open(options: Partial<VoiceSessionOptions> = {}) {
  /** What came, in order: the bytes of audio, and why audio became void. */
  const heard: unknown[] = [];
  const session = openVoiceSession({
    sessionUrl: "http://127.0.0.1:4000/conversations/conv_1/session",
    token: "secret",
    webSocket: ScriptedSocket,
    onAudio: (bytes) => heard.push([...bytes]),
    onAudioVoid: (why) => heard.push(why),
    ...options,
  });
  return { session, heard };
}

async function reconnect(): Promise<void> {
  socket().onclose?.({ code: 1006 });
  await vi.advanceTimersByTimeAsync(5_000);
  socket().onopen?.();
}

/** 20 ms of PCM, all of it this number. */
const frame = (value: number) => new Uint8Array(640).fill(value);
const firstBytes = ({ audio }: ScriptedSocket) => audio.map((bytes) => bytes[0]);

beforeEach(() => {
  vi.useFakeTimers();
  ScriptedSocket.opened = [];
});
afterEach(() => {
  expect(vi.getTimerCount(), "a session that is over leaves no timer").toBe(0);
  vi.useRealTimers();
});

describe("a session by voice", () => {
  it.each([
    [undefined, "pcm_16000"],
    ["opus", "opus"],
    ["none", "none"],
  ] as const)("opens with the audio %s as %s", (audio, expected) => {
    const { session } = open(audio === undefined ? {} : { audio });
    expect(socket().url.searchParams.get("audio")).toBe(expected);
    expect(socket().binaryType).toBe("arraybuffer");
    session.close();
  });

  it("sends the user's voice and takes the agent's, beside the events", async () => {
    const { session, heard } = open();
    socket().onopen?.();
    session.sendAudio(frame(1));
    socket().bringAudio(7, 7);
    socket().bring("ev_1", { type: "conversation.started" });
    session.send("Hi");
    expect(firstBytes(socket())).toEqual([1]);
    expect(heard).toEqual([[7, 7]]);
    expect(socket().events).toMatchObject([{ payload: { type: "user.message.send" } }]);
    socket().onclose?.({ code: 1000 });
    const ids: string[] = [];
    for await (const event of session) ids.push(event.id);
    expect(ids).toEqual(["ev_1"]);
  });

  it("tells that audio is void in its order among the audio", () => {
    const { session, heard } = open();
    socket().onopen?.();
    socket().bringAudio(1);
    socket().bring("ev_1", { type: "agent.audio.cleared" });
    socket().bringAudio(2);
    socket().bring("ev_1", { type: "agent.audio.cleared" });
    expect(heard).toEqual([[1], "cleared", [2], "cleared"]);
    session.close();
  });

  it("reports what was played in whole ms, and sends no report again", async () => {
    const { session } = open();
    session.reportPlayed(10);
    socket().onopen?.();
    session.reportPlayed(123.4);
    expect(socket().events).toEqual([{ id: expect.any(String), payload: { type: "audio.played", played_ms: 123 } }]);
    await reconnect();
    expect(socket().events).toEqual([]);
    session.close();
  });

  it("takes no more than 200 ms at a time", () => {
    const { session } = open();
    socket().onopen?.();
    session.sendAudio(new Uint8Array(6_400));
    expect(() => session.sendAudio(new Uint8Array(6_402))).toThrow("200 ms");
    session.close();
  });

  it("takes no audio when it was opened without", () => {
    const { session } = open({ audio: "none" });
    expect(() => session.sendAudio(frame(1))).toThrow("no audio");
    session.close();
  });
});

describe("a session by voice whose line drops", () => {
  it("tells once that what was not played is void, and that it counts anew", async () => {
    const { session, heard } = open();
    socket().onopen?.();
    socket().bringAudio(1);
    await reconnect();
    socket().bringAudio(2);
    expect(heard).toEqual([[1], "line_lost", [2]]);
    session.close();
  });

  it("keeps the latest second of what was said, and sends it when it is back", async () => {
    const { session } = open();
    socket().onopen?.();
    socket().onclose?.({ code: 1006 });
    for (let index = 1; index <= 120; index++) session.sendAudio(frame(index));
    await vi.advanceTimersByTimeAsync(5_000);
    socket().onopen?.();
    expect(firstBytes(socket())).toEqual(Array.from({ length: 50 }, (_, index) => 71 + index));
    session.sendAudio(frame(200));
    expect(firstBytes(socket()).at(-1)).toBe(200);
    session.close();
  });

  it("sends no audio before a socket has opened", () => {
    const { session } = open();
    session.sendAudio(frame(1));
    expect(socket().audio).toEqual([]);
    socket().onopen?.();
    expect(firstBytes(socket())).toEqual([1]);
    session.close();
  });
});

describe("a session by voice whose line is slow", () => {
  it("holds audio back where it can be dropped, the latest second of it, and sends it once there is room", () => {
    const { session } = open();
    socket().onopen?.();
    socket().bufferedAmount = 100_000;
    for (let index = 1; index <= 60; index++) session.sendAudio(frame(index));
    expect(socket().audio).toEqual([]);
    socket().bufferedAmount = 0;
    session.sendAudio(frame(61));
    expect(firstBytes(socket())).toEqual(Array.from({ length: 51 }, (_, index) => 11 + index));
    session.close();
  });
});
