import type { ModelPart } from "../../ports/language-model.ts";

/** How many parts may wait for the reader before the sender is asked to pause. */
const HIGH_WATER = 256;

/** Carries the parts of one answer from a socket, which pushes, to one reader, which pulls. The first end counts. */
export class PartQueue {
  readonly #parts: ModelPart[] = [];
  readonly #sender: { pause(): void; resume(): void };
  #isPaused = false;
  #isOver = false;
  #failure: { error: unknown } | null = null;
  #wake: (() => void) | null = null;

  constructor(sender: { pause(): void; resume(): void }) {
    this.#sender = sender;
  }

  /** Whether nothing more will be added; parts may still wait. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Adds a part; dropped once the queue is over. */
  push(part: ModelPart): void {
    if (this.#isOver) return;
    if (this.#parts.push(part) > HIGH_WATER && !this.#isPaused) {
      this.#isPaused = true;
      this.#sender.pause();
    }
    this.#wakeReader();
  }

  /** Ends the answer well, after the parts that wait. */
  end(): void {
    this.#isOver = true;
    this.#wakeReader();
  }

  /** Ends the answer badly: the reader gets the parts that wait, then `error`. */
  fail(error: unknown): void {
    if (this.#isOver) return;
    this.#failure = { error };
    this.end();
  }

  /** Ends the answer at once: the parts that wait are dropped, the reader gets `reason`. */
  abort(reason: unknown): void {
    this.#parts.length = 0;
    this.#failure = { error: reason };
    this.end();
  }

  /** Takes the next part; `null` when none waits. Throws what the answer ended badly with, after its parts. */
  take(): ModelPart | null {
    const part = this.#parts.shift();
    if (part !== undefined) return part;
    if (this.#failure !== null) throw this.#failure.error;
    if (this.#isPaused) {
      this.#isPaused = false;
      this.#sender.resume();
    }
    return null;
  }

  /** Resolves when there may be something to take. */
  arrival(): Promise<void> {
    if (this.#parts.length > 0 || this.#isOver) return Promise.resolve();
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
