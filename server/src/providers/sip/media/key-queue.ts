import { OperatorError } from "../../../domain/error.ts";

/** What is to be sent in the time of one frame instead of audio: a key, since so many frames, or nothing. */
export type KeyStep =
  | { readonly type: "key"; readonly key: string; readonly frame: number }
  | { readonly type: "pause" };

/** For how many frames of 20 ms a key sounds; afterwards there is as long a gap. */
export const KEY_FRAMES = 5;
const KEY_AND_GAP = 2 * KEY_FRAMES;
const PAUSE_FRAMES = 25;
/** A card's number, a date and a menu are shorter by far. */
const MOST_KEYS = 100;

interface Waiting {
  readonly keys: string;
  readonly sent: () => void;
  readonly failed: (error: Error) => void;
}

/** Keys that are to be sent as events (RFC 4733, section 3.2), one after the other. */
export class KeyQueue {
  readonly #waiting: Waiting[] = [];
  #place = 0;
  #frame = 0;
  #isClosed = false;

  /** Resolves once the keys were sent. Rejects with `invalid_field` or `call_over`. */
  async add(digits: string): Promise<void> {
    const keys = digits.replace(/[a-d]/g, (key) => key.toUpperCase());
    const count = this.#waiting.reduce((sum, each) => sum + each.keys.length, keys.length);
    if (!/^[0-9*#A-Dw]+$/.test(keys) || count > MOST_KEYS) {
      const message = `Keys are 0 to 9, *, #, A to D, and w for a pause, at most ${MOST_KEYS} at a time.`;
      throw new OperatorError("invalid_field", message, { param: "digits" });
    }
    if (this.#isClosed) throw callOver();
    await new Promise<void>((sent, failed) => this.#waiting.push({ keys, sent, failed }));
  }

  /** Whether nothing is to be sent. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Returns what is to be sent in the next frame; null when it is audio. */
  next(): KeyStep | null {
    const [first] = this.#waiting;
    if (first === undefined) return null;
    const key = first.keys[this.#place] as string;
    const frame = this.#frame++;
    if (this.#frame === (key === "w" ? PAUSE_FRAMES : KEY_AND_GAP)) this.#goOn(first);
    return key === "w" ? { type: "pause" } : { type: "key", key, frame };
  }

  #goOn({ keys, sent }: Waiting): void {
    this.#frame = 0;
    this.#place += 1;
    if (this.#place < keys.length) return;
    this.#place = 0;
    this.#waiting.shift();
    sent();
  }

  /** Gives up what was not sent. */
  close(): void {
    this.#isClosed = true;
    for (const { failed } of this.#waiting.splice(0)) failed(callOver());
  }
}

function callOver(): OperatorError {
  return new OperatorError("call_over", "The call is over: no more keys can be sent.");
}
