import { samplesPerFrame } from "../domain/audio.ts";
import { allocateSamples } from "../lib/sample-slab.ts";

/** Cuts samples, as they come, into frames of exactly 20 ms. It never holds more than a frame. */
export class Framer {
  readonly #length: number;
  #frame: Int16Array;
  #filled = 0;

  constructor(sampleRateHz: number) {
    this.#length = samplesPerFrame(sampleRateHz);
    this.#frame = new Int16Array(this.#length);
  }

  /** How many samples wait for the rest of their frame. */
  get pending(): number {
    return this.#filled;
  }

  /** Takes the next samples, which are not changed any more; returns the frames that they complete. */
  push(samples: Int16Array): readonly Int16Array[] {
    // Most clients send frame by frame: then nothing is copied.
    if (this.#filled === 0 && samples.length === this.#length) return [samples];
    const frames: Int16Array[] = [];
    for (let at = 0; at < samples.length; ) {
      const part = samples.subarray(at, at + this.#length - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#length) frames.push(this.#take());
    }
    return frames;
  }

  /** Returns the last frame, its rest silent; null when nothing waits. */
  end(): Int16Array | null {
    return this.#filled === 0 ? null : this.#take();
  }

  /** Forgets what waits. */
  clear(): void {
    this.#frame.fill(0);
    this.#filled = 0;
  }

  #take(): Int16Array {
    const frame = this.#frame;
    this.#frame = allocateSamples(this.#length);
    this.#filled = 0;
    return frame;
  }
}
