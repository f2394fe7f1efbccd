import { Agent, request } from "node:http";
import WebSocket from "ws";

const DELTA = '"agent.message.delta"';
const COMPLETED = '"agent.message.completed"';
const STARTED = '"conversation.started"';
const WHOLE = '"interrupted":false';
const PATIENCE = 60_000;

/** Where sessions are opened: on the relay, or in a new conversation of an agent. */
export type Target = { kind: "relay"; url: string } | { kind: "server"; url: string; apiKey: string; agentId: string };

/** How one turn went, as the client saw it; times in ms from sending the message. */
export interface Turn {
  firstToken: number;
  total: number;
  /** When it ended, by `performance.now()`. */
  ended: number;
  deltas: number;
  /** Whether it ended in a complete message. */
  isWhole: boolean;
}

interface RunningTurn {
  began: number;
  firstToken: number | null;
  deltas: number;
  resolve: (turn: Turn) => void;
}

/**
 * A client's session. It looks at frames as bytes and parses none, because it shares the machine with what it
 * measures.
 */
export class Session {
  readonly #socket: WebSocket;
  readonly #ready: Promise<void>;
  #started = () => {};
  #turn: RunningTurn | null = null;
  #count = 0;

  private constructor(url: string) {
    this.#socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
    this.#ready = new Promise((resolve, reject) => {
      this.#started = resolve;
      this.#socket.once("error", reject);
      this.#socket.once("close", (code) => reject(new Error(`The session was closed with code ${code}.`)));
    });
    this.#socket.on("message", (data: Buffer) => this.#take(data));
  }

  /** Opens a session; for the server's, resolves when the conversation has started. */
  static async open(target: Target, sessionUrl: string): Promise<Session> {
    const session = new Session(sessionUrl);
    if (target.kind === "relay") session.#socket.once("open", () => session.#started());
    else session.#socket.once("open", () => session.#send({ type: "conversation.start" }));
    await session.#ready;
    session.#socket.on("close", () => session.#finish(performance.now(), false));
    return session;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Says something and waits for the whole answer. */
  turn(): Promise<Turn> {
    return new Promise((resolve) => {
      this.#turn = { began: performance.now(), firstToken: null, deltas: 0, resolve };
      this.#send({ type: "user.message.send", text: "Good day, I should like to have an answer of twenty words." });
    });
  }

  /** Closes the socket without a word. */
  drop(): void {
    this.#socket.terminate();
  }

  /** Ends the conversation and waits until the server has closed the socket. */
  async end(): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const timer = setTimeout(() => this.#socket.terminate(), PATIENCE);
    const closed = new Promise<void>((resolve) => this.#socket.once("close", () => resolve()));
    this.#send({ type: "conversation.end" });
    await closed;
    clearTimeout(timer);
  }

  #send(payload: object): void {
    this.#socket.send(JSON.stringify({ id: `message-${this.#count++}`, payload }));
  }

  #take(frame: Buffer): void {
    const now = performance.now();
    const turn = this.#turn;
    if (turn === null) {
      if (frame.includes(STARTED)) this.#started();
    } else if (frame.includes(DELTA)) {
      turn.firstToken ??= now - turn.began;
      turn.deltas += 1;
    } else if (frame.includes(COMPLETED)) this.#finish(now, frame.includes(WHOLE));
  }

  #finish(now: number, isWhole: boolean): void {
    const turn = this.#turn;
    if (turn === null) return;
    this.#turn = null;
    const total = now - turn.began;
    turn.resolve({ firstToken: turn.firstToken ?? total, total, ended: now, deltas: turn.deltas, isWhole });
  }
}

const agent = new Agent({ keepAlive: true });

/** Returns the address of a new session: the relay's own, or that of a newly created conversation. */
export async function createSession(target: Target): Promise<string> {
  if (target.kind === "relay") return target.url;
  const body = JSON.stringify({ agent_id: target.agentId, channel: { type: "chat_realtime" } });
  const answer = await post(`${target.url}/conversations`, target.apiKey, body);
  const { id, channel } = JSON.parse(answer) as { id: string; channel: { token: string } };
  return `${target.url.replace(/^http/, "ws")}/conversations/${id}/session?token=${encodeURIComponent(channel.token)}`;
}

function post(url: string, apiKey: string, body: string): Promise<string> {
  const headers = {
    Authorization: `Bearer ${apiKey}`,
    "Operator-Version": "2025-06-19",
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, method: "POST", headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => {
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`POST ${url} was answered ${answer.statusCode}: ${text}`));
      });
    });
    call.on("error", reject);
    call.end(body);
  });
}
