import type { SpokenLanguage } from "./spoken-language.ts";
import { sayDigits, sayGroups } from "./spoken-numbers.ts";
import { END, type SpokenRule, sticky } from "./spoken-rule.ts";

const LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?";
const COMMON_TOPS =
  "com|org|net|info|io|ai|app|dev|eu|de|at|ch|fr|es|it|pt|nl|be|uk|us|ca|br|mx|pl|se|dk|no|fi|gov|edu";
/** Ends of names of hosts that are said as words. */
const SAID_TOPS = new Set(["com", "org", "net", "info", "app", "gov", "shop", "online"]);
/** More than this of an address nobody takes in. */
const LONGEST_PATH = 40;

/** Says a part of an address: as a word where it can be one, else letter by letter. */
function sayPart(part: string, language: SpokenLanguage): string {
  return part
    .split(/(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u)
    .map((run) => {
      if (/^\d+$/.test(run))
        return run.length <= 2 && run[0] !== "0" ? language.words.toCardinal(run) : sayDigits(run, language);
      return isSayable(run) ? run : [...run.toUpperCase()].join(" ");
    })
    .join(" ");
}

function isSayable(letters: string): boolean {
  if (SAID_TOPS.has(letters)) return true;
  return letters.length > 2 && letters.length <= 40
    ? /[aeiouyäöüáéíóúàèìòùâêîôû]/i.test(letters) || /[^\p{ASCII}]/u.test(letters)
    : false;
}

function sayAddress(address: string, language: SpokenLanguage): string {
  const parts = address.split(/([@._/+-])/).filter(Boolean);
  return parts
    .map((part) =>
      /^[@._/+-]$/.test(part) ? language.signs[part as "@" | "." | "_" | "/" | "+" | "-"] : sayPart(part, language),
    )
    .join(" ");
}

/** Letters with pauses between them. */
function spell(letters: string): string {
  return [...letters].join(", ");
}

const EMAIL: SpokenRule = {
  pattern: sticky(`(?:mailto:)?([\\p{L}\\p{N}][\\p{L}\\p{N}._+-]{0,63}@${LABEL}(?:\\.${LABEL}){1,5})`),
  say: ([, address = ""], { language }) => sayAddress(address, language),
};

const URL_ADDRESS: SpokenRule = {
  pattern: sticky(
    `(?:https?:\\/\\/(?:www\\.)?|www\\.)(${LABEL}(?:\\.${LABEL}){0,5})(?::\\d{1,5})?([/?#][^\\s<>"'”’»)\\]}]{0,1999})?`,
  ),
  say: ([all = "", host = "", path = ""], { language }) => sayUrl({ all, host, path }, language),
};

const BARE_ADDRESS: SpokenRule = {
  pattern: sticky(`((?:${LABEL}\\.){1,4}(?:${COMMON_TOPS}))(?![\\p{L}\\p{N}_@-])(\\/[^\\s<>"'”’»)\\]}]{0,500})?`),
  say: ([all = "", host = "", path = ""], { language }) =>
    /^[\p{Ll}\p{N}.-]+$/u.test(host) && /\p{L}\p{L}/u.test(host) ? sayUrl({ all, host, path }, language) : null,
};

/** Says a web address; what stands behind the host only where it is short and of words. Keeps a sentence's end. */
function sayUrl({ all, host, path }: { all: string; host: string; path: string }, language: SpokenLanguage): string {
  const end = /[.,;:!?…]{0,3}$/.exec(all)?.[0] ?? "";
  const rest = path.slice(0, path.length - (path.endsWith(end) ? end.length : 0)).replace(/\/$/, "");
  const isSaid = rest !== "" && rest.length <= LONGEST_PATH && /^[\p{L}\p{N}/._-]+$/u.test(rest);
  return `${sayAddress(`${host}${isSaid ? rest : ""}`, language)}${end}`;
}

const IBAN: SpokenRule = {
  pattern: sticky(`[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?${END}`),
  say: ([iban = ""], { language }) => {
    const plain = iban.replaceAll(" ", "");
    if ((plain.match(/\d/g)?.length ?? 0) < 10) return null;
    return (plain.match(/.{1,4}/g) ?? []).map((group) => sayMixed(group, language)).join(", ");
  },
};

/** Says letters and figures one by one. */
function sayMixed(group: string, { words }: SpokenLanguage): string {
  return [...group].map((sign) => (/\d/.test(sign) ? words.toCardinal(sign) : sign.toUpperCase())).join(" ");
}

const PHONE: SpokenRule = {
  pattern: sticky(`(\\+)?\\(?\\d{1,4}\\)?(?:[ ./-]{1,2}\\(?\\d{1,8}\\)?){1,7}${END}|(\\+)\\d{7,15}${END}`),
  say: ([phone = ""], { language }) => {
    const groups = phone.match(/\d+/g) ?? [];
    if (!isPhone(phone, groups)) return null;
    return `${phone.startsWith("+") ? `${language.signs["+"]} ` : ""}${sayGroups(groups, language)}`;
  },
};

/** Tells a telephone number from other figures: it begins with + or 0 or an area in brackets, or is written as in America. */
function isPhone(written: string, groups: readonly string[]): boolean {
  const digits = groups.join("").length;
  if (digits < 7 || digits > 17) return false;
  if (/^(?:\+|\()/.test(written)) return true;
  if (/^\d{3}[ .-]\d{3}[ .-]\d{4}$|^\d{3}-\d{4}$|^1[ -]\d{3}[ -]\d{3}[ -]\d{4}$/.test(written)) return true;
  const isDate = /^\d{1,2}([./-])\d{1,2}\1\d{2,4}$/.test(written);
  return /^0/.test(written) && !isDate && !/^\d+\.\d+$/.test(written);
}

const SPELLED: SpokenRule = {
  pattern: sticky(`\\p{L}(?:-\\p{L}){2,40}${END}`),
  say: ([spelled = ""]) => spell(spelled.replaceAll("-", "").toUpperCase()),
};

const CODE: SpokenRule = {
  pattern: sticky(`(?=[\\p{L}-]{0,20}\\d|\\d{1,20}-?\\p{L})[A-Za-z0-9]{1,24}(?:-[A-Za-z0-9]{1,24}){0,7}${END}`),
  say: ([code = ""], { language }) => sayCode(code, language),
};

function sayCode(code: string, language: SpokenLanguage): string | null {
  const runs = code.match(/[A-Za-z]+|\d+/g) ?? [];
  const isCapital = !/[a-z]/.test(code);
  if (runs.length < 2 || !/[A-Za-z]/.test(code) || (!isCapital && (runs.length < 4 || code.length < 5))) return null;
  const said = runs.map((run) => sayRun(run, language));
  return said.join(code.length <= 3 && !code.includes("-") ? " " : ", ");
}

function sayRun(run: string, language: SpokenLanguage): string {
  if (/\d/.test(run))
    return run.length <= 2 && run[0] !== "0" ? language.words.toCardinal(run) : sayDigits(run, language);
  return run.length > 3 && /[AEIOU]/.test(run) ? run : [...run.toUpperCase()].join(" ");
}

/** What is written as one and read out in parts: addresses, telephone numbers, codes. */
export const ADDRESS_RULES: readonly SpokenRule[] = [EMAIL, URL_ADDRESS, BARE_ADDRESS, IBAN, PHONE, SPELLED, CODE];
