import { type AddressInfo, connect as connectTcp, createServer, isIP, type Server, type Socket } from "node:net";
import {
  type ConnectionOptions,
  connect as connectTls,
  createServer as createTlsServer,
  rootCertificates,
  type TLSSocket,
} from "node:tls";
import { type Parsed, parseMessage } from "../message/parse-message.ts";
import { ConnectionSlots } from "./connection-slots.ts";
import type { Endpoint, Flow, SipProtocol } from "./flow.ts";
import { OwnAddresses } from "./own-address.ts";
import { addressOf, CLOSED_THERE, StreamFlow, type StreamFlowOptions, type StreamLimits } from "./stream-flow.ts";
import { UdpListener } from "./udp-listener.ts";

/** One place that is listened at. */
export interface SipListener {
  readonly protocol: SipProtocol;
  readonly host: string;
  readonly port: number;
}

/** Where to send to. */
export interface Target extends Endpoint {
  readonly protocol: SipProtocol;
  /** The name that the certificate of TLS is to show; and whom to trust in PEM beside the system's. */
  readonly serverName: string;
  readonly ca?: string;
}

/** What the transport listens at, and who is told. */
export interface SipTransportOptions {
  readonly listeners: readonly SipListener[];
  readonly publicAddress: string | null;
  readonly tls: { readonly key: Buffer; readonly cert: Buffer } | null;
  /** Tells whether a message or connection from that address is looked at; each one asked for is counted. */
  admits(address: string): boolean;
  /** Tells whether an address is a trunk's or that of a call, or else a stranger's. */
  knows(address: string): boolean;
  onMessage(parsed: Parsed, flow: Flow): void;
  /** A connection is closed. */
  onClosed(flow: Flow): void;
  /** A datagram could not be sent: the system knows no way there. */
  onUnsent(flow: Flow): void;
  onNote(message: string, detail: Record<string, unknown>): void;
}

const LIMITS: StreamLimits = { firstMessage: 30_000, silence: 600_000, backlog: 1_048_576 };
const MOST_CONNECTIONS = { all: 1_000, perAddress: 100 };
const MOST_OF_STRANGERS = { all: 200, perAddress: 20 };
const CONNECT_WITHIN = 5_000;
/** RFC 5626, section 4.4.1, allows at most two minutes between the signs of life of a connection. */
const PING_EVERY = 60_000;
/** How long a stranger may hold a connection after its last message: who has proven who it is, or has a call, is none. */
const SILENCE_OF_STRANGERS = 60_000;

/** Carries the messages of SIP over UDP, TCP and TLS (RFC 3261, section 18). */
export class SipTransport {
  readonly #options: SipTransportOptions;
  readonly #own: OwnAddresses;
  readonly #udp: UdpListener[] = [];
  readonly #servers: { protocol: "tcp" | "tls"; server: Server }[] = [];
  readonly #flows = new Set<StreamFlow>();
  /** Those of them that others have opened. */
  readonly #accepted = new Set<StreamFlow>();
  readonly #slots: ConnectionSlots;
  readonly #outgoing = new Map<string, Promise<StreamFlow>>();
  readonly #pings: NodeJS.Timeout;

  constructor(options: SipTransportOptions) {
    this.#options = options;
    this.#own = new OwnAddresses(options.publicAddress);
    const knows = (address: string) => options.knows(address);
    this.#slots = new ConnectionSlots({ everybody: MOST_CONNECTIONS, strangers: MOST_OF_STRANGERS, knows });
    this.#pings = setInterval(() => this.#keepUp(), PING_EVERY);
    this.#pings.unref();
  }

  /** Begins to listen. Throws an error that says what to change. */
  async listen(): Promise<void> {
    for (const listener of this.#options.listeners) {
      try {
        await (listener.protocol === "udp"
          ? this.#listenUdp(listener)
          : this.#listenStream(listener, listener.protocol));
      } catch (cause) {
        await this.close();
        const place = `${listener.protocol}:${listener.host}:${listener.port}`;
        const message = `SIP cannot be listened for on ${place} (${(cause as Error).message}). Change OPERATOR_SIP_LISTEN.`;
        throw new Error(message, { cause });
      }
    }
  }

  /** The port that is listened at by that protocol; null when there is none. */
  portOf(protocol: SipProtocol): number | null {
    if (protocol === "udp") return this.#udp[0]?.port ?? null;
    const server = this.#servers.find((each) => each.protocol === protocol)?.server;
    return (server?.address() as AddressInfo | null | undefined)?.port ?? null;
  }

  /** Returns a way to a place: an open one, or a new one. Rejects when there is none. */
  async flowTo(target: Target): Promise<Flow> {
    if (target.protocol !== "udp") return this.#connection(target);
    const isIpv6 = target.address.includes(":");
    const listener = this.#udp.find((each) => each.isIpv6 === isIpv6);
    if (listener === undefined)
      throw new Error("No socket of UDP is open. Add udp:0.0.0.0:5060 to OPERATOR_SIP_LISTEN.");
    return listener.flowTo(target);
  }

  /** Returns the way by which a response goes whose request came over `flow`, to the port that its Via names. */
  replyFlow(flow: Flow, port: number): Flow {
    if (flow.protocol !== "udp" || port === flow.remote.port) return flow;
    const listener = this.#udp.find((each) => each.port === flow.advertised.port) ?? this.#udp[0];
    return listener?.flowTo({ address: flow.remote.address, port }) ?? flow;
  }

  /** Closes all that is open. */
  async close(): Promise<void> {
    clearInterval(this.#pings);
    const servers = this.#servers.splice(0);
    const closed = servers.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve())));
    for (const flow of this.#flows) flow.close("the server stops");
    await Promise.all([...closed, ...this.#udp.splice(0).map((listener) => listener.close())]);
  }

  async #listenUdp({ host, port }: SipListener): Promise<void> {
    const { admits, onMessage, onNote, onUnsent } = this.#options;
    const listener = new UdpListener({
      host,
      port,
      advertise: (remote) => this.#own.for(remote),
      onDatagram: (bytes, flow) => {
        // Keep-alives are nothing but line ends.
        if (bytes.length > 4 && admits(flow.remote.address)) onMessage(parseMessage(bytes), flow);
      },
      onUnsent,
      onError: (error) => onNote("A datagram of SIP could not be sent.", { reason: error.message }),
    });
    await listener.listen();
    this.#udp.push(listener);
  }

  async #listenStream({ host, port }: SipListener, protocol: "tcp" | "tls"): Promise<void> {
    const { tls } = this.#options;
    if (protocol === "tls" && tls === null)
      throw new Error("there is no OPERATOR_SIP_TLS_KEY and OPERATOR_SIP_TLS_CERT");
    const server =
      protocol === "tcp" || tls === null
        ? createServer()
        : createTlsServer({ key: tls.key, cert: tls.cert, handshakeTimeout: 10_000, minVersion: "TLSv1.2" });
    // Strangers are turned away before the handshake of TLS costs anything.
    server.on("connection", (socket: Socket) => this.#greet(socket));
    server.on(protocol === "tcp" ? "connection" : "secureConnection", (socket: Socket) =>
      this.#admit(socket, protocol),
    );
    server.on("tlsClientError", (error: Error, socket: TLSSocket) => {
      socket.destroy();
      this.#options.onNote("A connection by TLS did not come about.", { reason: error.message });
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => resolve());
    });
    this.#servers.push({ protocol, server });
  }

