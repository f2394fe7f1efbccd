import { type AgentConfig, languagesOf, personaFor } from "../domain/agent-config.ts";
import type { ConversationState } from "../domain/conversation-state.ts";
import { languageCode } from "../domain/language.ts";

/** So many words of another language are no slip. */
const WORDS_OF_A_LANGUAGE = 3;

/** Returns the ISO 639 code of a language by its English name; English for one that has none. */
export function codeOf(language: string): string {
  return languageCode(language) ?? "en";
}

/** The language in which a conversation is spoken, and what goes with it. */
export class SpokenLanguage {
  readonly #config: AgentConfig;
  readonly #state: Pick<ConversationState, "language">;
  #followed: string;

  constructor(config: AgentConfig, state: Pick<ConversationState, "language">) {
    this.#config = config;
    this.#state = state;
    this.#followed = state.language;
  }

  /** Its ISO 639 code. */
  get code(): string {
    return codeOf(this.#state.language);
  }

  /** The codes of the languages that may be spoken, the one spoken now first. */
  get codes(): string[] {
    return [...new Set([this.#state.language, ...languagesOf(this.#config)].map(codeOf))];
  }

  /** Who speaks it. */
  get voice(): { provider: string; id: string } {
    return personaFor(this.#config, this.#state.language)?.voice ?? { provider: "operator", id: "Female 1" };
  }

  /** Whether it is another one than when this was asked last. */
  hasChanged(): boolean {
    const { language } = this.#state;
    if (language === this.#followed) return false;
    this.#followed = language;
    return true;
  }

  /** Names the language of the agent's that the user has gone over to; null where they have not. */
  taken({ code, text }: { code: string; text: string }): string | null {
    const language = languagesOf(this.#config).find((name) => codeOf(name) === code);
    const isSlip = text.split(/\s+/).length < WORDS_OF_A_LANGUAGE;
    return language === undefined || language === this.#state.language || isSlip ? null : language;
  }
}
