import type { JSONRPCMessage, RequestId } from "@modelcontextprotocol/sdk/types.js";
import { type SafeFetch, SafeFetchError, type SafeStream } from "../../lib/safe-fetch.ts";
import { collectText, discard, type Progress, readEvents } from "./http-answer.ts";
import { HttpRefusalError } from "./http-refusal.ts";
import { IntakeLimit, LARGEST_MESSAGE } from "./limits.ts";
import { NoticeStream } from "./notice-stream.ts";
import type { SecretMask } from "./secret-mask.ts";
import {
  answeredIdOf,
  callIdOf,
  cancelledIdOf,
  readMessages,
  requestIdOf,
  type Sending,
  type WatchfulTransport,
} from "./wire.ts";

/** Until an answer begins. A call has a limit of its own, which is shorter. */
const ANSWER_WITHIN = 10 * 60_000;
/** For a message that is not answered but merely accepted. */
const ACCEPT_WITHIN = 10_000;
const LEAVE_WITHIN = 1_000;
/** How often an answer that broke off is asked for again; the request itself never is. */
const MOST_RESUMPTIONS = 5;
const SHORTEST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;
const LARGEST_REFUSAL = 64 * 1024;

interface Options {
  readonly fetch: SafeFetch;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly mask: SecretMask;
  /** Is told that notices may have been missed. */
  onGap(): void;
}

/** A request on its way, or whose answer is awaited. */
interface Post {
  readonly giveUp: AbortController;
  /** Whether the server has begun to answer, so that it has the request for sure. */
  isReceived: boolean;
  isAnswered: boolean;
  /** Resolves when it is over, with whether the server may have got it. */
  wasSent: Promise<boolean>;
}

/**
 * The streamable HTTP transport (MCP revision 2025-11-25, "Transports") over a client that refuses private addresses.
 * The SDK's own does not tell whether a request that failed was sent, follows redirects, and reads without a limit.
 *
 * A request is sent once. When a stream breaks off before the answer, and its events had ids, the answer is asked for
 * by `Last-Event-ID`. `send` is done when the answer was handed on.
 */
export class HttpTransport implements WatchfulTransport {
  readonly sendings = new Map<string, Sending>();
  onmessage?: <Message extends JSONRPCMessage>(message: Message) => void;
  onerror?: (error: Error) => void;
  onclose?: () => void;
  sessionId?: string;
  protocolVersion: string | null = null;
  endReason: string | null = null;
  readonly #options: Options;
  readonly #closing = new AbortController();
  readonly #intake = new IntakeLimit();
  readonly #underWay = new Set<Post>();
  /** Of those under way, the requests. */
  readonly #posts = new Map<RequestId, Post>();
  /** Whether the server has said on the stream of notices that it does not know the session. */
  #isForgotten = false;

  constructor(options: Options) {
    this.#options = options;
  }

  async start(): Promise<void> {
    // Nothing is open between two requests.
  }

  setProtocolVersion(version: string): void {
    this.protocolVersion = version;
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const cancelled = cancelledIdOf(message);
    // What never arrived need not be taken back.
    if (cancelled !== null && !(await this.#giveUp(cancelled))) return;
    const sending = this.sendings.get(callIdOf(message) ?? "");
    const post = this.#newPost();
    const work = this.#exchange(message, post, sending?.unsent);
    post.wasSent = work.then(
      () => true,
      (error: unknown) => post.isReceived || !(error instanceof SafeFetchError) || error.maybeSent,
    );
    const id = requestIdOf(message);
    if (id !== null) this.#posts.set(id, post);
    if (sending) {
      sending.settled = post.wasSent.then((wasSent) => {
        sending.wasSent = wasSent;
      });
    }
    try {
      await work;
    } finally {
      this.#underWay.delete(post);
      if (id !== null) this.#posts.delete(id);
      // First whoever waits for this post is told how it went.
      if (this.#isForgotten) setImmediate(() => this.#endForgotten());
    }
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#end();
    if (this.sessionId === undefined) return;
    try {
      const leave = { url: this.#options.url, headers: this.#headers(), timeout: LEAVE_WITHIN };
      await this.#options.fetch.send({ ...leave, method: "DELETE" });
    } catch (error) {
      // The server forgets an abandoned session by itself.
      if (!(error instanceof SafeFetchError)) throw error;
    }
  }

  #end(): void {
    this.#closing.abort();
    for (const post of this.#underWay) post.giveUp.abort(CLOSED);
    this.onclose?.();
  }

  #newPost(): Post {
    const giveUp = new AbortController();
    if (this.#closing.signal.aborted) giveUp.abort(CLOSED);
    const post = { giveUp, isReceived: false, isAnswered: false, wasSent: Promise.resolve(false) };
    this.#underWay.add(post);
    return post;
  }

  /** Stops waiting for an answer; says whether the server may be at work on it. */
  async #giveUp(id: RequestId): Promise<boolean> {
    const post = this.#posts.get(id);
    if (!post || post.isAnswered) return false;
    post.giveUp.abort();
    return post.wasSent;
  }

  async #exchange(message: JSONRPCMessage, post: Post, unsent: AbortSignal | undefined): Promise<void> {
    const isRequest = requestIdOf(message) !== null;
    const stream = await this.#options.fetch.open({
      url: this.#options.url,
      method: "POST",
      headers: this.#headers({ accept: "application/json, text/event-stream", "content-type": "application/json" }),
      body: JSON.stringify(message),
      timeout: isRequest ? ANSWER_WITHIN : ACCEPT_WITHIN,
      signal: post.giveUp.signal,
      ...(unsent ? { unsent } : {}),
    });
    post.isReceived = true;
    if (stream.status < 200 || stream.status >= 300) throw await this.#refusal(stream);
    if ("method" in message && message.method === "initialize") this.#readSessionId(stream);
    if (isRequest) {
      await this.#readAnswer(stream, post);
      return;
    }
    await discard(stream);
    if ("method" in message && message.method === "notifications/initialized") this.#listen();
  }

