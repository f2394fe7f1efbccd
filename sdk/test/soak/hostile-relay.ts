import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** How a line is cut. Each names the moment. */
export const CUTS = [
  /** Before anything was said. */
  "refused",
  /** In the middle of the handshake. */
  "handshake",
  /** In the middle of what the server sends, mostly in the middle of a frame. */
  "coming",
  /** In the middle of what the client sends, which the server gets in part. */
  "going",
  /** Before what the client sends has left. */
  "before_send",
  /** After the server got what the client sent, before anything comes back. */
  "after_send",
  /** On the client's side only, with a reset. */
  "reset",
  /** Not at all, for anybody who looks: nothing comes or goes any more. */
  "half_open",
] as const;
/** How a line is cut. */
export type Cut = (typeof CUTS)[number];

/** A relay between a client and a server that cuts their lines. */
export interface HostileRelay {
  readonly port: number;
  /** How many lines were cut, by how. */
  readonly cuts: ReadonlyMap<Cut, number>;
  close(): Promise<void>;
}

interface RelayOptions {
  /** The server's port on the loopback. */
  target: number;
  /** Says how the next line is to be cut; null leaves it alone. */
  nextCut: () => Cut | null;
  random: () => number;
  /** Up to how many bytes of a line's traffic are let through before it is cut. */
  most: { coming: number; going: number };
}

/** About as much as the answer to a handshake has. */
const HANDSHAKE_BYTES = 129;

/** Starts a relay on a free port of the loopback. It passes bytes on as they come, often in pieces. */
export async function startHostileRelay({ target, nextCut, random, most }: RelayOptions): Promise<HostileRelay> {
  const cuts = new Map<Cut, number>();
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const cut = nextCut();
    const count = () => cut !== null && cuts.set(cut, (cuts.get(cut) ?? 0) + 1);
    if (cut === "refused") {
      count();
      client.destroy();
      return;
    }
    const upstream = connect(target, "127.0.0.1");
    for (const socket of [client, upstream]) {
      open.add(socket.setNoDelay());
      socket.on("close", () => open.delete(socket)).on("error", () => undefined);
    }
    new Line({ client, upstream, random, most, count }, cut).join();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    cuts,
    close: async () => {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, "close");
    },
  };
}

interface Ends {
  client: Socket;
  upstream: Socket;
  random: () => number;
  most: RelayOptions["most"];
  count: () => void;
}

/** One line through the relay. */
class Line {
  readonly #ends: Ends;
  readonly #cut: Cut | null;
  /** How many bytes are let through before the cut; after the client's own handshake where those it sends count. */
  readonly #comingBytes: number;
  readonly #goingBytes: number;
  #came = 0;
  #went = 0;
  #isUpgraded = false;
  #isDead = false;

  constructor(ends: Ends, cut: Cut | null) {
    this.#ends = ends;
    this.#cut = cut;
    const upTo = (bytes: number) => Math.floor(ends.random() * bytes);
    this.#comingBytes = cut === "handshake" ? upTo(HANDSHAKE_BYTES) : HANDSHAKE_BYTES + upTo(ends.most.coming);
    this.#goingBytes = cut === "going" ? 1 + upTo(ends.most.going) : 0;
  }

  join(): void {
    const { client, upstream } = this.#ends;
    client.on("data", (bytes: Buffer) => this.#going(bytes));
    upstream.on("data", (bytes: Buffer) => this.#coming(bytes));
    // A line that is dead for both is closed by nobody in between.
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => this.#isDead || client.destroy());
  }

  #going(bytes: Buffer): void {
    const { upstream } = this.#ends;
    if (this.#isDead) return;
    if (!this.#isUpgraded) return void upstream.write(bytes);
    if (this.#cut === "before_send") return this.#end();
    if (this.#cut === "after_send") return void upstream.write(bytes, () => this.#end());
    this.#went += bytes.length;
    if (this.#cut !== "going" || this.#went < this.#goingBytes) return this.#pass(upstream, bytes);
    upstream.write(bytes.subarray(0, bytes.length - (this.#went - this.#goingBytes)), () => this.#end());
  }

  #coming(bytes: Buffer): void {
    const { client } = this.#ends;
    if (this.#isDead) return;
    this.#isUpgraded = true;
    this.#came += bytes.length;
    const cutsWhatComes = ["handshake", "coming", "reset", "half_open"].includes(this.#cut ?? "");
    if (!cutsWhatComes || this.#came < this.#comingBytes) return this.#pass(client, bytes);
    client.write(bytes.subarray(0, bytes.length - (this.#came - this.#comingBytes)), () => this.#end());
  }

  /** Passes bytes on, one time in three in two pieces, so that frames arrive torn. */
  #pass(to: Socket, bytes: Buffer): void {
    const { random } = this.#ends;
    const at = random() < 1 / 3 ? Math.floor(random() * bytes.length) : 0;
    if (at > 0) to.write(bytes.subarray(0, at));
    to.write(bytes.subarray(at));
  }

  #end(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    this.#ends.count();
    if (this.#cut === "half_open") return;
    if (this.#cut === "reset") this.#ends.client.resetAndDestroy();
    else this.#ends.client.destroy();
    this.#ends.upstream.destroy();
  }
}
