import { isJsonObject, type JsonObject } from "../lib/json.ts";
import type { SpeechError } from "../ports/speech-error.ts";
import type { ListenRequest, SpeechToText, TranscriptPart, TranscriptStream } from "../ports/speech-to-text.ts";
import { AudioGatherer } from "./audio-gatherer.ts";
import { brokenSpeech } from "./speech-failure.ts";
import { parsedText, type SpeechEndpoint, SpeechSocket } from "./speech-socket.ts";
import { type HeardSegment, TranscriptDraft } from "./transcript-draft.ts";
import { TranscriptQueue } from "./transcript-queue.ts";

/** How long a final may take, from when the vendor was asked for it. */
const ANSWER_WITHIN = 5_000;
/** After so many utterances of at least that length of which the vendor said nothing at all, it is taken for deaf. */
const DEAF_AFTER = 3;
const DEAF_LENGTH = 1_000;

/** How one vendor's WebSocket transcribes. */
export interface TranscriptDialect {
  readonly endpoint: SpeechEndpoint;
  /** Audio is sent in pieces of so many ms; 0 sends each piece as it is written. */
  readonly chunkMs: number;
  /** Whether the vendor refuses shorter pieces, so that the last one is filled up with silence. */
  readonly isPadded: boolean;
  /** What stands between two segments of one utterance. */
  readonly joiner: " " | "";
  /** Asks for the final of all audio before it. */
  readonly finalize: string;
  /** Says that no more comes; null when closing says it. */
  readonly farewell: string | null;
  /**
   * How long an answer to `finalize` is waited for from a vendor that need not give one when there was nothing to
   * transcribe; what is there is the final then, if the vendor lives. Null for one that always answers.
   */
  readonly unansweredAfter: number | null;
  encode(samples: Int16Array): string | Buffer;
  /** Makes sense of a message; of one that makes none it takes no notice. */
  read(message: JsonObject, ears: Ears): void;
}

/** Where a dialect puts what it reads. */
export interface Ears {
  /** What is understood of the audio since the last segment; may still change. */
  partial(text: string, language: string | null): void;
  /** The next piece of an utterance; will not change. */
  segment(segment: HeardSegment): void;
  /** `finalize` is answered: all segments of it were given. */
  answered(): void;
  /** All audio before that second is final: what was asked for before it is answered. */
  reached(seconds: number): void;
  endOfTurn(probability: number): void;
  fail(error: SpeechError): void;
}

/** How long is waited for a vendor; tests wait less. */
export interface ListenTiming {
  readonly connectWithin?: number | undefined;
  readonly answerWithin?: number | undefined;
  /** Replaces the dialect's own `unansweredAfter`, where it has one. */
  readonly unansweredAfter?: number | undefined;
}

/** A call of `speechEnded` that has no final yet. */
interface OwedFinal {
  /** How many seconds of audio were written before it. */
  readonly seconds: number;
  /** How long was spoken. */
  readonly spoken: number;
  /** When the vendor was asked; null while there is no connection. */
  since: number | null;
  /** The number of the ping that was sent behind it. */
  ping: number | null;
  /** Whether the vendor has shown that it lives since then. */
  isHeardFrom: boolean;
}

/** Makes a listener of a vendor that listens over a WebSocket, in its dialect. */
export function streamingListener<Access extends ListenTiming>(
  name: string,
  access: Access,
  dialectOf: (access: Access, request: ListenRequest) => TranscriptDialect,
): SpeechToText {
  return { name, open: (request) => new StreamedTranscripts(request, dialectOf(access, request), access) };
}

class StreamedTranscripts implements TranscriptStream {
  readonly #request: ListenRequest;
  readonly #dialect: TranscriptDialect;
  readonly #answerWithin: number;
  readonly #unansweredAfter: number | null;
  readonly #queue: TranscriptQueue;
  readonly #socket: SpeechSocket | null;
  readonly #audio: AudioGatherer;
  readonly #draft: TranscriptDraft;
  readonly #ears: Ears;
  readonly #owed: OwedFinal[] = [];
  readonly #onAbort = () => this.#end();
  #isOpen = false;
  #samples = 0;
  #spokeFrom: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #unheard = 0;
  #hasSaid = false;
  #pings = 0;

