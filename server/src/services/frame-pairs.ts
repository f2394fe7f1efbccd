import { FRAME_MS } from "../domain/audio.ts";

/** Who takes what was said on both sides in the same 20 ms. */
interface PairWriter {
  write(user: Int16Array | null, agent: Int16Array | null): void;
}

/** Frames that come early wait for their time; of more than so many, the oldest give way. */
const MOST_WAITING = 25;

/** Puts the frames of both sides of a conversation side by side as time goes on: one pair each 20 ms. */
export class FramePairs {
  readonly #writer: PairWriter;
  readonly #waiting: Record<"user" | "agent", Int16Array[]> = { user: [], agent: [] };
  #writtenUntil: number | null = null;

  constructor(writer: PairWriter) {
    this.#writer = writer;
  }

  /** Takes a frame, which is copied. */
  add(side: "user" | "agent", frame: Int16Array): void {
    const waiting = this.#waiting[side];
    waiting.push(frame.slice());
    if (waiting.length > MOST_WAITING) waiting.shift();
  }

  /** Writes what the time has come for; `now` on one clock that never goes back. */
  tick(now: number): void {
    this.#writtenUntil ??= now - FRAME_MS;
    while (this.#writtenUntil + FRAME_MS <= now) {
      this.#writtenUntil += FRAME_MS;
      const { user, agent } = this.#waiting;
      this.#writer.write(user.shift() ?? null, agent.shift() ?? null);
    }
  }
}
