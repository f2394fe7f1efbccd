import { samplesPerFrame, type VoiceRate } from "../domain/audio.ts";
import { STOPPED } from "../lib/stopped.ts";
import type { SpeechToText, TranscriptPart, TranscriptStream } from "../ports/speech-to-text.ts";
import { KeptAudio } from "./kept-audio.ts";
import { failureOf, type SpeechFailure, SpeechStalledError } from "./speech-failure.ts";

/** How long a provider may take to make final what was said, where it does not say so itself. */
const FINAL_WITHIN = 4_000;
/** How much of what is not final yet is kept, so that another provider can hear it again; in a silence the last of it. */
const KEPT_SPEECH = 15_000;
const KEPT_SILENCE = 600;
/** How often all providers are gone through before nobody is believed to listen. */
const MOST_ROUNDS = 3;
/** The pause before all providers are gone through again; it doubles. */
const BEFORE_NEXT_ROUND = 500;
/** A stream that held so long was no failed attempt. */
const STABLE_AFTER = 10_000;

/** What a listener is made of. */
export interface ListeningOptions {
  /** Who can listen, the best first; never empty. */
  readonly providers: readonly SpeechToText[];
  readonly sampleRateHz: VoiceRate;
  readonly keywords: readonly string[];
  onPart(part: TranscriptPart): void;
  /** A provider failed. `next` listens from now on; null when nobody does for the moment. */
  onFailure(failure: SpeechFailure & { readonly provider: string; readonly next: string | null }): void;
  /** Nobody can listen any more. */
  onLost(): void;
}

/** Listens to one speaker, going from one provider to the next when one fails, without losing what was said. */
export class Listening {
  readonly #options: ListeningOptions;
  #languages: readonly string[];
  #place = 0;
  #rounds = 0;
  #stream: TranscriptStream | null = null;
  #abort = new AbortController();
  #openedAt = 0;
  #retry: NodeJS.Timeout | undefined;
  #finalTimer: NodeJS.Timeout | undefined;
  /** What was written and is not final yet, with the marks of speech in it. */
  readonly #kept = new KeptAudio();
  /** How many finals are waited for. */
  #due = 0;
  #isSpeech = false;
  #isClosed = false;

  constructor(options: ListeningOptions, languages: readonly string[]) {
    this.#options = options;
    this.#languages = languages;
    this.#open();
  }

  /** Takes the next samples, which must not be changed afterwards. */
  write(samples: Int16Array): void {
    this.#keep(samples);
    this.#stream?.write(samples);
  }

  /** Says that the speaker has begun. */
  speechStarted(): void {
    this.#isSpeech = true;
    this.#kept.mark("started");
    this.#stream?.speechStarted();
  }

  /** Says that the speaker pauses. */
  speechEnded(): void {
    this.#isSpeech = false;
    this.#kept.mark("ended");
    this.#due += 1;
    this.#stream?.speechEnded();
    this.#awaitFinal();
  }

  /** Listens for other languages from now on. */
  setLanguages(languages: readonly string[]): void {
    if (languages.join() === this.#languages.join()) return;
    this.#languages = languages;
    if (this.#stream !== null) this.#reopen();
  }

  /** Stops for good. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#finalTimer);
    this.#abort.abort(STOPPED);
    this.#stream = null;
    this.#kept.clear();
  }

  #keep(samples: Int16Array): void {
    const kept = this.#isSpeech || this.#due > 0 ? KEPT_SPEECH : KEPT_SILENCE;
    this.#kept.write(samples, (kept / 1000) * this.#options.sampleRateHz);
  }

  get #provider(): SpeechToText {
    return this.#options.providers[this.#place % this.#options.providers.length] as SpeechToText;
  }

  #open(): void {
    const { sampleRateHz, keywords } = this.#options;
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const stream = this.#provider.open({ sampleRateHz, keywords, languages: this.#languages, signal });
    this.#stream = stream;
    this.#openedAt = performance.now();
    this.#read(stream, this.#provider.name).catch((error: unknown) => this.#failed(stream, error));
    this.#sayAgain(stream);
  }

  #sayAgain(stream: TranscriptStream): void {
    for (const item of [...this.#kept.parts(samplesPerFrame(this.#options.sampleRateHz))]) {
      if (item === "started") stream.speechStarted();
      else if (item === "ended") stream.speechEnded();
      else stream.write(item);
    }
    if (this.#due > 0) this.#awaitFinal();
  }

  #reopen(): void {
    this.#abort.abort(STOPPED);
    this.#open();
  }

  async #read(stream: TranscriptStream, name: string): Promise<void> {
    for await (const part of stream) {
      if (this.#stream !== stream) return;
      this.#take(part);
    }
    if (this.#stream === stream) throw new SpeechStalledError(`${name} stopped listening.`);
  }

  #take(part: TranscriptPart): void {
    if (part.type === "final") {
      this.#rounds = 0;
      if (this.#due > 0) this.#due -= 1;
      clearTimeout(this.#finalTimer);
      if (this.#due > 0) this.#awaitFinal();
      else this.#kept.clear();
    }
    this.#options.onPart(part);
  }

  #awaitFinal(): void {
    clearTimeout(this.#finalTimer);
    const stream = this.#stream;
    const { name, finalWithin = FINAL_WITHIN } = this.#provider;
    this.#finalTimer = setTimeout(() => {
      const what = `${name} did not say within ${finalWithin / 1000} s what was said.`;
      if (stream !== null) this.#failed(stream, new SpeechStalledError(what));
    }, finalWithin);
  }

  #failed(stream: TranscriptStream, error: unknown): void {
    if (this.#isClosed || this.#stream !== stream) return;
    const { name } = this.#provider;
    this.#abort.abort(STOPPED);
    this.#stream = null;
    clearTimeout(this.#finalTimer);
    if (performance.now() - this.#openedAt > STABLE_AFTER) this.#rounds = 0;
    const wait = this.#advance();
    const isLost = this.#rounds >= MOST_ROUNDS;
    const next = isLost ? null : this.#provider.name;
    this.#options.onFailure({ ...failureOf(error), provider: name, next });
    if (isLost) return this.#options.onLost();
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  /** Goes to the next provider. Returns how long to wait before it is asked. */
  #advance(): number {
    this.#place = (this.#place + 1) % this.#options.providers.length;
    if (this.#place !== 0) return 0;
    this.#rounds += 1;
    return BEFORE_NEXT_ROUND * 2 ** (this.#rounds - 1);
  }
}
