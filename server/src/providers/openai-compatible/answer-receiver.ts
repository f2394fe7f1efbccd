import type { IncomingMessage } from "node:http";
import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import { SseDecoder } from "../../lib/sse-decoder.ts";
import type { ModelPart } from "../../ports/language-model.ts";
import { brokenOff, type FailingVendor, failedMidStream, readVendorError, reasonOf } from "../model-failure.ts";
import { ChatAnswer } from "./chat-answer.ts";
import { PartQueue } from "./part-queue.ts";

const MAX_EVENT_BYTES = 1024 * 1024;
const MAX_WHOLE_BYTES = 8 * 1024 * 1024;
/** How long a finished answer waits for its usage and its end; then the connection is given up rather than kept. */
const AFTERMATH = 1_000;
const OPENING_BRACE = 0x7b;
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Receives one successful response, streamed or whole, as the parts of an answer. */
export class AnswerReceiver {
  readonly #response: IncomingMessage;
  readonly #vendor: FailingVendor;
  readonly #queue: PartQueue;
  readonly #answer: ChatAnswer;
  readonly #decoder: SseDecoder;
  /** Whether the answer is streamed, whatever its content type says; `null` until its first byte. */
  #isStreamed: boolean | null = null;
  /** The chunks of an answer that is not streamed. */
  readonly #whole: Buffer[] = [];
  #wholeBytes = 0;
  #aftermath: NodeJS.Timeout | undefined = undefined;

  constructor(response: IncomingMessage, vendor: FailingVendor) {
    this.#response = response;
    this.#vendor = vendor;
    this.#queue = new PartQueue({ pause: () => response.pause(), resume: () => response.resume() });
    this.#answer = new ChatAnswer((part) => this.#queue.push(part));
    this.#decoder = new SseDecoder((data, name) => this.#readEvent(data, name), MAX_EVENT_BYTES);
    response.on("data", (chunk: Buffer) => this.#guard(() => this.#readChunk(chunk)));
    response.on("end", () => this.#guard(() => this.#readEnd()));
    response.on("error", (error) => this.#readError(error));
    response.on("close", () => clearTimeout(this.#aftermath));
  }

  /** Takes the next part; `null` when none waits. Throws what the answer failed with. */
  take(): ModelPart | null {
    return this.#queue.take();
  }

  /** Whether the answer has come to its end, well or badly. */
  get isOver(): boolean {
    return this.#queue.isOver;
  }

  /** Resolves when there may be something to take. */
  arrival(): Promise<void> {
    return this.#queue.arrival();
  }

  /** Breaks off at once, closing the connection; the reader gets `reason`. */
  abort(reason: unknown): void {
    this.#queue.abort(reason);
    this.#response.destroy();
  }

  #guard(read: () => void): void {
    try {
      read();
    } catch (error) {
      this.#queue.fail(brokenOff(this.#vendor, reasonOf(error), error));
      this.#response.destroy();
    }
  }

  #readChunk(chunk: Buffer): void {
    // After the end only the connection is of interest: read to its end it can be used again.
    if (this.#queue.isOver) return;
    this.#isStreamed ??= beginsStream(chunk);
    if (this.#isStreamed === true) return this.#decoder.push(chunk);
    this.#wholeBytes += chunk.length;
    if (this.#wholeBytes > MAX_WHOLE_BYTES) throw new Error(`the answer is longer than ${MAX_WHOLE_BYTES} bytes`);
    this.#whole.push(chunk);
  }

  #readEvent(data: string, name: string): void {
    if (this.#queue.isOver) return;
    if (data.startsWith("[DONE]")) return this.#complete();
    if (data.trim() === "") return;
    const chunk = parseJson(data, "an event is not JSON");
    if (name === "error" || (isJsonObject(chunk) && isFault(chunk))) return this.#readFault(chunk);
    if (isJsonObject(chunk)) this.#answer.read(chunk);
    if (this.#answer.hasFinished) this.#aftermath ??= setTimeout(() => this.#giveUpConnection(), AFTERMATH).unref();
  }

  #readEnd(): void {
    if (this.#queue.isOver) return;
    if (this.#isStreamed === false) this.#readWhole(Buffer.concat(this.#whole).toString("utf8"));
    else this.#decoder.end();
    if (this.#queue.isOver) return;
    if (this.#answer.hasFinished) return this.#complete();
    const type = this.#response.headers["content-type"] ?? "no content type";
    const how = this.#answer.hasBegun ? "the stream ended early" : `it sent no chat completion (${type})`;
    this.#queue.fail(brokenOff(this.#vendor, how));
  }

  #readWhole(text: string): void {
    const body = parseJson(text, "the answer is not JSON");
    if (!isJsonObject(body)) return;
    if (isFault(body)) return this.#readFault(body);
    this.#answer.read(body);
    if (this.#answer.hasBegun) this.#complete();
  }

  #readFault(body: unknown): void {
    this.#queue.fail(failedMidStream(this.#vendor, readVendorError(body)));
    this.#response.destroy();
  }

  #readError(error: Error): void {
    if (this.#answer.hasFinished) return this.#complete();
    this.#queue.fail(brokenOff(this.#vendor, reasonOf(error), error));
  }

  #complete(): void {
    if (this.#queue.isOver) return;
    this.#answer.finish();
    this.#queue.end();
    this.#aftermath ??= setTimeout(() => this.#giveUpConnection(), AFTERMATH).unref();
  }

  #giveUpConnection(): void {
    this.#complete();
    this.#response.destroy();
  }
}

/** Throws `complaint` instead of the parser's error, which would quote what people said. */
function parseJson(text: string, complaint: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw error instanceof SyntaxError ? new Error(complaint) : error;
  }
}

function isFault(chunk: JsonObject): boolean {
  return chunk["error"] !== undefined && chunk["error"] !== null;
}

/** Tells a stream of events from a JSON object by its first visible byte; `null` when there is none. */
function beginsStream(chunk: Buffer): boolean | null {
  const first = chunk.find((byte) => !SPACES.has(byte));
  return first === undefined ? null : first !== OPENING_BRACE;
}
