import type { SpeechToText } from "./speech-to-text.ts";
import type { SpeechVoice, TextToSpeech } from "./text-to-speech.ts";

/** A voice that can be spoken with, as an agent's configuration names it. */
export interface CatalogVoice extends SpeechVoice {
  /** `operator`, or a provider's name. */
  readonly provider: string;
  /** For one of the platform's own voices, who speaks it on this installation; null for a provider's own. */
  readonly spokenBy: { readonly provider: string; readonly id: string } | null;
}

/** Somebody who can speak, with the voice to do it in. */
export interface VoiceChoice {
  readonly provider: TextToSpeech;
  readonly voiceId: string;
}

/** Who listens and who speaks on this installation. */
export interface SpeechCatalog {
  /**
   * Lists who can listen, the best first: the one that is preferred, then the installation's order. Empty when nobody
   * can.
   */
  listeners(preferred: string | null): readonly SpeechToText[];
  /**
   * Lists who can speak in a persona's voice, the best first: the voice that is named, then for when it fails the others'
   * most alike (the same gender, a voice of that language). Empty when nobody can.
   */
  speakers(voice: { readonly provider: string; readonly id: string }, language: string): readonly VoiceChoice[];
  /** Lists every voice, the platform's own first. */
  voices(): readonly CatalogVoice[];
  /** Says why nobody can be talked with by voice on this installation, and the way out; null when it can be done. */
  problem(): string | null;
  /** Says why that voice cannot be used on this installation, and the way out; null when it can. */
  problemOfVoice(voice: { readonly provider: string; readonly id: string }): string | null;
  /** Says the same of a listener's name; null when it can be used. */
  problemOfListener(name: string): string | null;
}
