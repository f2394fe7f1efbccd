import type { VoiceRate } from "../domain/audio.ts";
import { createResampler } from "../lib/resampler.ts";
import { type LinkedAbort, linkedAbort } from "../lib/linked-abort.ts";
import { STOPPED } from "../lib/stopped.ts";
import type { VoiceChoice } from "../ports/speech-catalog.ts";
import type { Piece, PieceAbout, Playback } from "./playback.ts";
import { failureOf, type SpeechFailure, SpeechStalledError } from "./speech-failure.ts";

/** How long a provider may take to its first audio, and between two pieces of it. */
const FIRST_AUDIO_WITHIN = 4_000;
const AUDIO_WITHIN = 3_000;
/** So much audio lies ready at most before the next piece is spoken. */
const ENOUGH_AHEAD = 4_000;

/** What a speaker is made of. */
export interface SpeakingOptions {
  readonly playback: Playback;
  readonly sampleRateHz: VoiceRate;
  /** Who can speak now, the best first. */
  choices(): readonly VoiceChoice[];
  /** The ISO 639 code of the language that is spoken now. */
  language(): string;
  /** Writes a piece the way it is said. */
  wording(text: string): string;
  /** The first audio of a piece is there, `took` ms after it was asked for. */
  onFirstAudio(took: number): void;
  /** More audio was made. */
  onAudio(): void;
  /** A provider failed. `next` speaks instead; null when nobody does. */
  onFailure(failure: SpeechFailure & { readonly provider: string; readonly next: string | null }): void;
}

/** Speaks pieces of text in their order into the playback, a little ahead of it, going to the next provider when one fails. */
export class Speaking {
  readonly #options: SpeakingOptions;
  #waiting: PieceAbout[] = [];
  #abort = new AbortController();
  #isRunning = false;
  #isHeld = true;
  #previous: string | null = null;
  #room: (() => void) | null = null;

  constructor(options: SpeakingOptions) {
    this.#options = options;
  }

  /** Whether there is nothing that is not made yet. */
  get isIdle(): boolean {
    return this.#waiting.length === 0 && !this.#isRunning;
  }

  /** Begins to speak: from now on somebody can hear it. */
  begin(): void {
    this.#isHeld = false;
    this.#wake();
  }

  /** Takes a piece to be spoken behind those there are. */
  say(piece: PieceAbout): void {
    this.#waiting.push(piece);
    this.#wake();
  }

  /** Throws away what is not spoken yet. Returns it. */
  silence(): PieceAbout[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#previous = null;
    if (this.#isRunning) {
      this.#abort.abort(STOPPED);
      this.#abort = new AbortController();
    }
    this.#room?.();
    return waiting;
  }

  /** Says that some audio was handed out, so that there may be room for more. */
  audioTaken(): void {
    if (this.#room !== null && this.#options.playback.ahead < ENOUGH_AHEAD) this.#room();
  }

  #wake(): void {
    if (this.#isRunning || this.#isHeld || this.#waiting.length === 0) return;
    this.#isRunning = true;
    this.#run()
      .finally(() => {
        this.#isRunning = false;
        this.#wake();
      })
      // What a provider does wrong was told; anything else is a bug, and one piece of speech is what it may cost.
      .catch((error: unknown) => this.#options.onFailure({ ...failureOf(error), provider: "operator", next: null }));
  }

  async #run(): Promise<void> {
    for (;;) {
      if (this.#options.playback.ahead >= ENOUGH_AHEAD) await this.#roomForMore();
      const about = this.#waiting.shift();
      if (about === undefined) return;
      const piece = this.#options.playback.open(about);
      const { signal } = this.#abort;
      const text = this.#options.wording(about.text);
      if (text.trim() !== "") await this.#speak(piece, text, signal);
      piece.end();
      if (!signal.aborted) this.#previous = text;
    }
  }

  async #roomForMore(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#room = resolve;
    });
    this.#room = null;
  }

  async #speak(piece: Piece, text: string, signal: AbortSignal): Promise<void> {
    const choices = this.#options.choices();
    if (choices.length === 0) {
      const message = "Nobody can speak on this installation.";
      this.#options.onFailure({ reason: "unavailable", message, provider: "operator", next: null });
    }
    for (const [index, choice] of choices.entries()) {
      const left = piece.length === 0 ? text : leftOf(text, piece, this.#options.sampleRateHz);
      try {
        await this.#speakWith(choice, { piece, text: left, signal });
        return;
      } catch (error) {
        if (signal.aborted) return;
        const next = choices[index + 1]?.provider.name ?? null;
        this.#options.onFailure({ ...failureOf(error), provider: choice.provider.name, next });
      }
    }
    piece.isLost = piece.length === 0;
  }

  async #speakWith(
    { provider, voiceId }: VoiceChoice,
    { piece, text, signal }: { piece: Piece; text: string; signal: AbortSignal },
  ): Promise<void> {
    const { sampleRateHz, language } = this.#options;
    const watchdog = new Watchdog(signal, provider.name);
    const asked = performance.now();
    let resample: ReturnType<typeof createResampler> | null = null;
    const wanted = { text, voiceId, language: language(), sampleRateHz, previousText: this.#previous };
    try {
      for await (const audio of provider.speak({ ...wanted, signal: watchdog.signal })) {
        watchdog.fed();
        if (resample === null) this.#options.onFirstAudio(performance.now() - asked);
        resample ??= createResampler(audio.sampleRateHz, sampleRateHz);
        piece.write(resample(audio.samples));
        this.#options.onAudio();
      }
    } catch (error) {
      throw watchdog.reason ?? error;
    } finally {
      watchdog.stop();
    }
    if (resample === null && !signal.aborted) throw new SpeechStalledError(`${provider.name} sent no audio.`);
  }
}

/** Ends what says nothing for too long. */
class Watchdog {
  readonly #abort: LinkedAbort;
  readonly #name: string;
  #timer: NodeJS.Timeout;
  /** Why it ended it; null while it did not. */
  reason: SpeechStalledError | null = null;

  constructor(outer: AbortSignal, name: string) {
    this.#name = name;
    this.#abort = linkedAbort(outer);
    this.#timer = this.#start(FIRST_AUDIO_WITHIN);
  }

  get signal(): AbortSignal {
    return this.#abort.controller.signal;
  }

  fed(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start(AUDIO_WITHIN);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort.release();
  }

  #start(limit: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.reason = new SpeechStalledError(`${this.#name} sent no audio for ${limit / 1000} s.`);
      this.#abort.controller.abort(this.reason);
    }, limit);
  }
}

/** How long a character takes to say, in seconds. */
const SECONDS_PER_CHARACTER = 0.065;

/** What of a text is still to be said when its voice broke off: the words behind those that the audio there is may hold. */
function leftOf(text: string, piece: Piece, sampleRateHz: number): string {
  const characters = Math.floor(piece.length / sampleRateHz / SECONDS_PER_CHARACTER);
  const from = text.lastIndexOf(" ", Math.min(characters, text.length - 1));
  return from <= 0 ? text : text.slice(from + 1);
}
