import { setTimeout as sleep } from "node:timers/promises";
import { type Access, causeOf, ProblemError, refusalOf, requestOf } from "./api.ts";
import { type ConversationEvent, readEvent } from "./conversation-events.ts";
import { judgeAnswer, pauseAfter } from "./reconnection.ts";
import { SseParser } from "./sse.ts";

/** A connection that brings nothing for so long, not even a heartbeat, is dead, though nobody has said so. */
const LONGEST_SILENCE = 60_000;
/** A connection that held for so long was a good one, whatever came over it. */
const GOOD_CONNECTION = 10_000;

/** What to follow, and who is told of it. */
export interface FollowOptions {
  access: Access;
  conversationId: string;
  /** Is called when the connection was lost and is about to be made again. */
  onLost?: (why: string) => void;
}

/** Why a connection is over, and when the server wants to be asked again. */
interface ConnectionEnd {
  why: string;
  afterSeconds: number;
}

/** The connection failed or broke, which is nothing out of the way. */
class BrokenError extends Error {}

/** The ids of the events that were seen. */
class SeenEvents {
  readonly #ids = new Set<string>();
  #last: string | null = null;

  get size(): number {
    return this.#ids.size;
  }

  /** The one that was seen last. */
  get last(): string | null {
    return this.#last;
  }

  /** Adds an event; false when it was seen before. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    this.#last = id;
    return true;
  }
}

/**
 * Reads a conversation's events from its start, follows what happens, and returns after `conversation.ended`, also when
 * that was long ago. A connection that breaks is made again from the last event that was seen (`Last-Event-ID`), and
 * what a server then sends again is known by its id, so that every event is yielded exactly once. Deltas are not stored:
 * some may be missing after a break, and the message's `completed` says what it was. Throws `ProblemError` when the
 * server refuses, or cannot be reached any more.
 */
export async function* followEvents(options: FollowOptions): AsyncGenerator<ConversationEvent, void> {
  const seen = new SeenEvents();
  for (let failures = 0; ; ) {
    const before = { size: seen.size, time: performance.now() };
    const end = yield* newEvents(connect(options, seen.last), seen);
    if (end === null) return;
    const wasGood = seen.size > before.size || performance.now() - before.time > GOOD_CONNECTION;
    failures = wasGood ? 1 : failures + 1;
    await waitAfter(end, failures, options);
  }
}

type Connection = AsyncGenerator<ConversationEvent, ConnectionEnd | null>;

/** Passes on what was not seen before; returns why the connection is over, or null when the conversation is. */
async function* newEvents(connection: Connection, seen: SeenEvents): Connection {
  try {
    for (;;) {
      const next = await connection.next();
      if (next.done) return next.value;
      if (!seen.add(next.value.id)) continue;
      yield next.value;
      if (next.value.payload.type === "conversation.ended") return null;
    }
  } finally {
    await connection.return(null);
  }
}

async function waitAfter({ why, afterSeconds }: ConnectionEnd, failures: number, options: FollowOptions) {
  const pause = pauseAfter(failures, afterSeconds, Math.random());
  if (pause === null) throw new ProblemError(`${options.access.host} cannot be reached any more: ${why}`);
  options.onLost?.(why);
  await sleep(pause);
}

/** Makes one connection and reads it to its end. */
async function* connect(options: FollowOptions, lastEventId: string | null): Connection {
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Error(`nothing came for ${LONGEST_SILENCE / 1000} s`));
  const silence = setTimeout(giveUp, LONGEST_SILENCE);
  try {
    const response = await open(options, lastEventId, abort.signal);
    const verdict = judgeAnswer({
      status: response.status,
      contentType: response.headers.get("content-type"),
      retryAfter: response.headers.get("retry-after"),
    });
    if (verdict.type === "over") return null;
    if (verdict.type === "come_back") return verdict;
    if (verdict.type === "give_up") throw new ProblemError(await refusal(response, verdict.why));
    const parser = new SseParser();
    for await (const text of textOf(response)) {
      silence.refresh();
      for (const { data } of parser.push(text)) yield readEvent(data);
    }
    return { why: "the server closed the connection", afterSeconds: 0 };
  } catch (error) {
    if (error instanceof BrokenError) return { why: error.message, afterSeconds: 0 };
    throw error;
  } finally {
    clearTimeout(silence);
    abort.abort();
  }
}

async function open(options: FollowOptions, lastEventId: string | null, signal: AbortSignal): Promise<Response> {
  const { access, conversationId } = options;
  const path = `/conversations/${encodeURIComponent(conversationId)}/events`;
  const { url, headers } = requestOf(access, path);
  const resume = lastEventId === null ? {} : { "last-event-id": lastEventId };
  return unbroken(() => fetch(url, { headers: { accept: "text/event-stream", ...headers, ...resume }, signal }));
}

async function* textOf(response: Response): AsyncGenerator<string, void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const read = await unbroken(async () => reader?.read());
    if (read === undefined || read.done) return;
    yield read.value;
  }
}

async function refusal(response: Response, why: string): Promise<string> {
  return response.status === 200 ? why : refusalOf(response.status, await unbroken(() => response.text()));
}

/** Turns the failures of the network into `BrokenError`s, so that no other error is taken for one. */
async function unbroken<Answer>(exchange: () => Promise<Answer>): Promise<Answer> {
  try {
    return await exchange();
  } catch (cause) {
    throw new BrokenError(causeOf(cause), { cause });
  }
}
