const MOST_A_MINUTE = 30;
const MINUTE = 60_000;

/** Hands on what a server says for people, at most 30 lines a minute; then one line says how many were left out. */
export class SaidLines {
  readonly #onLine: (line: string) => void;
  #since = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** Takes a line that came at `now`, in ms. */
  take(line: string, now = performance.now()): void {
    if (now - this.#since > MINUTE) {
      const leftOut = this.#count - MOST_A_MINUTE;
      if (leftOut > 0) this.#onLine(`(${leftOut} more lines were left out.)`);
      this.#since = now;
      this.#count = 0;
    }
    this.#count += 1;
    if (this.#count <= MOST_A_MINUTE) this.#onLine(line);
  }
}