  constructor(request: ListenRequest, dialect: TranscriptDialect, timing: ListenTiming) {
    this.#request = request;
    this.#dialect = dialect;
    this.#answerWithin = timing.answerWithin ?? ANSWER_WITHIN;
    const { unansweredAfter } = dialect;
    this.#unansweredAfter = unansweredAfter === null ? null : (timing.unansweredAfter ?? unansweredAfter);
    this.#draft = new TranscriptDraft(dialect.joiner);
    this.#queue = new TranscriptQueue(() => this.#end());
    this.#audio = new AudioGatherer((dialect.chunkMs * request.sampleRateHz) / 1000, (samples) =>
      this.#socket?.send(dialect.encode(samples)),
    );
    this.#ears = this.#makeEars();
    this.#socket = request.signal.aborted ? null : this.#connect(timing.connectWithin);
    if (this.#socket === null) this.#queue.end();
    else request.signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  write(samples: Int16Array): void {
    if (this.#queue.isOver) return;
    this.#samples += samples.length;
    this.#audio.take(samples);
  }

  speechStarted(): void {
    this.#spokeFrom ??= this.#samples;
  }

  speechEnded(): void {
    if (this.#queue.isOver) return;
    this.#audio.flush(this.#dialect.isPadded);
    this.#socket?.send(this.#dialect.finalize);
    this.#owed.push({
      seconds: this.#samples / this.#request.sampleRateHz,
      spoken: ((this.#samples - (this.#spokeFrom ?? this.#samples)) / this.#request.sampleRateHz) * 1000,
      since: this.#isOpen ? performance.now() : null,
      ping: null,
      isHeardFrom: false,
    });
    this.#spokeFrom = null;
    if (this.#isOpen) this.#ping();
    this.#watchOwed();
  }

  [Symbol.asyncIterator](): AsyncIterator<TranscriptPart> {
    return this.#queue[Symbol.asyncIterator]();
  }

  #connect(connectWithin: number | undefined): SpeechSocket {
    return new SpeechSocket(
      { ...this.#dialect.endpoint, connectWithin },
      {
        onOpen: () => this.#begin(),
        onMessage: (message) => this.#read(message),
        onPong: (data) => this.#hearFrom(Number(data)),
        onEnd: (error) => this.#fail(error),
      },
    );
  }

  #begin(): void {
    this.#isOpen = true;
    for (const owed of this.#owed) owed.since = performance.now();
    if (this.#owed.length > 0) this.#ping();
    this.#watchOwed();
  }

  #read(message: string | Buffer): void {
    const parsed = typeof message === "string" ? parsedText(message) : null;
    if (!isJsonObject(parsed)) return;
    this.#unheard = 0;
    this.#hasSaid = false;
    this.#dialect.read(parsed, this.#ears);
    // A greeting may have been sent before the vendor was asked for anything; what it understands shows that it works.
    if (this.#hasSaid) this.#hearFrom(Infinity);
  }

  #makeEars(): Ears {
    const [queue, draft] = [this.#queue, this.#draft];
    return {
      partial: (text, language) => this.#show(draft.tail(text, language)),
      segment: (segment) => this.#show(draft.add(segment)),
      answered: () => {
        if (this.#owed.length > 0) this.#conclude();
      },
      reached: (seconds) => {
        while (this.#owed[0] !== undefined && this.#owed[0].seconds <= seconds) this.#conclude();
      },
      endOfTurn: (probability) => {
        if (Number.isFinite(probability))
          queue.push({ type: "end_of_turn", probability: Math.min(1, Math.max(0, probability)) });
      },
      fail: (error) => this.#fail(error),
    };
  }

  #show(hasChanged: boolean): void {
    this.#hasSaid = true;
    if (this.#draft.isTooLong) this.#fail(brokenSpeech(this.#dialect.endpoint.vendor, "its transcript has no end"));
    else if (hasChanged) this.#queue.push(this.#draft.partial());
  }

  /** Gives out the final of the oldest call that waits for one. */
  #conclude(): void {
    this.#owed.shift();
    this.#queue.push(this.#draft.takeFinal());
    this.#watchOwed();
  }

  /** Asks for a sign of life behind the last call for a final. */
  #ping(): void {
    for (const owed of this.#owed) owed.ping ??= this.#pings;
    this.#socket?.ping(String(this.#pings));
    this.#pings += 1;
  }

  /** Notes that the vendor lives, and that it has come by that ping. */
  #hearFrom(ping: number): void {
    const waiting = this.#owed.filter((owed) => owed.ping !== null && owed.ping <= ping && !owed.isHeardFrom);
    for (const owed of waiting) owed.isHeardFrom = true;
    if (waiting.length > 0) this.#watchOwed();
  }

  /** Sees to it that the oldest final comes in its time: from the vendor, or from what is there, or as an error. */
  #watchOwed(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const [first] = this.#owed;
    if (first === undefined || first.since === null || this.#queue.isOver) return;
    const waited = performance.now() - first.since;
    if (waited >= this.#answerWithin) return this.#fail(this.#stalled());
    const patience = this.#unansweredAfter ?? Infinity;
    if (waited >= patience && first.isHeardFrom) return this.#concludeUnanswered(first);
    const next = waited < patience ? Math.min(patience, this.#answerWithin) : this.#answerWithin;
    this.#timer = setTimeout(() => this.#watchOwed(), Math.ceil(next - waited));
  }

  #concludeUnanswered(owed: OwedFinal): void {
    if (owed.spoken >= DEAF_LENGTH) this.#unheard += 1;
    if (this.#unheard < DEAF_AFTER) return this.#conclude();
    const how = `it said nothing of ${DEAF_AFTER} utterances in a row`;
    this.#fail(brokenSpeech(this.#dialect.endpoint.vendor, how));
  }

  #stalled(): SpeechError {
    const how = `it stalled: no transcript came within ${this.#answerWithin} ms of the end of the speech`;
    return brokenSpeech(this.#dialect.endpoint.vendor, how);
  }

  #fail(error: SpeechError): void {
    this.#queue.fail(error);
    this.#letGo();
  }

  #end(): void {
    this.#queue.end();
    this.#letGo();
  }

  #letGo(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#owed.length = 0;
    this.#request.signal.removeEventListener("abort", this.#onAbort);
    this.#socket?.end(this.#dialect.farewell ?? undefined);
  }
}
