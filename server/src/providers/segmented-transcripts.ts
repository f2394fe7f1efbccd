import { linkedAbort } from "../lib/linked-abort.ts";
import { SpeechError } from "../ports/speech-error.ts";
import type { ListenRequest, TranscriptPart, TranscriptStream } from "../ports/speech-to-text.ts";
import type { FailingVendor } from "./model-failure.ts";
import { SegmentRecorder } from "./segment-recorder.ts";
import { brokenSpeech } from "./speech-failure.ts";
import { type HeardSegment, TranscriptDraft } from "./transcript-draft.ts";
import { TranscriptQueue } from "./transcript-queue.ts";

/** How much before the begin of speech is taken along, since activity is only noticed once it is there. */
const PRE_ROLL = 300;
/** Longer speech is cut, and transcribed piece by piece. */
const LONGEST_SEGMENT = 30_000;
/** Shorter pieces are noises; OpenAI refuses what is under 100 ms. */
const SHORTEST_SEGMENT = 100;
/** What is being said is transcribed after so long, and again when it is longer by that and by a quarter. */
const INTERIM_EVERY = 1_000;
const INTERIM_GROWTH = 1.25;
/** How long a transcription may take. */
const ANSWER_WITHIN = 10_000;
/** So many pieces may wait to be transcribed; then whoever does it is too slow to be talked with. */
const MOST_WAITING = 8;

/** A piece of speech to be transcribed. */
export interface SpeechSegment {
  readonly samples: Int16Array;
  readonly request: ListenRequest;
  /** Whether it is only a guess while it is still spoken, which may be left out by answering null. */
  readonly isInterim: boolean;
  readonly signal: AbortSignal;
}

/** Transcribes one piece of speech at a time, for providers that do not stream. Throws `SpeechError`. */
export interface SegmentTranscriber {
  readonly vendor: FailingVendor;
  readonly answerWithin?: number | undefined;
  transcribe(segment: SpeechSegment): Promise<HeardSegment | null>;
}

/**
 * Opens a stream over a provider that transcribes whole recordings. What is transcribed lies between `speechStarted`
 * (and a little before it) and `speechEnded`; what is written outside is not. While somebody speaks, it is transcribed
 * about every second for the partials, ever more seldom the longer it is: all of it together costs about five times
 * its length.
 */
export function openSegmentedTranscripts(request: ListenRequest, transcriber: SegmentTranscriber): TranscriptStream {
  return new SegmentedTranscripts(request, transcriber);
}

class SegmentedTranscripts implements TranscriptStream {
  readonly #request: ListenRequest;
  readonly #transcriber: SegmentTranscriber;
  readonly #queue: TranscriptQueue;
  readonly #recorder: SegmentRecorder;
  readonly #draft = new TranscriptDraft(" ");
  readonly #closing = new AbortController();
  readonly #onAbort = () => this.#end();
  #isSpeaking = false;
  /** What is transcribed for good, one after the other. */
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;
  #interim: AbortController | null = null;
  #nextInterim = 0;

