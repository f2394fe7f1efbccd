import { VOICE_RATE_HZ } from "./jitter-buffer.ts";
import { loudness } from "./loudness.ts";
import { Resampler } from "./resampler.ts";

/** How many samples go out at a time: 20 ms. */
const CHUNK = VOICE_RATE_HZ / 50;

/** What is captured at a time: 20 ms at 16 kHz, and how loud it is, from 0 to 1. */
export interface CapturedChunk {
  samples: Int16Array<ArrayBuffer>;
  level: number;
}

/** Makes chunks of 20 ms at 16 kHz of what a sound card gives at its own rate, in pieces of its own size. */
export class Capture {
  readonly #resampler: Resampler;
  readonly #emit: (chunk: CapturedChunk) => void;
  readonly #chunk = new Float32Array(CHUNK);
  #filled = 0;
  #room = new Float32Array(0);

  constructor(rateHz: number, emit: (chunk: CapturedChunk) => void) {
    this.#resampler = new Resampler(rateHz, VOICE_RATE_HZ);
    this.#emit = emit;
  }

  /** Takes the next samples; emits a chunk whenever one is full. */
  take(input: Float32Array): void {
    const capacity = this.#resampler.capacityFor(input.length);
    if (this.#room.length < capacity) this.#room = new Float32Array(capacity);
    const count = this.#resampler.process(input, this.#room);
    for (let done = 0; done < count; ) {
      const part = this.#room.subarray(done, Math.min(count, done + CHUNK - this.#filled));
      this.#chunk.set(part, this.#filled);
      this.#filled += part.length;
      done += part.length;
      if (this.#filled === CHUNK) this.#finish();
    }
  }

  #finish(): void {
    this.#filled = 0;
    const samples = new Int16Array(CHUNK);
    // A typed array would wrap around where it overflows; a loud voice must be cut off at the top instead.
    for (let index = 0; index < CHUNK; index++)
      samples[index] = Math.max(-32_768, Math.min(32_767, Math.round((this.#chunk[index] as number) * 32_768)));
    this.#emit({ samples, level: loudness(this.#chunk) });
  }
}
