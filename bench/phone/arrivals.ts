import { type Lateness, noteLateness } from "../voice/lateness.ts";

const RANDOM_32 = 2 ** 32;
const HALF_32 = 2 ** 31;
/** Ticks of PCMU's clock in a ms, and in a packet. */
const TICKS = 8;
const PACKET_TICKS = 160;

/**
 * When the packets of one stream came, against the times that their timestamps give them (RFC 3550, section 5.1). The
 * packet that came earliest of all says when the others were due, so that nothing is made up for by being early.
 */
export class Arrivals {
  #offsets: number[] = [];
  #first = 0;
  #most = 0;

  /** Notes a packet. */
  note(timestamp: number, now: number): void {
    if (this.#offsets.length === 0) this.#first = timestamp;
    const forward = (timestamp - this.#first + RANDOM_32) % RANDOM_32;
    const ticks = forward < HALF_32 ? forward : forward - RANDOM_32;
    this.#most = Math.max(this.#most, ticks);
    this.#offsets.push(now - ticks / TICKS);
  }

  /** Counts how late each packet was, and begins anew. Returns how many were due in between and never came. */
  count(counts: Lateness): number {
    let earliest = Number.POSITIVE_INFINITY;
    for (const offset of this.#offsets) earliest = Math.min(earliest, offset);
    for (const offset of this.#offsets) noteLateness(counts, offset - earliest);
    const missing = this.#offsets.length === 0 ? 0 : this.#most / PACKET_TICKS + 1 - this.#offsets.length;
    this.clear();
    return Math.max(0, missing);
  }

  /** Begins anew. */
  clear(): void {
    this.#offsets = [];
    this.#first = 0;
    this.#most = 0;
  }
}
