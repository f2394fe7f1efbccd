/** Full scale of a sample, for decibels below it. */
const FULL_SCALE = 32_768;
/** The floor is the quietest moment of the last 2 s: speech has gaps in so long a time, and steady noise has none. */
const BUCKETS = 8;
const FRAMES_OF_A_BUCKET = 12;
/** Below this no line is quieter, digital silence apart. */
const QUIETEST = -65;
/** What is softer than this is no voice on any line. */
const SOFTEST_VOICE = -52;
/** By so much a voice is louder than the floor to begin with, and to go on. */
const RISE_TO_BEGIN = 9;
const RISE_TO_GO_ON = 6;
/** How much of each frame's power counts in the smoothed one. */
const SMOOTHING = 0.5;

/** Follows how loud the noise on a line is, in decibels of full scale. */
export class NoiseFloor {
  readonly #buckets = new Float64Array(BUCKETS).fill(QUIETEST);
  #bucket = 0;
  #framesInBucket = 0;
  #smoothed = 0;

  /** Takes the next frame; tells whether it is louder than the noise, by less once somebody speaks. */
  rises(frame: Int16Array, isSpeaking: boolean): boolean {
    const power = meanSquare(frame);
    this.#smoothed += SMOOTHING * (power - this.#smoothed);
    this.#learn(Math.max(QUIETEST, decibels(this.#smoothed)));
    const rise = isSpeaking ? RISE_TO_GO_ON : RISE_TO_BEGIN;
    return decibels(power) > Math.max(lowest(this.#buckets) + rise, SOFTEST_VOICE);
  }

  #learn(level: number): void {
    if (this.#framesInBucket === FRAMES_OF_A_BUCKET) {
      this.#bucket = (this.#bucket + 1) % BUCKETS;
      this.#buckets[this.#bucket] = level;
      this.#framesInBucket = 0;
    }
    this.#framesInBucket += 1;
    this.#buckets[this.#bucket] = Math.min(this.#buckets[this.#bucket] ?? level, level);
  }
}

/** Without the list of arguments that `Math.min` would be given fifty times a second for every speaker. */
function lowest(levels: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < levels.length; index += 1) least = Math.min(least, levels[index] as number);
  return least;
}

function meanSquare(frame: Int16Array): number {
  let sum = 0;
  for (let index = 0; index < frame.length; index += 1) {
    const sample = frame[index] ?? 0;
    sum += sample * sample;
  }
  return frame.length === 0 ? 0 : sum / frame.length;
}

function decibels(power: number): number {
  return 10 * Math.log10(Math.max(power, 1e-3) / (FULL_SCALE * FULL_SCALE));
}
