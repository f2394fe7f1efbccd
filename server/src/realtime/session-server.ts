import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { type AudioFormat, isAudioFormat } from "../domain/audio.ts";
import { OperatorError } from "../domain/error.ts";
import { bearerSecret } from "../lib/bearer.ts";
import type { CallerAddress } from "../lib/caller-address.ts";
import { callerAt, type RateLimit } from "../lib/rate-limit.ts";
import { type ApiKeys, assertScope } from "../services/api-keys.ts";
import type { Caller } from "../services/caller.ts";
import type { Conversations } from "../services/conversations.ts";
import { originOf } from "../services/conversation-view.ts";
import { type Followed, type Following, readOut } from "../services/following.ts";
import { HeldElsewhereError } from "../services/live-conversations.ts";
import type { AnsweredRequest } from "../services/request-log.ts";
import { ChatSession } from "./chat-session.ts";
import { REFUSALS } from "./close-codes.ts";
import { newWebSockets, OpenSockets } from "./open-sockets.ts";
import { refuseUpgrade, type Upgrade, type UpgradeRoom } from "./upgrades.ts";

const SESSION_PATH = /^\/conversations\/([0-9A-Za-z_-]{1,100})\/session$/;

interface Services {
  conversations: Conversations;
  following: Following;
  keys: ApiKeys;
  /** How often each address may try to open a session. */
  limit: RateLimit;
  addressOf: CallerAddress;
  /** Between two pings; a peer that has not answered one by the next is gone. */
  pingEvery: number;
  /** Passes an upgrade on to the process that holds the conversation. */
  forward(message: IncomingMessage, socket: Duplex, holder: string): void;
  /** Takes down that a session was opened, or refused. */
  record(request: AnsweredRequest): void;
  onError(error: unknown, requestId: string): void;
}

type Row = Awaited<ReturnType<Conversations["find"]>>;
type Found =
  | { row: Row; caller: Caller; followed: Followed; audio: AudioFormat | null }
  | { refusal: { code: number; reason: string }; error: { code: string; param: string | null } }
  | { holder: string };

/** Opens the sessions of conversations as WebSockets on an HTTP server (RFC 6455). */
export class SessionServer implements UpgradeRoom {
  readonly #services: Services;
  readonly #webSockets = newWebSockets();
  readonly #requestIds = new WeakMap<IncomingMessage, string>();
  readonly #sockets: OpenSockets;

  constructor(services: Services) {
    this.#services = services;
    this.#webSockets.on("headers", (headers, message) => {
      headers.push(`X-Request-Id: ${this.#requestIds.get(message)}`);
    });
    this.#sockets = new OpenSockets(services.pingEvery);
  }

  /** How many sessions are open. */
  get size(): number {
    return this.#sockets.size;
  }

  take(upgrade: Upgrade): Promise<void> | null {
    const [path = "", search] = (upgrade.message.url ?? "").split("?", 2);
    const id = SESSION_PATH.exec(path)?.[1];
    return id === undefined ? null : this.#upgrade(upgrade, id, new URLSearchParams(search));
  }

  /** Stops pinging. The sockets were closed by the conversations they belong to. */
  close(): void {
    this.#sockets.close(REFUSALS.restarting);
  }

  async #upgrade(upgrade: Upgrade, id: string, query: URLSearchParams): Promise<void> {
    const { message, socket } = upgrade;
    // Nobody knows yet whether the token is anybody's, and tokens must not be guessed at speed.
    const counted = await this.#services.limit.count(callerAt(this.#services.addressOf(message)));
    if (counted.isOver) {
      this.#record(upgrade, id, { status: 429, error: { code: "rate_limited", param: null } });
      return refuseUpgrade(upgrade, "429 Too Many Requests", `Retry-After: ${counted.resetSeconds}\r\n`);
    }
    const found = await this.#find(upgrade, id, query);
    if ("holder" in found) return this.#services.forward(message, socket, found.holder);
    this.#answer(upgrade, id, found);
    // The client may be gone by now, or its handshake be no good: then nobody follows what was opened for it.
    if ("followed" in found && found.followed.type === "open") found.followed.live.closeIfIdle();
  }

  #answer(upgrade: Upgrade, id: string, found: Exclude<Found, { holder: string }>): void {
    const { message, socket, head, requestId } = upgrade;
    let status = 400;
    this.#requestIds.set(message, requestId);
    this.#webSockets.handleUpgrade(message, socket, head, (webSocket) => {
      status = 101;
      if ("refusal" in found) return webSocket.close(found.refusal.code, found.refusal.reason);
      this.#open(webSocket, upgrade, found).catch((error: unknown) => {
        this.#services.onError(error, requestId);
        // What could not be sent now is sent when the client comes back.
        webSocket.close(REFUSALS.restarting.code, REFUSALS.restarting.reason);
      });
    });
    if ("refusal" in found) this.#record(upgrade, id, { status, closeCode: found.refusal.code, error: found.error });
    else this.#record(upgrade, id, { status, caller: found.caller, livemode: found.row.livemode });
  }

  #record({ requestId, began }: Upgrade, conversationId: string, answer: Partial<AnsweredRequest>): void {
    const route = "/conversations/:id/session";
    const nobody = { caller: null, livemode: null, error: null, status: null };
    const duration = performance.now() - began;
    this.#services.record({ requestId, method: "GET", route, conversationId, duration, ...nobody, ...answer });
  }

  async #find({ message, requestId }: Upgrade, id: string, query: URLSearchParams): Promise<Found> {
    const audio = audioIn(query);
    if (audio === undefined)
      return { refusal: REFUSALS.unknownAudio, error: { code: "invalid_field", param: "audio" } };
    try {
      const caller = await this.#caller(message, query.get("token"));
      const row = await this.#services.conversations.find(caller, id);
      if (row.channel_type === "phone")
        return { refusal: REFUSALS.noSession, error: { code: "not_allowed", param: null } };
      const request = { row, lastEventId: query.get("last_event_id"), from: "now" as const };
      return { row, caller, audio, followed: await this.#follow(request) };
    } catch (error) {
      if (error instanceof HeldElsewhereError) return { holder: error.url };
      const code = error instanceof OperatorError ? error.code : "internal";
      const refusal = refusalOf(error, (fault) => this.#services.onError(fault, requestId));
      return { refusal, error: { code, param: null } };
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

  async #open(
    socket: WebSocket,
    { socket: stream, requestId }: Upgrade,
    { row, caller, followed, audio }: Exclude<Found, { refusal: unknown } | { holder: string }>,
  ): Promise<void> {
    this.#sockets.add(socket);
    const live = followed.type === "open" ? followed.live : null;
    const seen = followed.type === "open" ? followed.position.sequence : 0;
    const origin = originOf(row);
    const hasKey = "key" in caller;
    const session = new ChatSession({ socket, stream, requestId, origin, live, seen, hasKey });
    if (followed.type === "over") return readOut(followed.log, session);
    await followed.live.openSession(session, followed.position);
    session.talk(audio);
  }
}

/** Reads how audio is to travel; null for none, undefined for a way that there is not. */
function audioIn(query: URLSearchParams): AudioFormat | null | undefined {
  const name = query.get("audio") ?? "pcm_16000";
  if (name === "none") return null;
  return isAudioFormat(name) ? name : undefined;
}

function refusalOf(error: unknown, onError: (error: unknown) => void) {
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
