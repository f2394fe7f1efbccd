/** Zero crossings of the low-pass on each side: enough for a stop band that begins at half of the lower rate. */
const ZERO_CROSSINGS = 24;
/** Where the low-pass is down by half, as a part of half of the lower rate. */
const CUTOFF = 0.88;
/** For how many places between two samples the low-pass is worked out; in between it is interpolated. */
const PHASES = 256;

/**
 * Changes the rate of a stream of samples through a windowed sinc, so that nothing above half of the lower rate comes
 * through as something else. It is given the stream piece by piece and remembers what it still needs.
 */
export class Resampler {
  readonly #fromHz: number;
  readonly #toHz: number;
  /** How many samples before and after a place have a part in it. */
  readonly #reach: number;
  readonly #kernel: Float32Array;
  #samples: Float32Array;
  #filled: number;
  /** Where the next sample lies, beyond a whole number of samples, in parts of `toHz`. */
  #fraction = 0;

  constructor(fromHz: number, toHz: number) {
    const ratio = Math.min(1, toHz / fromHz);
    this.#fromHz = fromHz;
    this.#toHz = toHz;
    this.#reach = Math.ceil(ZERO_CROSSINGS / ratio);
    this.#kernel = kernelFor(this.#reach, CUTOFF * ratio);
    this.#samples = new Float32Array(this.#reach * 4);
    // Silence came before the stream, so that its first sample lies in the middle of the kernel.
    this.#filled = this.#reach - 1;
  }

  /** Returns how many samples come out at most when `count` go in. */
  capacityFor(count: number): number {
    return Math.ceil(((count + 1) * this.#toHz) / this.#fromHz) + 1;
  }

  /** Takes the next samples, writes what they give to `output`, and returns how many that are. */
  process(input: Float32Array, output: Float32Array): number {
    this.#append(input);
    const taps = this.#reach * 2;
    let start = 0;
    let written = 0;
    while (start + taps <= this.#filled) {
      output[written++] = this.#sampleAt(start);
      this.#fraction += this.#fromHz;
      start += Math.floor(this.#fraction / this.#toHz);
      this.#fraction %= this.#toHz;
    }
    this.#samples.copyWithin(0, start, this.#filled);
    this.#filled -= start;
    return written;
  }

  #append(input: Float32Array): void {
    const needed = this.#filled + input.length;
    if (needed > this.#samples.length) {
      const larger = new Float32Array(needed * 2);
      larger.set(this.#samples.subarray(0, this.#filled));
      this.#samples = larger;
    }
    this.#samples.set(input, this.#filled);
    this.#filled = needed;
  }

  #sampleAt(start: number): number {
    const taps = this.#reach * 2;
    const place = (this.#fraction / this.#toHz) * PHASES;
    const phase = Math.floor(place);
    const share = place - phase;
    const row = phase * taps;
    let lower = 0;
    let upper = 0;
    for (let tap = 0; tap < taps; tap++) {
      const sample = this.#samples[start + tap] as number;
      lower += sample * (this.#kernel[row + tap] as number);
      upper += sample * (this.#kernel[row + taps + tap] as number);
    }
    return lower + share * (upper - lower);
  }
}

/** Works the low-pass out: a row of taps for each place between two samples, each row with a sum of 1. */
function kernelFor(reach: number, cutoff: number): Float32Array {
  const taps = reach * 2;
  const kernel = new Float32Array((PHASES + 1) * taps);
  for (let phase = 0; phase <= PHASES; phase++) {
    const row = kernel.subarray(phase * taps, (phase + 1) * taps);
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - (reach - 1) - phase / PHASES;
      const value = sinc(cutoff * distance) * blackman(distance / reach);
      row[tap] = value;
      sum += value;
    }
    for (let tap = 0; tap < taps; tap++) row[tap] = (row[tap] as number) / sum;
  }
  return kernel;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The Blackman window over −1 … 1. */
function blackman(x: number): number {
  if (Math.abs(x) >= 1) return 0;
  return 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
}
