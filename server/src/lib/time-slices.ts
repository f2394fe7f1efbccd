/** So long such work goes on before whatever else has come is looked at, in ms. */
const SLICE = 2;

type Work = () => void;

/**
 * Does work that can wait a moment in short slices, and lets the event loop see to sockets and timers in between: however
 * much of it there is, an answer of the database is not kept waiting behind all of it.
 */
export class TimeSlices {
  readonly #onError: (error: unknown) => void;
  /** What is being done, from the place `#next` on, and what was asked for since it began. */
  #doing: Work[] = [];
  #next = 0;
  #asked: Work[] = [];
  #isDue = false;

  /** `onError` is told what some work has thrown; the others go on. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Has work done soon, in the order in which it was asked for. */
  add(work: Work): void {
    this.#asked.push(work);
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(this.#run);
  }

  readonly #run = (): void => {
    const until = performance.now() + SLICE;
    for (let work = this.#take(); work !== undefined; work = performance.now() < until ? this.#take() : undefined) {
      try {
        work();
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#isDue = this.#next < this.#doing.length || this.#asked.length > 0;
    if (this.#isDue) return void setImmediate(this.#run);
    // What was done is not kept until there is more to do.
    this.#doing.length = 0;
    this.#next = 0;
  };

  #take(): Work | undefined {
    if (this.#next === this.#doing.length) {
      [this.#doing, this.#asked] = [this.#asked, this.#doing];
      this.#asked.length = 0;
      this.#next = 0;
    }
    return this.#next < this.#doing.length ? this.#doing[this.#next++] : undefined;
  }
}
