/** Where the counts are, in 32 bits each: what was written, what was read, and up to where it was thrown away. */
const WRITTEN = 0;
const READ = 1;
const CLEARED = 2;
const COUNTS = 3;

/**
 * Samples on their way from one thread to another: a ring in memory that both see, so that nothing is sent for them.
 * One thread writes and may throw away what was not read, another one reads. Counts wrap at 32 bits, as the room's
 * length, a power of two, allows.
 */
export class SampleRing {
  readonly #counts: Int32Array;
  readonly #samples: Int16Array;
  readonly #mask: number;

  /** Both threads make one of the same memory, which `memoryFor` has made. */
  constructor(memory: SharedArrayBuffer) {
    this.#counts = new Int32Array(memory, 0, COUNTS);
    this.#samples = new Int16Array(memory, COUNTS * Int32Array.BYTES_PER_ELEMENT);
    this.#mask = this.#samples.length - 1;
  }

  /** Returns memory for at least so many samples. */
  static memoryFor(samples: number): SharedArrayBuffer {
    const room = 2 ** Math.ceil(Math.log2(samples));
    return new SharedArrayBuffer(COUNTS * Int32Array.BYTES_PER_ELEMENT + room * Int16Array.BYTES_PER_ELEMENT);
  }

  /** How many samples wait. */
  get length(): number {
    const [written, read] = [Atomics.load(this.#counts, WRITTEN), this.#readOrCleared()];
    return Math.max(0, (written - read) | 0);
  }

  /** Whether anything was ever written. */
  get isUsed(): boolean {
    return Atomics.load(this.#counts, WRITTEN) !== 0;
  }

  /** Writes samples, all or none of them; tells whether there was room. */
  write(samples: Int16Array): boolean {
    const written = Atomics.load(this.#counts, WRITTEN);
    const used = (written - Atomics.load(this.#counts, READ)) | 0;
    if (samples.length > this.#samples.length - used) return false;
    const at = written & this.#mask;
    const first = Math.min(samples.length, this.#samples.length - at);
    this.#samples.set(first === samples.length ? samples : samples.subarray(0, first), at);
    if (first < samples.length) this.#samples.set(samples.subarray(first), 0);
    Atomics.store(this.#counts, WRITTEN, (written + samples.length) | 0);
    return true;
  }

  /** Throws away what waits; by the thread that writes. */
  clear(): void {
    Atomics.store(this.#counts, CLEARED, Atomics.load(this.#counts, WRITTEN));
  }

  /** Fills `target` from its begin with what waits, as far as it goes; returns how many samples there were. */
  read(target: Int16Array): number {
    const read = this.#readOrCleared();
    const waiting = (Atomics.load(this.#counts, WRITTEN) - read) | 0;
    const count = Math.min(target.length, waiting);
    const at = read & this.#mask;
    const first = Math.min(count, this.#samples.length - at);
    target.set(this.#samples.subarray(at, at + first));
    if (first < count) target.set(this.#samples.subarray(0, count - first), first);
    Atomics.store(this.#counts, READ, (read + count) | 0);
    return count;
  }

  #readOrCleared(): number {
    const read = Atomics.load(this.#counts, READ);
    const cleared = Atomics.load(this.#counts, CLEARED);
    return ((cleared - read) | 0) > 0 ? cleared : read;
  }
}
