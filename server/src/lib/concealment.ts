/** The pitch of voices lies between these: 66 to 400 Hz. */
const LONGEST_PERIOD = 15;
const SHORTEST_PERIOD = 2.5;
/** What is compared to find it, in ms. */
const COMPARED = 20;
/** A voice goes on unchanged for so long, and is gone after `GONE`; a longer one would sound like a robot. */
const UNCHANGED = 10;
const GONE = 60;
/** The seam to what comes next, in ms. */
const SEAM = 5;

/**
 * Makes up for lost packets of a codec that cannot do it itself: the last period of the voice is repeated, and fades
 * (after the idea of ITU-T G.711, appendix I, without its delay).
 */
export class Concealment {
  readonly #perMs: number;
  /** The last samples that were heard or made up. */
  readonly #past: Int16Array;
  #period: Int16Array = new Int16Array(0);
  #place = 0;
  /** How many samples were made up in a row. */
  #made = 0;

  constructor(sampleRateHz: number) {
    this.#perMs = sampleRateHz / 1000;
    this.#past = new Int16Array((LONGEST_PERIOD + COMPARED) * this.#perMs);
  }

  /** Takes samples that came. After a gap their beginning is changed in its place, so that there is no click. */
  hear(samples: Int16Array): void {
    if (this.#made > 0) {
      const seam = Math.min(samples.length, SEAM * this.#perMs);
      for (let i = 0; i < seam; i++) {
        const share = (i + 1) / (seam + 1);
        samples[i] = Math.round((samples[i] as number) * share + this.#next() * (1 - share));
      }
      this.#made = 0;
    }
    this.#remember(samples);
  }

  /** Returns so many samples in the place of those that were lost. */
  conceal(length: number): Int16Array {
    if (this.#made === 0) this.#findPeriod();
    const samples = new Int16Array(length);
    for (let i = 0; i < length; i++) samples[i] = Math.round(this.#next());
    return samples;
  }

  #next(): number {
    const ms = this.#made / this.#perMs;
    const strength = ms <= UNCHANGED ? 1 : Math.max(0, (GONE - ms) / (GONE - UNCHANGED));
    const sample = (this.#period[this.#place] ?? 0) * strength;
    this.#place = this.#place + 1 < this.#period.length ? this.#place + 1 : 0;
    this.#made += 1;
    return sample;
  }

  #remember(samples: Int16Array): void {
    const past = this.#past;
    const kept = past.length - samples.length;
    if (kept > 0) past.copyWithin(0, samples.length);
    past.set(kept > 0 ? samples : samples.subarray(-kept), Math.max(0, kept));
  }

  /** Cuts the last period out, its end laid over what was before its beginning: so it can be repeated without a click. */
  #findPeriod(): void {
    const past = this.#past;
    const length = this.#bestPeriod();
    const start = past.length - length;
    const period = past.slice(start);
    const seam = length >> 2;
    for (let i = 0; i < seam; i++) {
      const share = (i + 1) / (seam + 1);
      const at = length - seam + i;
      period[at] = Math.round((period[at] as number) * (1 - share) + (past[start - seam + i] as number) * share);
    }
    this.#period = period;
    this.#place = 0;
  }

  /** Returns the distance at which the last 20 ms are most like what was before them. */
  #bestPeriod(): number {
    const step = Math.max(1, Math.floor(this.#perMs / 8));
    let best = LONGEST_PERIOD * this.#perMs;
    let bestLikeness = 0;
    for (let period = SHORTEST_PERIOD * this.#perMs; period <= LONGEST_PERIOD * this.#perMs; period += step) {
      const likeness = this.#likenessAt(period, step);
      // A multiple of the period is as like: the shorter one is taken.
      if (likeness > bestLikeness * 1.02 + 1e-9) [best, bestLikeness] = [period, likeness];
    }
    return best;
  }

  #likenessAt(period: number, step: number): number {
    const past = this.#past;
    let product = 0;
    let power = 1;
    for (let at = past.length - COMPARED * this.#perMs; at < past.length; at += step) {
      const before = past[at - period] as number;
      product += (past[at] as number) * before;
      power += before * before;
    }
    return product <= 0 ? 0 : product / Math.sqrt(power);
  }
}
