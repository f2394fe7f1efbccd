import { notFound, OperatorError } from "../domain/error.ts";
import { languageCode, languageName } from "../domain/language.ts";
import { sampleSentence, type Voice } from "../domain/voice.ts";
import { createResampler } from "../lib/resampler.ts";
import { wavFile } from "../lib/wav.ts";
import type { AudioChunk } from "../domain/audio.ts";
import type { CatalogVoice, SpeechCatalog, VoiceChoice } from "../ports/speech-catalog.ts";
import { SpeechError } from "../ports/speech-error.ts";

interface Services {
  speech: SpeechCatalog;
  /** Where clients reach the platform, without a slash at the end. */
  publicUrl: string;
  /** How long a sample may take to be spoken; 15 seconds without it. */
  sampleWithin?: number;
}

/** Whose sample is wanted, and in which language by its English name; null for the voice's first. */
export interface SampleWish {
  readonly provider: string;
  readonly id: string;
  readonly language: string | null;
}

const SAMPLE_WITHIN = 15_000;
const MOST_KEPT = 64;
/** A sentence is three to eight seconds long; what does not stop is cut. */
const LONGEST_SECONDS = 20;
const RATE = 16_000;
const RETRY_AFTER_SECONDS = 10;

/** The voices that agents can be given, and samples of them. */
export class Voices {
  readonly #services: Services;
  /** The samples that were spoken or are being spoken, by voice and language, the one used last at the end. */
  readonly #samples = new Map<string, Promise<Buffer>>();

  constructor(services: Services) {
    this.#services = services;
  }

  /** Lists every voice, the platform's own first. */
  list(): { data: Voice[]; cursor: null } {
    const { speech, publicUrl } = this.#services;
    return { data: speech.voices().map((voice) => viewOf(voice, publicUrl)), cursor: null };
  }

  /**
   * Returns a WAV file in which the voice introduces itself; it is spoken once and kept in memory. Throws `not_found` for
   * a voice that is not there, `invalid_field` for a language that it does not speak, and `unavailable` when nobody
   * speaks or the provider fails.
   */
  async sample(wish: SampleWish): Promise<Buffer> {
    const { choice, language, name } = this.#choose(wish);
    const key = JSON.stringify([wish.provider, wish.id, language]);
    const kept = this.#samples.get(key);
    this.#samples.delete(key);
    const sample = kept ?? this.#speak(choice, sampleSentence(name, language), language);
    this.#samples.set(key, sample);
    for (const oldest of this.#samples.keys()) if (this.#samples.size > MOST_KEPT) this.#samples.delete(oldest);
    try {
      return await sample;
    } catch (error) {
      if (this.#samples.get(key) === sample) this.#samples.delete(key);
      throw error;
    }
  }

  #choose({ provider, id, language: wished }: SampleWish): { choice: VoiceChoice; language: string; name: string } {
    const { speech } = this.#services;
    const problem = speech.problemOfVoice({ provider, id });
    if (problem !== null) throw new OperatorError("not_found", problem);
    const voice = speech.voices().find((known) => known.provider === provider && known.id === id);
    const language = languageFor(voice, wished);
    const [choice] = speech.speakers({ provider, id }, language);
    if (choice === undefined) throw unavailable(speech.problem() ?? "Nobody speaks on this installation.");
    if (voice?.spokenBy === null && choice.voiceId !== id) throw notFound("voice", `${provider} ${id}`);
    return { choice, language, name: voice?.name ?? id };
  }

  async #speak({ provider, voiceId }: VoiceChoice, text: string, language: string): Promise<Buffer> {
    const signal = AbortSignal.timeout(this.#services.sampleWithin ?? SAMPLE_WITHIN);
    const request = { text, voiceId, language, sampleRateHz: RATE, previousText: null, signal } as const;
    try {
      return await wavOf(provider.speak(request));
    } catch (error) {
      if (signal.aborted) throw unavailable(`${provider.name} took too long to speak. Try again later.`, error);
      if (error instanceof SpeechError) throw unavailable(error.message, error);
      throw error;
    }
  }
}

function unavailable(message: string, cause?: unknown): OperatorError {
  return new OperatorError("unavailable", message, { retryAfterSeconds: RETRY_AFTER_SECONDS, cause });
}

function viewOf({ provider, id, name, gender, languages, spokenBy }: CatalogVoice, publicUrl: string): Voice {
  return {
    provider,
    id,
    name,
    gender,
    languages: languages.map(languageName),
    spoken_by: spokenBy,
    sample_url: `${publicUrl}/voices/${encodeURIComponent(provider)}/${encodeURIComponent(id)}/sample`,
  };
}

function languageFor(voice: CatalogVoice | undefined, wished: string | null): string {
  const spoken = voice?.languages ?? [];
  if (wished === null) return spoken[0] ?? "en";
  const code = languageCode(wished) ?? wished;
  if (spoken.length === 0 || spoken.includes(code)) return code;
  const message = `language is ${wished}, which ${voice?.name} does not speak. It speaks ${spoken.map(languageName).join(", ")}.`;
  throw new OperatorError("invalid_field", message, { param: "language" });
}

async function wavOf(chunks: AsyncIterable<AudioChunk>): Promise<Buffer> {
  const pieces: Int16Array[] = [];
  let rate: number | null = null;
  let length = 0;
  for await (const { samples, sampleRateHz } of chunks) {
    rate ??= sampleRateHz;
    const piece = sampleRateHz === rate ? samples : createResampler(sampleRateHz, rate)(samples);
    pieces.push(piece);
    length += piece.length;
    if (length > LONGEST_SECONDS * rate) break;
  }
  const whole = new Int16Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return wavFile(whole, rate ?? RATE);
}
