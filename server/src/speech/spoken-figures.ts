import type { Currency, SpokenLanguage } from "./spoken-language.ts";
import { plainNumber, sayDigits, sayNumber } from "./spoken-numbers.ts";
import { anyWord, END, type Place, type SpokenRule, sticky } from "./spoken-rule.ts";

/** Finds a number with or without groups of thousands and decimals. */
function numberPattern({ groupsBySpace }: SpokenLanguage): string {
  const groups = `\\d{1,3}(?:[.,\\u00a0\\u202f'${groupsBySpace ? " " : ""}]\\d{3}(?!\\d)){1,4}(?:[.,]\\d{1,9})?(?!\\d)`;
  return `(?:${groups}|\\d{1,15}(?:[.,]\\d{1,9})?(?!\\d))`;
}

const SPACE = "[ \\u00a0\\u202f]?";
/** Words behind which figures are a name and no number. */
const NAMING_WORDS = new Set(
  (
    "code pin number order ticket id reference ref extension ext passcode account flight zip room postcode nummer nr bestellnummer bestellung " +
    "kundennummer auftrag kennwort durchwahl konto postleitzahl plz numéro numero commande référence dossier compte número código codigo pedido " +
    "referencia cuenta ordine codice conto encomenda conta bestelnummer bestelling klantnummer"
  ).split(" "),
);
const LARGEST_ORDINAL = 9_999;

/** Names of fractions that are one sign. */
const FRACTION_SIGNS: Readonly<Record<string, readonly [number, number]>> = {
  "½": [1, 2],
  "⅓": [1, 3],
  "⅔": [2, 3],
  "¼": [1, 4],
  "¾": [3, 4],
};

