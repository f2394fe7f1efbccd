import { createSocket, type Socket } from "node:dgram";
import type { Endpoint, Flow } from "./flow.ts";

/** What an own socket of UDP has: it sends and receives for all flows. */
export interface UdpListenerOptions {
  readonly host: string;
  readonly port: number;
  /** Our address as that other is to write to it. */
  advertise(remote: string): string;
  onDatagram(bytes: Buffer, flow: Flow): void;
  onError(error: Error): void;
  /** What was sent by that way did not leave this machine. */
  onUnsent(flow: Flow): void;
}

/** Listens for datagrams of SIP (RFC 3261, section 18.2). */
export class UdpListener {
  readonly #options: UdpListenerOptions;
  readonly #socket: Socket;
  #port = 0;
  #isOpen = false;

  constructor(options: UdpListenerOptions) {
    this.#options = options;
    // A large buffer carries a burst of calls over a pause of the process.
    this.#socket = createSocket({
      type: options.host.includes(":") ? "udp6" : "udp4",
      recvBufferSize: 4 * 1024 * 1024,
    });
    this.#socket.on("message", (bytes, { address, port }) => {
      // Port 0 cannot be answered.
      if (port !== 0) options.onDatagram(bytes, this.flowTo({ address: address.replace(/%.*$/, ""), port }));
    });
  }

  /** Begins to listen. Throws what the system says. */
  async listen(): Promise<void> {
    const { host, port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#socket.once("error", reject);
      this.#socket.bind(port, host, () => {
        this.#socket.off("error", reject);
        this.#socket.on("error", (error) => this.#options.onError(error));
        resolve();
      });
    });
    this.#port = this.#socket.address().port;
    this.#isOpen = true;
  }

  /** The port that is listened at. */
  get port(): number {
    return this.#port;
  }

  /** Whether it speaks IPv6, or else IPv4. */
  get isIpv6(): boolean {
    return this.#options.host.includes(":");
  }

  /** Returns the way to another. */
  flowTo(remote: Endpoint): Flow {
    const listener = this;
    const { advertise } = this.#options;
    const flow: Flow = {
      protocol: "udp",
      remote,
      get advertised() {
        return { address: advertise(remote.address), port: listener.port };
      },
      get isOpen() {
        return listener.#isOpen;
      },
      send: (bytes) => this.#send(bytes, flow),
    };
    return flow;
  }

  /** Stops listening. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await new Promise<void>((resolve) => this.#socket.close(() => resolve()));
  }

  #send(bytes: Buffer, flow: Flow): void {
    if (!this.#isOpen) return;
    const { address, port } = flow.remote;
    this.#socket.send(bytes, port, address, (error) => {
      if (error === null) return;
      this.#options.onError(error);
      this.#options.onUnsent(flow);
    });
  }
}
