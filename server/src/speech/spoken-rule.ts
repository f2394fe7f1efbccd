import type { SpokenLanguage } from "./spoken-language.ts";

/** Where in the text something was found. */
export interface Place {
  readonly language: SpokenLanguage;
  /** The word in front of it, in small letters, without signs. */
  readonly before: string;
  /** The word behind it. */
  readonly after: string;
}

/** One kind of what is written otherwise than it is said. */
export interface SpokenRule {
  /** Finds it where it begins; sticky, and every repetition in it is bounded, so that no text takes long. */
  readonly pattern: RegExp;
  /** Says what was found; null leaves it to the other rules. */
  say(found: RegExpExecArray, place: Place): string | null;
}

/** Makes a sticky pattern of pieces of one. */
export function sticky(...pieces: readonly (string | RegExp)[]): RegExp {
  return new RegExp(pieces.map((piece) => (typeof piece === "string" ? piece : piece.source)).join(""), "uy");
}

/** Makes a pattern that finds any of these words, the longest first. */
export function anyWord(words: readonly string[]): string {
  const escaped = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
  return `(?:${escaped.join("|")})`;
}

/** What stands behind a word or number that is whole. */
export const END = "(?![\\p{L}\\p{N}_])";
