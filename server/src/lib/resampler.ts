import { allocateSamples } from "./sample-slab.ts";

/** How many zeros the filter's curve has to each side of its middle: more make it steeper and slower. */
const ZEROS = 24;
/** The middle of the filter's slope as a part of what the lower rate can carry; the slope has ended at 1. */
const CUTOFF = 0.925;
/** The shape of the window: keeps what must not pass 60 dB down (Kaiser's formula gives 5.65). */
const KAISER_BETA = 5.65;
/** Filters are kept for rates whose ratio is of small numbers, as those of all audio equipment are. */
const LARGEST_TERM = 1_000;
const MOST_FILTERS_KEPT = 64;
/** So many samples are taken at once, so that a long piece needs no more memory than a short one. */
const BLOCK = 2_048;

/** A low-pass filter, one row of taps for each place between two samples where a new sample can lie. */
interface PolyphaseFilter {
  readonly taps: number;
  readonly rows: Float64Array;
}

const filters = new Map<string, PolyphaseFilter>();

/**
 * Makes a function that brings one voice from one rate to another, piece by piece. It remembers what it was given, so
 * the pieces may be cut anywhere: the same samples come out. They come `24 / lower rate` seconds late and nothing is
 * kept back beyond that: of 20 ms exactly 20 ms are made. Throws for rates that have no ratio of small whole numbers.
 */
export function createResampler(fromHz: number, toHz: number): (samples: Int16Array) => Int16Array {
  const divisor = greatestDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  if (!(up >= 1 && down >= 1 && up <= LARGEST_TERM && down <= LARGEST_TERM))
    throw new Error(
      `Audio cannot be brought from ${fromHz} Hz to ${toHz} Hz: take rates such as 8000, 16000 or 44100.`,
    );
  if (up === down) return (samples) => samples;
  const resampler = new Resampler(up, down);
  return (samples) => resampler.take(samples);
}

class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #filter: PolyphaseFilter;
  /** The last samples of the block before, then those of this one. */
  readonly #window: Float64Array;
  /** Where the next sample lies: after so many whole samples of the next block … */
  #next = 0;
  /** … and so many `up`ths of one. */
  #phase = 0;

  constructor(up: number, down: number) {
    this.#up = up;
    this.#down = down;
    this.#filter = filterFor(up, down);
    this.#window = new Float64Array(this.#filter.taps - 1 + BLOCK);
  }

  take(samples: Int16Array): Int16Array {
    const out = allocateSamples(this.#countFrom(samples.length));
    let made = 0;
    for (let start = 0; start < samples.length; start += BLOCK)
      made = this.#takeBlock(samples.subarray(start, start + BLOCK), out, made);
    return out;
  }

  /** Returns how many samples lie within the next so many. */
  #countFrom(length: number): number {
    const left = (length - this.#next) * this.#up - this.#phase;
    return left <= 0 ? 0 : Math.ceil(left / this.#down);
  }

  #takeBlock(block: Int16Array, out: Int16Array, start: number): number {
    const window = this.#window;
    const carried = this.#filter.taps - 1;
    const [up, wholes, rest] = [this.#up, Math.floor(this.#down / this.#up), this.#down % this.#up];
    window.set(block, carried);
    let [made, next, phase] = [start, this.#next, this.#phase];
    while (next < block.length) {
      out[made++] = toSample(this.#weigh(phase, next));
      next += wholes;
      phase += rest;
      if (phase < up) continue;
      phase -= up;
      next++;
    }
    this.#next = next - block.length;
    this.#phase = phase;
    window.copyWithin(0, block.length, block.length + carried);
    return made;
  }

  /** Returns the sample that lies `phase` after the place `next`; four sums, since a processor adds them side by side. */
  #weigh(phase: number, next: number): number {
    const { taps, rows } = this.#filter;
    const window = this.#window;
    const end = (phase + 1) * taps;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let row = end - taps, at = next; row < end; row += 4, at += 4) {
      a += (rows[row] as number) * (window[at] as number);
      b += (rows[row + 1] as number) * (window[at + 1] as number);
      c += (rows[row + 2] as number) * (window[at + 2] as number);
      d += (rows[row + 3] as number) * (window[at + 3] as number);
    }
    return a + b + c + d;
  }
}

function toSample(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : Math.floor(value + 0.5);
}

function filterFor(up: number, down: number): PolyphaseFilter {
  const name = `${up}/${down}`;
  const kept = filters.get(name);
  if (kept) return kept;
  const filter = makeFilter(up, down);
  for (const oldest of filters.keys()) {
    if (filters.size < MOST_FILTERS_KEPT) break;
    filters.delete(oldest);
  }
  filters.set(name, filter);
  return filter;
}

/** Makes the filter by the window method: the ideal low-pass, cut off softly; each row lets silence and tone level be. */
function makeFilter(up: number, down: number): PolyphaseFilter {
  const share = Math.min(1, up / down);
  // Even, so that the taps can be taken by fours.
  const half = 2 * Math.ceil(ZEROS / share / 2);
  const taps = 2 * half;
  const rows = new Float64Array(up * taps);
  for (let phase = 0; phase < up; phase++) {
    const row = rows.subarray(phase * taps, (phase + 1) * taps);
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap + 1 - half - phase / up;
      row[tap] = sinc(CUTOFF * share * distance) * kaiser(distance / half);
    }
    const sum = row.reduce((total, value) => total + value, 0);
    for (let tap = 0; tap < taps; tap++) row[tap] = (row[tap] as number) / sum;
  }
  return { taps, rows };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(place: number): number {
  return Math.abs(place) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - place * place)) / bessel(KAISER_BETA);
}

/** Returns the modified Bessel function of order 0, by its power series. */
function bessel(x: number): number {
  let sum = 1;
  for (let n = 1, term = 1; term > sum * 1e-12; n++) {
    term *= (x / (2 * n)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestDivisor(a: number, b: number): number {
  return Number.isInteger(a) && Number.isInteger(b) && b > 0 ? greatestDivisor(b, a % b) : Math.abs(a);
}
