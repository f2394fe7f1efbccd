/** The room for a segment grows by that factor. */
const GROWTH = 2;
const FIRST_ROOM = 8_192;

/** Keeps what is spoken and a little before it; what lies between is forgotten. Lengths are in samples. */
export class SegmentRecorder {
  readonly #preRoll: number;
  readonly #longest: number;
  #samples = new Int16Array(0);
  #length = 0;
  #isRecording = false;

  constructor({ preRoll, longest }: { preRoll: number; longest: number }) {
    this.#preRoll = preRoll;
    this.#longest = longest;
  }

  /** How much is kept. */
  get length(): number {
    return this.#length;
  }

  /** Whether the segment has become as long as it may. */
  get isFull(): boolean {
    return this.#length >= this.#longest;
  }

  /** Takes the next samples. */
  take(samples: Int16Array): void {
    const room = this.#length + samples.length;
    if (room > this.#samples.length) this.#grow(room);
    this.#samples.set(samples, this.#length);
    this.#length = room;
    // Moved once in a while and not with every frame.
    if (!this.#isRecording && this.#length > 2 * this.#preRoll) this.#keepLast(this.#preRoll);
  }

  /** Begins a segment with the last of what was taken before. */
  begin(): void {
    if (this.#length > this.#preRoll) this.#keepLast(this.#preRoll);
    this.#isRecording = true;
  }

  /** Returns a copy of the segment so far. */
  peek(): Int16Array {
    return this.#samples.slice(0, this.#length);
  }

  /** Returns the segment so far and goes on with the next. */
  cut(): Int16Array {
    const segment = this.peek();
    this.#length = 0;
    return segment;
  }

  /** Returns the segment and ends it; its room is let go. */
  end(): Int16Array {
    const segment = this.peek();
    this.#isRecording = false;
    this.#length = 0;
    this.#samples = new Int16Array(0);
    this.take(segment.subarray(Math.max(0, segment.length - this.#preRoll)));
    return segment;
  }

  #keepLast(length: number): void {
    this.#samples.copyWithin(0, this.#length - length, this.#length);
    this.#length = length;
  }

  #grow(room: number): void {
    const grown = new Int16Array(Math.max(FIRST_ROOM, this.#samples.length * GROWTH, room));
    grown.set(this.#samples.subarray(0, this.#length));
    this.#samples = grown;
  }
}
