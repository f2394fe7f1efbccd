import type { NumberWords } from "./number-words.ts";

/** A thing that is counted: one of it, several of it, and whether its word is feminine. */
export type Noun = readonly [one: string, many: string, gender?: "f"];

/** A currency and its hundredth part; null where it is not divided. */
export interface Currency {
  readonly whole: Noun;
  readonly part: Noun | null;
}

/** A time of the day. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  /** What was written behind it in English. */
  readonly half: "am" | "pm" | null;
}

/** A day; `year` is null where none was written. `before` is the word in front of it, in small letters. */
export interface Day {
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
  readonly before: string;
}

/** How one language says what is written in figures and signs. */
export interface SpokenLanguage {
  readonly words: NumberWords;
  /** The sign before the decimals, and the word for it. */
  readonly decimalSign: "." | ",";
  readonly point: string;
  readonly minus: string;
  /** Whether groups of two digits are said as numbers where digits are read out, as in French telephone numbers. */
  readonly saysPairs: boolean;
  /** Whether a plain space stands between groups of thousands. */
  readonly groupsBySpace: boolean;
  /** The order in which days are written with strokes: 5/3/2024. */
  readonly dateOrder: "day_first" | "month_first";
  readonly months: readonly string[];
  readonly signs: Readonly<Record<Sign, string>>;
  readonly currencies: Readonly<Record<string, Currency>>;
  readonly units: Readonly<Record<string, Noun>>;
  /** What a number so large is counted in, behind a sum of money: "$3 million". */
  readonly magnitudes: readonly string[];
  /** Abbreviations with their points, in small letters. */
  readonly abbreviations: Readonly<Record<string, string>>;
  /** What stands behind the figures of an ordinal: a pattern of all that may. */
  readonly ordinalMark: RegExp;
  /** Says 1 in front of that word; it may be empty. */
  one(after: string): string;
  ordinal(value: number, context: { mark: string; before: string; after: string }): string | null;
  /** Says a number in front of its noun. */
  count(value: string, noun: Noun): string;
  sumOf(whole: string, part: string, partValue: string): string;
  date(day: Day): string;
  time(time: TimeOfDay): string;
  year(value: number): string;
  fraction(over: number, under: number): string | null;
}

/** The signs that are said as words. */
export type Sign = "&" | "%" | "@" | "." | "-" | "_" | "/" | "+" | "=" | "#" | "to" | "§" | "×" | "÷" | "±" | "~" | "°";

/** Makes a table of words for signs from a list in the order of `Sign`. */
export function signWords(list: string): Record<Sign, string> {
  const signs: Sign[] = ["&", "%", "@", ".", "-", "_", "/", "+", "=", "#", "to", "§", "×", "÷", "±", "~", "°"];
  const words = list.split(",").map((word) => word.trim());
  return Object.fromEntries(signs.map((sign, place) => [sign, words[place] as string])) as Record<Sign, string>;
}

/** Makes a table from lines such as `km: kilometre kilometres; kg: kilogram kilograms`, `f` behind what is feminine. */
export function nouns(list: string): Record<string, Noun> {
  const entries = list.split(";").map((entry) => entry.trim().split(/:\s*/));
  return Object.fromEntries(
    entries.map(([sign = "", words = ""]) => {
      const [one = "", many = one, gender] = words.split("|").map((word) => word.trim());
      return [sign, gender === "f" ? [one, many, "f"] : [one, many]] as const;
    }),
  );
}

/** Makes a table of currencies from such lines: the hundredth part stands behind an oblique stroke. */
export function currencies(list: string): Record<string, Currency> {
  const parts = list.split(";").map((entry) => entry.trim().split(/:\s*/));
  return Object.fromEntries(
    parts.flatMap(([signs = "", words = ""]) => {
      const [whole = "", part = null] = words.split("/");
      const read = (text: string) => Object.values(nouns(`x: ${text}`))[0] as Noun;
      const currency = { whole: read(whole), part: part === null ? null : read(part) };
      return signs.split(" ").map((sign) => [sign, currency] as const);
    }),
  );
}

/** Makes a table of abbreviations from lines such as `z.b. = zum Beispiel`. */
export function abbreviations(list: string): Record<string, string> {
  return Object.fromEntries(list.split(";").map((entry) => entry.split("=").map((part) => part.trim())));
}
