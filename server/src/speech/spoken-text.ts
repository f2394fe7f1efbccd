import { type NumberWords, numberWordsOf } from "./number-words.ts";
import { ADDRESS_RULES } from "./spoken-addresses.ts";
import { DATE_RULES, figureRules } from "./spoken-figures.ts";
import { DUTCH, ENGLISH, GERMAN } from "./spoken-germanic.ts";
import type { Sign, SpokenLanguage } from "./spoken-language.ts";
import { withoutMarkup } from "./spoken-markup.ts";
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from "./spoken-romance.ts";
import { anyWord, END, type SpokenRule, sticky } from "./spoken-rule.ts";

const LANGUAGES: ReadonlyMap<string, SpokenLanguage> = new Map([
  ["en", ENGLISH],
  ["de", GERMAN],
  ["nl", DUTCH],
  ["fr", FRENCH],
  ["es", SPANISH],
  ["it", ITALIAN],
  ["pt", PORTUGUESE],
]);
/** What lies behind is said as it is written: no piece of speech is so long. */
const LONGEST_TEXT = 10_000;
/** A word's letters and figures, else one sign. */
const TOKEN = /[\p{L}\p{M}\p{N}_]{1,500}|[^]/uy;
const WORD_BEFORE = /([\p{L}\p{M}]{1,30})[^\p{L}\p{N}\n]{0,3}$/u;
const WORD_AFTER = / ?([\p{L}\p{M}]{1,30})/uy;

const rules = new Map<SpokenLanguage, readonly SpokenRule[]>();

/**
 * Returns a text as people of that language (an ISO 639 code) say it: without Markdown and emoji, with numbers, dates,
 * times, money, units, telephone numbers, codes and addresses in words. Where the platform knows a language only by its
 * numbers, only whole numbers become words. Never throws; takes time in proportion to the text.
 */
export function spokenText(text: string, language: string): string {
  const head = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const plain = withoutMarkup(head.toWellFormed());
  const code = (language.split("-")[0] as string).toLowerCase();
  const spoken = LANGUAGES.get(code);
  const words = numberWordsOf(code);
  const said = spoken ? tidy(applied(plain, spoken)) : words ? withNumbers(plain, words) : plain;
  return said + text.slice(head.length).toWellFormed();
}

function withNumbers(text: string, words: NumberWords): string {
  return text.replace(/(?<![\p{L}\p{N}.,:/-])(?:0|[1-9]\d{0,8})(?![\p{L}\p{N}]|[.,:/-]\p{N})/gu, (number) =>
    words.toCardinal(number),
  );
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]{2,}/g, " ")
    .replace(/ ([,.!?;:](?:\s|$))/g, "$1")
    .replace(/([ap]\.m\.)\./g, "$1")
    .trim();
}

function applied(text: string, language: SpokenLanguage): string {
  const all = rulesOf(language);
  let said = "";
  for (let at = 0; at < text.length; ) {
    const step = sayAt(text, at, { all, language });
    said += step.said;
    at = step.next;
  }
  return said;
}

interface Spoken {
  readonly said: string;
  /** Where the text goes on. */
  readonly next: number;
}

/** Says what stands at a place: what the first rule finds that knows it, else the word or sign as it is. */
function sayAt(
  text: string,
  at: number,
  { all, language }: { all: readonly SpokenRule[]; language: SpokenLanguage },
): Spoken {
  if (/[^\s.,!?;:]/.test(text[at] as string)) {
    const before = WORD_BEFORE.exec(text.slice(Math.max(0, at - 40), at))?.[1]?.toLowerCase() ?? "";
    for (const rule of all) {
      const spoken = tryRule(rule, text, { at, before, language });
      if (spoken) return spoken;
    }
  }
  const said = matchAt(TOKEN, text, at)?.[0] ?? (text[at] as string);
  return { said, next: at + said.length };
}

function tryRule(
  rule: SpokenRule,
  text: string,
  { at, before, language }: { at: number; before: string; language: SpokenLanguage },
): Spoken | null {
  const found = matchAt(rule.pattern, text, at);
  if (!found) return null;
  const next = at + found[0].length;
  const said = rule.say(found, { language, before, after: matchAt(WORD_AFTER, text, next)?.[1] ?? "" });
  return said === null ? null : { said, next };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function rulesOf(language: SpokenLanguage): readonly SpokenRule[] {
  const known = rules.get(language);
  if (known) return known;
  const made = [
    abbreviationRule(language),
    ...DATE_RULES,
    ...ADDRESS_RULES,
    ...figureRules(language),
    ...signRules(language),
  ];
  rules.set(language, made);
  return made;
}

function abbreviationRule({ abbreviations }: SpokenLanguage): SpokenRule {
  const pattern = new RegExp(`${anyWord(Object.keys(abbreviations))}(?![\\p{L}\\p{N}_])`, "iuy");
  return {
    pattern,
    say: (found) => {
      const [written] = found;
      const said = abbreviations[written.toLowerCase()] as string;
      const isLast = found.input.slice(found.index + written.length, found.index + written.length + 40).trim() === "";
      // Its point is also that of the sentence.
      return isLast && written.endsWith(".") ? `${said}.` : said;
    },
  };
}

function signRules(language: SpokenLanguage): SpokenRule[] {
  const say = (sign: Sign) => ` ${language.signs[sign]} `;
  const rule = (pattern: RegExp, sign: Sign): SpokenRule => ({ pattern, say: () => say(sign) });
  return [
    { pattern: /[-−](?=\d)/uy, say: (found) => (isApart(found) ? `${language.minus} ` : null) },
    rule(/\+(?=\s?\d)/uy, "+"),
    rule(/#(?=\p{N})/uy, "#"),
    rule(/&/uy, "&"),
    rule(/@(?=\p{L})/uy, "@"),
    rule(/=/uy, "="),
    rule(/%/uy, "%"),
    rule(/§§?/uy, "§"),
    rule(/×/uy, "×"),
    rule(/÷/uy, "÷"),
    rule(/±/uy, "±"),
    rule(/[~≈](?=\s?\d)/uy, "~"),
    rule(/°/uy, "°"),
    { pattern: sticky(`(?:→|⇒|->|=>|•|·|\\|)${END}|→|[<>[\\]{}\\\\^|*]`), say: () => " " },
  ];
}

/** Tells whether a sign has nothing but space in front of it. */
function isApart({ input, index }: RegExpExecArray): boolean {
  return index === 0 || /[\s(]/.test(input[index - 1] as string);
}
