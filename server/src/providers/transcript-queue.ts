import { SpeechError } from "../ports/speech-error.ts";
import type { TranscriptPart } from "../ports/speech-to-text.ts";

/** How many parts may wait for a reader. Partials replace each other, so that these are mostly finals. */
const MOST_WAITING = 1_000;

/**
 * Carries what is understood from a provider, which pushes, to the one reader of a transcript stream. A partial that
 * nobody has read yet is replaced by the one after it. The first end counts.
 */
export class TranscriptQueue implements AsyncIterable<TranscriptPart> {
  readonly #waiting: TranscriptPart[] = [];
  readonly #onLeave: () => void;
  #isOver = false;
  #failure: { readonly error: Error } | null = null;
  #wake: (() => void) | null = null;

  /** `onLeave` is called when the reader leaves before the end, which then is one. */
  constructor(onLeave: () => void) {
    this.#onLeave = onLeave;
  }

  /** Whether nothing more will be added; parts may still wait. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Adds a part; dropped once it is over. A thousand that wait end it with an error. */
  push(part: TranscriptPart): void {
    if (this.#isOver) return;
    if (part.type === "partial" && this.#waiting.at(-1)?.type === "partial") this.#waiting.pop();
    if (this.#waiting.length >= MOST_WAITING) {
      this.fail(new SpeechError(`${MOST_WAITING} parts of a transcript wait to be read.`, { isRetryable: false }));
      return;
    }
    this.#waiting.push(part);
    this.#wakeReader();
  }

  /** Ends it badly: the reader gets the parts that wait, then `error`. */
  fail(error: Error): void {
    if (this.#isOver) return;
    this.#failure = { error };
    this.#isOver = true;
    this.#wakeReader();
  }

  /** Ends it at once, without an error; the parts that wait are dropped. */
  end(): void {
    this.#isOver = true;
    this.#waiting.length = 0;
    this.#failure = null;
    this.#wakeReader();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TranscriptPart, void> {
    try {
      for (;;) {
        const part = this.#waiting.shift();
        if (part !== undefined) yield part;
        else if (this.#failure !== null) throw this.#failure.error;
        else if (this.#isOver) return;
        else await this.#arrival();
      }
    } finally {
      if (!this.#isOver) {
        this.end();
        this.#onLeave();
      }
    }
  }

  #arrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #wakeReader(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
