import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import type { SpeechError } from "../ports/speech-error.ts";
import type { FailingVendor } from "./model-failure.ts";
import { brokenSpeech, closedSpeech, refusedSpeech, unreachableSpeech } from "./speech-failure.ts";

/** How long a connection may take to be made. */
const CONNECT_WITHIN = 5_000;
/**
 * What may wait to be sent, while the connection is made and when the vendor does not take it: 16 seconds of speech at
 * 16 kHz as bytes, 12 as base64. More than that is a fault of the vendor.
 */
const MOST_WAITING_BYTES = 512 * 1024;
/** Vendors send transcripts, and audio in pieces of some KB. */
const LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;
const MOST_REFUSAL_BYTES = 64 * 1024;
/** How long a goodbye may take until the connection is torn down. */
const CLOSE_WITHIN = 1_000;

/** Where a speech vendor is reached, and as whom. */
export interface SpeechEndpoint {
  readonly vendor: FailingVendor;
  /** The address; http and https stand for ws and wss. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly connectWithin?: number | undefined;
  /** What is sent when nothing was sent for `every` ms. */
  readonly keepAlive?: { readonly every: number; readonly message: string } | undefined;
}

/** Is told what comes, in order, and nothing after the end. */
export interface SpeechSocketWatch {
  onOpen?(): void;
  onMessage(message: string | Buffer): void;
  /** A ping was answered, with the text that it carried. */
  onPong?(text: string): void;
  /** It is over though nobody ended it from here. Called once. */
  onEnd(error: SpeechError): void;
}

/**
 * One WebSocket (RFC 6455) to a speech vendor. What is sent while the connection is made is kept, in order, up to half
 * a megabyte. A vendor that refuses, does not answer, closes, or does not take what it is sent ends it with a
 * `SpeechError`, in whose words there is no key. After `end` nothing is told any more.
 */
export class SpeechSocket {
  readonly #endpoint: SpeechEndpoint;
  readonly #watch: SpeechSocketWatch;
  readonly #socket: WebSocket;
  #waiting: (string | Buffer)[] = [];
  #waitingBytes = 0;
  #isOver = false;
  #keepAlive: NodeJS.Timeout | null = null;
  #connecting: NodeJS.Timeout | null;

  constructor(endpoint: SpeechEndpoint, watch: SpeechSocketWatch) {
    this.#endpoint = endpoint;
    this.#watch = watch;
    const { url, headers, connectWithin = CONNECT_WITHIN } = endpoint;
    const socket = new WebSocket(socketUrl(url), {
      headers,
      perMessageDeflate: false,
      maxPayload: LARGEST_MESSAGE_BYTES,
      followRedirects: false,
    });
    this.#socket = socket;
    this.#connecting = setTimeout(() => {
      this.#fail(unreachableSpeech(endpoint.vendor, this.#where, `no connection within ${connectWithin} ms`));
    }, connectWithin);
    socket.on("open", () => this.#begin());
    socket.on("message", (data: Buffer, isBinary) => {
      if (!this.#isOver) watch.onMessage(isBinary ? data : data.toString("utf8"));
    });
    socket.on("pong", (data: Buffer) => {
      if (!this.#isOver) watch.onPong?.(data.toString("utf8"));
    });
    socket.on("unexpected-response", (_request, response) => this.#refuse(response));
    socket.on("error", (error) => this.#fail(this.#problemOf(error)));
    socket.on("close", (code, reason) => this.#fail(closedSpeech(endpoint.vendor, code, reason.toString("utf8"))));
  }

  /** Whether it has ended, from whichever side. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Sends a text, or bytes; keeps them until the connection is made. Never waits and never throws. */
  send(message: string | Buffer): void {
    if (this.#isOver) return;
    if (this.#socket.readyState !== WebSocket.OPEN) {
      this.#waiting.push(message);
      this.#waitingBytes += message.length;
      if (this.#waitingBytes > MOST_WAITING_BYTES) this.#fail(this.#overflow());
      return;
    }
    this.#socket.send(message);
    this.#keepAlive?.refresh();
    if (this.#socket.bufferedAmount > MOST_WAITING_BYTES) this.#fail(this.#overflow());
  }

  /** Asks the vendor for a sign of life, once it is connected; `onPong` is told of it with the same short text. */
  ping(text: string): void {
    if (!this.#isOver && this.#socket.readyState === WebSocket.OPEN) this.#socket.ping(text);
  }

  /** Ends it from here, with a last message when there is one. Gives the vendor a second to close, then is gone. */
  end(farewell?: string): void {
    if (this.#isOver) return;
    this.#letGo();
    if (this.#socket.readyState !== WebSocket.OPEN) {
      this.#socket.terminate();
      return;
    }
    if (farewell !== undefined) this.#socket.send(farewell);
    this.#socket.close(1000);
    const late = setTimeout(() => this.#socket.terminate(), CLOSE_WITHIN);
    this.#socket.once("close", () => clearTimeout(late));
  }

  get #where(): string {
    return `${this.#endpoint.url.origin}${this.#endpoint.url.pathname}`;
  }

  #begin(): void {
    if (this.#isOver) return;
    this.#stopConnecting();
    const { keepAlive } = this.#endpoint;
    if (keepAlive) this.#keepAlive = setInterval(() => this.#socket.send(keepAlive.message), keepAlive.every);
    for (const message of this.#waiting.splice(0)) this.#socket.send(message);
    this.#waitingBytes = 0;
    this.#watch.onOpen?.();
  }

  #refuse(response: IncomingMessage): void {
    this.#stopConnecting();
    const chunks: Buffer[] = [];
    let bytes = 0;
    response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_REFUSAL_BYTES) response.destroy();
      else chunks.push(chunk);
    });
    // The status is known already, so a body that breaks is no matter.
    response.on("error", () => response.destroy());
    const late = setTimeout(() => response.destroy(), CLOSE_WITHIN);
    response.on("close", () => {
      clearTimeout(late);
      const body = parsedText(Buffer.concat(chunks).toString("utf8"));
      this.#fail(refusedSpeech(this.#endpoint.vendor, response.statusCode ?? 0, body));
    });
  }

  #problemOf(error: Error): SpeechError {
    const { vendor } = this.#endpoint;
    return this.#connecting === null
      ? brokenSpeech(vendor, error.message, error)
      : unreachableSpeech(vendor, this.#where, error);
  }

  #overflow(): SpeechError {
    return brokenSpeech(this.#endpoint.vendor, `it does not take the audio; ${MOST_WAITING_BYTES} bytes wait`);
  }

  #fail(error: SpeechError): void {
    if (this.#isOver) return;
    this.#letGo();
    this.#socket.terminate();
    this.#watch.onEnd(error);
  }

  #letGo(): void {
    this.#isOver = true;
    this.#stopConnecting();
    if (this.#keepAlive !== null) clearInterval(this.#keepAlive);
    this.#keepAlive = null;
    this.#waiting = [];
  }

  #stopConnecting(): void {
    if (this.#connecting !== null) clearTimeout(this.#connecting);
    this.#connecting = null;
  }
}

/** Returns the address of a vendor's endpoint: its path behind the base's own, with what is asked for. */
export function speechUrl(baseUrl: string, path: string, query: readonly (readonly [string, string])[] = []): URL {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}${path}`;
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}

function socketUrl(url: URL): URL {
  const address = new URL(url);
  address.protocol = url.protocol.replace(/^http/, "ws");
  return address;
}

/** Reads JSON; a text that is none is itself. */
export function parsedText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
