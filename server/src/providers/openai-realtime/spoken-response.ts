import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import { createResampler } from "../../lib/resampler.ts";
import type { ModelError, ModelPart, ModelUsage } from "../../ports/language-model.ts";
import { brokenOff, type FailingVendor, failedMidStream, readVendorError, refused } from "../model-failure.ts";
import { PartQueue } from "../openai-compatible/part-queue.ts";
import { comparable, type KnownItem, type Ledger } from "./ledger.ts";
import { dataOfCall } from "./wanted-items.ts";
import { VENDOR_RATE_HZ } from "./wire.ts";

/** So much may wait for the reader, in bytes: twenty times the longest answer that the vendor gives. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;
/** What a part costs beside its content. */
const PART_BYTES = 64;
/** An answer is of one or two items, and one for each call. */
const MOST_ITEMS = 500;

/** Events by what they carry; the second name of each pair is that of the interface's first version. */
const TEXT_DELTAS: ReadonlySet<unknown> = new Set([
  "response.output_audio_transcript.delta",
  "response.audio_transcript.delta",
  "response.output_text.delta",
  "response.text.delta",
]);
const TEXT_DONE: ReadonlySet<unknown> = new Set([
  "response.output_audio_transcript.done",
  "response.audio_transcript.done",
  "response.output_text.done",
  "response.text.done",
]);
const AUDIO_DELTAS: ReadonlySet<unknown> = new Set(["response.output_audio.delta", "response.audio.delta"]);

/** What one answer of the vendor's needs to be read. */
export interface ResponseOptions {
  readonly vendor: FailingVendor;
  readonly ledger: Ledger;
  /** The rate that its audio is wanted in. */
  readonly sampleRateHz: number;
}

/** One answer: reads the vendor's events into parts, and notes in the ledger what the reader was given of each item. */
export class SpokenResponse {
  readonly #options: ResponseOptions;
  readonly #queue = new PartQueue({ pause: () => undefined, resume: () => undefined });
  readonly #resample: ReturnType<typeof createResampler>;
  readonly #texts = new Map<string, string>();
  readonly #called = new Set<string>();
  readonly #items = new Set<string>();
  readonly #whenOver: Promise<void>;
  #end: () => void = () => undefined;
  #waitingBytes = 0;
  /** The first half of a sample whose second half is still to come. */
  #half: Buffer = Buffer.alloc(0);
  #isAborted = false;
  #isOver = false;

