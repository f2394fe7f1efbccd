import { type WebSocket, WebSocketServer } from "ws";

const LARGEST_FRAME = 64 * 1024;

/** Makes what answers the handshakes of one room, for frames of up to 64 KiB. */
export function newWebSockets(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
  });
}

/** The open sockets of one room. They are pinged; one that has not answered by the next ping is ended: its peer is gone. */
export class OpenSockets {
  /** Each, and whether it answered the last ping. */
  readonly #sockets = new Map<WebSocket, boolean>();
  readonly #pinging: NodeJS.Timeout;

  /** `pingEvery` is the time between two pings, in ms. */
  constructor(pingEvery: number) {
    this.#pinging = setInterval(() => this.#ping(), pingEvery);
  }

  /** How many there are. */
  get size(): number {
    return this.#sockets.size;
  }

  /** Takes a socket in, until it is closed. */
  add(socket: WebSocket): void {
    this.#sockets.set(socket, true);
    socket.on("pong", () => this.#sockets.set(socket, true));
    socket.on("close", () => this.#sockets.delete(socket));
  }

  /** Stops pinging, and closes those that are left. */
  close({ code, reason }: { readonly code: number; readonly reason: string }): void {
    clearInterval(this.#pinging);
    for (const socket of this.#sockets.keys()) socket.close(code, reason);
  }

  #ping(): void {
    for (const [socket, isAlive] of this.#sockets) {
      if (!isAlive) socket.terminate();
      else {
        this.#sockets.set(socket, false);
        socket.ping();
      }
    }
  }
}
