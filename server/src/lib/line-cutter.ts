const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts bytes, as they arrive, into lines of UTF-8 that end in LF or CRLF. A line of more than `longest` bytes is handed
 * on as soon as that is known, cut, with `isCut`; the rest of it is passed over.
 */
export class LineCutter {
  readonly #longest: number;
  readonly #onLine: (line: string, isCut: boolean) => void;
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** Whether the rest of the line is of no interest. */
  #isSkipping = false;

  constructor(longest: number, onLine: (line: string, isCut: boolean) => void) {
    this.#longest = longest;
    this.#onLine = onLine;
  }

  /** Takes the next bytes; calls `onLine` for every line they complete. */
  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#add(chunk.subarray(start, end));
      this.#endLine();
      start = end + 1;
    }
    this.#add(chunk.subarray(start));
  }

  /** Hands on what is there of a last line without an end. */
  end(): void {
    if (this.#bytes > 0) this.#endLine();
  }

  #add(piece: Buffer): void {
    if (this.#isSkipping || piece.length === 0) return;
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes <= this.#longest) return;
    this.#hand(true);
    this.#isSkipping = true;
  }

  #endLine(): void {
    if (!this.#isSkipping) this.#hand(false);
    this.#isSkipping = false;
  }

  #hand(isCut: boolean): void {
    const line = Buffer.concat(this.#pieces).subarray(0, this.#longest);
    this.#pieces = [];
    this.#bytes = 0;
    const isCrLf = !isCut && line.at(-1) === CARRIAGE_RETURN;
    this.#onLine(line.toString("utf8", 0, isCrLf ? line.length - 1 : line.length), isCut);
  }
}
