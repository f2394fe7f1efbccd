import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { OperatorError } from "../domain/error.ts";
import type { CallerAddress } from "../lib/caller-address.ts";
import { callerAt, type RateLimit } from "../lib/rate-limit.ts";
import type { Conversations } from "../services/conversations.ts";
import { originOf } from "../services/conversation-view.ts";
import { HeldElsewhereError } from "../services/live-conversations.ts";
import type { SupervisionReady, Supervisions } from "../services/supervisions.ts";
import { REFUSALS } from "./close-codes.ts";
import { newWebSockets, OpenSockets } from "./open-sockets.ts";
import { type SupervisionAudio, SupervisionSession } from "./supervision-session.ts";
import { refuseUpgrade, type Upgrade, type UpgradeRoom } from "./upgrades.ts";

/** A close may say so many bytes of why (RFC 6455, section 5.5.1). */
const LONGEST_REASON = 120;
const SUPERVISION_PATH = /^\/conversations\/([0-9A-Za-z_-]{1,100})\/supervision$/;

interface Services {
  supervisions: Supervisions;
  conversations: Pick<Conversations, "find">;
  /** How often each address may try to connect. */
  limit: RateLimit;
  addressOf: CallerAddress;
  /** Between two pings; a peer that has not answered one by the next is gone. */
  pingEvery: number;
  /** Passes an upgrade on to the process that holds the conversation. */
  forward(message: IncomingMessage, socket: Duplex, holder: string): void;
  onError(error: unknown, requestId: string): void;
}

type Row = Awaited<ReturnType<Conversations["find"]>>;
type Found =
  | { row: Row; ready: SupervisionReady; audio: SupervisionAudio }
  | { refusal: { code: number; reason: string } }
  | { holder: string };

/** Opens the WebSockets of those who supervise. */
export class SupervisionServer implements UpgradeRoom {
  readonly #services: Services;
  readonly #webSockets = newWebSockets();
  readonly #sockets: OpenSockets;

  constructor(services: Services) {
    this.#services = services;
    this.#sockets = new OpenSockets(services.pingEvery);
  }

  /** How many are open. */
  get size(): number {
    return this.#sockets.size;
  }

  take(upgrade: Upgrade): Promise<void> | null {
    const [path = "", search] = (upgrade.message.url ?? "").split("?", 2);
    const id = SUPERVISION_PATH.exec(path)?.[1];
    return id === undefined ? null : this.#upgrade(upgrade, id, new URLSearchParams(search));
  }

  /** Stops pinging, and closes what is open. */
  close(): void {
    this.#sockets.close(REFUSALS.restarting);
  }

  async #upgrade(upgrade: Upgrade, id: string, query: URLSearchParams): Promise<void> {
    const { message, socket, head, requestId } = upgrade;
    const counted = await this.#services.limit.count(callerAt(this.#services.addressOf(message)));
    if (counted.isOver)
      return refuseUpgrade(upgrade, "429 Too Many Requests", `Retry-After: ${counted.resetSeconds}\r\n`);
    const found = await this.#find(id, query, requestId);
    if ("holder" in found) return this.#services.forward(message, socket, found.holder);
    this.#webSockets.handleUpgrade(message, socket, head, (webSocket) => {
      if ("refusal" in found) return webSocket.close(found.refusal.code, found.refusal.reason);
      this.#open(webSocket, requestId, found).catch((error: unknown) => this.#giveUp(webSocket, requestId, error));
    });
    if ("ready" in found) found.ready.live.closeIfIdle();
  }

  async #find(id: string, query: URLSearchParams, requestId: string): Promise<Found> {
    const audio = query.get("audio") ?? "pcm_16000";
    if (audio !== "pcm_8000" && audio !== "pcm_16000") return { refusal: BAD_AUDIO };
    try {
      const { supervisions, conversations } = this.#services;
      const grant = supervisions.read(query.get("token") ?? "", id);
      const row = await conversations.find({ key: ANY_KEY }, id);
      return { row, audio, ready: await supervisions.ready(grant, requestId) };
    } catch (error) {
      if (error instanceof HeldElsewhereError) return { holder: error.url };
      return { refusal: this.#refusalOf(error, requestId) };
    }
  }

  async #open(socket: WebSocket, requestId: string, found: Extract<Found, { row: Row }>): Promise<void> {
    this.#sockets.add(socket);
    const { row, ready, audio } = found;
    const onError = (error: unknown) => this.#services.onError(error, requestId);
    const session = new SupervisionSession({ socket, requestId, origin: originOf(row), ready, audio, onError });
    await session.begin();
  }

  #giveUp(socket: WebSocket, requestId: string, error: unknown): void {
    const { code, reason } = this.#refusalOf(error, requestId);
    socket.close(code, reason);
  }

  #refusalOf(error: unknown, requestId: string): { code: number; reason: string } {
    if (!(error instanceof OperatorError)) this.#services.onError(error, requestId);
    const code = error instanceof OperatorError ? error.code : "internal";
    switch (code) {
      case "invalid_token":
        return REFUSALS.badToken;
      case "not_found":
        return REFUSALS.unknownConversation;
      case "not_allowed":
      case "conversation_not_active":
        return { code: REFUSALS.noSession.code, reason: (error as OperatorError).message.slice(0, LONGEST_REASON) };
      default:
        return REFUSALS.restarting;
    }
  }
}

/** The token has said already that its holder may see the conversation. */
const ANY_KEY = { id: "", name: "", livemode: true, scopes: null };
const BAD_AUDIO = { code: REFUSALS.unknownAudio.code, reason: "There is no such audio. Known: pcm_8000, pcm_16000." };
