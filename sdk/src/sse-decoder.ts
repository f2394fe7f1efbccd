/** The most characters that one event may have; a peer that sends more without an end is broken. */
const LARGEST_EVENT = 16 * 1024 * 1024;

/**
 * Reads the `data` of Server-Sent Events (WHATWG HTML, "Server-sent events") out of pieces of text of any size. Names of
 * events and comments are passed over.
 */
export class SseDecoder {
  /** Pieces of the line that has not ended yet. */
  #line: string[] = [];
  #data: string[] = [];
  #size = 0;
  #isAfterReturn = false;

  /**
   * Takes the next piece of text in, and returns the data of the events that are complete with it. Throws a `RangeError`
   * for an event without an end.
   */
  push(text: string): string[] {
    // A line may end in CR and LF, and a piece between the two.
    const piece = this.#isAfterReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") this.#isAfterReturn = text.endsWith("\r");
    this.#size += piece.length;
    const [first = "", ...others] = piece.split(/\r\n|\n|\r/);
    this.#line.push(first);
    const events: string[] = [];
    for (const next of others) {
      this.#endLine(this.#line.join(""), events);
      this.#line = [next];
    }
    if (this.#size > LARGEST_EVENT) throw new RangeError(`An event has more than ${LARGEST_EVENT} characters.`);
    return events;
  }

  #endLine(line: string, events: string[]): void {
    if (line === "") {
      if (this.#data.length > 0) events.push(this.#data.join("\n"));
      this.#data = [];
      this.#size = 0;
      return;
    }
    const value = /^data(?:: ?(.*))?$/s.exec(line);
    if (value !== null) this.#data.push(value[1] ?? "");
  }
}
