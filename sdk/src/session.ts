import type { AudioLine } from "./audio-line.ts";
import { endOf, type SessionEnd } from "./close-codes.ts";
import { EventQueue } from "./event-queue.ts";
import { SeenEvents } from "./seen-events.ts";
import { stillPending } from "./pending-events.ts";
import { randomId } from "./random-id.ts";
import { retryDelay } from "./retry-delay.ts";
import { SilenceWatch } from "./silence-watch.ts";
import { globalWebSocket, sessionAddress, type WebSocketConstructor, type WebSocketLike } from "./web-socket.ts";
import type { ClientEvent, ClientPayload, ServerEvent } from "./wire.ts";

/** How long a socket may take to open, and the server to answer what was sent, before the line counts as dead. */
const PATIENCE = 10_000;
/** A socket that held this long was no failed attempt: the next reconnect begins with the shortest pause again. */
const STABLE_AFTER = 5_000;
/** The largest frame the server takes, in bytes. */
const LARGEST_FRAME = 64 * 1024;

/** The server refuses what it does not know with a `server.error` that names it: a sign of life that is stored nowhere. */
const PROBE = JSON.stringify({ id: "alive?", payload: { type: "session.probe" } });

/** The id that stands before all events of a conversation: the end of an event's id is its place, counted from 1. */
const BEFORE_THE_FIRST = "ev_00000000000";

/** How the line to the server is. */
export type ConnectionState =
  | { name: "connecting" }
  | { name: "open" }
  | { name: "reconnecting"; attempt: number; retryIn: number }
  | { name: "over"; end: SessionEnd };

/** What a session is opened with. */
export interface SessionOptions {
  /** A conversation's `channel.session_url`. */
  sessionUrl: string;
  /** The conversation's ephemeral token. */
  token: string;
  /**
   * The last event that was seen in an earlier session of this conversation: those after it are sent again. Default:
   * all events of the conversation, from the first.
   */
  lastEventId?: string;
  /** Default: the global `WebSocket`. Node 20 has none; pass the one of the package `ws`. */
  webSocket?: WebSocketConstructor;
  /** For how long to try to reach a server that is gone. Default 5 minutes. */
  giveUpAfter?: number;
  /** Called whenever the line changes. */
  onConnection?: (state: ConnectionState) => void;
}

/**
 * A live conversation. Iterate it for its events: each comes once and in order, over all reconnects, and the
 * iteration finishes when the session is over. It has one reader.
 */
export interface Session extends AsyncIterable<ServerEvent> {
  readonly connection: ConnectionState;
  /** The id of the last event seen, with which a later session goes on. */
  readonly lastEventId: string;
  /** Begins the conversation; the agent speaks first if its prompt has it greet. Returns the client event's id. */
  start(): string;
  /**
   * Says something to the agent; while it speaks, this interrupts it. Returns the id that comes back as
   * `client_event_id`. What is sent while the line is down is delivered, once, when it is back.
   */
  send(text: string): string;
  /**
   * Adds to the conversation's context, merged key by key. Returns the client event's id. Who the customer is cannot be
   * changed so: your server says it with its API key.
   */
  updateContext(context: Record<string, unknown>): string;
  /** Answers a tool that this client carries out. Returns the client event's id. */
  sendToolResult(callId: string, answer: { result: unknown } | { error: string }): string;
  /** Ends the conversation. Returns the client event's id. */
  end(): string;
  /** Leaves without ending the conversation; it can be taken up again for 60 seconds. */
  close(): void;
}

/** Opens the real-time session of a conversation, and keeps it open until the conversation ends or `close` is called. */
export function openSession(options: SessionOptions): Session {
  return new SocketSession(options);
}

