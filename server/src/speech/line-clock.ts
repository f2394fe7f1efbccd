/** How many frames may be on their way to the user's ear: 10 s of 20 ms. */
const MOST_MARKS = 512;

/**
 * Reckons how far the audio that was sent over one line was played at the other end, and what of the agent's voice that
 * was. Times in ms, `now` on one clock that never goes back. Where the client says how far it is, that is believed; in
 * between, and where it never does, the time that has passed tells.
 */
export class LineClock {
  /** How long the other end keeps audio before it plays it. */
  readonly #delay: number;
  /** Audio sent, and audio played when that was known last. */
  #sent = 0;
  #played = 0;
  #knownAt: number | null = null;
  /** Behind each frame: where the line, and where the voice stood. A ring. */
  readonly #lineMarks = new Float64Array(MOST_MARKS);
  readonly #voiceMarks = new Float64Array(MOST_MARKS);
  #first = 0;
  #next = 0;
  #voiceHeard = 0;

  constructor(delay: number) {
    this.#delay = delay;
  }

  /** How much audio was sent. */
  get sent(): number {
    return this.#sent;
  }

  /** Notes that a frame was sent, behind which the agent's voice stands at the sample `voice`. */
  send(duration: number, voice: number, now: number): void {
    if (this.played(now) >= this.#sent) {
      // Whatever was sent before is over: this frame begins anew.
      this.#played = this.#sent;
      this.#knownAt = now + this.#delay;
    }
    this.#sent += duration;
    const slot = this.#next % MOST_MARKS;
    this.#lineMarks[slot] = this.#sent;
    this.#voiceMarks[slot] = voice;
    this.#next += 1;
    if (this.#next - this.#first > MOST_MARKS) this.#first = this.#next - MOST_MARKS;
  }

  /** Takes the client's word for how much it has played. What cannot be is passed over. */
  report(played: number, now: number): void {
    if (played > this.#sent || played < 0) return;
    this.#played = played;
    this.#knownAt = now;
  }

  /** Reckons how much was played. */
  played(now: number): number {
    if (this.#knownAt === null) return this.#sent;
    return Math.min(this.#sent, this.#played + Math.max(0, now - this.#knownAt));
  }

  /** Reckons the sample up to which the agent's voice was heard. */
  voiceHeard(now: number): number {
    const played = this.played(now);
    while (this.#first < this.#next && (this.#lineMarks[this.#first % MOST_MARKS] as number) <= played + 1e-6) {
      this.#voiceHeard = this.#voiceMarks[this.#first % MOST_MARKS] as number;
      this.#first += 1;
    }
    return this.#voiceHeard;
  }

  /** Notes that the other end was told to throw away what it had not played. */
  clear(now: number): void {
    this.voiceHeard(now);
    const played = this.played(now);
    this.#sent = played;
    this.#played = played;
    this.#knownAt = now;
    this.#first = this.#next;
  }
}
