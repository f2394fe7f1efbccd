import type { PlaybackStatus } from "./playback.ts";

/** How much is played between two reports, in ms. */
const EVERY = 200;

/** Decides when the server is told how much was played: while it plays now and then, and at once when it stops. */
export class PlayedReports {
  readonly #send: (playedMs: number) => void;
  #line = 0;
  #reported = 0;

  constructor(send: (playedMs: number) => void) {
    this.#send = send;
  }

  /** Begins with another line, on which nothing was played; returns its number. What was played of older ones is no longer told. */
  nextLine(): number {
    this.#reported = 0;
    return ++this.#line;
  }

  /** Takes how playing stands. */
  take({ line, playedMs, isPlaying, isCleared }: PlaybackStatus): void {
    if (line !== this.#line) return;
    const isDue = playedMs - this.#reported >= EVERY || (!isPlaying && playedMs !== this.#reported);
    if (!isDue && !isCleared) return;
    this.#reported = playedMs;
    this.#send(playedMs);
  }
}
