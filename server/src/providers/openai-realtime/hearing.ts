import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import { createResampler } from "../../lib/resampler.ts";
import { SpeechError } from "../../ports/speech-error.ts";
import type { ListenRequest, TranscriptPart, TranscriptStream } from "../../ports/speech-to-text.ts";
import type { FailingVendor } from "../model-failure.ts";
import { TranscriptQueue } from "../transcript-queue.ts";
import { comparable, type Ledger } from "./ledger.ts";
import { realtimeFailure } from "./spoken-response.ts";
import { VENDOR_RATE_HZ } from "./wire.ts";

/** What is sent of the time before voice activity was noticed: it is noticed late, and first sounds are soft. */
const LEAD_IN = 600;
/** What is kept of the time in which nobody is said to speak. */
const MOST_KEPT = 10_000;
/** The vendor takes no shorter pieces. */
const SHORTEST_UTTERANCE = 120;
/** So many utterances may wait for their words. */
const MOST_DUE = 100;

/** What listening needs of the session that it belongs to. */
export interface HearingLine {
  readonly vendor: FailingVendor;
  readonly ledger: Ledger;
  /** Adds samples to what the vendor is to hear next. */
  append(samples: Int16Array): void;
  /** Gives the vendor what was added as one utterance. */
  commit(): void;
  /** Nobody reads the transcripts any more. */
  onLeave(): void;
}

/** An utterance whose words are waited for. */
interface DueUtterance {
  /** The vendor's item; null until it is named. */
  itemId: string | null;
  text: string;
  isFinal: boolean;
}

/**
 * Hears one speaker: sends the vendor what is said, not the silence between, each utterance as an item of its
 * conversation, and hands on what its transcription understood, in the order of the utterances.
 */
export class Hearing implements TranscriptStream {
  readonly #request: ListenRequest;
  readonly #line: HearingLine;
  readonly #queue: TranscriptQueue;
  /** What was written and not sent, oldest first. */
  #kept: Int16Array[] = [];
  #keptSamples = 0;
  /** Brings the utterance that is being sent to the vendor's rate; null between utterances. */
  #resample: ReturnType<typeof createResampler> | null = null;
  #sentSamples = 0;
  #due: DueUtterance[] = [];
  /** What is understood of an utterance before it is over, where the transcription is so quick. */
  #early: { readonly itemId: string; text: string } | null = null;

  constructor(request: ListenRequest, line: HearingLine) {
    this.#request = request;
    this.#line = line;
    this.#queue = new TranscriptQueue(() => line.onLeave());
  }

  /** How the vendor's transcription is to understand it. */
  get settings(): Pick<ListenRequest, "languages" | "keywords"> {
    return this.#request;
  }

  /** Whether somebody is speaking, or words are waited for. */
  get isBusy(): boolean {
    return this.#resample !== null || this.#due.length > 0;
  }

  /** Whether words are waited for. */
  get isWaiting(): boolean {
    return this.#due.length > 0;
  }

