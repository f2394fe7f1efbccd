import { FRAME_MS } from "../domain/audio.ts";

/** Into how many parts a frame's time is cut, so that not all conversations send in the same moment. */
const SLOTS = 4;
const SLOT_MS = FRAME_MS / SLOTS;

/** Is called every 20 ms; `now` is by `performance.now()`. */
export type Tick = (now: number) => void;

/** The clock of all conversations by voice of a process: one timer, however many they are. */
export class Pacer {
  readonly #slots = Array.from({ length: SLOTS }, () => new Set<Tick>());
  readonly #onError: (error: unknown) => void;
  #timer: NodeJS.Timeout | null = null;
  #turn = 0;
  #dueAt = 0;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** How many are called. */
  get size(): number {
    return this.#slots.reduce((sum, slot) => sum + slot.size, 0);
  }

  /** Begins to call. Returns what stops it. */
  add(tick: Tick): () => void {
    const slot = this.#slots.reduce((emptiest, other) => (other.size < emptiest.size ? other : emptiest));
    slot.add(tick);
    if (this.#timer === null) {
      this.#dueAt = performance.now();
      this.#schedule();
    }
    return () => {
      slot.delete(tick);
      if (this.#timer === null || this.size > 0) return;
      clearTimeout(this.#timer);
      this.#timer = null;
    };
  }

  #schedule(): void {
    this.#dueAt += SLOT_MS;
    this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#dueAt - performance.now()));
  }

  /** After a stall each is called once and not once for each frame: they see by the time what is due. */
  #run(): void {
    const now = performance.now();
    const due = Math.min(SLOTS, 1 + Math.floor((now - this.#dueAt) / SLOT_MS));
    for (let count = 0; count < due; count++) this.#callNext();
    this.#dueAt = Math.max(this.#dueAt + (due - 1) * SLOT_MS, now - SLOT_MS);
    if (this.#timer !== null) this.#schedule();
  }

  #callNext(): void {
    const slot = this.#slots[this.#turn] as Set<Tick>;
    this.#turn = (this.#turn + 1) % SLOTS;
    for (const tick of slot) {
      try {
        tick(performance.now());
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
