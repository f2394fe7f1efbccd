/** What happens between samples. */
export type SpeechMark = "started" | "ended";

interface Placed {
  readonly mark: SpeechMark;
  /** The place in the buffer of the sample behind it. */
  at: number;
}

/** How much longer the buffer is than what it is to hold, so that what is kept is seldom moved. */
const SPARE = 1.5;

/**
 * The last samples of a voice, with the marks of speech between them. It copies them: to keep an object for each frame
 * of each voice would be most of what a collection of garbage has to look at.
 */
export class KeptAudio {
  #buffer = new Int16Array(0);
  #begin = 0;
  #end = 0;
  #marks: Placed[] = [];

  /** How many samples are kept. */
  get length(): number {
    return this.#end - this.#begin;
  }

  /** Adds samples, and forgets the oldest so that no more than `most` are kept; their marks stay. */
  write(samples: Int16Array, most: number): void {
    if (this.#end + samples.length > this.#buffer.length) this.#makeRoom(samples.length);
    this.#buffer.set(samples, this.#end);
    this.#end += samples.length;
    this.#begin = Math.max(this.#begin, this.#end - most);
  }

  /** Adds a mark behind the last sample. */
  mark(mark: SpeechMark): void {
    this.#marks.push({ mark, at: this.#end });
  }

  /** Forgets everything. */
  clear(): void {
    this.#begin = 0;
    this.#end = 0;
    this.#marks = [];
  }

  /** Gives what is kept in its order: copies of at most `size` samples, and marks. */
  *parts(size: number): Generator<Int16Array | SpeechMark, void> {
    let at = this.#begin;
    for (const placed of [...this.#marks, null]) {
      const until = placed === null ? this.#end : placed.at;
      for (; at < until; at += size) yield this.#buffer.slice(at, Math.min(at + size, until));
      at = Math.max(this.#begin, until);
      if (placed !== null) yield placed.mark;
    }
  }

  #makeRoom(added: number): void {
    const kept = this.#buffer.subarray(this.#begin, this.#end);
    const needed = Math.ceil((kept.length + added) * SPARE);
    if (needed > this.#buffer.length) {
      this.#buffer = new Int16Array(needed);
      this.#buffer.set(kept);
    } else this.#buffer.copyWithin(0, this.#begin, this.#end);
    for (const placed of this.#marks) placed.at = Math.max(0, placed.at - this.#begin);
    this.#end -= this.#begin;
    this.#begin = 0;
  }
}
