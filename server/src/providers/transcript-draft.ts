import type { TranscriptPart } from "../ports/speech-to-text.ts";

/** Nobody speaks more characters than that without a pause: an hour has about 50,000. */
const MOST_CHARACTERS = 100_000;

/** A piece of an utterance that will not change. */
export interface HeardSegment {
  readonly text: string;
  readonly language: string | null;
  readonly confidence: number | null;
}

/** Puts an utterance together from the segments and guesses of a vendor. */
export class TranscriptDraft {
  readonly #joiner: string;
  #text = "";
  #tail = "";
  #language: string | null = null;
  #confidences: number[] = [];

  constructor(joiner: " " | "") {
    this.#joiner = joiner;
  }

  /** Whether it is longer than anybody speaks. */
  get isTooLong(): boolean {
    return this.#text.length + this.#tail.length > MOST_CHARACTERS;
  }

  /** Takes the guess of what comes after the last segment. Returns whether that says anything new. */
  tail(text: string, language: string | null): boolean {
    const before = this.#whole();
    this.#tail = text;
    this.#language = language ?? this.#language;
    return this.#whole() !== before;
  }

  /** Takes the next segment, which stands for all that was guessed. Returns whether that says anything new. */
  add({ text, language, confidence }: HeardSegment): boolean {
    const before = this.#whole();
    this.#tail = "";
    if (text.trim() !== "") {
      this.#text = joined(this.#text, text, this.#joiner);
      this.#language = language ?? this.#language;
      if (confidence !== null && Number.isFinite(confidence))
        this.#confidences.push(Math.min(1, Math.max(0, confidence)));
    }
    return this.#whole() !== before;
  }

  /** Returns all of it as a partial. */
  partial(): TranscriptPart {
    return { type: "partial", text: this.#whole(), language: this.#language };
  }

  /** Returns all of it, guesses included, as a final, and begins the next. */
  takeFinal(): TranscriptPart {
    const count = this.#confidences.length;
    const confidence = count === 0 ? null : this.#confidences.reduce((sum, one) => sum + one, 0) / count;
    const final = { type: "final" as const, text: this.#whole(), language: this.#language, confidence };
    this.#text = "";
    this.#tail = "";
    this.#language = null;
    this.#confidences = [];
    return final;
  }

  #whole(): string {
    return joined(this.#text, this.#tail, this.#joiner).replace(/\s+/g, " ").trim();
  }
}

function joined(text: string, next: string, joiner: string): string {
  return text === "" || next === "" ? text + next : `${text}${joiner}${next}`;
}

/** Returns the ISO 639 code of a language as a vendor tags it: `en` of `en-US`; null for none. */
export function languageCode(tag: string | null | undefined): string | null {
  const code = tag?.split(/[-_]/)[0]?.toLowerCase() ?? "";
  return /^[a-z]{2,3}$/.test(code) ? code : null;
}
