import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ConnectionState, openSession, type SessionOptions } from "./session.ts";
import type { ClientEvent, ServerEvent, ServerPayload } from "./wire.ts";

/** A socket that does only what the test has it do. */
class ScriptedSocket {
  static opened: ScriptedSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly url: URL;
  readonly sent: ClientEvent[] = [];
  isClosed = false;

  constructor(url: string) {
    this.url = new URL(url);
    ScriptedSocket.opened.push(this);
  }

  send(data: string): void {
    this.sent.push(JSON.parse(data) as ClientEvent);
  }

  close(): void {
    this.isClosed = true;
  }

  bring(id: string, payload: ServerPayload): void {
    const about = { agent_id: "ca_1@v0", livemode: true, conversation_id: "conv_1", experimental: false };
    const event: ServerEvent = { id, created_at: "2025-06-19T10:00:00.000Z", ...about, payload };
    this.onmessage?.({ data: JSON.stringify(event) });
  }

  drop(code = 1006): void {
    this.onclose?.({ code });
  }
}

const received = (client_event_id: string) => ({ type: "user.message.received", text: "Hi", client_event_id }) as const;
const delta = (text_delta: string) => ({ type: "agent.message.delta", text_delta, generation_id: "gen_1" }) as const;
const completed = {
  type: "agent.message.completed",
  text: "Hello",
  interrupted: false,
  has_tool_calls: false,
  generation_id: "gen_1",
} as const;

function socket(index = -1): ScriptedSocket {
  const found = ScriptedSocket.opened.at(index);
  if (found === undefined) throw new Error("No socket was opened.");
  return found;
}

function open(options: Partial<SessionOptions> = {}) {
  const states: ConnectionState[] = [];
  const session = openSession({
    sessionUrl: "http://127.0.0.1:4000/conversations/conv_1/session",
    token: "secret",
    webSocket: ScriptedSocket,
    onConnection: (state) => states.push(state),
    ...options,
  });
  return { session, states };
}

/** Opens a session and its first socket. */
function openConnected(options: Partial<SessionOptions> = {}) {
  const opened = open(options);
  socket().onopen?.();
  return opened;
}

/** Drops the present socket and lets the next one open. */
async function reconnect(): Promise<void> {
  socket().drop();
  await vi.advanceTimersByTimeAsync(5_000);
  socket().onopen?.();
}

async function eventIds(session: AsyncIterable<ServerEvent>): Promise<string[]> {
  const ids: string[] = [];
  for await (const event of session) ids.push(event.id);
  return ids;
}

beforeEach(() => {
  vi.useFakeTimers();
  ScriptedSocket.opened = [];
});
afterEach(() => {
  expect(vi.getTimerCount(), "a session that is over leaves no timer").toBe(0);
  vi.useRealTimers();
});

describe("a session", () => {
  it("opens the conversation's socket with its token, from the first event on", () => {
    const { session } = open();
    expect(socket().url.origin + socket().url.pathname).toBe("ws://127.0.0.1:4000/conversations/conv_1/session");
    expect(Object.fromEntries(socket().url.searchParams)).toEqual({ token: "secret", last_event_id: "ev_00000000000" });
    session.close();
  });

  it("goes on after the last event of an earlier session", () => {
    const { session } = open({ lastEventId: "ev_7" });
    expect(socket().url.searchParams.get("last_event_id")).toBe("ev_7");
    session.close();
  });

  it("sends what was said before the socket opened, in order, once it opens", () => {
    const { session } = open();
    session.start();
    session.send("Hi");
    expect(socket().sent).toEqual([]);
    socket().onopen?.();
    expect(socket().sent.map(({ payload }) => payload)).toEqual([
      { type: "conversation.start" },
      { type: "user.message.send", text: "Hi" },
    ]);
    session.close();
  });

  it("returns the id under which a message was sent", () => {
    const { session } = openConnected();
    expect(session.send("Hi")).toBe(socket().sent[0]?.id);
    expect(session.updateContext({ a: 1 })).toBe(socket().sent[1]?.id);
    expect(session.sendToolResult("call_1", { result: 3 })).toBe(socket().sent[2]?.id);
    expect(session.end()).toBe(socket().sent[3]?.id);
    expect(new Set(socket().sent.map(({ id }) => id)).size).toBe(4);
    session.close();
  });

  it("passes over frames that are no events", async () => {
    const { session } = openConnected();
    socket().onmessage?.({ data: "no json" });
    socket().onmessage?.({ data: "[]" });
    socket().onmessage?.({ data: "null" });
    socket().onmessage?.({ data: new ArrayBuffer(2) });
    socket().bring("ev_1", completed);
    socket().drop(1000);
    expect(await eventIds(session)).toEqual(["ev_1"]);
  });

  it("refuses a message that is larger than the server takes, naming the limit", () => {
    const { session } = openConnected();
    expect(() => session.send("ä".repeat(33 * 1024))).toThrow("64 KiB");
    expect(socket().sent).toEqual([]);
    session.close();
  });

  it("refuses to send once it is over", () => {
    const { session } = openConnected();
    socket().drop(1000);
    expect(() => session.send("Hi")).toThrow("over: ended");
  });

  it("delivers events that came before they were read", async () => {
    const { session } = openConnected();
    socket().bring("ev_1", { type: "conversation.started" });
    socket().bring("ev_2", completed);
    socket().drop(1000);
    expect(await eventIds(session)).toEqual(["ev_1", "ev_2"]);
  });
});

