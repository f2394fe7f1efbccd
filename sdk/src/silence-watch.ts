/** After how much silence of the server it is asked whether it is still there. */
const QUIET = 15_000;

interface Watched {
  /** Sends what the server answers. */
  ask(): void;
  /** Gives the line up. */
  giveUp(): void;
  /** For how long to wait for the answer, in ms. */
  patience: number;
}

/**
 * Notices a line that died without a close, as when a machine in between was switched off: nothing comes of it any more,
 * and a page sees none of the pings by which a server would notice.
 */
export class SilenceWatch {
  readonly #watched: Watched;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** Begins to watch a line that has opened. It is asked, but not given up before it is known to answer at all. */
  opened(): void {
    this.stop();
    this.#timer = setTimeout(() => this.#watched.ask(), QUIET);
  }

  /** Begins anew, with every sign of life. */
  heard(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#watched.ask();
      this.#timer = setTimeout(() => this.#watched.giveUp(), this.#watched.patience);
    }, QUIET);
  }

  /** Stops watching. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
