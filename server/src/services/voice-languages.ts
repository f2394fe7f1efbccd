import { type AgentConfig, languagesOf } from "../domain/agent-config.ts";
import { languageCode } from "../domain/language.ts";

/** So many words of another language are no slip. */
const WORDS_OF_A_LANGUAGE = 3;

/** Returns the ISO 639 code of a language by its English name; English for one that has none. */
export function codeOf(language: string): string {
  return languageCode(language) ?? "en";
}

/** Lists the codes of the languages that may be spoken, the one spoken now first. */
export function spokenCodes(config: AgentConfig, language: string): string[] {
  return [...new Set([language, ...languagesOf(config)].map(codeOf))];
}

/** Names the language of the agent's that the user has gone over to; null where they have not. */
export function languageTaken(
  config: AgentConfig,
  previous: string,
  { code, text }: { code: string; text: string },
): string | null {
  const language = languagesOf(config).find((name) => codeOf(name) === code);
  const isSlip = text.split(/\s+/).length < WORDS_OF_A_LANGUAGE;
  return language === undefined || language === previous || isSlip ? null : language;
}