  #greet(socket: Socket): void {
    socket.on("error", () => socket.destroy());
    const address = addressOf(socket);
    const giveBack = this.#slots.take(address);
    if (giveBack === null) {
      this.#options.onNote("A connection of SIP was refused: there are too many.", { address });
      socket.destroy();
      return;
    }
    socket.once("close", giveBack);
    if (!this.#options.admits(address)) socket.destroy();
  }

  #admit(socket: Socket, protocol: "tcp" | "tls"): void {
    if (socket.destroyed) return;
    this.#accepted.add(this.#open(socket, protocol, (parsed, flow) => this.#take(parsed, flow)));
  }

  #keepUp(): void {
    for (const flow of this.#accepted) {
      const isIdle = flow.quietFor >= SILENCE_OF_STRANGERS && !this.#options.knows(flow.remote.address);
      if (isIdle) flow.close("a stranger had no more to say");
    }
    for (const flow of this.#flows) flow.ping();
  }

  /** Takes a message of a connection that another has opened: each counts as a datagram does. */
  #take(parsed: Parsed, flow: StreamFlow): void {
    const { admits, knows, onMessage } = this.#options;
    const { address } = flow.remote;
    if (admits(address)) onMessage(parsed, flow);
    // Nothing is sent twice by a connection: who is left unanswered had better know.
    else if (!knows(address)) flow.close("a stranger sent more than it may");
  }

  #open(socket: Socket, protocol: "tcp" | "tls", onMessage: StreamFlowOptions["onMessage"]): StreamFlow {
    const { onNote } = this.#options;
    const remote = addressOf(socket);
    const port = this.portOf(protocol) ?? socket.localPort ?? 0;
    const flow = new StreamFlow({
      socket,
      protocol,
      advertised: { address: this.#own.for(remote), port },
      limits: LIMITS,
      onMessage,
      onClosed: (closed, reason) => {
        this.#flows.delete(closed);
        this.#accepted.delete(closed);
        this.#options.onClosed(closed);
        // Peers close what they have no more use for: that is nothing to look into.
        if (reason !== CLOSED_THERE) onNote("A connection of SIP was closed.", { address: remote, protocol, reason });
      },
    });
    this.#flows.add(flow);
    return flow;
  }

  #connection(target: Target): Promise<StreamFlow> {
    const key = `${target.protocol}:${target.address}:${target.port}:${target.serverName}`;
    const known = this.#outgoing.get(key);
    if (known !== undefined) return known;
    const forget = () => void this.#outgoing.delete(key);
    const opening = this.#connect(target, forget);
    this.#outgoing.set(key, opening);
    opening.catch(forget);
    return opening;
  }

  async #connect({ address, port, protocol, serverName, ca }: Target, onClosed: () => void): Promise<StreamFlow> {
    const isTls = protocol === "tls";
    const socket: Socket = isTls
      ? connectTls({ host: address, port, ...tlsOptions(serverName, ca) })
      : connectTcp({ host: address, port });
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => socket.destroy(new Error("the connection took too long")), CONNECT_WITHIN);
      socket.once("error", reject);
      socket.once("close", () => reject(new Error("the connection was closed")));
      socket.once(isTls ? "secureConnect" : "connect", () => {
        socket.off("error", reject);
        resolve();
      });
      socket.once("close", () => clearTimeout(late));
      socket.once(isTls ? "secureConnect" : "connect", () => clearTimeout(late));
    });
    socket.once("close", onClosed);
    // What we asked for ourselves comes by this one: it is not counted.
    return this.#open(socket, isTls ? "tls" : "tcp", this.#options.onMessage);
  }
}

function tlsOptions(serverName: string, ca: string | undefined): ConnectionOptions {
  const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  // RFC 6066, section 3, has no place for an address there.
  const named = isIP(serverName) === 0 ? { servername: serverName } : {};
  return { minVersion: "TLSv1.2", ...trusted, ...named };
}
