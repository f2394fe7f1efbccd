import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { SpeechToText } from "../../src/ports/speech-to-text.ts";
import type { ListenTiming } from "../../src/providers/streamed-transcripts.ts";
import type { VendorAccess } from "../../src/providers/vendor-access.ts";
import type { ListenerUnderTest, ListenScenario, SeenListening } from "../../src/testing/speech-to-text-contract.ts";

/** What a message of the client comes to. */
export type ClientMessage = { audio: Int16Array } | "finalize" | "farewell" | "keep_alive";

/** How a vendor's own protocol says things. Messages that it does not know throw. */
export interface VendorProtocol {
  /** The path of its endpoint. */
  path: string;
  /** Throws when the key was not given as the vendor wants it. */
  checkKey(headers: IncomingHttpHeaders, apiKey: string): void;
  /** Throws when something is asked for that the vendor does not know. */
  readQuery(query: URLSearchParams): { languages: string[]; keywords: string[] };
  readMessage(message: string | Buffer, query: URLSearchParams): ClientMessage;
  refusal(message: string): unknown;
  /** What it says of itself once it is connected. */
  greeting: readonly object[];
  /** `seconds` of audio were heard before. */
  partial(text: string, seconds: number): readonly object[];
  final(text: string, seconds: number): readonly object[];
}

/** A running fake of a vendor that listens over a WebSocket. */
export interface SocketVendor {
  readonly origin: string;
  readonly apiKey: string;
  next(scenario: ListenScenario): void;
  lastSeen(): SeenListening;
  /** Texts of the client other than audio, in order. */
  readonly said: readonly ClientMessage[];
  openConnections(): number;
  /** Says something to whoever is connected. */
  say(message: object | string | Buffer): void;
  /** Closes what is connected. */
  hangUp(code: number, reason: string): void;
  /** Throws when a client was off script. */
  close(): Promise<void>;
}

const GARBAGE = ["", "not json", "[]", "null", '"text"', '{"type":7}', '{"type":"Results","channel":null}', "{"];

/** Starts a fake of a vendor on the loopback. */
export async function startSocketVendor(protocol: VendorProtocol): Promise<SocketVendor> {
  const vendor = new FakeVendor(protocol);
  await vendor.listen();
  return vendor;
}

class FakeVendor implements SocketVendor {
  readonly apiKey = "key-4f9a7c31e2d8";
  readonly said: ClientMessage[] = [];
  readonly #protocol: VendorProtocol;
  readonly #http = createServer((_request, response) => response.writeHead(404).end());
  readonly #sockets = new WebSocketServer({ noServer: true, autoPong: false });
  readonly #faults: unknown[] = [];
  readonly #streams = new Set<Duplex>();
  #scenario: ListenScenario = {};
  #seen: SeenListening & { samples: number[] } = { languages: [], keywords: [], samples: [] };

  constructor(protocol: VendorProtocol) {
    this.#protocol = protocol;
    this.#http.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
      this.#streams.add(stream);
      stream.on("close", () => this.#streams.delete(stream));
      stream.on("error", () => stream.destroy());
      const scenario = this.#scenario;
      this.#scenario = {};
      const accept = () => this.#accept(scenario, request, { stream, head });
      if (scenario.connectsAfter === undefined) accept();
      else setTimeout(accept, scenario.connectsAfter);
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
  }

  next(scenario: ListenScenario): void {
    this.#scenario = scenario;
  }

  lastSeen(): SeenListening {
    return this.#seen;
  }

  openConnections(): number {
    return this.#streams.size;
  }

  say(message: object | string | Buffer): void {
    const isRaw = typeof message === "string" || Buffer.isBuffer(message);
    for (const socket of this.#sockets.clients) socket.send(isRaw ? message : JSON.stringify(message));
  }

  hangUp(code: number, reason: string): void {
    for (const socket of this.#sockets.clients) socket.close(code, reason);
  }

  async close(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    await new Promise((resolve) => this.#http.close(resolve));
    if (this.#faults.length > 0) throw new AggregateError(this.#faults, this.#faults.map(String).join("; "));
  }

  #accept(
    scenario: ListenScenario,
    request: IncomingMessage,
    { stream, head }: { stream: Duplex; head: Buffer },
  ): void {
    const { pathname, searchParams } = new URL(request.url ?? "/", this.origin);
    const { refuses } = scenario;
    if (refuses) {
      const body = JSON.stringify(this.#protocol.refusal(refuses.message));
      const length = Buffer.byteLength(body);
      stream.end(
        `HTTP/1.1 ${refuses.status} Refused\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`,
      );
      return;
    }
    this.#guard(() => {
      if (pathname !== this.#protocol.path) throw new Error(`The vendor has no ${pathname}.`);
      this.#protocol.checkKey(request.headers, this.apiKey);
      this.#seen = { ...this.#protocol.readQuery(searchParams), samples: [] };
    });
    if (stream.destroyed) return;
    this.#sockets.handleUpgrade(request, stream, head, (socket) => this.#serve(socket, scenario, searchParams));
  }

  #serve(socket: WebSocket, scenario: ListenScenario, query: URLSearchParams): void {
    const line = new VendorLine(this.#protocol, { socket, scenario, seen: this.#seen, query });
    socket.on("ping", (data: Buffer) => line.answerPing(data));
    socket.on("message", (data: Buffer, isBinary) =>
      this.#guard(() => {
        const message = this.#protocol.readMessage(isBinary ? data : data.toString("utf8"), query);
        if (typeof message === "string") this.said.push(message);
        line.hear(message);
      }),
    );
    line.begin();
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#faults.push(error);
    }
  }
}

/** One client of the fake, and what its scenario makes of it. */
class VendorLine {
  readonly #protocol: VendorProtocol;
  readonly #socket: WebSocket;
  readonly #scenario: ListenScenario;
  readonly #samples: number[];
  readonly #rate: number;
  #utterance = 0;
  #hasPartials = false;
  #isStalled = false;

