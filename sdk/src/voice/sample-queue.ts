/** A first-in-first-out queue of samples. It grows as it is filled, up to `most`. */
export class SampleQueue {
  readonly #most: number;
  #samples = new Float32Array(4_096);
  #start = 0;
  #length = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds samples; those for which there is no more room are dropped. */
  put(samples: Float32Array): void {
    const taken = samples.subarray(0, Math.max(0, this.#most - this.#length));
    this.#makeRoom(taken.length);
    this.#samples.set(taken, this.#start + this.#length);
    this.#length += taken.length;
  }

  /** Moves samples to `output`, as many as there are and fit; returns how many. */
  take(output: Float32Array): number {
    const count = Math.min(output.length, this.#length);
    output.set(this.#samples.subarray(this.#start, this.#start + count));
    this.#start += count;
    this.#length -= count;
    return count;
  }

  clear(): void {
    this.#start = 0;
    this.#length = 0;
  }

  #makeRoom(count: number): void {
    if (this.#start + this.#length + count <= this.#samples.length) return;
    const needed = this.#length + count;
    const room = needed * 2 > this.#samples.length ? new Float32Array(needed * 2) : this.#samples;
    room.set(this.#samples.subarray(this.#start, this.#start + this.#length));
    this.#samples = room;
    this.#start = 0;
  }
}
