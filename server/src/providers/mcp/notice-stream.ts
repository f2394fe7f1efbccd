import { setTimeout as sleep } from "node:timers/promises";
import { SafeFetchError, type SafeStream } from "../../lib/safe-fetch.ts";
import { type EventReading, type Progress, readEvents } from "./http-answer.ts";
import { HttpRefusalError } from "./http-refusal.ts";

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 5 * 60_000;
/** A stream that lived that long was a good one; the next pause is a short one again. */
const GOOD_LIFE = 30_000;

interface Options extends Omit<EventReading, "isDone"> {
  /** Opens the stream, from the event that was read last. Throws `HttpRefusalError` when the server has none. */
  open(lastEventId: string | null): Promise<SafeStream>;
  /** Is told that the stream is open again, and that something may have been missed before. */
  onGap(): void;
  onError(error: Error): void;
  readonly signal: AbortSignal;
}

/**
 * The stream on which a server of the streamable HTTP transport says what it was not asked, such as that its tools
 * changed. It is optional, and opened again whenever it ends.
 */
export class NoticeStream {
  readonly #options: Options;
  #lastEventId: string | null = null;
  #wasOpen = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Follows the stream until the signal is aborted, the server has none, or it does not know the session any more. */
  async follow(): Promise<"closed" | "not_offered" | "session_gone"> {
    let failures = 0;
    for (;;) {
      const begun = performance.now();
      const end = await this.#followOnce();
      if (this.#options.signal.aborted) return "closed";
      if (typeof end === "string") return end;
      failures = performance.now() - begun > GOOD_LIFE ? 0 : failures + 1;
      await this.#pause(failures, end.retry);
    }
  }

  async #followOnce(): Promise<Progress | "not_offered" | "session_gone"> {
    try {
      const stream = await this.#options.open(this.#lastEventId);
      if (!/^text\/event-stream\b/i.test(stream.headers["content-type"] ?? "")) {
        stream.close();
        return "not_offered";
      }
      if (this.#wasOpen) this.#options.onGap();
      this.#wasOpen = true;
      const progress = await readEvents(stream, { ...this.#options, isDone: () => false });
      this.#lastEventId = progress.lastEventId ?? this.#lastEventId;
      return progress;
    } catch (error) {
      return this.#afterFailure(error);
    }
  }

  #afterFailure(error: unknown): Progress | "not_offered" | "session_gone" {
    if (error instanceof HttpRefusalError) {
      // At the first try a 404 means that there is nothing at all for a GET.
      if (this.#wasOpen && error.isSessionGone) return "session_gone";
      if (error.status < 500 && this.#lastEventId === null) return "not_offered";
      // The event may be too long ago to go on from it.
      this.#lastEventId = null;
    }
    const failure = error instanceof Error ? error : new Error(String(error));
    if (!(error instanceof SafeFetchError)) this.#options.onError(failure);
    return { lastEventId: null, retry: null, failure };
  }

  async #pause(failures: number, retry: number | null): Promise<void> {
    const grown = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, failures - 1));
    const pause = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, retry ?? 0, grown * (0.5 + Math.random() / 2)));
    try {
      await sleep(pause, undefined, { signal: this.#options.signal, ref: false });
    } catch (error) {
      if (!this.#options.signal.aborted) throw error;
    }
  }
}
