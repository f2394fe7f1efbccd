/** So long such work goes on before whatever else has come is looked at, in ms. */
const SLICE = 2;

/**
 * Does work that can wait a moment in short slices, and lets the event loop see to sockets and timers in between: however
 * much of it there is, an answer of the database is not kept waiting behind all of it.
 */
export class TimeSlices {
  readonly #waiting = new Set<() => void>();
  readonly #onError: (error: unknown) => void;
  #isDue = false;

  /** `onError` is told what some work has thrown; the others go on. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Has work done soon, in the order in which it was asked for; once, however often that is until then. */
  add(work: () => void): void {
    this.#waiting.add(work);
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => this.#run());
  }

  #run(): void {
    const until = performance.now() + SLICE;
    for (const work of this.#waiting) {
      this.#waiting.delete(work);
      try {
        work();
      } catch (error) {
        this.#onError(error);
      }
      if (performance.now() >= until) break;
    }
    this.#isDue = this.#waiting.size > 0;
    if (this.#isDue) setImmediate(() => this.#run());
  }
}