/** A session over WebSockets, one after another; with a line of audio beside it when it is by voice. */
export class SocketSession implements Session {
  readonly #options: SessionOptions;
  readonly #audio: AudioLine | null;
  readonly #WebSocket: WebSocketConstructor;
  readonly #events = new EventQueue<ServerEvent>();
  readonly #seen = new SeenEvents();
  readonly #over = new AbortController();
  readonly #silence = new SilenceWatch({
    ask: () => this.#socket?.send(PROBE),
    giveUp: () => this.#lineLost(),
    patience: PATIENCE,
  });
  #pending: ClientEvent[] = [];
  #socket: WebSocketLike | null = null;
  #connection: ConnectionState = { name: "connecting" };
  #lastEventId: string;
  #attempt = 0;
  #openedAt: number | null = null;
  #downSince = Date.now();
  #isAnswerDue = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SessionOptions, audio: AudioLine | null = null) {
    this.#options = options;
    this.#audio = audio;
    this.#WebSocket = options.webSocket ?? globalWebSocket();
    this.#lastEventId = options.lastEventId ?? BEFORE_THE_FIRST;
    this.#followNetwork();
    this.#connect();
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  get lastEventId(): string {
    return this.#lastEventId;
  }

  start(): string {
    return this.#send({ type: "conversation.start" });
  }

  send(text: string): string {
    return this.#send({ type: "user.message.send", text });
  }

  updateContext(context: Record<string, unknown>): string {
    return this.#send({ type: "conversation.context.update", context });
  }

  sendToolResult(callId: string, answer: { result: unknown } | { error: string }): string {
    return this.#send({ type: "tool.result.send", call_id: callId, ...answer });
  }

  end(): string {
    return this.#send({ type: "conversation.end" });
  }

  close(): void {
    this.#finish("closed");
  }

  [Symbol.asyncIterator](): AsyncGenerator<ServerEvent> {
    return this.#events[Symbol.asyncIterator]();
  }

  #send(payload: ClientPayload): string {
    if (this.#connection.name === "over") throw new Error(`The session is over: ${this.#connection.end}.`);
    const event: ClientEvent = { id: randomId(), payload };
    const frame = JSON.stringify(event);
    if (new TextEncoder().encode(frame).length > LARGEST_FRAME)
      throw new RangeError("A message may have at most 64 KiB. Send it in parts.");
    this.#pending.push(event);
    this.#isAnswerDue = true;
    if (this.#connection.name === "open") this.#socket?.send(frame);
    this.#watch();
    return event.id;
  }

  #connect(): void {
    const { sessionUrl, token } = this.#options;
    const about = { sessionUrl, token, lastEventId: this.#lastEventId, audio: this.#audio?.format ?? null };
    const socket = new this.#WebSocket(sessionAddress(about));
    if (this.#audio !== null) socket.binaryType = "arraybuffer";
    const ifCurrent = (act: () => void) => {
      if (this.#socket === socket) act();
    };
    this.#socket = socket;
    socket.onopen = () => ifCurrent(() => this.#opened());
    socket.onmessage = (event: { data: unknown }) => ifCurrent(() => this.#received(event.data));
    socket.onclose = (event: { code: number }) => ifCurrent(() => this.#closed(event.code));
    // `ws` throws an error that nobody listens to; a close always follows it, and is what counts.
    socket.onerror = () => undefined;
    this.#watch();
  }

  #opened(): void {
    this.#openedAt = Date.now();
    this.#become({ name: "open" });
    for (const event of this.#pending) this.#socket?.send(JSON.stringify(event));
    if (this.#socket !== null) this.#audio?.opened(this.#socket);
    this.#watch();
    this.#silence.opened();
  }

  #received(data: unknown): void {
    this.#silence.heard();
    if (data instanceof ArrayBuffer) return this.#audio?.received(data);
    const event = parseEvent(data);
    if (event === null || isAnswerToProbe(event)) return;
    this.#lastEventId = event.id;
    if (!this.#seen.isNew(event)) return;
    this.#progressed();
    this.#pending = stillPending(this.#pending, event);
    this.#watch();
    this.#audio?.happened(event);
    this.#events.put(event);
  }

  #closed(code: number): void {
    const end = endOf(code);
    if (end === null) this.#lineLost();
    else this.#finish(end);
  }

  /** Gives the present socket up and tries another after a pause. */
  #lineLost(): void {
    const now = Date.now();
    if (this.#openedAt !== null && now - this.#openedAt >= STABLE_AFTER) this.#progressed();
    this.#openedAt = null;
    this.#dropSocket();
    if (now - this.#downSince > (this.#options.giveUpAfter ?? 300_000)) return this.#finish("unreachable");
    const retryIn = retryDelay(this.#attempt++);
    this.#retry = setTimeout(() => this.#connect(), retryIn);
    this.#become({ name: "reconnecting", attempt: this.#attempt, retryIn });
  }

  /** The line is of use, however short it holds: what counts is how long ago that was. */
  #progressed(): void {
    this.#attempt = 0;
    this.#downSince = Date.now();
  }

  #dropSocket(): void {
    this.#silence.stop();
    clearTimeout(this.#retry);
    clearTimeout(this.#watchdog);
    const socket = this.#socket;
    this.#socket = null;
    this.#audio?.lost();
    socket?.close();
  }

  #finish(end: SessionEnd): void {
    if (this.#connection.name === "over") return;
    this.#over.abort();
    this.#dropSocket();
    this.#become({ name: "over", end });
    this.#events.close();
  }

  #become(state: ConnectionState): void {
    this.#connection = state;
    this.#options.onConnection?.(state);
  }

  /**
   * Gives the line up when nothing comes of it: a line can die without a close, and then the socket does not open, or
   * what was sent stays without an answer. One new line is tried for one missing answer, not one after another.
   */
  #watch(): void {
    clearTimeout(this.#watchdog);
    const isOpening = this.#socket !== null && this.#connection.name !== "open";
    const isUnanswered = this.#connection.name === "open" && this.#isAnswerDue && this.#pending.length > 0;
    if (!isOpening && !isUnanswered) return;
    this.#watchdog = setTimeout(() => {
      this.#isAnswerDue = false;
      this.#lineLost();
    }, PATIENCE);
  }

  /** In a browser, follows the machine off the network and back at once. */
  #followNetwork(): void {
    const { addEventListener } = globalThis as { addEventListener?: typeof EventTarget.prototype.addEventListener };
    if (addEventListener === undefined) return;
    const options = { signal: this.#over.signal };
    const follow = (type: string, act: () => void) => addEventListener.call(globalThis, type, act, options);
    follow("offline", () => {
      if (this.#socket !== null) this.#lineLost();
    });
    follow("online", () => {
      if (this.#socket !== null) return;
      clearTimeout(this.#retry);
      this.#connect();
    });
  }
}

/** Reads a frame; null for one that is no event, as a newer server might send. */
function parseEvent(data: unknown): ServerEvent | null {
  if (typeof data !== "string") return null;
  const event = parseJson(data) as Partial<ServerEvent> | null | undefined;
  return typeof event?.id === "string" && typeof event.payload?.type === "string" ? (event as ServerEvent) : null;
}

function isAnswerToProbe({ payload }: ServerEvent): boolean {
  return payload.type === "server.error" && payload.client_event_id === "alive?";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
