import type { TimeSlices } from "../lib/time-slices.ts";

interface Heard {
  readonly samples: Int16Array;
  /** When they came, by `performance.now()`. */
  readonly at: number;
}

/** What a user said and nobody has listened to yet: to listen costs more than to take it, and can wait a moment. */
export class HearingQueue {
  readonly #slices: Pick<TimeSlices, "add">;
  readonly #listen: (samples: Int16Array, at: number) => void;
  #waiting: Heard[] = [];

  /** `listen` is given what came, with the time at which it did, in its order. */
  constructor(slices: Pick<TimeSlices, "add">, listen: (samples: Int16Array, at: number) => void) {
    this.#slices = slices;
    this.#listen = listen;
  }

  /** Takes samples, which are not changed any more. */
  add(samples: Int16Array): void {
    this.#waiting.push({ samples, at: performance.now() });
    // Once for all that waits.
    if (this.#waiting.length === 1) this.#slices.add(this.finish);
  }

  /** Listens to what waits at once, as it must be before nothing more comes. */
  readonly finish = (): void => {
    const heard = this.#waiting;
    this.#waiting = [];
    for (const { samples, at } of heard) this.#listen(samples, at);
  };

  /** Forgets what waits: nobody is there any more to listen to it. */
  clear(): void {
    this.#waiting = [];
  }
}