  constructor(request: ListenRequest, transcriber: SegmentTranscriber) {
    this.#request = request;
    this.#transcriber = transcriber;
    this.#queue = new TranscriptQueue(() => this.#end());
    this.#recorder = new SegmentRecorder({
      preRoll: this.#samplesOf(PRE_ROLL),
      longest: this.#samplesOf(LONGEST_SEGMENT),
    });
    request.signal.addEventListener("abort", this.#onAbort, { once: true });
    if (request.signal.aborted) this.#end();
  }

  write(samples: Int16Array): void {
    if (this.#queue.isOver) return;
    this.#recorder.take(samples);
    if (!this.#isSpeaking) return;
    if (this.#recorder.isFull) this.#transcribe(this.#recorder.cut(), false);
    else if (this.#recorder.length >= this.#nextInterim) this.#guess();
  }

  speechStarted(): void {
    if (this.#isSpeaking || this.#queue.isOver) return;
    this.#isSpeaking = true;
    this.#recorder.begin();
    this.#nextInterim = this.#recorder.length + this.#samplesOf(INTERIM_EVERY);
  }

  speechEnded(): void {
    if (this.#queue.isOver) return;
    this.#dropGuess();
    const samples = this.#isSpeaking ? this.#recorder.end() : new Int16Array(0);
    this.#isSpeaking = false;
    this.#transcribe(samples, true);
  }

  [Symbol.asyncIterator](): AsyncIterator<TranscriptPart> {
    return this.#queue[Symbol.asyncIterator]();
  }

  #samplesOf(ms: number): number {
    return (ms * this.#request.sampleRateHz) / 1000;
  }

  /** Transcribes a piece for good, after those before it; `isLast` of its utterance. */
  #transcribe(samples: Int16Array, isLast: boolean): void {
    this.#dropGuess();
    this.#nextInterim = this.#samplesOf(INTERIM_EVERY);
    this.#waiting += 1;
    if (this.#waiting > MOST_WAITING) return this.#fail(this.#broken(`it is too slow: ${MOST_WAITING} pieces wait`));
    this.#work = this.#work.then(async () => {
      const segment = await this.#ask(samples, { isInterim: false, signal: this.#closing.signal });
      this.#waiting -= 1;
      if (segment !== null && this.#draft.add(segment) && !isLast) this.#queue.push(this.#draft.partial());
      if (isLast) this.#queue.push(this.#draft.takeFinal());
    });
    this.#work.catch((error: unknown) => this.#fail(error));
  }

  /** Transcribes what was said so far for a partial, unless that is being done already. */
  #guess(): void {
    // A piece before this one is not transcribed yet: a guess would stand in the wrong place.
    if (this.#interim !== null || this.#waiting > 0) return;
    const samples = this.#recorder.peek();
    this.#nextInterim = Math.max(samples.length + this.#samplesOf(INTERIM_EVERY), samples.length * INTERIM_GROWTH);
    const interim = new AbortController();
    this.#interim = interim;
    const { signal } = interim;
    this.#ask(samples, { isInterim: true, signal })
      .then((segment) => {
        if (signal.aborted || segment === null) return;
        if (this.#draft.tail(segment.text, segment.language)) this.#queue.push(this.#draft.partial());
      })
      .catch((error: unknown) => {
        // A guess that fails is none; a refusal that lasts would be the final's, too.
        if (!signal.aborted && !(error instanceof SpeechError && error.isRetryable)) this.#fail(error);
      })
      .finally(() => {
        if (this.#interim === interim) this.#interim = null;
      });
  }

  async #ask(
    samples: Int16Array,
    { isInterim, signal }: { isInterim: boolean; signal: AbortSignal },
  ): Promise<HeardSegment | null> {
    if (samples.length < this.#samplesOf(SHORTEST_SEGMENT)) return null;
    const { answerWithin = ANSWER_WITHIN } = this.#transcriber;
    const { controller: asking, release } = linkedAbort(signal);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      asking.abort();
    }, answerWithin);
    try {
      return await this.#transcriber.transcribe({ samples, request: this.#request, isInterim, signal: asking.signal });
    } catch (error) {
      if (!isLate || signal.aborted) throw error;
      throw this.#broken(`it stalled: no transcript came within ${answerWithin} ms`, error);
    } finally {
      clearTimeout(timer);
      release();
    }
  }

  #dropGuess(): void {
    this.#interim?.abort();
    this.#interim = null;
  }

  #broken(how: string, cause?: unknown): SpeechError {
    return brokenSpeech(this.#transcriber.vendor, how, cause);
  }

  #fail(error: unknown): void {
    this.#queue.fail(error instanceof SpeechError ? error : this.#broken("something unforeseen went wrong", error));
    this.#letGo();
  }

  #end(): void {
    this.#queue.end();
    this.#letGo();
  }

  #letGo(): void {
    this.#request.signal.removeEventListener("abort", this.#onAbort);
    this.#dropGuess();
    this.#closing.abort();
  }
}
