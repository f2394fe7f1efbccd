import type { ListenRequest, SpeechToText, TranscriptPart, TranscriptStream } from "../ports/speech-to-text.ts";
import { TranscriptQueue } from "../providers/transcript-queue.ts";

/** Something that is heard, the answer to one `speechEnded`. A text alone comes with no partials. */
export type ScriptedUtterance =
  | string
  | {
      readonly text: string;
      /** What is understood while it is spoken, given out at `speechStarted`. */
      readonly partials?: readonly string[];
      readonly language?: string;
      readonly confidence?: number;
      /** The provider's guess that the turn is over, given out after the final. */
      readonly endOfTurn?: number;
      /** How many ms after `speechEnded` the final comes; 0, the default, is before it returns. */
      readonly after?: number;
    };

/** What one opened stream does. Without `heard` it says only what the test makes it say. */
export interface StreamScript {
  /** What is heard, one at each `speechEnded`; a call for which none is left is off script. */
  readonly heard?: readonly ScriptedUtterance[];
  /** Fails as soon as it is opened. */
  readonly refuses?: Error;
  /** Never says anything by itself. */
  readonly stalls?: boolean;
}

/** One opened stream, as the test sees it. */
export interface ScriptedTranscriptStream extends TranscriptStream {
  readonly request: ListenRequest;
  /** How many samples were written so far. */
  readonly sampleCount: number;
  /** What was written, where the double was told to keep it. */
  readonly audio: readonly Int16Array[];
  /** The calls of `speechStarted` and `speechEnded` so far, each with how many samples were written before it. */
  readonly calls: readonly { readonly type: "speech_started" | "speech_ended"; readonly sampleCount: number }[];
  /** How many calls of `speechEnded` have no final yet. */
  readonly finalsOwed: number;
  /** Whether it has ended: aborted, failed, or left by its reader. */
  readonly isOver: boolean;
  /** Understands this so far. */
  partial(text: string, language?: string): void;
  /** Understands this for good. */
  final(text: string, details?: { language?: string; confidence?: number }): void;
  /** Guesses that the turn is over. */
  endOfTurn(probability: number): void;
  /** Breaks, as a provider does. */
  fail(error: Error): void;
  /** Says nothing by itself from now on, and no final that is on its way. */
  stall(): void;
}

/** A listener that hears what its script says. */
export interface ScriptedSpeechToText extends SpeechToText {
  /** Every stream so far, in the order in which they were opened. */
  readonly opened: readonly ScriptedTranscriptStream[];
  open(request: ListenRequest): ScriptedTranscriptStream;
  /** Throws when something scripted was never heard, when a final is owed, or when it was called off script. */
  assertFinished(): void;
}

/** How a scripted listener behaves. */
export interface ScriptedSpeechToTextOptions {
  /** `scripted` by default. */
  readonly name?: string;
  /**
   * A script for each stream in the order in which they are opened, or what makes one for a stream by its number from
   * 0. Without it the test drives every stream by hand. One stream more than scripted throws.
   */
  readonly script?: readonly StreamScript[] | ((number: number, request: ListenRequest) => StreamScript);
  /** Keeps all samples that are written; otherwise they are only counted, which costs next to nothing. */
  readonly keepsAudio?: boolean;
}

/**
 * Makes a listener that plays a script: hundreds of streams in a process cost no thread, no timer and no copy. Called
 * off script it fails, and `assertFinished` throws again, for the code under test may have swallowed the first.
 */
export function scriptedSpeechToText(options: ScriptedSpeechToTextOptions = {}): ScriptedSpeechToText {
  const { name = "scripted", script = () => ({}), keepsAudio = false } = options;
  const opened: ScriptedStream[] = [];
  const strays: string[] = [];
  return {
    name,
    opened,
    open(request) {
      const number = opened.length;
      const played = typeof script === "function" ? script(number, request) : script[number];
      if (played === undefined) {
        strays.push(`Stream ${number + 1} was opened; the script of ${name} has ${number}.`);
        throw new Error(strays.at(-1));
      }
      const onStray = (what: string) => strays.push(`Stream ${number + 1} of ${name} ${what}`);
      const stream = new ScriptedStream(request, { ...played, keepsAudio, onStray });
      opened.push(stream);
      return stream;
    },
    assertFinished() {
      const unopened = typeof script === "function" ? 0 : script.length - opened.length;
      const left = opened.flatMap((stream, number) => stream.leftOver.map((what) => `Stream ${number + 1} ${what}`));
      const faults = [...strays, ...left, ...(unopened > 0 ? [`${unopened} scripted streams were never opened.`] : [])];
      if (faults.length > 0) throw new Error(faults.join(" "));
    },
  };
}

