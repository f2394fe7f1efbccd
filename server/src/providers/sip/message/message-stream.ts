import { contentLength, LARGEST_HEAD, LARGEST_MESSAGE, type Parsed, parseMessage } from "./parse-message.ts";

/** What a stream brought: a message, or a ping of RFC 5626, section 3.5.1, which a pong answers. */
export type Streamed = Parsed | { readonly kind: "ping" } | { readonly kind: "broken"; readonly reason: string };

const CR = 0x0d;
const LF = 0x0a;

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261, section 18.3). After `broken` nothing more can be told
 * from the stream, so that it is to be closed.
 */
export class MessageStream {
  #chunks: Buffer[] = [];
  #length = 0;
  /** How many bytes are needed before it is worth to look again. */
  #needed = 0;

  /** Takes bytes; returns what has become whole by them. */
  push(chunk: Buffer): Streamed[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return [];
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#length);
    const found: Streamed[] = [];
    for (;;) {
      const step = this.#next(rest);
      if (step.found !== null) found.push(step.found);
      rest = rest.subarray(step.used);
      if (step.used === 0 || step.found?.kind === "broken") break;
    }
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    return found;
  }

  #next(bytes: Buffer): { used: number; found: Streamed | null } {
    this.#needed = 0;
    if (bytes.length === 0) return { used: 0, found: null };
    const blank = blankLines(bytes);
    // A lone CRLF is a pong, or stands before a message.
    if (blank > 0) return { used: blank, found: blank >= 4 ? { kind: "ping" } : null };
    if (bytes[0] === CR) return bytes.length < 4 ? { used: 0, found: null } : broken("a stray carriage return came");
    const end = bytes.indexOf("\r\n\r\n");
    if (end < 0) return bytes.length > LARGEST_HEAD ? broken("the headers are too large") : { used: 0, found: null };
    return this.#message(bytes, end + 4);
  }

  #message(bytes: Buffer, headLength: number): { used: number; found: Streamed | null } {
    const head = parseMessage(bytes.subarray(0, headLength), 0);
    if (head.kind === "rubbish") return broken(head.reason);
    const length = contentLength(head.message.headers);
    if (length === "malformed") return { used: headLength, found: malformed(head) };
    const whole = headLength + (length ?? 0);
    if (whole > LARGEST_MESSAGE) return broken("the message is too large");
    if (bytes.length < whole) {
      this.#needed = whole;
      return { used: 0, found: null };
    }
    return { used: whole, found: parseMessage(bytes.subarray(0, whole), length ?? 0) };
  }
}

function malformed(head: Exclude<Parsed, { kind: "rubbish" }>): Parsed {
  return { kind: "malformed", status: 400, reason: "Malformed Content-Length", message: head.message };
}

function broken(reason: string): { used: number; found: Streamed } {
  return { used: 0, found: { kind: "broken", reason } };
}

/** How many bytes of whole line ends stand first, four at the most. */
function blankLines(bytes: Buffer): number {
  if (bytes[0] === LF) return 1;
  const isLineEnd = (at: number) => bytes[at] === CR && bytes[at + 1] === LF;
  if (!isLineEnd(0)) return 0;
  return isLineEnd(2) ? 4 : 2;
}
