import { knownSecrets } from "../../lib/known-secrets.ts";
import { isSecretName } from "../../lib/masking.ts";
import { presenter } from "../../lib/presentable.ts";
import type { McpEndpoint } from "../../ports/mcp.ts";

const LONGEST_LINE = 500;

/** Takes the secrets that a server was given out of what it says. */
export interface SecretMask {
  /**
   * Cleans a message, in every text of it. Only values that are secret for sure are taken out: a setting such as a
   * directory is part of honest answers.
   */
  message(value: unknown): unknown;
  /** Cleans words for people, and makes one line of them, of at most 500 characters. */
  words(text: string): string;
}

/** Makes the mask for what a server was given. */
export function secretMask(endpoint: McpEndpoint): SecretMask {
  const all = endpoint.type === "http" ? endpoint.headers : endpoint.environment;
  const certain = Object.entries(all).filter(([name, value]) => endpoint.type === "http" || isSecret(name, value));
  const inAnswers = knownSecrets([JSON.stringify(Object.fromEntries(certain))]);
  const inWords = presenter(knownSecrets([JSON.stringify(all)]).mask);
  return {
    message: (value) => (certain.length === 0 ? value : inAnswers.maskValue(value)),
    words: (text) => inWords.text(text.replace(/[\s\p{Cc}]+/gu, " ").trim(), LONGEST_LINE),
  };
}

function isSecret(name: string, value: string): boolean {
  return isSecretName(name) || /key$/i.test(name) || /^(?=.*\d)(?=.*[A-Za-z])[\w+=.-]{20,}$/.test(value);
}