  constructor(options: ResponseOptions) {
    this.#options = options;
    this.#resample = createResampler(VENDOR_RATE_HZ, options.sampleRateHz);
    this.#whenOver = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Whether the vendor is done with it. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Resolves when the vendor is done with it. */
  get whenOver(): Promise<void> {
    return this.#whenOver;
  }

  /** Reads one of the vendor's events about answers. */
  read(event: JsonObject): void {
    if (this.#isOver) return;
    const { type } = event;
    if (TEXT_DELTAS.has(type)) this.#takeText(event, event["delta"]);
    else if (AUDIO_DELTAS.has(type)) this.#takeAudio(event);
    else if (TEXT_DONE.has(type)) this.#completeText(event, event["transcript"] ?? event["text"]);
    else if (type === "response.output_item.added") this.#noteItem(event["item"]);
    else if (type === "response.output_item.done") this.#takeItem(event["item"]);
    else if (type === "response.function_call_arguments.delta") this.#push({ type: "reasoning" }, 0);
    else if (type === "response.done") this.#finish(event["response"]);
  }

  /** Whether its reader has gone, or was told of a fault, and the vendor is to stop it. */
  get isStopping(): boolean {
    return this.#isAborted;
  }

  /** Ends it badly: the reader gets the parts that wait, then `error`. */
  fail(error: unknown): void {
    this.#queue.fail(error);
    this.#cutItems();
    this.#conclude();
  }

  /** Ends it for its reader at once, who gets `reason`; the vendor may not be done with it yet. */
  abort(reason: unknown): void {
    if (this.#isOver) return;
    this.#isAborted = true;
    this.#queue.abort(reason);
    this.#cutItems();
  }

  /** Ends it for its reader, who gets the parts that wait, then `error`; the vendor may not be done with it yet. */
  giveUp(error: unknown): void {
    if (this.#isOver) return;
    this.#isAborted = true;
    this.#queue.fail(error);
    this.#cutItems();
  }

  /** Reads its parts. Throws what it ended badly with. */
  async *parts(): AsyncGenerator<ModelPart, void> {
    for (;;) {
      const part = this.#queue.take();
      if (part !== null) {
        this.#waitingBytes -= bytesOf(part);
        yield part;
      } else if (this.#queue.isOver) return;
      else await this.#queue.arrival();
    }
  }

  #conclude(): void {
    this.#isOver = true;
    this.#end();
  }

  /** What the vendor has of them is more than the reader was given. */
  #cutItems(): void {
    for (const id of this.#items) {
      const item = this.#options.ledger.find(id);
      if (item?.kind === "assistant") item.isCut = true;
    }
  }

  #push(part: ModelPart, bytes: number): void {
    if (this.#isAborted) return;
    this.#waitingBytes += bytes + PART_BYTES;
    if (this.#waitingBytes > MOST_WAITING_BYTES)
      this.#queue.fail(brokenOff(this.#options.vendor, "more of it waits to be read than an answer can have"));
    else this.#queue.push(part);
  }

  #itemOf(event: JsonObject): KnownItem | null {
    const id = event["item_id"];
    return typeof id === "string" ? this.#note(id, "assistant", "") : null;
  }

  #note(id: string, kind: "assistant" | "call", text: string): KnownItem {
    this.#items.add(id);
    if (this.#items.size > MOST_ITEMS) this.#queue.fail(brokenOff(this.#options.vendor, "it is of too many items"));
    return this.#options.ledger.add({ id, kind, text, isCut: this.#isAborted && kind === "assistant" });
  }

  #noteItem(item: unknown): void {
    if (!isJsonObject(item) || typeof item["id"] !== "string") return;
    if (item["type"] === "message") this.#note(item["id"], "assistant", "");
    if (item["type"] === "function_call" && typeof item["call_id"] === "string")
      this.#note(item["id"], "call", item["call_id"]);
  }

  #takeText(event: JsonObject, text: unknown): void {
    if (typeof text !== "string" || text === "" || this.#isAborted) return;
    const item = this.#itemOf(event);
    if (item !== null) {
      item.text += comparable(text);
      this.#texts.set(item.id, (this.#texts.get(item.id) ?? "") + text);
    }
    this.#push({ type: "text", text }, text.length * 2);
  }

  /** Adds what of a whole text has not come in pieces: there are servers that send it only at the end. */
  #completeText(event: JsonObject, whole: unknown): void {
    if (typeof whole !== "string" || typeof event["item_id"] !== "string") return;
    const said = this.#texts.get(event["item_id"]) ?? "";
    if (whole.startsWith(said)) this.#takeText(event, whole.slice(said.length));
  }

  #takeAudio(event: JsonObject): void {
    const { delta } = event;
    if (typeof delta !== "string" || this.#isAborted) return;
    const bytes = Buffer.concat([this.#half, Buffer.from(delta, "base64")]);
    const count = bytes.length >> 1;
    this.#half = bytes.subarray(count * 2);
    if (count === 0) return;
    const samples = new Int16Array(count);
    for (let index = 0; index < count; index++) samples[index] = bytes.readInt16LE(index * 2);
    this.#noteVoice(this.#itemOf(event), event["content_index"], (count / VENDOR_RATE_HZ) * 1000);
    const audio = { samples: this.#resample(samples), sampleRateHz: this.#options.sampleRateHz };
    this.#push({ type: "audio", audio }, audio.samples.length * 2);
  }

  #noteVoice(item: KnownItem | null, contentIndex: unknown, ms: number): void {
    if (item === null) return;
    const voice = item.voice ?? { ms: 0, contentIndex: typeof contentIndex === "number" ? contentIndex : 0 };
    item.voice = { ...voice, ms: voice.ms + ms };
  }

  #takeItem(item: unknown): void {
    this.#noteItem(item);
    if (!isJsonObject(item) || item["type"] !== "function_call") return;
    const { call_id: callId, name, arguments: text } = item;
    if (typeof callId !== "string" || typeof name !== "string" || this.#called.has(callId)) return;
    this.#called.add(callId);
    const written = typeof text === "string" && text !== "" ? text : "{}";
    const call = { callId, name, arguments: written, providerData: dataOfCall(callId) };
    this.#push({ type: "tool_call", call }, written.length * 2);
  }

  #finish(response: unknown): void {
    const { vendor } = this.#options;
    const fields = isJsonObject(response) ? response : {};
    const { status } = fields;
    if (status === "failed") return this.fail(failureOf(vendor, fields["status_details"]));
    if (status === "cancelled") return this.fail(brokenOff(vendor, "it was cancelled"));
    for (const item of Array.isArray(fields["output"]) ? fields["output"] : []) this.#takeItem(item);
    this.#push({ type: "finish", usage: readUsage(fields["usage"]) }, 0);
    this.#queue.end();
    this.#conclude();
  }
}

function bytesOf(part: ModelPart): number {
  if (part.type === "audio") return PART_BYTES + part.audio.samples.length * 2;
  if (part.type === "text") return PART_BYTES + part.text.length * 2;
  return PART_BYTES + (part.type === "tool_call" ? part.call.arguments.length * 2 : 0);
}

const RATE_LIMIT = /rate_limit/;

/** Says why the vendor failed to answer; what it calls a rate limit is one, though it came without a status. */
function failureOf(vendor: FailingVendor, details: unknown): ModelError {
  const error = isJsonObject(details) ? details["error"] : null;
  return realtimeFailure(vendor, error);
}

/** Builds the error for a complaint of the vendor's, from its `error` object. */
export function realtimeFailure(vendor: FailingVendor, error: unknown): ModelError {
  const complaint = readVendorError({ error: isJsonObject(error) ? error : {} });
  const said = isJsonObject(error) && typeof error["message"] === "string" ? complaint.message : complaint.kind;
  if (complaint.status === null && RATE_LIMIT.test(complaint.kind))
    return refused(vendor, 429, { ...complaint, message: said });
  return failedMidStream(vendor, { ...complaint, message: said });
}

function readUsage(usage: unknown): ModelUsage {
  const fields = isJsonObject(usage) ? usage : {};
  return { inputTokens: countOf(fields["input_tokens"]), outputTokens: countOf(fields["output_tokens"]) };
}

function countOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
