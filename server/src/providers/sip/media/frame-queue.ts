import { samplesPerFrame, type VoiceRate } from "../../../domain/audio.ts";
import { SampleRing } from "../../../lib/sample-ring.ts";

/** A second of frames; who hands over more at once does not look at the time at all. */
const MOST_FRAMES = 50;

/** Frames that wait for their time, in memory that is made once and that two threads see. */
export class FrameQueue {
  readonly #ring: SampleRing;
  readonly #frame: Int16Array;

  /** For frames of that rate, in memory of `memoryFor`. */
  constructor(sampleRateHz: VoiceRate, memory: SharedArrayBuffer) {
    this.#ring = new SampleRing(memory);
    this.#frame = new Int16Array(samplesPerFrame(sampleRateHz));
  }

  /** Returns the memory of a queue. */
  static memoryFor(sampleRateHz: VoiceRate): SharedArrayBuffer {
    return SampleRing.memoryFor(samplesPerFrame(sampleRateHz) * MOST_FRAMES);
  }

  /** Whether there ever was a frame. */
  get isUsed(): boolean {
    return this.#ring.isUsed;
  }

  /** Takes a copy of a frame; leaves out one of another length, and one too many. */
  put(frame: Int16Array): void {
    const { length } = this.#frame;
    if (frame.length !== length || this.#ring.length + length > length * MOST_FRAMES) return;
    this.#ring.write(frame);
  }

  /** Returns the next frame, to be used at once; null when there is none. */
  take(): Int16Array | null {
    return this.#ring.read(this.#frame) === 0 ? null : this.#frame;
  }

  /** Throws away all that waits; by the one who puts. */
  clear(): void {
    this.#ring.clear();
  }
}
