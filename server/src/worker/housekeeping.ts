/** Something that is done now and then. It must bear being done twice, and being cut off. */
export interface Chore {
  name: string;
  run(): Promise<void>;
}

/** The chores of this process, done one after the other every so often. */
export class Housekeeping {
  readonly #chores: readonly Chore[];
  readonly #onError: (error: unknown, chore: string) => void;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | null = null;

  constructor(chores: readonly Chore[], every: number, onError: (error: unknown, chore: string) => void) {
    this.#chores = chores;
    this.#onError = onError;
    this.#timer = setInterval(() => void this.runNow(), every);
    this.#timer.unref();
  }

  /** Does every chore once; while a round is under way, waits for that one. A chore that fails is reported. */
  runNow(): Promise<void> {
    this.#running ??= this.#round().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Stops, after the round that is under way. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #round(): Promise<void> {
    for (const chore of this.#chores) {
      try {
        await chore.run();
      } catch (error) {
        this.#onError(error, chore.name);
      }
    }
  }
}