  constructor(
    protocol: VendorProtocol,
    client: { socket: WebSocket; scenario: ListenScenario; seen: { samples: number[] }; query: URLSearchParams },
  ) {
    this.#protocol = protocol;
    this.#socket = client.socket;
    this.#scenario = client.scenario;
    this.#samples = client.seen.samples;
    this.#rate = Number(client.query.get("sample_rate") ?? client.query.get("audio_format")?.slice("pcm_".length));
  }

  begin(): void {
    if (this.#scenario.garbles) {
      for (const garbage of GARBAGE) this.#socket.send(garbage);
      this.#socket.send(Buffer.from([1, 2, 3]));
    }
    this.#say(this.#protocol.greeting);
  }

  answerPing(data: Buffer): void {
    if (!this.#isStalled) this.#socket.pong(data);
  }

  hear(message: ClientMessage): void {
    if (message === "finalize") this.#finalize();
    else if (typeof message !== "string") this.#hearAudio(message.audio);
  }

  #hearAudio(audio: Int16Array): void {
    this.#samples.push(...audio);
    if (this.#hasPartials) return;
    this.#hasPartials = true;
    const partials = this.#scenario.utterances?.[this.#utterance]?.partials ?? [];
    for (const text of partials) this.#say(this.#protocol.partial(text, this.#samples.length / this.#rate));
    if (this.#scenario.breaks) this.#socket.terminate();
  }

  #finalize(): void {
    if (this.#scenario.stalls) {
      this.#isStalled = true;
      return;
    }
    const utterance = this.#scenario.utterances?.[this.#utterance];
    if (utterance === undefined) throw new Error(`The script has no utterance ${this.#utterance + 1}.`);
    this.#utterance += 1;
    this.#hasPartials = false;
    this.#say(this.#protocol.final(utterance.text, this.#samples.length / this.#rate));
  }

  #say(messages: readonly object[]): void {
    for (const message of messages) this.#socket.send(JSON.stringify(message));
  }
}

/** Reads samples of 16 bits; half a sample is off script. */
export function samplesOf(bytes: Buffer): Int16Array {
  if (bytes.length % 2 !== 0) throw new Error(`${bytes.length} bytes are no samples of 16 bits.`);
  return Int16Array.from({ length: bytes.length / 2 }, (_none, index) => bytes.readInt16LE(index * 2));
}

/** Throws unless a query has exactly these names, those that may be missing apart. */
export function checkNames(query: URLSearchParams, names: { needed: string[]; optional: string[] }): void {
  const unknown = [...query.keys()].filter((name) => ![...names.needed, ...names.optional].includes(name));
  const missing = names.needed.filter((name) => !query.has(name));
  if (unknown.length > 0 || missing.length > 0)
    throw new Error(`The query has ${unknown.join(", ")} and lacks ${missing.join(", ")}.`);
}

/** Puts a provider before a fake of its vendor. */
export async function startAtSocketVendor(
  protocol: VendorProtocol,
  connect: (access: VendorAccess & ListenTiming) => SpeechToText,
): Promise<ListenerUnderTest & { vendor: SocketVendor }> {
  const vendor = await startSocketVendor(protocol);
  const access = { apiKey: vendor.apiKey, baseUrl: `${vendor.origin}/` };
  return {
    vendor,
    listener: connect(access),
    impatient: connect({ ...access, answerWithin: 300, connectWithin: 300, unansweredAfter: 100 }),
    next: (scenario) => vendor.next(scenario),
    lastSeen: () => vendor.lastSeen(),
    apiKey: vendor.apiKey,
    garbage: "ignored",
    openConnections: () => vendor.openConnections(),
    close: () => vendor.close(),
  };
}
