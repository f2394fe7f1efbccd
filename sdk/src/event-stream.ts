import { OperatorApiError } from "./error.ts";
import { pause } from "./pause.ts";
import { RecentIds } from "./recent-ids.ts";
import { retryDelay } from "./retry-delay.ts";
import { type Identified, readLine } from "./stream-line.ts";
import { type Call, openStream, type Transport } from "./transport.ts";

/** How a stream of events is read. */
export interface EventStreamOptions {
  /** The last event that was seen; only those after it come. */
  lastEventId?: string | undefined;
  /** Ends the stream: the iteration then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** For how long to try to take a broken stream up again, in ms. Default 5 minutes. */
  giveUpAfter?: number | undefined;
  /** After how long without a sign of life a line counts as dead, in ms; the server gives one every 15 s. Default 40 s. */
  deadAfter?: number | undefined;
}

/** How a stream of events is read that a conversation's token opens as well. */
export interface TokenStreamOptions extends EventStreamOptions {
  /** The conversation's token, where the client has no key. */
  token?: string | undefined;
}

/** What a stream is of. */
export interface StreamSource<Event> {
  /** Returns the call that opens it, so that what came after `lastEventId` comes. */
  call(lastEventId: string | undefined): Call | Promise<Call>;
  /** Tells whether nothing comes after an event. */
  isLast(event: Event): boolean;
}

/** How many events are remembered, to know those that come twice. */
const MOST_REMEMBERED = 10_000;
/** A line that held this long was no failed attempt: what follows begins with the shortest pause again. */
const STABLE_AFTER = 5_000;
const GIVE_UP_AFTER = 300_000;

/**
 * Follows a stream of events over all breaks of the line: each event comes once and in order. Ends after the last one,
 * or when the server says that all were seen (204). Rejects with an `OperatorApiError` when the server refuses, cannot
 * be reached at first, or not again for too long. Who stops reading ends the connection.
 */
export async function* followStream<Event extends Identified>(
  transport: Transport,
  source: StreamSource<Event>,
  options: EventStreamOptions = {},
): AsyncGenerator<Event> {
  const seen = new RecentIds(MOST_REMEMBERED);
  const recovery = new Recovery(options);
  let lastEventId = options.lastEventId;
  for (;;) {
    let loss = brokenOff();
    try {
      const call = await source.call(lastEventId);
      const response = await transport.send(recovery.settle(call), openStream);
      if (response.status === 204) return;
      recovery.opened();
      for await (const event of readLine<Event>(response, options)) {
        recovery.progressed();
        if (!seen.isNew(event.id)) continue;
        lastEventId = event.id;
        yield event;
        if (source.isLast(event)) return;
      }
    } catch (error) {
      loss = recovery.passing(error);
    }
    await recovery.pause(loss);
  }
}

/** Says when a stream is to be taken up again. */
class Recovery {
  readonly #giveUpAfter: number;
  readonly #signal: AbortSignal | undefined;
  #attempt = 0;
  #openedAt: number | null = null;
  #downSince: number | null = null;
  #hasOpened = false;

  constructor({ giveUpAfter, signal }: EventStreamOptions) {
    this.#giveUpAfter = giveUpAfter ?? GIVE_UP_AFTER;
    this.#signal = signal;
  }

  /** Sets how the call of the next line is made: a stream that was open once is tried by this, not by the transport. */
  settle(call: Call): Call {
    const retries = this.#hasOpened ? { retries: 0 } : {};
    return { ...call, ...retries, options: { ...call.options, signal: this.#signal } };
  }

  opened(): void {
    this.#hasOpened = true;
    this.#openedAt = Date.now();
  }

  progressed(): void {
    this.#attempt = 0;
    this.#downSince = null;
  }

  /** Returns a failure after which the stream may be taken up again; throws any other. */
  passing(error: unknown): OperatorApiError {
    this.#signal?.throwIfAborted();
    if (!this.#hasOpened || !isPassing(error)) throw error;
    return error;
  }

  /** Waits before the next try, longer each time, or as the server asks. Throws `loss` once there is to be none. */
  async pause(loss: OperatorApiError): Promise<void> {
    const now = Date.now();
    if (this.#openedAt !== null && now - this.#openedAt >= STABLE_AFTER) this.progressed();
    this.#openedAt = null;
    this.#downSince ??= now;
    const asked = loss.retryAfterSeconds;
    const wait = asked === null ? retryDelay(this.#attempt++) : asked * 1_000;
    if (now + wait - this.#downSince > this.#giveUpAfter) throw loss;
    await pause(wait, this.#signal);
  }
}

/** Tells whether a stream may be taken up again after a failure. */
function isPassing(error: unknown): error is OperatorApiError {
  if (!(error instanceof OperatorApiError)) return false;
  if (error.status === null) return true;
  return error.status === 429 || error.status >= 500;
}

function brokenOff(): OperatorApiError {
  const message = "The server ended the stream before its last event, again and again.";
  return new OperatorApiError(message, { status: null, type: "unreachable", code: "stream_lost" });
}
