import { FRAME_MS } from "../domain/audio.ts";

/** How exactly times are kept, in ms: so often it is looked whose time has come. */
const STEP = 5;

/** Is called when its time has come; `now` is by `performance.now()`. Returns the time at which it is to be called again. */
export type Tick = (now: number) => number;

/** The time at which something is called next that is to be called for each frame of 20 ms, on average. */
export function nextFrame(now: number): number {
  return now + FRAME_MS - STEP / 2;
}

/** Something that is called as time goes on. */
export interface Beat {
  /** Has it called at that time, where that is sooner than it was to be. */
  by(at: number): void;
  /** Ends it. */
  stop(): void;
}

/**
 * The clock of all conversations by voice of a process: one timer, however many they are. Most have nothing to do most of
 * the time, and say so: to call all of them for each frame would cost more than what they do.
 */
export class Pacer {
  readonly #beats = new Set<PacedBeat>();
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #dueAt = 0;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** How many are called. */
  get size(): number {
    return this.#beats.size;
  }

  /** Begins to call, at once. */
  add(tick: Tick): Beat {
    const beat = new PacedBeat(tick, (ended) => this.#end(ended));
    this.#beats.add(beat);
    if (this.#timer === null) {
      this.#dueAt = performance.now();
      this.#schedule();
    }
    return beat;
  }

  #end(beat: PacedBeat): void {
    this.#beats.delete(beat);
    if (this.#timer === null || this.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(): void {
    this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#dueAt - performance.now()));
  }

  /** After a stall each is called once and not once for each step: they see by the time what is due. */
  #run(): void {
    for (const beat of this.#beats) {
      const now = performance.now();
      if (beat.dueAt <= now) this.#call(beat, now);
    }
    this.#dueAt = Math.max(this.#dueAt + STEP, performance.now());
    if (this.#timer !== null) this.#schedule();
  }

  #call(beat: PacedBeat, now: number): void {
    // What it does may ask for a call that is sooner than the one it returns.
    beat.dueAt = Number.POSITIVE_INFINITY;
    try {
      beat.by(beat.tick(now));
    } catch (error) {
      beat.by(nextFrame(now));
      this.#onError(error);
    }
  }
}

class PacedBeat implements Beat {
  readonly tick: Tick;
  /** When it is to be called. */
  dueAt = Number.NEGATIVE_INFINITY;
  readonly #end: (beat: PacedBeat) => void;

  constructor(tick: Tick, end: (beat: PacedBeat) => void) {
    this.tick = tick;
    this.#end = end;
  }

  by(at: number): void {
    this.dueAt = Math.min(this.dueAt, at);
  }

  stop(): void {
    this.#end(this);
  }
}