  #headers(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      ...this.#options.headers,
      ...more,
      ...(this.sessionId === undefined ? {} : { "mcp-session-id": this.sessionId }),
      ...(this.protocolVersion === null ? {} : { "mcp-protocol-version": this.protocolVersion }),
    };
  }

  #readSessionId({ headers }: SafeStream): void {
    const id = headers["mcp-session-id"];
    if (id === undefined) return;
    if (!/^[\x21-\x7e]{1,1024}$/.test(id))
      throw new Error("Its session id is not 1 to 1,024 visible ASCII characters.");
    this.sessionId = id;
  }

  async #refusal(stream: SafeStream): Promise<HttpRefusalError> {
    const body = await collectText(stream, LARGEST_REFUSAL, "cut");
    const { location } = stream.headers;
    return new HttpRefusalError({ status: stream.status, location, body, hadSession: this.sessionId !== undefined });
  }

  async #readAnswer(stream: SafeStream, post: Post): Promise<void> {
    const type = (stream.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
    if (type === "application/json") {
      const text = await collectText(stream, LARGEST_MESSAGE, "refuse");
      this.#intake.take(text.length);
      this.#receive(text);
    } else if (type === "text/event-stream") {
      await this.#readStream(stream, post);
    } else {
      stream.close();
      throw new Error(`It answered with the content type ${type || "(none)"}, neither JSON nor a stream of events.`);
    }
    if (!post.isAnswered) throw new Error("Its answer ended without answering the request.");
  }

  async #readStream(first: SafeStream, post: Post): Promise<void> {
    let progress = await this.#readOne(first, post);
    for (let again = 0; again < MOST_RESUMPTIONS && !post.isAnswered; again++) {
      if (progress.lastEventId === null) throw progress.failure ?? new Error("Its answer broke off.");
      const pause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, progress.retry ?? 1_000));
      await waitFor(pause, post.giveUp.signal);
      progress = await this.#resume(progress, post);
    }
  }

  #readOne(stream: SafeStream, post: Post): Promise<Progress> {
    return readEvents(stream, {
      intake: this.#intake,
      isDone: () => post.isAnswered,
      onMessage: (text) => this.#receive(text),
    });
  }

  async #resume(progress: Progress, post: Post): Promise<Progress> {
    try {
      const stream = await this.#openEvents(progress.lastEventId, post.giveUp.signal);
      const further = await this.#readOne(stream, post);
      return { ...further, lastEventId: further.lastEventId ?? progress.lastEventId };
    } catch (error) {
      if (error instanceof SafeFetchError && !post.giveUp.signal.aborted) return { ...progress, failure: error };
      if (!(error instanceof HttpRefusalError)) throw error;
      // It is the rest of the answer that was refused, not the request.
      const failure = new Error(`Its answer broke off, and the rest could not be had. ${error.message}`);
      return { ...progress, failure, lastEventId: error.status < 500 ? null : progress.lastEventId };
    }
  }

  /** Opens a stream of events, from the one that was read last. Throws `HttpRefusalError` when the server has none. */
  async #openEvents(lastEventId: string | null, signal: AbortSignal): Promise<SafeStream> {
    const stream = await this.#options.fetch.open({
      url: this.#options.url,
      method: "GET",
      headers: this.#headers({
        accept: "text/event-stream",
        ...(lastEventId === null ? {} : { "last-event-id": lastEventId }),
      }),
      timeout: ACCEPT_WITHIN,
      signal,
    });
    if (stream.status < 200 || stream.status >= 300) throw await this.#refusal(stream);
    return stream;
  }

  #receive(text: string): void {
    for (const message of readMessages(text, this.#options.mask.message)) {
      const post = this.#posts.get(answeredIdOf(message) ?? "");
      if (post) post.isAnswered = true;
      this.onmessage?.(message);
    }
  }

  #listen(): void {
    const notices = new NoticeStream({
      open: (lastEventId) => this.#openEvents(lastEventId, this.#closing.signal),
      intake: this.#intake,
      onMessage: (text) => this.#receive(text),
      onGap: () => this.#options.onGap(),
      onError: (error) => this.onerror?.(error),
      signal: this.#closing.signal,
    });
    void notices.follow().then((end) => {
      if (end !== "session_gone" || this.#closing.signal.aborted) return;
      this.#isForgotten = true;
      this.#endForgotten();
    });
  }

  /** What is under way is refused by the server by itself, which says that it did not take it: cut off, it might have. */
  #endForgotten(): void {
    if (this.#closing.signal.aborted || this.#underWay.size > 0) return;
    this.endReason = "The server does not know the session any more.";
    this.#end();
  }
}

const CLOSED = new Error("The connection was closed.");

function waitFor(duration: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new SafeFetchError("cancelled", "The rest of the answer was not waited for.", { maybeSent: true }));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, duration);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
