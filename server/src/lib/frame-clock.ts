/** Is called every 20 ms: `frame` counts them and goes on through pauses and stalls, `now` is by `performance.now()`. */
export type FrameTick = (frame: number, now: number) => void;

const FRAME_MS = 20;
/** Into how many parts a frame's time is cut, so that not all streams send in the same moment. */
const SLOTS = 10;
const SLOT_MS = FRAME_MS / SLOTS;
/** A timer may come this much early: its clock has whole ms. */
const EARLY = 1;
/** Frames that are later than this are left out; fewer are made up for at once, as a stream's listener expects them. */
const LONGEST_DELAY = 100;

/** Is told what concerns no single stream. */
export interface FrameClockWatch {
  onError(error: unknown): void;
  /** `count` frames were called for `late` ms after their time, or were left out, being later than others may be. */
  onFrames(count: number, late: number): void;
}

/** The clock of all streams of packets of a process: one timer, however many they are. */
export class FrameClock {
  readonly #slots = Array.from({ length: SLOTS }, () => new Set<FrameTick>());
  readonly #watch: FrameClockWatch;
  readonly #now: () => number;
  readonly #origin: number;
  /** How many slots' times have passed since the origin. */
  #turn = 0;
  #size = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(watch: FrameClockWatch, now = () => performance.now()) {
    this.#watch = watch;
    this.#now = now;
    this.#origin = now();
  }

  /** How many are called. */
  get size(): number {
    return this.#size;
  }

  /** Begins to call. Returns what stops it. */
  add(tick: FrameTick): () => void {
    const slot = this.#slots.reduce((emptiest, other) => (other.size < emptiest.size ? other : emptiest));
    slot.add(tick);
    this.#size += 1;
    if (this.#timer === null) {
      this.#turn = Math.max(this.#turn, Math.ceil((this.#now() - this.#origin) / SLOT_MS));
      this.#schedule();
    }
    return () => {
      if (!slot.delete(tick)) return;
      this.#size -= 1;
      if (this.#size > 0 || this.#timer === null) return;
      clearTimeout(this.#timer);
      this.#timer = null;
    };
  }

  #dueAt(): number {
    return this.#origin + this.#turn * SLOT_MS;
  }

  #schedule(): void {
    this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#dueAt() - this.#now()));
  }

  #run(): void {
    const late = this.#now() - this.#dueAt();
    if (late > LONGEST_DELAY) this.#leaveOut(Math.floor(late / FRAME_MS), late);
    while (this.#dueAt() <= this.#now() + EARLY) this.#runSlot();
    if (this.#timer !== null) this.#schedule();
  }

  #leaveOut(frames: number, late: number): void {
    this.#turn += frames * SLOTS;
    this.#watch.onFrames(frames * this.#size, late);
  }

  #runSlot(): void {
    const frame = Math.floor(this.#turn / SLOTS);
    const slot = this.#slots[this.#turn % SLOTS] as Set<FrameTick>;
    const dueAt = this.#dueAt();
    this.#turn += 1;
    for (const tick of slot) {
      const now = this.#now();
      this.#watch.onFrames(1, Math.max(0, now - dueAt));
      this.#call(tick, frame, now);
    }
  }

  #call(tick: FrameTick, frame: number, now: number): void {
    try {
      tick(frame, now);
    } catch (error) {
      this.#watch.onError(error);
    }
  }
}
