/** However fast messages follow each other, the first is answered after so many quiet times. */
const MOST_QUIET_TIMES = 5;

/**
 * Tells how long to wait for more before messages are answered, so that those that come in a burst are answered once.
 * Times in ms, from one clock.
 */
export class Burst {
  readonly #quietTime: number;
  #first: number | null = null;
  #last = 0;

  constructor(quietTime: number) {
    this.#quietTime = quietTime;
  }

  /** Notes a message that came. */
  heard(now: number): void {
    this.#first ??= now;
    this.#last = now;
  }

  /** Says how long it should still be quiet; 0 when it was for long enough, or for too long. */
  left(now: number): number {
    if (this.#first === null) return 0;
    const until = Math.min(this.#last + this.#quietTime, this.#first + MOST_QUIET_TIMES * this.#quietTime);
    return Math.max(0, until - now);
  }

  /** Begins anew: what came so far is being answered. */
  answered(): void {
    this.#first = null;
  }
}
