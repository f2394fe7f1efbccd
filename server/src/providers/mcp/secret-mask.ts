import { DEEPEST_JSON } from "../../lib/json-depth.ts";
import { isSecretName, SECRET } from "../../lib/masking.ts";
import { logText } from "../../lib/presentable.ts";
import type { McpEndpoint } from "../../ports/mcp.ts";

/** Shorter values turn up in any text, and would make it unreadable. */
const SHORTEST_IN_ANSWERS = 8;
const SHORTEST_IN_WORDS = 4;
const LONGEST_LINE = 500;

/** Takes the secrets that a server was given out of what it says. */
export interface SecretMask {
  /**
   * Cleans a message, in every text of it. Only values that are secret for sure are taken out: a setting such as a
   * directory is part of honest answers.
   */
  message(value: unknown): unknown;
  /** Cleans words for people, and cuts them to a line of at most 500 characters. */
  words(text: string): string;
}

/** Makes the mask for what a server was given. */
export function secretMask(endpoint: McpEndpoint): SecretMask {
  const inAnswers = secretValues(endpoint).filter((value) => value.length >= SHORTEST_IN_ANSWERS);
  const inWords = allValues(endpoint).filter((value) => value.length >= SHORTEST_IN_WORDS);
  return {
    message: (value) => (inAnswers.length === 0 ? value : cleanValue(value, inAnswers, 0)),
    words: (text) => {
      const line = cleanText(text, inWords).replace(/[\s\p{Cc}]+/gu, " ");
      return logText(line.trim(), LONGEST_LINE);
    },
  };
}

function allValues(endpoint: McpEndpoint): string[] {
  if (endpoint.type === "http") return longestFirst(Object.values(endpoint.headers).flatMap(partsOf));
  return longestFirst(Object.values(endpoint.environment));
}

function secretValues(endpoint: McpEndpoint): string[] {
  if (endpoint.type === "http") return allValues(endpoint);
  const secret = Object.entries(endpoint.environment).filter(([name, value]) => isSecret(name, value));
  return longestFirst(secret.map(([, value]) => value));
}

/** `Bearer abc` opens something by its second word. */
function partsOf(header: string): string[] {
  return [header, ...header.split(/\s+/).slice(1)];
}

function isSecret(name: string, value: string): boolean {
  return isSecretName(name) || /key$/i.test(name) || /^(?=.*\d)(?=.*[A-Za-z])[\w+=.-]{20,}$/.test(value);
}

function longestFirst(values: readonly string[]): string[] {
  return [...new Set(values)].sort((a, b) => b.length - a.length);
}

function cleanValue(value: unknown, secrets: readonly string[], depth: number): unknown {
  if (typeof value === "string") return cleanText(value, secrets);
  if (typeof value !== "object" || value === null || depth > DEEPEST_JSON) return value;
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, secrets, depth + 1));
  const fields = Object.entries(value).map(([name, field]) => [name, cleanValue(field, secrets, depth + 1)]);
  return Object.fromEntries(fields);
}

function cleanText(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, SECRET);
  return clean;
}
