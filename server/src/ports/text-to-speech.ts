import type { AudioChunk } from "../domain/audio.ts";

/** Speaks: turns a sentence into audio, streamed. */
export interface TextToSpeech {
  /** The provider's name on this installation, e.g. `elevenlabs`. */
  readonly name: string;
  /** The voices that can be had, in the provider's order; female and male ones where there are both. */
  readonly voices: readonly SpeechVoice[];
  /**
   * Speaks a sentence. The pieces come as the provider makes them, of any length, at a rate that each of them names.
   * Throws `SpeechError` when the provider refuses or the connection breaks, before or between pieces. Ends promptly,
   * by throwing the signal's reason, when `signal` is aborted.
   */
  speak(request: SpeakRequest): AsyncIterable<AudioChunk>;
}

/** A voice of a provider. */
export interface SpeechVoice {
  /** The provider's own id of it. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly gender: "female" | "male" | "neutral";
  /** The ISO 639 codes of the languages it speaks; empty for any. */
  readonly languages: readonly string[];
}

/** What is to be spoken. */
export interface SpeakRequest {
  /** Words as they are to be said, without markup; never empty. */
  readonly text: string;
  /** One of the provider's voices; providers whose voices are their users' affair take any id. */
  readonly voiceId: string;
  /** The language's ISO 639 code. */
  readonly language: string;
  /** The rate that is wanted; a provider may give another. */
  readonly sampleRateHz: 8_000 | 16_000;
  /** What the voice said just before, so that it goes on in the same tone; null at a beginning. */
  readonly previousText: string | null;
  readonly signal: AbortSignal;
}