describe("a session whose line drops", () => {
  it.each([1001, 1005, 1006, 1011, 1012])("reconnects after close code %i, from the last event seen", async (code) => {
    const { session, states } = openConnected();
    socket().bring("ev_1", { type: "conversation.started" });
    socket().bring("ev_2", delta("Hel"));
    socket().drop(code);
    expect(states.at(-1)).toMatchObject({ name: "reconnecting", attempt: 1 });
    await vi.advanceTimersByTimeAsync(250);
    expect(ScriptedSocket.opened).toHaveLength(2);
    expect(socket().url.searchParams.get("last_event_id")).toBe("ev_2");
    socket().onopen?.();
    expect(session.connection).toEqual({ name: "open" });
    session.close();
  });

  it("delivers each event once, deltas included", async () => {
    const { session } = openConnected();
    const ids = eventIds(session);
    socket().bring("ev_1", delta("Hel"));
    socket().bring("ev_2", { type: "agent.notice.sent", text: "Recorded" });
    await reconnect();
    socket().bring("ev_1", delta("Hel"));
    socket().bring("ev_2", { type: "agent.notice.sent", text: "Recorded" });
    socket().bring("ev_3", delta("lo"));
    socket().bring("ev_4", completed);
    socket().drop(1000);
    expect(await ids).toEqual(["ev_1", "ev_2", "ev_3", "ev_4"]);
  });

  it("sends again what was not answered, under the same id, and nothing else", async () => {
    const { session } = openConnected();
    const first = session.send("One");
    const second = session.send("Two");
    socket().bring("ev_1", received(first));
    await reconnect();
    expect(socket().sent.map(({ id }) => id)).toEqual([second]);
    socket().bring("ev_2", received(second));
    await reconnect();
    expect(socket().sent).toEqual([]);
    session.close();
  });

  it("does not send again what the server refused", async () => {
    const { session } = openConnected();
    const id = session.send("One");
    socket().bring("ev_1", { type: "server.error", code: "x", message: "No", client_event_id: id });
    await reconnect();
    expect(socket().sent).toEqual([]);
    session.close();
  });

  it("delivers what was said while it was down", async () => {
    const { session } = openConnected();
    socket().drop();
    session.send("Are you there?");
    await vi.advanceTimersByTimeAsync(250);
    socket().onopen?.();
    expect(socket().sent.map(({ payload }) => payload)).toEqual([
      { type: "user.message.send", text: "Are you there?" },
    ]);
    session.close();
  });

  it("takes nothing more from a socket it has given up", async () => {
    const { session } = openConnected();
    const old = socket();
    await reconnect();
    old.bring("ev_9", completed);
    old.drop(1000);
    expect(session.connection).toEqual({ name: "open" });
    expect(session.lastEventId).toBe("ev_00000000000");
    session.close();
  });

  it("tries less and less often while the server is away", async () => {
    const { session } = openConnected();
    socket().drop();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt++) {
      const state = session.connection;
      if (state.name !== "reconnecting") throw new Error(`The session is ${state.name}.`);
      expect(state.attempt).toBe(attempt);
      pauses.push(state.retryIn);
      await vi.advanceTimersByTimeAsync(state.retryIn);
      socket().drop();
    }
    expect(pauses[0]).toBeLessThanOrEqual(250);
    expect(pauses[6]).toBeGreaterThanOrEqual(2_500);
    expect(pauses[6]).toBeLessThanOrEqual(5_000);
    session.close();
  });

  it("counts attempts anew after a line that held", async () => {
    const { session } = openConnected();
    socket().drop();
    await vi.advanceTimersByTimeAsync(250);
    socket().drop();
    await vi.advanceTimersByTimeAsync(500);
    socket().onopen?.();
    await vi.advanceTimersByTimeAsync(60_000);
    socket().drop();
    expect(session.connection).toMatchObject({ name: "reconnecting", attempt: 1 });
    session.close();
  });

  it("gives up in the end, and says so", async () => {
    const { session } = openConnected({ giveUpAfter: 30_000 });
    const ids = eventIds(session);
    socket().drop();
    while (session.connection.name === "reconnecting") {
      await vi.advanceTimersByTimeAsync(session.connection.retryIn);
      socket().drop();
    }
    expect(session.connection).toEqual({ name: "over", end: "unreachable" });
    expect(await ids).toEqual([]);
  });
});

