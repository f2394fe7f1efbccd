/** How loud both sides were over the time of a recording: one value from 0 to 1 for each piece of it. */
export interface WavePeaks {
  user: readonly number[];
  agent: readonly number[];
  /** How long the recording is, in seconds. */
  duration: number;
}

const HEADER = 44;
/** A piece is so long, in ms. */
const PIECE = 50;

/** Takes a WAV file of two channels and 16 bits, in pieces of any size, and measures how loud it is. */
export class PeakMeter {
  #header = new Uint8Array(0);
  #rateHz = 0;
  /** What of a pair of samples came with the piece before. */
  #rest = new Uint8Array(0);
  #pairs = 0;
  readonly #lanes: [number[], number[]] = [[], []];

  /** Takes what comes next of the file. */
  take(bytes: Uint8Array): void {
    if (this.#rateHz !== 0) return this.#measure(join(this.#rest, bytes));
    this.#header = join(this.#header, bytes);
    if (this.#header.length < HEADER) return;
    this.#rateHz = viewOf(this.#header).getUint32(24, true);
    this.#measure(this.#header.subarray(HEADER));
  }

  /** Returns what was measured so far. */
  peaks(): WavePeaks {
    const [user, agent] = this.#lanes;
    return { user, agent, duration: this.#rateHz === 0 ? 0 : this.#pairs / this.#rateHz };
  }

  #measure(bytes: Uint8Array): void {
    const view = viewOf(bytes);
    const pairs = Math.floor(bytes.length / 4);
    const perPiece = (this.#rateHz * PIECE) / 1_000;
    for (let pair = 0; pair < pairs; pair++) {
      const piece = Math.floor((this.#pairs + pair) / perPiece);
      this.#lanes.forEach((lane, side) => {
        const height = Math.abs(view.getInt16(4 * pair + 2 * side, true)) / 32_768;
        if (height > (lane[piece] ?? -1)) lane[piece] = height;
      });
    }
    this.#pairs += pairs;
    this.#rest = bytes.slice(4 * pairs);
  }
}

/** Brings the peaks of a lane to a number of bars, each as high as the highest of its part. */
export function barsOf(lane: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * lane.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * lane.length) / count));
    return lane.slice(from, to).reduce((highest, each) => Math.max(highest, each), 0);
  });
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
