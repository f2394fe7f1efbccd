import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import { OperatorError } from "../domain/error.ts";
import type { CallerAddress } from "../lib/caller-address.ts";
import { callerAt, type RateLimit } from "../lib/rate-limit.ts";
import type { CarrierCalls, MediaReader } from "../services/carrier-calls.ts";
import { newWebSockets, OpenSockets } from "./open-sockets.ts";
import { refuseUpgrade, type Upgrade, type UpgradeRoom } from "./upgrades.ts";

/** Sockets of one process; each of its calls has one, and another now and then while keys are pressed. */
const MOST_SOCKETS = 4_000;
/** A close may say so many bytes of why (RFC 6455, section 5.5.1). */
const LONGEST_REASON = 120;
const NORMAL_CLOSE = 1_000;
const GOING_AWAY = 1_001;
const BROKEN = 1_011;
const MEDIA_PATH = /^\/carriers\/([a-z]{1,20})\/media\/(\d{1,9})(?:\/([0-9A-Za-z]{1,100}))?$/;

interface Services {
  calls: CarrierCalls;
  /** How often each address may try to connect. */
  limit: RateLimit;
  addressOf: CallerAddress;
  /** Between two pings; a peer that has not answered one by the next is gone. */
  pingEvery: number;
  /** Passes an upgrade on to the process that holds the call. */
  forward(message: IncomingMessage, socket: Duplex, holder: string): void;
  /** Is told what broke while a frame was taken. */
  onError(error: unknown): void;
}

/** Takes the WebSockets over which carriers send and take the audio of calls. */
export class CarrierMediaServer implements UpgradeRoom {
  readonly #services: Services;
  readonly #webSockets = newWebSockets();
  readonly #sockets: OpenSockets;

  constructor(services: Services) {
    this.#services = services;
    this.#sockets = new OpenSockets(services.pingEvery);
  }

  /** How many sockets are open. */
  get size(): number {
    return this.#sockets.size;
  }

  take(upgrade: Upgrade): Promise<void> | null {
    const [path = ""] = (upgrade.message.url ?? "").split("?", 1);
    const [, carrier, node, token = null] = MEDIA_PATH.exec(path) ?? [];
    if (carrier === undefined || node === undefined) return null;
    return this.#upgrade(upgrade, { carrier, node: Number(node), token });
  }

  /** Stops pinging, and closes what is open. */
  close(): void {
    this.#sockets.close({ code: GOING_AWAY, reason: "The platform is stopping." });
  }

  async #upgrade(
    upgrade: Upgrade,
    { carrier, node, token }: { carrier: string; node: number; token: string | null },
  ): Promise<void> {
    const { message, socket, head } = upgrade;
    // Whose socket it is shows only later, and tokens must not be guessed at speed.
    const counted = await this.#services.limit.count(callerAt(this.#services.addressOf(message)));
    if (counted.isOver)
      return refuseUpgrade(upgrade, "429 Too Many Requests", `Retry-After: ${counted.resetSeconds}\r\n`);
    if (this.#sockets.size >= MOST_SOCKETS) return refuseUpgrade(upgrade, "503 Service Unavailable");
    const holder = await this.#holderOf(carrier, node);
    if (holder === undefined) return refuseUpgrade(upgrade, "404 Not Found");
    if (holder !== null) return this.#services.forward(message, socket, holder);
    this.#webSockets.handleUpgrade(message, socket, head, (webSocket) => this.#open(webSocket, carrier, token));
  }

  /** Undefined for a carrier or a process that there is not. */
  async #holderOf(carrier: string, node: number): Promise<string | null | undefined> {
    try {
      return await this.#services.calls.holderOf(carrier, node);
    } catch (error) {
      if (error instanceof OperatorError && error.code === "not_found") return undefined;
      throw error;
    }
  }

  #open(socket: WebSocket, carrier: string, token: string | null): void {
    this.#sockets.add(socket);
    const end = {
      get waitingBytes() {
        return socket.bufferedAmount;
      },
      send: (text: string) => {
        if (socket.readyState === socket.OPEN) socket.send(text);
      },
      close: (reason: string) => socket.close(NORMAL_CLOSE, cut(reason)),
    };
    const reader: MediaReader = this.#services.calls.openMedia(carrier, end, token);
    // The close that follows says all there is to say; ws has answered with its code.
    socket.on("error", () => undefined);
    socket.on("message", (data: RawData, isBinary) => {
      // A binary frame is none of a carrier's; read as text it is no JSON either.
      this.#guarded(socket, () => reader.receive(isBinary ? "" : String(data)));
    });
    socket.on("close", () => this.#guarded(socket, () => reader.closed()));
  }

  /** What breaks one call may not end all others. */
  #guarded(socket: WebSocket, take: () => void): void {
    try {
      take();
    } catch (error) {
      this.#services.onError(error);
      socket.close(BROKEN, "Something went wrong on our side.");
    }
  }
}

function cut(reason: string): string {
  return Buffer.from(reason).subarray(0, LONGEST_REASON).toString("utf8").replaceAll("\uFFFD", "");
}
