import type { SpeechToText } from "./speech-to-text.ts";
import type { SpeechVoice } from "./text-to-speech.ts";

/**
 * A model that hears the user and answers aloud, by itself. `Model` is `LanguageModel`, whose port names this one and so
 * is not named here.
 */
export interface SpeechToSpeech<Model> {
  /** The vendor's name on this installation, e.g. `openai`. */
  readonly name: string;
  /** The voices it speaks in, the best first. */
  readonly voices: readonly SpeechVoice[];
  /**
   * Begins a conversation by voice. Waits for nothing: the connection is made meanwhile, and made again at the next
   * need when it broke. It ends when `signal` is aborted, and lets go of everything then.
   */
  open(request: SpokenRequest): SpokenSession<Model>;
}

/** What a conversation with a model that speaks is to be like. */
export interface SpokenRequest {
  /** The vendor's own name of the model, without the vendor. */
  readonly model: string;
  /** The rate that the answers' audio is wanted in. */
  readonly sampleRateHz: 8_000 | 16_000;
  /** One of the model's voices; its first for any other, and for null. */
  readonly voiceId: string | null;
  readonly signal: AbortSignal;
}

/**
 * A conversation with a model that hears and speaks, seen as the two ends that a conversation by voice has anyway. They
 * share what was heard: what the listener understood is not told to the model again when the messages of its next
 * request say it, for it has heard it itself.
 */
export interface SpokenSession<Model> {
  /**
   * Listens to the user. One stream is open at a time: opening one closes the one before. What is written is what the
   * model hears.
   */
  readonly listener: SpeechToText;
  /**
   * Answers. A step's text is what its `audio` parts say; they come between the `text` parts. A request replaces the one
   * that is being answered. The messages of a request are the whole truth, as everywhere: what the session holds besides
   * is forgotten, what it lacks is told, and an answer of which the messages have only the beginning is cut to that.
   */
  readonly model: Model;
}
