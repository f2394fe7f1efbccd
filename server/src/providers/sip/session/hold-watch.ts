import type { Outcome } from "./exchange.ts";

/** What a call on hold is watched with. */
export interface HoldWatchOptions {
  /** From one question to the next, in ms. */
  readonly every: number;
  /** Whether something else finds out when the other end is gone: a session timer. */
  isWatched(): boolean;
  /** Asks the other end whether it is there. */
  ask(): Promise<Outcome>;
  /** The other end is gone; `message` says it in plain words. */
  onLost(message: string): void;
}

/** So often in a row the other end may be out of reach: connections break now and then, and come back. */
const MOST_UNREACHED = 2;

/**
 * Asks the other end of a call on hold for a sign of life, for nothing else would show that it is gone: there is no audio
 * to be missed, and many agree on no session timer (RFC 4028). What asks is an OPTIONS within the dialog, which changes
 * nothing; 481, 408 and no answer end the call (RFC 3261, section 12.2.1.2), all else is a sign of life.
 */
export class HoldWatch {
  readonly #options: HoldWatchOptions;
  readonly #holders = new Set<"us" | "them">();
  #timer: NodeJS.Timeout | undefined;
  #unreached = 0;
  #isOver = false;

  constructor(options: HoldWatchOptions) {
    this.#options = options;
  }

  /** Takes that one of the two holds the other, or does so no longer. */
  note(holder: "us" | "them", isHeld: boolean): void {
    if (isHeld) this.#holders.add(holder);
    else this.#holders.delete(holder);
    if (this.#holders.size === 0) clearTimeout(this.#timer);
    else if (this.#holders.size === 1 && isHeld) this.#wait();
  }

  /** Stops it for good. */
  stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#isOver || this.#holders.size === 0) return;
    this.#timer = setTimeout(() => void this.#look(), this.#options.every);
  }

  async #look(): Promise<void> {
    const { isWatched, ask, onLost } = this.#options;
    if (isWatched()) return this.#wait();
    const { status, response } = await ask();
    if (this.#isOver || this.#holders.size === 0) return;
    this.#unreached = status === 503 && response === null ? this.#unreached + 1 : 0;
    if (status === 481) return onLost("The other end had the call on hold, and does not know it any more.");
    if (status === 408 || this.#unreached >= MOST_UNREACHED)
      return onLost("The call was on hold, and the other end gave no sign of life.");
    this.#wait();
  }
}
