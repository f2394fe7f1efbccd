import type { Socket } from "node:net";
import { MessageStream, type Streamed } from "../message/message-stream.ts";
import type { Endpoint, Flow } from "./flow.ts";

/** How long a connection may do what. */
export interface StreamLimits {
  /** Until its first message, in ms. */
  readonly firstMessage: number;
  /** Without a byte, in ms. */
  readonly silence: number;
  /** What may wait to be taken by a slow reader, in bytes. */
  readonly backlog: number;
}

/** What a connection is made of, and who is told. */
export interface StreamFlowOptions {
  readonly socket: Socket;
  readonly protocol: "tcp" | "tls";
  readonly advertised: Endpoint;
  readonly limits: StreamLimits;
  onMessage(found: Exclude<Streamed, { kind: "ping" } | { kind: "broken" }>, flow: StreamFlow): void;
  /** Called once; `reason` says why in plain words. */
  onClosed(flow: StreamFlow, reason: string): void;
}

const PING = Buffer.from("\r\n\r\n");
const PONG = Buffer.from("\r\n");
/** Why a connection was closed that the other end had no more use for. */
export const CLOSED_THERE = "the other end closed it";

/** A connection that carries SIP both ways. */
export class StreamFlow implements Flow {
  readonly protocol: "tcp" | "tls";
  readonly remote: Endpoint;
  readonly advertised: Endpoint;
  readonly #options: StreamFlowOptions;
  readonly #stream = new MessageStream();
  #isOpen = true;
  #heardAt = performance.now();
  #reason = CLOSED_THERE;
  readonly #first: NodeJS.Timeout;

  constructor(options: StreamFlowOptions) {
    const { socket, limits } = options;
    this.#options = options;
    this.protocol = options.protocol;
    this.advertised = options.advertised;
    this.remote = { address: addressOf(socket), port: socket.remotePort ?? 0 };
    this.#first = setTimeout(() => this.close("it said nothing"), limits.firstMessage);
    this.#first.unref();
    socket.setNoDelay(true);
    socket.setTimeout(limits.silence, () => this.close("it fell silent"));
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("error", (error) => this.close(error.message));
    socket.on("close", () => this.close(this.#reason));
  }

  /** Whether bytes can be sent. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** How long ago its last message came, in ms. */
  get quietFor(): number {
    return performance.now() - this.#heardAt;
  }

  /** Sends bytes. A reader that takes nothing loses its connection. */
  send(bytes: Buffer): void {
    if (!this.#isOpen) return;
    this.#options.socket.write(bytes);
    if (this.#options.socket.writableLength > this.#options.limits.backlog) this.close("it takes nothing any more");
  }

  /** Keeps the way open through what lies between (RFC 5626, section 3.5.1). */
  ping(): void {
    this.send(PING);
  }

  /** Closes the connection. */
  close(reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearTimeout(this.#first);
    this.#options.socket.end();
    // Who does not close its own end within a moment is cut off.
    setTimeout(() => this.#options.socket.destroy(), 500).unref();
    this.#options.onClosed(this, reason);
  }

  #take(chunk: Buffer): void {
    if (!this.#isOpen) return;
    for (const found of this.#stream.push(chunk)) {
      // What came with the message that it was closed for is left.
      if (!this.#isOpen) return;
      if (found.kind === "ping") {
        this.send(PONG);
      } else if (found.kind === "broken") {
        this.close(found.reason);
      } else {
        clearTimeout(this.#first);
        this.#heardAt = performance.now();
        this.#options.onMessage(found, this);
      }
    }
  }
}

/** The address at the other end; one of IPv4 in its own form. */
export function addressOf(socket: Socket): string {
  return (socket.remoteAddress ?? "").replace(/^::ffff:/i, "");
}
