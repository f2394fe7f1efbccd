/** A second of frames; who hands over more at once does not look at the time at all. */
const MOST_FRAMES = 50;

/** Frames that wait for their time, in room that is made once. */
export class FrameQueue {
  readonly #frames: readonly Int16Array[];
  #first = 0;
  #count = 0;

  constructor(samplesPerFrame: number) {
    const room = new Int16Array(samplesPerFrame * MOST_FRAMES);
    this.#frames = Array.from({ length: MOST_FRAMES }, (_, place) =>
      room.subarray(place * samplesPerFrame, (place + 1) * samplesPerFrame),
    );
  }

  /** Takes a copy of a frame; leaves out one of another length, and one too many. */
  put(frame: Int16Array): void {
    const place = this.#frames[(this.#first + this.#count) % MOST_FRAMES] as Int16Array;
    if (this.#count === MOST_FRAMES || frame.length !== place.length) return;
    place.set(frame);
    this.#count += 1;
  }

  /** Returns the next frame, to be used at once; null when there is none. */
  take(): Int16Array | null {
    if (this.#count === 0) return null;
    const frame = this.#frames[this.#first] as Int16Array;
    this.#first = (this.#first + 1) % MOST_FRAMES;
    this.#count -= 1;
    return frame;
  }

  /** Throws away all that waits. */
  clear(): void {
    this.#count = 0;
  }
}
