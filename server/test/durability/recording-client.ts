import WebSocket from "ws";
import type { ClientPayload, EventEnvelope } from "../../src/domain/event.ts";
import { TellingWatch } from "./telling-watch.ts";

/** What one connection of a client brought, in the order in which it came. */
export interface Connection {
  /** The id that the client gave as the last it had seen; null when it had seen none. */
  resumedFrom: string | null;
  events: EventEnvelope[];
  /** The code with which it was closed; null while it is open. */
  closeCode: number | null;
}

/** A message that the client sends until it is acknowledged. */
export interface SentMessage {
  id: string;
  text: string;
  /** How the answer to this message begins, and no other does. */
  answerOpening: string;
}

/** The connection ended while something was awaited of it. */
export class Disconnected extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`The session's socket was closed with code ${code}.`);
    this.name = "Disconnected";
    this.code = code;
  }
}

/** Somebody who watches a client's connections. */
interface Watcher {
  /** A connection was opened. */
  opened(): void;
  /** An event came. */
  came(event: EventEnvelope): void;
}

interface Waiter {
  isMet: () => boolean;
  resolve: () => void;
  reject: (error: Error) => void;
}

/**
 * A client of one conversation that writes down all it gets, and after each loss of the connection goes on from the
 * last id it saw, sending again what was not acknowledged.
 */
export class RecordingClient {
  readonly conversationId: string;
  readonly connections: Connection[] = [];
  readonly sent: SentMessage[] = [];
  readonly #token: string;
  #socket: WebSocket | null = null;
  #lastId: string | null = null;
  #waiters: Waiter[] = [];
  readonly #acknowledged = new Set<string>();
  readonly #telling = new TellingWatch();
  readonly #watcher: Watcher;
  #isStarted = false;
  #wantsEnd = false;

  constructor(conversation: { id: string; token: string }, watcher: Watcher) {
    this.conversationId = conversation.id;
    this.#token = conversation.token;
    this.#watcher = watcher;
  }

  /**
   * Opens the session, from the last id seen, and sends again what was not acknowledged; takes over from a connection
   * that is still open. Rejects with `Disconnected`.
   */
  async connect(serverUrl: string): Promise<void> {
    const url = new URL(`${serverUrl.replace(/^http/, "ws")}/conversations/${this.conversationId}/session`);
    url.searchParams.set("token", this.#token);
    // One who comes back without having seen anything wants all; a session without the parameter begins now.
    if (this.connections.length > 0) url.searchParams.set("last_event_id", this.#lastId ?? "");
    const connection: Connection = { resumedFrom: this.#lastId, events: [], closeCode: null };
    const socket = new WebSocket(url, { perMessageDeflate: false });
    this.#socket = socket;
    this.connections.push(connection);
    socket.on("message", (data) => {
      // What a connection brings that was taken over from, the next one brings again.
      if (this.#socket === socket) this.#take(connection, JSON.parse(String(data)) as EventEnvelope);
    });
    const opened = new Promise<void>((resolve) => socket.once("open", resolve));
    const closed = new Promise<never>((_, reject) => {
      socket.once("close", (code) => {
        connection.closeCode = code;
        if (this.#socket === socket) this.#fail(new Disconnected(code));
        reject(new Disconnected(code));
      });
    });
    // A refused connection also emits an error; `close` follows and says it all.
    socket.on("error", () => undefined);
    await Promise.race([opened, closed]);
    closed.catch(() => undefined);
    if (this.#socket !== socket) return;
    this.#sendUnacknowledged();
    this.#watcher.opened();
  }

  /** Sends a message under an id of its own, and again after each reconnect until it is acknowledged. */
  say(message: SentMessage): void {
    this.sent.push(message);
    this.send({ type: "user.message.send", text: message.text }, message.id);
  }

  /** Sends something, if there is a connection. */
  send(payload: ClientPayload, id: string): void {
    if (this.#socket?.readyState === WebSocket.OPEN)
      this.#socket.send(JSON.stringify({ id, payload }), () => undefined);
  }

  /** Waits until the message was acknowledged and the agent has answered it to the end. */
  untilAnswered(message: SentMessage): Promise<void> {
    return this.#until(() => this.#isAnswered(message));
  }

  /** Waits until the conversation has begun. */
  untilStarted(): Promise<void> {
    return this.#until(() => this.#isStarted);
  }

  /** Waits until every call has come back, and the agent has been given its turn on each late answer. */
  untilAllIsTold(): Promise<void> {
    return this.#until(() => this.#telling.isOver());
  }

  /** Ends the conversation and waits for its last event. */
  async end(): Promise<void> {
    this.#wantsEnd = true;
    this.#sendEnd();
    await this.#until(() => this.#last()?.payload.type === "conversation.ended");
  }

  /** Drops the connection, if there is one, without a word. */
  drop(): void {
    this.#socket?.terminate();
  }

  #last(): EventEnvelope | undefined {
    return this.connections.at(-1)?.events.at(-1);
  }

  #sendEnd(): void {
    this.send({ type: "conversation.end" }, `end-${this.conversationId}`);
  }

  #sendUnacknowledged(): void {
    if (!this.#isStarted) this.send({ type: "conversation.start" }, `start-${this.conversationId}`);
    for (const message of this.sent) {
      if (!this.#acknowledged.has(message.id)) this.send({ type: "user.message.send", text: message.text }, message.id);
    }
    if (this.#wantsEnd) this.#sendEnd();
  }

  #take(connection: Connection, event: EventEnvelope): void {
    connection.events.push(event);
    this.#lastId = event.id;
    const { payload } = event;
    this.#telling.take(event);
    this.#watcher.came(event);
    if (payload.type === "conversation.started") this.#isStarted = true;
    if (payload.type === "user.message.received" && payload.client_event_id !== null)
      this.#acknowledged.add(payload.client_event_id);
    const met = this.#waiters.filter((waiter) => waiter.isMet());
    this.#waiters = this.#waiters.filter((waiter) => !met.includes(waiter));
    for (const waiter of met) waiter.resolve();
  }

  #isAnswered(message: SentMessage): boolean {
    if (!this.#acknowledged.has(message.id)) return false;
    return this.connections.some((connection) =>
      connection.events.some(({ payload }) => {
        if (payload.type !== "agent.message.completed" || payload.has_tool_calls || payload.interrupted) return false;
        return payload.text.startsWith(message.answerOpening);
      }),
    );
  }

  #until(isMet: () => boolean): Promise<void> {
    if (isMet()) return Promise.resolve();
    const state = this.#socket?.readyState;
    if (state !== WebSocket.OPEN && state !== WebSocket.CONNECTING) return Promise.reject(new Disconnected(1006));
    return new Promise((resolve, reject) => this.#waiters.push({ isMet, resolve, reject }));
  }

  #fail(error: Error): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter.reject(error);
  }
}
