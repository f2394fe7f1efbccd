/** One event of a stream of Server-Sent Events. */
export interface SseBlock {
  /** What its `id:` says; null without one. */
  id: string | null;
  data: string;
}

/**
 * Cuts Server-Sent Events out of text as it arrives, wherever that is cut. Lines end in LF, CRLF or CR; comments and
 * blocks without data are passed over, and a block whose empty line has not come is not there yet: of a connection that
 * breaks in the middle of an event nothing is taken for one.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class SseParser {
  /** The beginning of a line whose end has not come. */
  #line = "";
  #isFirstLine = true;
  #endedInReturn = false;
  #id: string | null = null;
  #data: string[] = [];

  /** Takes the next piece of the stream and returns the events that it completes. */
  push(text: string): SseBlock[] {
    const blocks: SseBlock[] = [];
    // A CRLF that was cut in two is one line end.
    const rest = this.#endedInReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") this.#endedInReturn = text.endsWith("\r");
    const lines = rest.split(/\r\n|\n|\r/);
    const last = lines.pop() ?? "";
    for (const line of lines) {
      const block = this.#take(this.#line + line);
      this.#line = "";
      if (block !== null) blocks.push(block);
    }
    this.#line += last;
    return blocks;
  }

  #take(line: string): SseBlock | null {
    const read = this.#isFirstLine ? line.replace(/^\uFEFF/, "") : line;
    this.#isFirstLine = false;
    if (read === "") return this.#dispatch();
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(read) ?? [];
    if (field === "data") this.#data.push(value);
    if (field === "id" && !value.includes("\0")) this.#id = value;
    return null;
  }

  #dispatch(): SseBlock | null {
    const block = this.#data.length === 0 ? null : { id: this.#id, data: this.#data.join("\n") };
    this.#data = [];
    this.#id = null;
    return block;
  }
}