describe("a session whose line goes dead without a close", () => {
  it("tries another socket when one does not open", async () => {
    const { session } = open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(socket(0).isClosed).toBe(true);
    await vi.advanceTimersByTimeAsync(250);
    expect(ScriptedSocket.opened).toHaveLength(2);
    session.close();
  });

  it("tries another socket when what was sent stays without an answer", async () => {
    const { session } = openConnected();
    const id = session.send("Hi");
    await vi.advanceTimersByTimeAsync(10_250);
    socket().onopen?.();
    expect(ScriptedSocket.opened).toHaveLength(2);
    expect(socket().sent[0]?.id).toBe(id);
    session.close();
  });

  it("does not open socket after socket for an answer that never comes", async () => {
    const { session } = openConnected();
    session.send("Hi");
    await vi.advanceTimersByTimeAsync(10_250);
    socket().onopen?.();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(ScriptedSocket.opened).toHaveLength(2);
    session.close();
  });

  it("is asked when it falls silent, and given up when it does not answer", async () => {
    const { session } = openConnected();
    socket().bring("ev_12345670001", completed);
    await vi.advanceTimersByTimeAsync(16_000);
    expect(socket().sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(socket(0).isClosed).toBe(true);
    expect(ScriptedSocket.opened).toHaveLength(2);
    expect(socket().url.searchParams.get("last_event_id")).toBe("ev_12345670001");
    session.close();
  });

  it("stays as it is for as long as it answers, and nobody hears of that", async () => {
    const { session } = openConnected();
    socket().bring("ev_12345670001", completed);
    const refusal = { type: "server.error", code: "invalid_field", message: "Unknown." } as const;
    for (let asked = 1; asked <= 100; asked++) {
      await vi.advanceTimersByTimeAsync(16_000);
      expect(socket().sent).toHaveLength(asked);
      socket().bring(`ev_${asked}`.padEnd(14, "x"), { ...refusal, client_event_id: socket().sent.at(-1)?.id ?? "" });
    }
    expect(ScriptedSocket.opened).toHaveLength(1);
    expect(session.lastEventId).toBe("ev_12345670001");
    session.close();
    const events: string[] = [];
    for await (const { payload } of session) events.push(payload.type);
    expect(events).toEqual(["agent.message.completed"]);
  });

  it("leaves a line alone on which nobody ever answered", async () => {
    const { session } = openConnected();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(ScriptedSocket.opened).toHaveLength(1);
    session.close();
  });
});

describe("the end of a session", () => {
  it.each([
    [1000, "ended"],
    [1009, "too_large"],
    [4401, "token_rejected"],
    [4404, "not_found"],
    [4409, "taken_over"],
  ])("close code %i is final: %s", async (code, end) => {
    const { session, states } = openConnected();
    socket().drop(code);
    expect(states.at(-1)).toEqual({ name: "over", end });
    expect(await eventIds(session)).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ScriptedSocket.opened).toHaveLength(1);
  });

  it("closes the socket and reports nothing twice when it is left", async () => {
    const { session, states } = openConnected();
    session.close();
    session.close();
    expect(socket().isClosed).toBe(true);
    expect(states).toEqual([{ name: "open" }, { name: "over", end: "closed" }]);
    expect(await eventIds(session)).toEqual([]);
  });

  it("does not reconnect when it is left while the line is down", async () => {
    const { session } = openConnected();
    socket().drop();
    session.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ScriptedSocket.opened).toHaveLength(1);
  });
});

describe("a session in a browser", () => {
  const network = new EventTarget();
  beforeEach(() => {
    vi.stubGlobal("addEventListener", network.addEventListener.bind(network));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("gives the line up as soon as the machine is off the network, and is back as soon as it is", () => {
    const { session } = openConnected();
    network.dispatchEvent(new Event("offline"));
    expect(session.connection.name).toBe("reconnecting");
    network.dispatchEvent(new Event("online"));
    socket().onopen?.();
    expect(ScriptedSocket.opened).toHaveLength(2);
    expect(session.connection.name).toBe("open");
    session.close();
  });

  it("no longer follows the network once it is over", () => {
    const { session } = openConnected();
    session.close();
    network.dispatchEvent(new Event("online"));
    expect(ScriptedSocket.opened).toHaveLength(1);
  });
});

describe("a runtime without a WebSocket", () => {
  it("is told to pass one", () => {
    vi.stubGlobal("WebSocket", undefined);
    expect(() => openSession({ sessionUrl: "ws://127.0.0.1:1/", token: "t" })).toThrow("Pass one as `webSocket`");
    vi.unstubAllGlobals();
  });
});
