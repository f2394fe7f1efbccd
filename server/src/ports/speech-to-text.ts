/** Listens: turns one speaker's audio into text while it comes. */
export interface SpeechToText {
  /** The provider's name on this installation, e.g. `deepgram`. */
  readonly name: string;
  /** How long it may take to make final what was said, in ms, before it counts as stalled; 4 s when absent. */
  readonly finalWithin?: number;
  /**
   * Begins to listen. Waits for nothing: what is written while the connection is made is kept, in order. It ends when
   * `signal` is aborted, and lets go of everything then.
   */
  open(request: ListenRequest): TranscriptStream;
}

/** What is to be listened to. */
export interface ListenRequest {
  /** Of the samples that will be written. */
  readonly sampleRateHz: 8_000 | 16_000;
  /** The languages that may be spoken, as ISO 639 codes, the likeliest first; never empty. */
  readonly languages: readonly string[];
  /** Words to favour; a provider that cannot leaves them out. */
  readonly keywords: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * What one speaker says, as it is understood. Iterating throws `SpeechError` when the provider refuses or the
 * connection breaks, and ends without one after the signal was aborted. It has one reader.
 */
export interface TranscriptStream extends AsyncIterable<TranscriptPart> {
  /** Takes the next samples, silence included, in real time. Never waits and never throws. */
  write(samples: Int16Array): void;
  /** Says that the speaker has begun, as the platform's own voice activity detection hears it. */
  speechStarted(): void;
  /**
   * Says that the speaker pauses. Each call is answered by one `final` of all that was written before and is not final
   * yet, with empty text when there is nothing; it comes as soon as the provider can.
   */
  speechEnded(): void;
}

/** What was understood. */
export type TranscriptPart =
  /** What was said since the last `final`, as understood so far; it replaces the partial before. */
  | { readonly type: "partial"; readonly text: string; readonly language: string | null }
  /** What was said since the last `final`; it will not change. `language` is an ISO 639 code, null when unknown. */
  | {
      readonly type: "final";
      readonly text: string;
      readonly language: string | null;
      /** From 0 to 1; null when the provider does not say. */
      readonly confidence: number | null;
    }
  /** The provider's own guess that the speaker has said all they want to, from 0 to 1. */
  | { readonly type: "end_of_turn"; readonly probability: number };
