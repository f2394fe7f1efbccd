/** How fine lateness is told apart, and how far; what is later counts as this late. */
const STEP = 0.1;
const MOST = 2_000;

/** How often messages were so late: the number at place n counts those that were n tenths of a ms late. */
export type Lateness = number[];

/** Makes an empty count. */
export function noLateness(): Lateness {
  return new Array<number>(MOST / STEP + 1).fill(0);
}

/** Notes how late a message was, in ms. */
export function noteLateness(counts: Lateness, late: number): void {
  const place = Math.min(counts.length - 1, Math.round(late / STEP));
  counts[place] = (counts[place] ?? 0) + 1;
}

/** Returns how late the message is below which that share (0 to 1) of all lies, in ms; NaN without any. */
export function latenessAt(counts: Lateness, quantile: number): number {
  const total = messageCount(counts);
  let seen = 0;
  for (const [place, count] of counts.entries()) {
    seen += count;
    if (total > 0 && seen >= total * quantile) return place * STEP;
  }
  return Number.NaN;
}

/** Returns how many were noted. */
export function messageCount(counts: Lateness): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The times at which the messages of one answer are due, by how long the audio before each is. The one that came
 * earliest, against its place in the answer, says when the others are: those that are sent ahead do, and so a steady
 * stream is not late, and a stall is, until it is made up for.
 */
export class AnswerGrid {
  #earliest = Number.POSITIVE_INFINITY;
  #length = 0;
  /** By when what came is played out, by a caller who plays all from the moment at which it comes. */
  #playedOutAt = 0;

  /**
   * Takes the arrival of the next message, of so many ms. Returns, in ms, how late it is, and how long a caller who keeps
   * nothing back heard nothing before it.
   */
  arrive(at: number, duration: number): { readonly late: number; readonly gap: number } {
    const begin = at - this.#length;
    const gap = this.isRunning ? Math.max(0, at - this.#playedOutAt) : 0;
    this.#playedOutAt = (this.isRunning && gap === 0 ? this.#playedOutAt : at) + duration;
    this.#length += duration;
    this.#earliest = Math.min(this.#earliest, begin);
    return { late: begin - this.#earliest, gap };
  }

  /** Whether a message of the answer has come. */
  get isRunning(): boolean {
    return this.#length > 0;
  }

  /** Another answer begins. */
  begin(): void {
    this.#earliest = Number.POSITIVE_INFINITY;
    this.#length = 0;
  }
}
