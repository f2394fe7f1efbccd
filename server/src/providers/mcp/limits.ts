/** The largest message that a server may send: a page of its list of tools, or the answer of one. */
export const LARGEST_MESSAGE = 4 * 1024 * 1024;

const BYTES_A_MINUTE = 64 * 1024 * 1024;
const MINUTE = 60_000;

/** Counts what a server sends unasked and asked, so that one that never ends cannot keep the process busy. */
export class IntakeLimit {
  #since: number | null = null;
  #bytes = 0;

  /** Takes note of bytes that came at `now`, in ms. Throws when there were too many within a minute. */
  take(bytes: number, now = performance.now()): void {
    if (this.#since === null || now - this.#since > MINUTE) {
      this.#since = now;
      this.#bytes = 0;
    }
    this.#bytes += bytes;
    if (this.#bytes > BYTES_A_MINUTE) throw new OversizedAnswerError("sends more than 64 MiB a minute");
  }
}

/** A server sends more than is read of it. */
export class OversizedAnswerError extends Error {
  /** @param what completes the sentence "The server …". */
  constructor(what: string) {
    super(`The server ${what}.`);
    this.name = "OversizedAnswerError";
  }
}
