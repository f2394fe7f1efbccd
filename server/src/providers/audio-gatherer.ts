import { endianness } from "node:os";

/** Gathers samples into pieces of one length, for vendors that take no shorter ones or charge for each. */
export class AudioGatherer {
  readonly #piece: Int16Array;
  readonly #give: (samples: Int16Array) => void;
  #filled = 0;

  /** Pieces of `length` samples go to `give`, which must not keep them; with 0 each goes as it comes. */
  constructor(length: number, give: (samples: Int16Array) => void) {
    this.#piece = new Int16Array(length);
    this.#give = give;
  }

  /** Takes the next samples. */
  take(samples: Int16Array): void {
    if (this.#piece.length === 0) return this.#give(samples);
    let rest = samples;
    while (rest.length > 0) {
      const part = rest.subarray(0, this.#piece.length - this.#filled);
      this.#piece.set(part, this.#filled);
      this.#filled += part.length;
      rest = rest.subarray(part.length);
      if (this.#filled === this.#piece.length) this.#giveFilled();
    }
  }

  /** Gives what is there, filled up with silence when it `isPadded`. */
  flush(isPadded: boolean): void {
    if (this.#filled === 0) return;
    if (isPadded) this.#filled = this.#piece.fill(0, this.#filled).length;
    this.#giveFilled();
  }

  #giveFilled(): void {
    const filled = this.#filled;
    this.#filled = 0;
    this.#give(this.#piece.subarray(0, filled));
  }
}

/** Returns the bytes of samples, the low one first, in memory of their own. */
export function pcmBytes(samples: Int16Array): Buffer {
  const bytes = Buffer.from(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  return endianness() === "LE" ? bytes : bytes.swap16();
}
