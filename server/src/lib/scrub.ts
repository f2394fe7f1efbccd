import { PERSONAL } from "./masking.ts";

/** Values shorter than this say nothing of anybody, and would take most texts apart. */
const SHORTEST = 3;
/** Shorter ones are only found as whole words. */
const SHORTEST_PART = 5;
/** Longer ones are looked for as they are, in none of the other spellings. */
const LONGEST_PATTERN = 200;
const MOST_VALUES = 100;
const FEWEST_DIGITS = 6;

/** Replaces every occurrence of certain values, in a text or anywhere in a JSON value. */
export interface Scrub {
  text(text: string): string;
  /** Returns a copy, names of fields scrubbed as well. */
  value(value: unknown): unknown;
}

const NOTHING: Scrub = { text: (text) => text, value: (value) => value };

/**
 * Makes what replaces each of `values` by `[personal]`: in any letter case, whole or inside a larger text, as JSON and
 * URLs spell it, with other white space, and numbers with other separators. The longest hundred are looked for; values
 * under three characters are not.
 */
export function scrubOf(values: readonly string[]): Scrub {
  const worthwhile = [...new Set(values.map((value) => value.trim()))].filter((value) => value.length >= SHORTEST);
  if (worthwhile.length === 0) return NOTHING;
  const chosen = worthwhile.toSorted((a, b) => b.length - a.length).slice(0, MOST_VALUES);
  const long = chosen.filter((value) => value.length > LONGEST_PATTERN).flatMap(spellingsOf);
  const short = chosen.filter((value) => value.length <= LONGEST_PATTERN);
  const pattern = short.length === 0 ? null : new RegExp(short.map(patternOf).join("|"), "giu");
  const text = (from: string): string => {
    let scrubbed = from;
    for (const value of long) scrubbed = scrubbed.replaceAll(value, PERSONAL);
    return pattern === null ? scrubbed : scrubbed.replace(pattern, PERSONAL);
  };
  return { text, value: (value) => scrubbed(value, text) };
}

function scrubbed(value: unknown, text: (from: string) => string): unknown {
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return text(String(value)) === String(value) ? value : PERSONAL;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => scrubbed(item, text));
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [text(name), scrubbed(field, text)]));
}

/** The spellings of a value in plain text, in JSON text, in JSON text without letters beyond ASCII, and in addresses. */
function spellingsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const composed = [value.normalize("NFC"), value.normalize("NFD")];
  return [...new Set([value, json, ascii, ...composed, encodeURIComponent(value.toWellFormed())])];
}

function patternOf(value: string): string {
  const digits = value.replace(/\D/g, "");
  if (digits.length >= FEWEST_DIGITS && /^[\d\s()+./-]+$/.test(value)) return [...digits].join("[\\s().\\/-]{0,3}");
  const pattern = `(?:${spellingsOf(value).map(flexible).join("|")})`;
  return value.length >= SHORTEST_PART ? pattern : `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`;
}

function flexible(spelling: string): string {
  const parts = spelling.split(/\s+|%20/).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return parts.join("(?:\\s|\\+|%20){1,9}");
}
