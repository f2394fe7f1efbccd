import type { SpokenLanguage } from "./spoken-language.ts";

/** Numbers with more figures are read out figure by figure. */
const LONGEST_NUMBER = 15;
/** So many figures are read out without a pause at most. */
const LONGEST_GROUP = 4;
const READING_GROUP = 3;

/** Returns a number, written as that language's people or as programs write it, in the form that programs read. */
export function plainNumber(written: string, { decimalSign }: Pick<SpokenLanguage, "decimalSign">): string | null {
  const other = decimalSign === "." ? "," : ".";
  const groups = new RegExp(`^\\d{1,3}(?:[${other}\\u00a0\\u202f' ]\\d{3}){1,4}(?:[${decimalSign}]\\d{1,9})?$`);
  if (groups.test(written))
    return written
      .replace(/[^\d,.]/g, "")
      .replaceAll(other, "")
      .replace(decimalSign, ".");
  // In all languages models write "3.5", too; where points stand between thousands, three figures are a group.
  const isPlain = /^\d{1,15}(?:[.,]\d{1,9})?$/.test(written);
  return isPlain ? written.replace(",", ".") : null;
}

/** Says a number that has the form of `plainNumber`. */
export function sayNumber(plain: string, language: SpokenLanguage): string {
  const [whole = "", decimals] = plain.split(".");
  if (whole.length > LONGEST_NUMBER || /^0\d/.test(whole)) return sayDigits(plain.replace(".", ""), language);
  const said = language.words.toCardinal(whole);
  return decimals === undefined ? said : `${said} ${language.point} ${digitWords(decimals, language).join(" ")}`;
}

function digitWords(digits: string, { words }: Pick<SpokenLanguage, "words">): string[] {
  return [...digits].map((digit) => words.toCardinal(digit));
}

/** Reads figures out, in groups with pauses between them. */
export function sayDigits(digits: string, language: SpokenLanguage): string {
  return groupsOf(digits, language)
    .map((group) => sayGroup(group, language))
    .join(", ");
}

/** Reads groups of figures out as they are written: those of a telephone number. */
export function sayGroups(groups: readonly string[], language: SpokenLanguage): string {
  return groups.map((group) => sayDigits(group, language)).join(", ");
}

function sayGroup(group: string, language: SpokenLanguage): string {
  if (language.saysPairs && group.length === 2 && group[0] !== "0") return language.words.toCardinal(group);
  return digitWords(group, language).join(" ");
}

/** Cuts many figures into groups: pairs where people speak in pairs, else threes with a last one of up to four. */
function groupsOf(digits: string, { saysPairs }: Pick<SpokenLanguage, "saysPairs">): string[] {
  if (digits.length <= LONGEST_GROUP && !(saysPairs && digits.length === 4)) return [digits];
  const size = saysPairs && digits.length % 2 === 0 ? 2 : READING_GROUP;
  const groups: string[] = [];
  let at = 0;
  while (digits.length - at > (size === 2 ? 2 : LONGEST_GROUP)) {
    groups.push(digits.slice(at, at + size));
    at += size;
  }
  groups.push(digits.slice(at));
  return groups;
}
