import type { Worker } from "node:worker_threads";
import { startThread } from "../../../lib/thread.ts";
import type { MediaOrder, MediaTelling } from "./media-orders.ts";
import { MediaSeat, type SeatWatch } from "./media-seat.ts";

/** What the threads of audio are. */
export interface MediaThreadsOptions {
  /** What they run: a file that makes a `MediaEngine`. */
  readonly program: URL;
  readonly count: number;
  /** Is told what went wrong within a call that nobody waits for, and of a thread that died. */
  onError(error: unknown): void;
  /** Is told every few seconds how many frames were sent, by the steps of lateness (`LATENESS_STEPS`). */
  onSent(frames: readonly number[]): void;
}

/** A thread that dies so often within a minute is not started again before it is over. */
const MOST_DEATHS = 3;
const MINUTE = 60_000;
/** The samples of a call are beside it; what a call has of its own is a few KB. */
const LIMITS = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 64 };

/** The threads that carry the audio of calls by SIP: their packets leave in time, whatever else the process does. */
export class MediaThreads {
  readonly #threads: readonly MediaThread[];
  #nextCall = 0;

  constructor(options: MediaThreadsOptions) {
    this.#threads = Array.from({ length: options.count }, () => new MediaThread(options));
  }

  /** Begins the audio of a call in the thread that has the fewest. Null while none can be begun. */
  seat(place: { port: number; address: string; deadAfter: number }, watch: SeatWatch): MediaSeat | null {
    const usable = this.#threads.filter((thread) => thread.isUsable());
    if (usable.length === 0) return null;
    const emptiest = usable.reduce((least, other) => (other.size < least.size ? other : least));
    return emptiest.seat({ call: this.#nextCall++, ...place }, watch);
  }

  /** Ends them; calls are to be closed before. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

class MediaThread {
  readonly #options: MediaThreadsOptions;
  readonly #seats = new Map<number, MediaSeat>();
  #worker: Worker | null = null;
  #deaths: number[] = [];
  #isClosed = false;

  constructor(options: MediaThreadsOptions) {
    this.#options = options;
    this.#start();
  }

  /** How many calls it carries. */
  get size(): number {
    return this.#seats.size;
  }

  /** Tells whether it can take a call; starts it again when it died too often and that was long ago. */
  isUsable(): boolean {
    if (this.#worker === null && !this.#isClosed && this.#recentDeaths() === 0) this.#start();
    return this.#worker !== null;
  }

  seat(place: { call: number; port: number; address: string; deadAfter: number }, watch: SeatWatch): MediaSeat {
    const seat = new MediaSeat(
      { post: (order) => this.#post(order), forget: (call) => this.#forget(call) },
      place,
      watch,
    );
    this.#seats.set(place.call, seat);
    return seat;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  #start(): void {
    const worker = startThread(this.#options.program, { limits: LIMITS });
    this.#worker = worker;
    let cause: unknown = null;
    worker.on("message", (telling: MediaTelling) => this.#take(telling));
    worker.on("error", (error) => {
      cause = error;
    });
    worker.once("exit", () => this.#died(cause));
    // A process that waits for nothing else may end.
    worker.unref();
  }

  #died(cause: unknown): void {
    this.#worker = null;
    if (this.#isClosed) return;
    this.#deaths.push(performance.now());
    const isOver = this.#recentDeaths() >= MOST_DEATHS;
    const outcome = isOver ? "are given up" : "go on in a new one";
    const message = `The thread of the audio of calls has ended; its ${this.#seats.size} calls ${outcome}.`;
    this.#options.onError(new Error(message, { cause }));
    if (!isOver) this.#start();
    for (const seat of this.#seats.values()) {
      if (isOver) seat.lose("The thread of its audio has ended several times.");
      else seat.restart();
    }
    if (isOver) this.#seats.clear();
  }

  #recentDeaths(): number {
    const now = performance.now();
    this.#deaths = this.#deaths.filter((at) => now - at < MINUTE);
    return this.#deaths.length;
  }

  #post(order: MediaOrder): void {
    this.#worker?.postMessage(order);
  }

  #forget(call: number): void {
    this.#seats.delete(call);
  }

  #take(telling: MediaTelling): void {
    if (telling.type === "error") return this.#options.onError(telling.error);
    if (telling.type === "sent") return this.#options.onSent(telling.frames);
    if (telling.type !== "heard") return this.#guarded(() => this.#seats.get(telling.call)?.take(telling));
    for (const call of telling.calls) this.#guarded(() => this.#seats.get(call)?.heard());
  }

  #guarded(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
