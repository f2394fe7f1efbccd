import { jitterBuffer, type Playout } from "../lib/jitter-buffer.ts";

/** A piece of audio as a carrier numbers it. */
export interface AudioPiece {
  /** Counts up by one from piece to piece. */
  readonly chunk: number;
  /** One sample a byte, as G.711 has it. */
  readonly payload: Uint8Array;
}

/** Puts the pieces of one stream in order. */
export interface OrderedAudio {
  accept(piece: AudioPiece): void;
  /** Gives out what waits for missing pieces, and takes no more. */
  close(): void;
}

interface Options {
  readonly sampleRateHz: number;
  decode(payload: Uint8Array): Int16Array;
  onAudio(samples: Int16Array): void;
}

/** A carrier has at most so much to catch up with, in ms; and how much faster than ours its clock may run. */
const LARGEST_BURST = 3_000;
const FASTEST = 1.1;

/**
 * Makes the pieces of a stream samples: in the order of their numbers, with silence for what never comes, and never more
 * than can be said in the time. A carrier's own times are not used: they say when a piece was sent and tremble.
 */
export function orderedAudio(options: Options): OrderedAudio {
  return new NumberedStream(options);
}

class NumberedStream implements OrderedAudio {
  readonly #options: Options;
  readonly #stream;
  #timer: NodeJS.Timeout | null = null;
  /** How long a piece is: all are as long as the first. */
  #length = 0;
  #allowance = LARGEST_BURST;
  #allowedAt = performance.now();
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
    this.#stream = jitterBuffer({ clockHz: options.sampleRateHz, ticksOf: (payload) => payload.length });
  }

  accept({ chunk, payload }: AudioPiece): void {
    if (this.#isClosed || payload.length === 0) return;
    if (this.#length === 0) this.#length = payload.length;
    const timestamp = (chunk * this.#length) % 2 ** 32;
    this.#play(this.#stream.accept({ sequence: chunk & 0xffff, timestamp, source: 0, payload }, performance.now()));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#play(this.#stream.expire(Number.POSITIVE_INFINITY));
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #play(parts: readonly Playout[]): void {
    for (const part of parts) {
      this.#give(part.type === "packet" ? this.#options.decode(part.payload) : new Int16Array(part.ticks));
    }
    this.#arm();
  }

  #give(samples: Int16Array): void {
    const now = performance.now();
    this.#allowance = Math.min(LARGEST_BURST, this.#allowance + (now - this.#allowedAt) * FASTEST);
    this.#allowedAt = now;
    const duration = (samples.length * 1000) / this.#options.sampleRateHz;
    if (duration > this.#allowance) return;
    this.#allowance -= duration;
    this.#options.onAudio(samples);
  }

  /** Sees to it that what waits behind a gap comes out, also when nothing more comes. */
  #arm(): void {
    const { expiresAt } = this.#stream;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (expiresAt === null) return;
    const expire = () => this.#play(this.#stream.expire(performance.now()));
    this.#timer = setTimeout(expire, Math.max(1, expiresAt - performance.now()));
  }
}
