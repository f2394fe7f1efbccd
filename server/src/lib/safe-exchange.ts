import { type Dispatcher, errors } from "undici";
import { SafeFetchError, type SafeFetchFailure } from "./safe-fetch-error.ts";

const DEFAULT_TIMEOUT = 15_000;
/** How much of an answer lies unread before the receiver is made to wait. */
const MOST_UNREAD_BYTES = 256 * 1024;

/** One request to an address that a customer named. */
export interface SafeRequest {
  /** `http:` or `https:`, with no user name in it. */
  readonly url: string;
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Until the whole answer is there, or its head when it is streamed; 15 s if absent. */
  readonly timeout?: number;
  /** Gives the request up, whether it was sent or not, and the rest of its answer. */
  readonly signal?: AbortSignal;
  /** Gives the request up as long as nothing of it was sent; has no effect afterwards. */
  readonly unsent?: AbortSignal;
}

/** The head of an answer, whatever its status, and its body as it comes. */
export interface SafeStream {
  readonly status: number;
  /** By lower-case name; several of one name are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be read once. Throws `SafeFetchError` when it breaks off; whoever stops before its end closes it. */
  readonly body: AsyncIterable<Buffer>;
  /** Gives up what was not read; to be called by whoever does not read to the end. */
  close(): void;
}

/** What an exchange is made of. */
export interface ExchangePlan {
  readonly request: SafeRequest;
  readonly host: string;
  /** Whether the time limit holds until the answer is read to its end, and not only until it begins. */
  readonly isTimedToTheEnd: boolean;
}

/** One request under way: settles with an answer or with a `SafeFetchError`, once. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<SafeStream>;
  readonly #plan: ExchangePlan;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #settle: { resolve(stream: SafeStream): void; reject(error: SafeFetchError): void } | null = null;
  #unreadBytes = 0;
  #controller: Dispatcher.DispatchController | null = null;
  #isOver = false;
  #failure: SafeFetchError | null = null;
  #wake: (() => void) | null = null;

  constructor(plan: ExchangePlan) {
    this.#plan = plan;
    this.answer = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    const { timeout = DEFAULT_TIMEOUT, signal, unsent } = plan.request;
    this.#timer = setTimeout(() => this.#fail("timeout", `did not answer within ${timeout} ms`), timeout);
    signal?.addEventListener("abort", this.#onAbort);
    unsent?.addEventListener("abort", this.#onUnsent);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Settled while it waited for a connection: nothing has been written yet, and nothing shall be.
    if (this.#isOver) controller.abort(new Error("The request was given up."));
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, fields: Record<string, unknown>): void {
    if (status < 200 || this.#isOver) return;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(fields)) {
      headers[name] = Array.isArray(value) ? value.join(", ") : String(value);
    }
    const encoding = headers["content-encoding"] ?? "identity";
    if (encoding !== "identity") {
      this.#fail("unreadable", `answered in the encoding ${encoding}, which was not asked for`);
      return;
    }
    if (!this.#plan.isTimedToTheEnd) clearTimeout(this.#timer);
    this.#settle?.resolve({ status, headers, body: this.#read(), close: () => this.#close() });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    this.#chunks.push(chunk);
    this.#unreadBytes += chunk.length;
    if (this.#unreadBytes > MOST_UNREAD_BYTES) controller.pause();
    this.#wake?.();
  }

  onResponseEnd(): void {
    this.#leave();
    this.#wake?.();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (error instanceof SafeFetchError) this.#failWith(error);
    else if (error instanceof errors.InvalidArgumentError) {
      this.#fail("invalid_request", `cannot be sent this request: ${error.message}`, error);
    } else {
      const what = this.#controller === null ? "could not be reached" : "broke off the exchange";
      this.#fail("network", `${what}: ${wordsFor(error)}`, error);
    }
  }

  async *#read(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
          this.#unreadBytes -= chunk.length;
          if (this.#unreadBytes <= MOST_UNREAD_BYTES) this.#controller?.resume();
          yield chunk;
        } else if (this.#failure !== null) throw this.#failure;
        else if (this.#isOver) return;
        else await this.#more();
      }
    } finally {
      this.#close();
    }
  }

  #close(): void {
    this.#fail("cancelled", "was not read to the end");
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  readonly #onAbort = (): void => {
    this.#fail("cancelled", "was not waited for: the request was cancelled", this.#plan.request.signal?.reason);
  };

  readonly #onUnsent = (): void => {
    if (this.#controller !== null) return;
    this.#fail("cancelled", "was not called: the request was cancelled", this.#plan.request.unsent?.reason);
  };

  #fail(reason: SafeFetchFailure, what: string, cause?: unknown): void {
    const maybeSent = this.#controller !== null;
    this.#failWith(new SafeFetchError(reason, `${this.#plan.host} ${what}.`, { maybeSent, cause }));
  }

  #failWith(error: SafeFetchError): void {
    if (!this.#leave()) return;
    this.#failure = error;
    this.#settle?.reject(error);
    this.#wake?.();
    this.#controller?.abort(error);
  }

  /** Marks the exchange as over; false if it was already. */
  #leave(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#plan.request.signal?.removeEventListener("abort", this.#onAbort);
    this.#plan.request.unsent?.removeEventListener("abort", this.#onUnsent);
    return true;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was reset",
  ENOTFOUND: "the name does not exist",
  EAI_AGAIN: "the name could not be looked up",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no route to it",
  ETIMEDOUT: "the connection timed out",
  UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
  UND_ERR_SOCKET: "the connection was closed",
};

function wordsFor(error: Error & { code?: unknown }): string {
  const code = typeof error.code === "string" ? error.code : "";
  const words = WORDS[code] ?? error.message;
  return code === "" ? words : `${words} (${code})`;
}
