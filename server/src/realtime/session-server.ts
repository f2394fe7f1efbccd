import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { OperatorError } from "../domain/error.ts";
import { bearerSecret } from "../lib/bearer.ts";
import { callerAt, type RateLimit } from "../lib/rate-limit.ts";
import { type ApiKeys, assertScope } from "../services/api-keys.ts";
import type { Conversations, Caller } from "../services/conversations.ts";
import { originOf } from "../services/conversation-view.ts";
import { type Followed, type Following, readOut } from "../services/following.ts";
import { HeldElsewhereError } from "../services/live-conversations.ts";
import { ChatSession } from "./chat-session.ts";
import { REFUSALS } from "./close-codes.ts";

const LARGEST_FRAME = 64 * 1024;
const SESSION_PATH = /^\/conversations\/([0-9A-Za-z_-]{1,100})\/session$/;

interface Services {
  conversations: Conversations;
  following: Following;
  keys: ApiKeys;
  /** How often each address may try to open a session. */
  limit: RateLimit;
  /** Between two pings; a peer that has not answered one by the next is gone. */
  pingEvery: number;
  /** Passes an upgrade on to the process that holds the conversation. */
  forward(message: IncomingMessage, socket: Duplex, holder: string): void;
  /** Serves an upgrade to another protocol than WebSocket as if it did not ask for one. */
  ignore(upgrade: { message: IncomingMessage; socket: Duplex; head: Buffer }): void;
  onError(error: unknown): void;
}

type Row = Awaited<ReturnType<Conversations["find"]>>;
type Refusal = { code: number; reason: string };

/** Opens the sessions of conversations as WebSockets on an HTTP server (RFC 6455). */
export class SessionServer {
  readonly #services: Services;
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
  });
  /** Every open socket, and whether it answered the last ping. */
  readonly #sockets = new Map<WebSocket, boolean>();
  readonly #pinging: NodeJS.Timeout;

  constructor(services: Services) {
    this.#services = services;
    this.#pinging = setInterval(() => this.#ping(), services.pingEvery);
  }

  /** Begins to take upgrades. */
  attach(server: Server): void {
    server.on("upgrade", (message, socket, head) => {
      if (message.headers.upgrade?.toLowerCase() !== "websocket")
        return this.#services.ignore({ message, socket, head });
      socket.on("error", () => socket.destroy());
      this.#upgrade(message, socket, head).catch((error: unknown) => {
        this.#services.onError(error);
        socket.destroy();
      });
    });
  }

  /** Stops pinging. The sockets were closed by the conversations they belong to. */
  close(): void {
    clearInterval(this.#pinging);
    for (const socket of this.#sockets.keys()) socket.close(REFUSALS.restarting.code, REFUSALS.restarting.reason);
  }

  async #upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const [path = "", search] = (message.url ?? "").split("?", 2);
    const id = SESSION_PATH.exec(path)?.[1];
    if (id === undefined) {
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    // Nobody knows yet whether the token is anybody's, and tokens must not be guessed at speed.
    const counted = await this.#services.limit.count(callerAt(message.socket.remoteAddress));
    if (counted.isOver) {
      const wait = `Retry-After: ${counted.resetSeconds}\r\n`;
      socket.end(`HTTP/1.1 429 Too Many Requests\r\n${wait}Connection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const found = await this.#find(message, id, new URLSearchParams(search));
    if ("holder" in found) return this.#services.forward(message, socket, found.holder);
    this.#webSockets.handleUpgrade(message, socket, head, (webSocket) => {
      if ("refusal" in found) webSocket.close(found.refusal.code, found.refusal.reason);
      else {
        this.#open(webSocket, found).catch((error: unknown) => {
          this.#services.onError(error);
          // What could not be sent now is sent when the client comes back.
          webSocket.close(REFUSALS.restarting.code, REFUSALS.restarting.reason);
        });
      }
    });
    // The client may be gone by now, or its handshake be no good: then nobody follows what was opened for it.
    if ("followed" in found && found.followed.type === "open") found.followed.live.closeIfIdle();
  }

  async #find(
    message: IncomingMessage,
    id: string,
    query: URLSearchParams,
  ): Promise<{ row: Row; followed: Followed } | { refusal: Refusal } | { holder: string }> {
    try {
      const caller = await this.#caller(message, query.get("token"));
      const row = await this.#services.conversations.find(caller, id);
      const request = { row, lastEventId: query.get("last_event_id"), from: "now" as const };
      return { row, followed: await this.#follow(request) };
    } catch (error) {
      if (error instanceof HeldElsewhereError) return { holder: error.url };
      return { refusal: refusalOf(error, this.#services) };
    }
  }

  /** An event id that is not this conversation's begins at the start, so that nothing is missed. */
  async #follow(request: Parameters<Following["find"]>[0]): Promise<Followed> {
    try {
      return await this.#services.following.find(request);
    } catch (error) {
      if (!(error instanceof OperatorError) || error.code !== "invalid_field") throw error;
      return this.#services.following.find({ ...request, lastEventId: null, from: "start" });
    }
  }

  async #caller(message: IncomingMessage, token: string | null): Promise<Caller> {
    if (token !== null) return { token };
    const secret = bearerSecret(message.headers.authorization ?? "");
    if (secret === null) throw new OperatorError("invalid_token", "Give the conversation's token as ?token=.");
    const key = await this.#services.keys.authenticate(secret);
    assertScope(key, "conversations:write");
    return { key };
  }

  async #open(socket: WebSocket, { row, followed }: { row: Row; followed: Followed }): Promise<void> {
    this.#sockets.set(socket, true);
    socket.on("pong", () => this.#sockets.set(socket, true));
    socket.on("close", () => this.#sockets.delete(socket));
    const live = followed.type === "open" ? followed.live : null;
    const seen = followed.type === "open" ? followed.position.sequence : 0;
    const session = new ChatSession({ socket, origin: originOf(row), live, seen });
    if (followed.type === "open") await followed.live.openSession(session, followed.position);
    else await readOut(followed.log, session);
  }

  /** Pings everyone, and ends sockets that did not answer the ping before: their peer is gone. */
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

function refusalOf(error: unknown, { onError }: Services): Refusal {
  if (error instanceof OperatorError) {
    switch (error.code) {
      case "not_found":
        return REFUSALS.unknownConversation;
      case "invalid_token":
      case "invalid_key":
      case "missing_key":
        return REFUSALS.badToken;
      case "not_allowed":
        return REFUSALS.lackingScope;
      case "unavailable":
        return REFUSALS.restarting;
      default:
    }
  }
  onError(error);
  return REFUSALS.restarting;
}