  write(samples: Int16Array): void {
    if (this.#queue.isOver) return;
    if (this.#resample !== null) {
      this.#send(samples);
      return;
    }
    this.#kept.push(samples.slice());
    this.#keptSamples += samples.length;
    this.#forgetAllBut(MOST_KEPT);
  }

  speechStarted(): void {
    if (this.#resample !== null || this.#queue.isOver) return;
    this.#forgetAllBut(LEAD_IN);
    this.#sendKept();
  }

  speechEnded(): void {
    if (this.#queue.isOver) return;
    if (this.#resample === null) this.#sendKept();
    this.#resample = null;
    const sent = this.#sentSamples;
    this.#sentSamples = 0;
    if (sent === 0) {
      this.#due.push({ itemId: null, text: "", isFinal: true });
      this.#handOn();
      return;
    }
    const missing = (SHORTEST_UTTERANCE / 1000) * VENDOR_RATE_HZ - sent;
    if (missing > 0) this.#line.append(new Int16Array(missing));
    this.#due.push({ itemId: null, text: "", isFinal: false });
    this.#line.commit();
    if (this.#due.length > MOST_DUE) this.#giveUp(`${this.#line.vendor.name} writes nothing down of what is said.`);
  }

  [Symbol.asyncIterator](): AsyncIterator<TranscriptPart> {
    return this.#queue[Symbol.asyncIterator]();
  }

  /** Reads one of the vendor's events about what it hears. */
  read(event: JsonObject): void {
    const itemId = event["item_id"];
    if (typeof itemId !== "string") return;
    switch (event["type"]) {
      case "input_audio_buffer.committed":
        return this.#name(itemId);
      case "conversation.item.input_audio_transcription.delta":
        return this.#understand(itemId, event["delta"]);
      case "conversation.item.input_audio_transcription.completed":
        return this.#complete(itemId, event["transcript"]);
      case "conversation.item.input_audio_transcription.failed":
        return this.#takeFailure(itemId, event["error"]);
    }
  }

  /** The vendor did not take the last utterance, as too short to hold a word. */
  commitRefused(): void {
    const utterance = this.#due.find(({ itemId, isFinal }) => itemId === null && !isFinal);
    if (utterance !== undefined) utterance.isFinal = true;
    this.#handOn();
  }

  /** Ends it badly. */
  fail(error: SpeechError): void {
    this.#letGo();
    this.#queue.fail(error);
  }

  /** Ends it without an error. */
  end(): void {
    this.#letGo();
    // What it ended with is still to be read.
    if (!this.#queue.isOver) this.#queue.end();
  }

  /** Words that nobody waits for any more are none: what was heard of them is not kept. */
  #letGo(): void {
    for (const { itemId } of this.#due) {
      const item = itemId === null ? null : this.#line.ledger.find(itemId);
      if (item !== null) item.isDue = false;
    }
    this.#kept = [];
    this.#due = [];
    this.#resample = null;
  }

  #forgetAllBut(ms: number): void {
    const most = (ms / 1000) * this.#request.sampleRateHz;
    while (this.#keptSamples > most) {
      const oldest = this.#kept[0] as Int16Array;
      const excess = this.#keptSamples - most;
      if (oldest.length <= excess) this.#kept.shift();
      else this.#kept[0] = oldest.subarray(excess);
      this.#keptSamples -= Math.min(oldest.length, excess);
    }
  }

  #sendKept(): void {
    const kept = this.#kept;
    this.#kept = [];
    this.#keptSamples = 0;
    this.#resample = createResampler(this.#request.sampleRateHz, VENDOR_RATE_HZ);
    for (const samples of kept) this.#send(samples);
  }

  #send(samples: Int16Array): void {
    const resampled = this.#resample?.(samples);
    if (resampled === undefined || resampled.length === 0) return;
    this.#sentSamples += resampled.length;
    this.#line.append(resampled);
  }

  #name(itemId: string): void {
    const utterance = this.#due.find((due) => due.itemId === null && !due.isFinal);
    if (utterance === undefined) return;
    utterance.itemId = itemId;
    if (this.#early?.itemId === itemId) utterance.text = this.#early.text;
    this.#early = null;
    this.#line.ledger.add({ id: itemId, kind: "user", isHeard: true, isDue: true });
  }

  #understand(itemId: string, delta: unknown): void {
    if (typeof delta !== "string" || delta === "") return;
    const growing = this.#growing(itemId);
    growing.text += delta;
    // What is said behind an utterance that is not final yet is told of when that is.
    const isNext = this.#due.length === 0 || this.#due[0] === growing;
    if (isNext) this.#queue.push({ type: "partial", text: growing.text.trim(), language: this.#language });
  }

  #growing(itemId: string): { text: string } {
    const utterance = this.#due.find((due) => due.itemId === itemId);
    if (utterance !== undefined) return utterance;
    if (this.#early?.itemId !== itemId) this.#early = { itemId, text: "" };
    return this.#early;
  }

  #complete(itemId: string, transcript: unknown): void {
    const utterance = this.#due.find((due) => due.itemId === itemId);
    if (utterance === undefined) return;
    if (typeof transcript === "string") utterance.text = transcript;
    utterance.isFinal = true;
    const item = this.#line.ledger.find(itemId);
    if (item !== null) {
      item.text = comparable(utterance.text);
      item.isDue = false;
    }
    this.#handOn();
  }

  #takeFailure(itemId: string, error: unknown): void {
    const code = isJsonObject(error) ? error["code"] : null;
    if (code === "audio_unintelligible") return this.#complete(itemId, "");
    this.#giveUp(realtimeFailure(this.#line.vendor, error).message);
  }

  #giveUp(message: string): void {
    this.fail(new SpeechError(message, { isRetryable: true }));
    this.#line.onLeave();
  }

  get #language(): string | null {
    const { languages } = this.#request;
    return languages.length === 1 ? (languages[0] ?? null) : null;
  }

  /** Hands on what is final, up to the first utterance that is not. */
  #handOn(): void {
    while (this.#due[0]?.isFinal === true) {
      const [first] = this.#due.splice(0, 1) as [DueUtterance];
      this.#queue.push({ type: "final", text: first.text.trim(), language: this.#language, confidence: null });
    }
  }
}
