import { SampleQueue } from "./sample-queue.ts";

/** The rate at which voices are received, buffered and sent. */
export const VOICE_RATE_HZ = 16_000;

const perMs = VOICE_RATE_HZ / 1_000;
/** How much is gathered before playing begins: 80 ms on an even line, up to 300 ms on one that stutters. */
const LEAST_TARGET = 80 * perMs;
const MOST_TARGET = 300 * perMs;
/** A gap up to this long was the line's fault; a longer one is a pause of whoever speaks, or a line beyond help. */
const LONGEST_STUTTER = 200 * perMs;
/** After this long without a gap, a little less is gathered the next time. */
const CALM = 5_000 * perMs;
const EASING = 10 * perMs;
/** Over how long sound is faded in and out: short enough to feel instant, long enough not to click. */
const FADE = 5 * perMs;
/** How much is kept at most. The server is about 120 ms ahead; only a page that was put to sleep gets this far. */
const MOST_KEPT = 30_000 * perMs;

/**
 * Evens out the times at which audio comes: gathers some before it plays, more on a line that stutters, and fades out
 * and in where it runs dry. Its clock is the samples that are pulled, so it needs no other.
 */
export class JitterBuffer {
  readonly #queue = new SampleQueue(MOST_KEPT);
  /** The latest samples that were played, from which the end of a sound that breaks off is made. */
  readonly #latest = new Float32Array(FADE);
  #target = LEAST_TARGET;
  #isPlaying = false;
  #isClearing = false;
  #played = 0;
  #clock = 0;
  /** Since when audio waits to be played. */
  #waitingSince = 0;
  /** When it last ran dry; null when it was cleared since, or never played. */
  #dryAt: number | null = null;
  #calmSince = 0;
  /** How many samples of the fade in, and of the made-up end, are still to come. */
  #fadeIn = 0;
  #fadeOut = 0;

  /** How many samples were played since the last `reset`; what was cleared is not among them. */
  get played(): number {
    return this.#played;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** How much is gathered before playing begins, in ms. */
  get target(): number {
    return this.#target / perMs;
  }

  /** How much waits to be played, in ms. */
  get depth(): number {
    return this.#queue.length / perMs;
  }

  /** Takes audio that has come. */
  push(samples: Float32Array): void {
    if (samples.length === 0) return;
    if (this.#isClearing) this.#finishClearing();
    if (!this.#isPlaying && this.#queue.length === 0) this.#beginWaiting();
    this.#queue.put(samples);
  }

  /** Fills `output` with what is to be heard next, silence included. */
  pull(output: Float32Array): void {
    this.#clock += output.length;
    if (!this.#isPlaying && this.#isReady()) this.#start();
    const count = this.#isPlaying ? this.#play(output) : 0;
    this.#finish(output.subarray(count));
  }

  /** Throws away what was not played; what is sounding is faded out within 5 ms. */
  clear(): void {
    if (this.#isPlaying) this.#isClearing = true;
    else this.#queue.clear();
    this.#dryAt = null;
  }

  /** Throws everything away and counts what is played from 0 again. */
  reset(): void {
    if (this.#isPlaying) this.#finishClearing();
    this.#queue.clear();
    this.#dryAt = null;
    this.#played = 0;
  }

  #beginWaiting(): void {
    this.#waitingSince = this.#clock;
    if (this.#dryAt === null) return;
    const gap = this.#clock - this.#dryAt;
    this.#dryAt = null;
    if (gap > LONGEST_STUTTER) return;
    this.#target = Math.min(MOST_TARGET, this.#target + Math.max(EASING, gap));
    this.#calmSince = this.#clock;
  }

  /** A sound shorter than what is gathered is played all the same, once the time to gather it is over. */
  #isReady(): boolean {
    const depth = this.#queue.length;
    return depth > 0 && (depth >= this.#target || this.#clock - this.#waitingSince >= this.#target);
  }

  #start(): void {
    this.#isPlaying = true;
    this.#fadeIn = FADE;
    if (this.#clock - this.#calmSince < CALM) return;
    this.#target = Math.max(LEAST_TARGET, this.#target - EASING);
    this.#calmSince = this.#clock;
  }

  /** Plays what is there; returns how many samples that are. */
  #play(output: Float32Array): number {
    const wanted = this.#isClearing ? output.subarray(0, FADE) : output;
    const count = this.#queue.take(wanted);
    const played = output.subarray(0, count);
    this.#played += count;
    this.#applyFadeIn(played);
    this.#remember(played);
    if (this.#isClearing) {
      fadeOut(played, count, count);
      this.#stop(0);
      this.#queue.clear();
      this.#isClearing = false;
    } else if (count < output.length) {
      this.#stop(FADE);
      this.#dryAt = this.#clock;
    }
    return count;
  }

  #stop(fade: number): void {
    this.#isPlaying = false;
    this.#fadeOut = fade;
  }

  /** Ends what is sounding from its latest samples, for audio that comes, or a line that goes, before the next pull. */
  #finishClearing(): void {
    this.#stop(FADE);
    this.#queue.clear();
    this.#isClearing = false;
  }

  /** Lets a sound that broke off die away: its latest samples backwards, which join on without a step. */
  #finish(rest: Float32Array): void {
    const count = Math.min(rest.length, this.#fadeOut);
    const from = FADE - this.#fadeOut;
    for (let index = 0; index < count; index++) rest[index] = this.#latest[FADE - 1 - from - index] as number;
    fadeOut(rest.subarray(0, count), this.#fadeOut, FADE);
    this.#fadeOut -= count;
    rest.fill(0, count);
  }

  #applyFadeIn(samples: Float32Array): void {
    const count = Math.min(samples.length, this.#fadeIn);
    for (let index = 0; index < count; index++)
      samples[index] = ((samples[index] as number) * (FADE - this.#fadeIn + index)) / FADE;
    this.#fadeIn -= count;
  }

  #remember(samples: Float32Array): void {
    const tail = samples.subarray(-FADE);
    this.#latest.copyWithin(0, tail.length);
    this.#latest.set(tail, FADE - tail.length);
  }
}

/** Lowers samples evenly from `left / whole` of their height on; at `whole` samples later there is silence. */
function fadeOut(samples: Float32Array, left: number, whole: number): void {
  for (let index = 0; index < samples.length; index++)
    samples[index] = ((samples[index] as number) * Math.max(0, left - index)) / whole;
}