interface PlayedScript extends StreamScript {
  readonly keepsAudio: boolean;
  onStray(what: string): unknown;
}

class ScriptedStream implements ScriptedTranscriptStream {
  readonly request: ListenRequest;
  readonly audio: Int16Array[] = [];
  readonly calls: { type: "speech_started" | "speech_ended"; sampleCount: number }[] = [];
  sampleCount = 0;
  finalsOwed = 0;
  readonly #script: PlayedScript;
  readonly #queue: TranscriptQueue;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #onAbort = () => this.#release();
  #next = 0;
  #isStalled: boolean;

  constructor(request: ListenRequest, script: PlayedScript) {
    this.request = request;
    this.#script = script;
    this.#isStalled = script.stalls ?? false;
    this.#queue = new TranscriptQueue(() => this.#release());
    request.signal.addEventListener("abort", this.#onAbort, { once: true });
    if (request.signal.aborted) this.#release();
    else if (script.refuses !== undefined) this.fail(script.refuses);
  }

  get isOver(): boolean {
    return this.#queue.isOver;
  }

  /** What the script still holds, in words; nothing after a failure, which leaves things unsaid by its nature. */
  get leftOver(): string[] {
    if (this.#isStalled || this.#script.refuses !== undefined) return [];
    const unheard = (this.#script.heard?.length ?? 0) - this.#next;
    return [
      ...(unheard > 0 ? [`has ${unheard} utterances that were never heard.`] : []),
      ...(this.finalsOwed > 0 && !this.isOver ? [`owes ${this.finalsOwed} finals.`] : []),
    ];
  }

  write(samples: Int16Array): void {
    if (this.isOver) return;
    this.sampleCount += samples.length;
    if (this.#script.keepsAudio) this.audio.push(samples.slice());
  }

  speechStarted(): void {
    if (this.isOver) return;
    this.calls.push({ type: "speech_started", sampleCount: this.sampleCount });
    const utterance = this.#script.heard?.[this.#next];
    if (this.#isStalled || utterance === undefined || typeof utterance === "string") return;
    for (const text of utterance.partials ?? []) this.partial(text, utterance.language);
  }

  speechEnded(): void {
    if (this.isOver) return;
    this.calls.push({ type: "speech_ended", sampleCount: this.sampleCount });
    this.finalsOwed += 1;
    const { heard } = this.#script;
    if (this.#isStalled || heard === undefined) return;
    const utterance = heard[this.#next];
    if (utterance === undefined) return this.#stray(`was asked for final ${this.#next + 1} of ${heard.length}.`);
    this.#next += 1;
    this.#answer(typeof utterance === "string" ? { text: utterance } : utterance);
  }

  partial(text: string, language?: string): void {
    this.#say({ type: "partial", text, language: language ?? null });
  }

  final(text: string, details: { language?: string; confidence?: number } = {}): void {
    this.finalsOwed = Math.max(0, this.finalsOwed - 1);
    const { language = null, confidence = null } = details;
    this.#say({ type: "final", text, language, confidence });
  }

  endOfTurn(probability: number): void {
    this.#say({ type: "end_of_turn", probability });
  }

  fail(error: Error): void {
    this.#queue.fail(error);
    this.#letGo();
  }

  stall(): void {
    this.#isStalled = true;
    this.#clearTimers();
  }

  [Symbol.asyncIterator](): AsyncIterator<TranscriptPart> {
    return this.#queue[Symbol.asyncIterator]();
  }

  #say(part: TranscriptPart): void {
    this.#queue.push(part);
  }

  #answer(utterance: Exclude<ScriptedUtterance, string>): void {
    const { text, after = 0, endOfTurn, ...details } = utterance;
    const say = () => {
      this.final(text, details);
      if (endOfTurn !== undefined) this.endOfTurn(endOfTurn);
    };
    if (after === 0) return say();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      say();
    }, after);
    this.#timers.add(timer);
  }

  #stray(what: string): void {
    this.#script.onStray(what);
    this.fail(new Error(`The scripted listener ${what}`));
  }

  #release(): void {
    this.#queue.end();
    this.#letGo();
  }

  #letGo(): void {
    this.#clearTimers();
    this.request.signal.removeEventListener("abort", this.#onAbort);
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
