const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Thrown when a stream holds a line or an event longer than the decoder takes. */
export class OversizedEventError extends Error {
  constructor(limit: number) {
    super(`an event is longer than ${limit} bytes`);
    this.name = "OversizedEventError";
  }
}

/**
 * Cuts a stream of server-sent events into events, from bytes as they arrive: lines are decoded when they are whole,
 * so a character split over two chunks is no matter. Lines end in LF or CRLF; comments are passed over. `onEvent` gets
 * the data and the event's name, which is `message` unless the stream says otherwise.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class SseDecoder {
  readonly #onEvent: (data: string, name: string) => void;
  readonly #maxBytes: number;
  /** The beginning of a line whose end has not come. */
  #pieces: Buffer[] = [];
  #pieceBytes = 0;
  #data = "";
  #hasData = false;
  #name = "message";
  #lastEventId: string | null = null;
  #retry: number | null = null;

  constructor(onEvent: (data: string, name: string) => void, maxBytes: number) {
    this.#onEvent = onEvent;
    this.#maxBytes = maxBytes;
  }

  /** The id of the event that was read or begun last; null when none had one. */
  get lastEventId(): string | null {
    return this.#lastEventId;
  }

  /** How long the stream asks its reader to wait before it comes back; null when it does not say. */
  get retry(): number | null {
    return this.#retry;
  }

  /** Takes the next bytes; calls `onEvent` for every event they complete. Throws `OversizedEventError`. */
  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#readLine(this.#lineUpTo(chunk, start, end));
      start = end + 1;
    }
    if (start === chunk.length) return;
    this.#pieces.push(start === 0 ? chunk : chunk.subarray(start));
    this.#pieceBytes += chunk.length - start;
    this.#checkSize(this.#pieceBytes);
  }

  /** Ends the stream: an event whose empty line is missing counts all the same, for many servers forget the last. */
  end(): void {
    if (this.#pieces.length > 0) this.#readLine(this.#lineUpTo(Buffer.alloc(0), 0, 0));
    this.#dispatch();
  }

  #lineUpTo(chunk: Buffer, start: number, end: number): string {
    if (this.#pieces.length === 0) return decode(chunk, start, end);
    const line = Buffer.concat([...this.#pieces, chunk.subarray(start, end)]);
    this.#pieces = [];
    this.#pieceBytes = 0;
    return decode(line, 0, line.length);
  }

  #readLine(line: string): void {
    if (line === "") return this.#dispatch();
    if (line.startsWith("data:")) return this.#addData(line.slice(line.startsWith(" ", 5) ? 6 : 5));
    const [, field, value = ""] = /^\uFEFF?([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    this.#readField(field, value);
  }

  #readField(field: string | undefined, value: string): void {
    if (field === "event") this.#name = value;
    if (field === "data") this.#addData(value);
    if (field === "id" && !value.includes("\0")) this.#lastEventId = value;
    if (field === "retry" && /^\d{1,9}$/.test(value)) this.#retry = Number(value);
    // llama.cpp reports a fault in mid-stream as a field of its own.
    if (field === "error") {
      this.#name = "error";
      this.#addData(value);
    }
  }

  #addData(value: string): void {
    this.#data = this.#hasData ? `${this.#data}\n${value}` : value;
    this.#hasData = true;
    this.#checkSize(this.#data.length);
  }

  #dispatch(): void {
    const { data, name, hasData } = { data: this.#data, name: this.#name, hasData: this.#hasData };
    this.#data = "";
    this.#hasData = false;
    this.#name = "message";
    if (hasData) this.#onEvent(data, name);
  }

  #checkSize(bytes: number): void {
    if (bytes > this.#maxBytes) throw new OversizedEventError(this.#maxBytes);
  }
}

function decode(bytes: Buffer, start: number, end: number): string {
  const isCrLf = end > start && bytes[end - 1] === CARRIAGE_RETURN;
  return bytes.toString("utf8", start, isCrLf ? end - 1 : end);
}