function isDay(day: number, month: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

const ISO_DATE: SpokenRule = {
  pattern: sticky(`(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])(?:[T ](?=\\d{2}:\\d{2}))?`),
  say: ([all = "", year, month, day], { language, before }) => {
    if (!isDay(Number(day), Number(month))) return null;
    const said = language.date({ day: Number(day), month: Number(month), year: Number(year), before });
    return /[T ]$/.test(all) ? `${said}, ` : said;
  },
};

/** 3.5.2024, 3. 5. 2024, 03/05/24, and with a point behind 3.5. alone, which only German has. */
const LOCAL_DATE: SpokenRule = {
  pattern: sticky(
    `(\\d{1,2})(?:\\/(\\d{1,2})\\/(\\d{4}|\\d{2})|-(\\d{1,2})-(\\d{4})|\\. ?(\\d{1,2})\\. ?(\\d{4})|\\.(\\d{2})\\.(\\d{2})(?!\\.?\\d))(?!\\d)`,
  ),
  say: ([, first, ...rest], { language, before }) => {
    const [second, year = ""] = rest.filter((part) => part !== undefined);
    const isMonthFirst = language.dateOrder === "month_first" && rest[0] !== undefined && Number(first) <= 12;
    const [day, month] = (isMonthFirst ? [second, first] : [first, second]).map(Number) as [number, number];
    if (!isDay(day, month)) return null;
    return language.date({ day, month, year: Number(year) + (year.length === 2 ? 2_000 : 0), before });
  },
};

/** 14:30, and the first of two such times. */
const TIME: SpokenRule = {
  pattern: sticky(
    `(\\d{1,2}):(\\d{2})(?::\\d{2}(?:\\.\\d{1,9})?)?Z?(?: ?(?:(a|p)\\.?m\\.?|Uhr|uur|h)${END})?(?![:\\d])( ?[–—-] ?(?=\\d{1,2}:\\d{2}))?`,
  ),
  say: ([, hour, minute, half, isFirst], { language }) => {
    const said = sayTime({ hour, minute, half }, language);
    return said === null || isFirst === undefined ? said : `${said} ${language.signs.to} `;
  },
};

/** 10.30 Uhr and 14h30: with points or a letter only where a word makes it clear. */
const WORDED_TIME: SpokenRule = {
  pattern: sticky(`(\\d{1,2})(?:\\.(\\d{2}) (?:Uhr|uur)|h(\\d{2})| ?(a|p)\\.?m\\.?)${END}`),
  say: ([, hour, minute, other, half], { language }) =>
    half !== undefined && language.dateOrder !== "month_first"
      ? null
      : sayTime({ hour, minute: minute ?? other ?? "0", half }, language),
};

function sayTime(
  { hour, minute, half }: Record<"hour" | "minute" | "half", string | undefined>,
  language: SpokenLanguage,
): string | null {
  const time = { hour: Number(hour), minute: Number(minute) };
  if (time.hour > 24 || time.minute > 59) return null;
  return language.time({ ...time, half: half === undefined ? null : half === "a" ? "am" : "pm" });
}

const FRACTION: SpokenRule = {
  pattern: sticky(`(\\d{1,2})\\/(\\d{1,2})(?![\\d/])|(\\d{1,4})?([½⅓⅔¼¾])`),
  say: ([, over, under, whole, sign], { language }) => {
    const [top, bottom] =
      sign === undefined ? [Number(over), Number(under)] : (FRACTION_SIGNS[sign] as readonly [number, number]);
    const isFraction = bottom >= 2 && bottom <= 10 && top >= 1 && top < bottom;
    const said = isFraction ? language.fraction(top, bottom) : null;
    if (said === null)
      return `${language.words.toCardinal(top)} ${language.signs["/"]} ${language.words.toCardinal(bottom)}`;
    return whole === undefined ? said : `${language.words.toCardinal(whole)} ${language.signs["&"]} ${said}`;
  },
};

const VERSION: SpokenRule = {
  pattern: sticky(`(?:v(?=\\d))?(\\d{1,4}(?:\\.\\d{1,4}){2,5})(?!\\.?\\d)`),
  say: ([, version = ""], { language }) => {
    if (plainNumber(version, language) !== null) return null;
    const parts = version.split(".").map((part) => sayNumber(part, language));
    return parts.join(` ${language.signs["."]} `);
  },
};

/** Says a number that stands alone, as a name, a year or a number. */
function sayPlain(number: string, { language, before, after }: Place): string {
  if (number === "1") return language.one(after);
  if (isName(number, before)) return sayDigits(number, language);
  if (/^(?:1[1-9]|20)\d\d$/.test(number)) return language.year(Number(number));
  const plain = plainNumber(number, language);
  return plain === null ? sayDigits(number.replace(/\D/g, ""), language) : sayNumber(plain, language);
}

/** Tells whether figures are read out one by one: they begin with 0, are many and not round, or belong to a code. */
function isName(number: string, before: string): boolean {
  if (!/^\d+$/.test(number)) return false;
  const isRound = number.endsWith("000") && number.length < 10;
  return /^0\d/.test(number) || (number.length > 4 && !isRound) || (NAMING_WORDS.has(before) && number.length > 2);
}

function money(amount: string, { whole, part }: Currency, language: SpokenLanguage): string {
  const [wholes = "0", parts] = amount.split(".");
  const cents = parts === undefined ? 0 : Number(parts.padEnd(2, "0"));
  if (part === null || (parts !== undefined && parts.length > 2)) return `${sayNumber(amount, language)} ${whole[1]}`;
  if (cents === 0) return language.count(wholes, whole);
  const saidCents = language.count(String(cents), part);
  return Number(wholes) === 0 ? saidCents : language.sumOf(language.count(wholes, whole), saidCents, String(cents));
}

/** Days and times: what else has figures and signs between them comes after. */
export const DATE_RULES: readonly SpokenRule[] = [ISO_DATE, LOCAL_DATE, TIME, WORDED_TIME];

/** Makes the rules for what is written with figures in a language. */
export function figureRules(language: SpokenLanguage): SpokenRule[] {
  return [
    ordinal(language),
    ...moneyRules(language),
    ...measureRules(language),
    ...monthDates(language),
    FRACTION,
    VERSION,
    ...numberRules(language),
  ];
}

function moneyRules(language: SpokenLanguage): SpokenRule[] {
  const { currencies, magnitudes } = language;
  const number = numberPattern(language);
  const signs = anyWord(Object.keys(currencies));
  const currencyOf = (sign: string) => currencies[sign] as Currency;
  const sayMoney = (amount: string, sign: string) => {
    const plain = plainNumber(amount, language);
    return plain === null ? null : money(plain, currencyOf(sign), language);
  };
  return [
    {
      pattern: sticky(`(${signs})${SPACE}(${number})${SPACE}(${anyWord(magnitudes)})${END}`),
      say: ([, sign = "", amount = "", magnitude = ""], place) =>
        `${sayPlain(amount, place)} ${magnitude} ${currencyOf(sign).whole[1]}`,
    },
    { pattern: sticky(`(${signs})${SPACE}(${number})`), say: ([, sign = "", amount = ""]) => sayMoney(amount, sign) },
    {
      pattern: sticky(`(${number})${SPACE}(${signs})${END}`),
      say: ([, amount = "", sign = ""]) => sayMoney(amount, sign),
    },
    { pattern: sticky(`(${signs})${END}`), say: ([, sign = ""]) => currencyOf(sign).whole[1] },
  ];
}

function measureRules(language: SpokenLanguage): SpokenRule[] {
  const { units, signs } = language;
  const number = numberPattern(language);
  return [
    {
      pattern: sticky(`(${number})${SPACE}%`),
      say: ([, share = ""], place) => `${sayPlain(share, { ...place, after: "" })} ${signs["%"]}`,
    },
    {
      pattern: sticky(`(${number})${SPACE}(${anyWord(Object.keys(units))})${END}`),
      say: ([, amount = "", sign = ""]) => {
        const plain = plainNumber(amount, language);
        const noun = units[sign];
        if (plain === null || !noun) return null;
        return plain.includes(".") ? `${sayNumber(plain, language)} ${noun[1]}` : language.count(plain, noun);
      },
    },
  ];
}

function numberRules(language: SpokenLanguage): SpokenRule[] {
  const number = numberPattern(language);
  return [
    {
      // The first of two numbers; the second is left to the other rules, with its unit.
      pattern: sticky(`(${number})(?: ?[–—] ?|-)(?=\\d{1,15}(?![\\d-])|\\d{1,3}[.,]\\d)`),
      say: ([, first = ""], place) => `${sayPlain(first, { ...place, after: "" })} ${language.signs.to} `,
    },
    { pattern: sticky(`(${number})${END}`), say: ([, alone = ""], place) => sayPlain(alone, place) },
  ];
}

function ordinal({ ordinalMark }: SpokenLanguage): SpokenRule {
  return {
    pattern: sticky("(\\d{1,4})(", ordinalMark, `)${END}`),
    say: ([, number, mark = ""], { language, before, after }) => {
      const value = Number(number);
      return value < 1 || value > LARGEST_ORDINAL ? null : language.ordinal(value, { mark, before, after });
    },
  };
}

/** "March 3, 2024" and "3 March" where days are ordinals there; elsewhere they are said as they are written. */
function monthDates({ dateOrder, months }: SpokenLanguage): SpokenRule[] {
  if (dateOrder !== "month_first") return [];
  const month = `(${anyWord(months)})`;
  const monthOf = (name: string) => months.indexOf(name) + 1;
  const say = (
    { language, before }: Place,
    { name, day, year }: { name: string; day: string; year: string | undefined },
  ) =>
    isDay(Number(day), 1)
      ? language.date({ day: Number(day), month: monthOf(name), year: year ? Number(year) : null, before })
      : null;
  return [
    {
      pattern: sticky(`${month} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?${END}(?![:.,]\\d)`),
      say: ([, name = "", day = "", year], place) => say(place, { name, day, year }),
    },
    {
      pattern: sticky(`(\\d{1,2})(?:st|nd|rd|th)? ${month}(?:,? (\\d{4}))?${END}`),
      say: ([, day = "", name = "", year], place) => say(place, { name, day, year }),
    },
  ];
}
