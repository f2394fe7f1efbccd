import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import type { ModelError } from "../../ports/language-model.ts";
import {
  brokenOff,
  type FailingVendor,
  failedMidStream,
  readVendorError,
  reasonOf,
  refused,
  unreachable,
  type VendorError,
} from "../model-failure.ts";

/** How long a connection may take to be made. */
const CONNECT_WITHIN = 10_000;
/** What may wait to be sent: more than two minutes of speech, or a long history. */
const MOST_WAITING_BYTES = 8 * 1024 * 1024;
/** The vendor sends pieces of some KB. */
const LARGEST_EVENT_BYTES = 4 * 1024 * 1024;
const MOST_REFUSAL_BYTES = 64 * 1024;
/** The code of a close that says that a session has lasted as long as it may. */
const GOING_AWAY = 1001;
/** A complaint that came so long before the close has nothing to do with it. */
const COMPLAINT_LASTS = 2_000;

/** Where the vendor is reached, and as whom. */
export interface RealtimeEndpoint {
  readonly vendor: FailingVendor;
  /** The address of the socket without the model. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** Is told what comes, each of it once, and nothing after the end. */
export interface SocketWatch {
  onEvent(event: JsonObject): void;
  /** It is over. `code` is the close's, null when there was none. */
  onEnd(error: ModelError, code: number | null): void;
}

/**
 * One connection to the vendor's Realtime API. What is sent while it is being made is kept, in order. A message that is
 * no JSON object ends it: nobody could say what was missed.
 * Source: OpenAI's API reference, Realtime, and its guide to WebSockets.
 */
export class RealtimeSocket {
  readonly #endpoint: RealtimeEndpoint;
  readonly #watch: SocketWatch;
  readonly #socket: WebSocket;
  #waiting: string[] = [];
  #waitingBytes = 0;
  #isOver = false;
  /** What the vendor complained of last, which says more than the close that follows. */
  #complaint: { readonly error: VendorError; readonly at: number } | null = null;

  constructor(endpoint: RealtimeEndpoint, model: string, watch: SocketWatch) {
    this.#endpoint = endpoint;
    this.#watch = watch;
    const url = new URL(endpoint.url);
    url.searchParams.set("model", model);
    this.#socket = new WebSocket(url, {
      headers: endpoint.headers,
      handshakeTimeout: CONNECT_WITHIN,
      maxPayload: LARGEST_EVENT_BYTES,
      // Sound is coded already, and what is asked is short.
      perMessageDeflate: false,
    });
    this.#listen();
  }

  /** Sends an event. What cannot be sent any more is dropped: `onEnd` has told of it. */
  send(event: object): void {
    if (this.#isOver) return;
    const text = JSON.stringify(event);
    if (this.#socket.readyState !== WebSocket.CONNECTING) this.#socket.send(text);
    else {
      this.#waiting.push(text);
      this.#waitingBytes += text.length;
    }
    const waiting = this.#waitingBytes + this.#socket.bufferedAmount;
    if (waiting > MOST_WAITING_BYTES) this.#fail(brokenOff(this.#endpoint.vendor, "it does not read what is sent"));
  }

  /** Closes it; nothing is told any more. */
  close(): void {
    this.#isOver = true;
    this.#waiting = [];
    this.#socket.close(1000);
    // The other side has the protocol's closing handshake to answer; one that does not is let go all the same.
    setTimeout(() => this.#socket.terminate(), 1_000).unref();
  }

  #listen(): void {
    const { vendor, url } = this.#endpoint;
    this.#socket.on("open", () => this.#flush());
    this.#socket.on("message", (data, isBinary) => this.#take(data.toString(), isBinary));
    this.#socket.on("error", (error) =>
      this.#fail(unreachable(vendor, `${url.origin}${url.pathname}`, reasonOf(error))),
    );
    this.#socket.on("unexpected-response", (_request, response) => this.#takeRefusal(response));
    this.#socket.on("close", (code, reason) => this.#takeClose(code, reason.toString("utf8")));
  }

  #flush(): void {
    for (const text of this.#waiting) this.#socket.send(text);
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #take(text: string, isBinary: boolean): void {
    if (this.#isOver) return;
    const event = isBinary ? null : parsed(text);
    if (!isJsonObject(event)) {
      this.#fail(brokenOff(this.#endpoint.vendor, "it sent what is no event of the Realtime API"));
      return;
    }
    if (event["type"] === "error") this.#complaint = { error: readVendorError(event), at: performance.now() };
    this.#watch.onEvent(event);
  }

  #takeRefusal(response: IncomingMessage): void {
    const status = response.statusCode ?? 0;
    let text = "";
    const tell = () => {
      this.#fail(refused(this.#endpoint.vendor, status, readVendorError(parsed(text) ?? text)));
      response.destroy();
    };
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      text += chunk;
      if (text.length > MOST_REFUSAL_BYTES) tell();
    });
    response.on("end", tell);
    response.on("error", tell);
    setTimeout(tell, CONNECT_WITHIN).unref();
  }

  #takeClose(code: number, reason: string): void {
    const { vendor } = this.#endpoint;
    const said = reason === "" ? `the connection was closed (${code})` : `${reason} (${code})`;
    const complaint = this.#lateComplaint();
    // A session that is over by time can be begun again, though the complaint calls the request invalid.
    if (code === GOING_AWAY || complaint?.kind.includes("session_expired") === true)
      this.#fail(brokenOff(vendor, said), code);
    else this.#fail(failedMidStream(vendor, complaint ?? { message: said, kind: reason, status: null }), code);
  }

  #lateComplaint(): VendorError | null {
    const complaint = this.#complaint;
    return complaint !== null && performance.now() - complaint.at < COMPLAINT_LASTS ? complaint.error : null;
  }

  #fail(error: ModelError, code: number | null = null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#waiting = [];
    this.#socket.terminate();
    this.#watch.onEnd(error, code);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
