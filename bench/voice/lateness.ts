import { FRAME_MS } from "../../server/src/domain/audio.ts";

/** How fine lateness is told apart, and how far; what is later counts as this late. */
const STEP = 0.1;
const MOST = 2_000;

/** How often frames were so late: the number at place n counts those that were n tenths of a ms late. */
export type Lateness = number[];

/** Makes an empty count. */
export function noLateness(): Lateness {
  return new Array<number>(MOST / STEP + 1).fill(0);
}

/** Notes how late a frame was, in ms. */
export function noteLateness(counts: Lateness, late: number): void {
  const place = Math.min(counts.length - 1, Math.round(late / STEP));
  counts[place] = (counts[place] ?? 0) + 1;
}

/** Returns how late the frame is below which that share (0 to 1) of all frames lies, in ms; NaN without any. */
export function latenessAt(counts: Lateness, quantile: number): number {
  const total = frameCount(counts);
  let seen = 0;
  for (const [place, count] of counts.entries()) {
    seen += count;
    if (total > 0 && seen >= total * quantile) return place * STEP;
  }
  return Number.NaN;
}

/** Returns how many frames were noted. */
export function frameCount(counts: Lateness): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The times at which the frames of one answer are due. The frame that came earliest, against its place in the answer,
 * says when the others are: those that are sent ahead do, and so a steady stream is not late, and a stall is, until it
 * is made up for.
 */
export class FrameGrid {
  #earliest = Number.POSITIVE_INFINITY;
  #count = 0;

  /** Takes the arrival of the next frame; returns how late it is, in ms. */
  arrive(at: number): number {
    const begin = at - this.#count * FRAME_MS;
    this.#count += 1;
    this.#earliest = Math.min(this.#earliest, begin);
    return begin - this.#earliest;
  }

  /** Whether a frame of the answer has come. */
  get isRunning(): boolean {
    return this.#count > 0;
  }

  /** Another answer begins. */
  begin(): void {
    this.#earliest = Number.POSITIVE_INFINITY;
    this.#count = 0;
  }
}
