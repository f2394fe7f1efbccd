import { FRENCH } from "./languages/french.ts";
import { GERMAN } from "./languages/german.ts";
import { ITALIAN } from "./languages/italian.ts";
import { PORTUGUESE } from "./languages/portuguese.ts";
import { SPANISH } from "./languages/spanish.ts";
import { ENGLISH, type Texts } from "./texts.ts";

/** The widget's texts by the codes of their languages (ISO 639-1). */
export const LANGUAGES: Readonly<Record<string, Texts>> = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
  it: ITALIAN,
  pt: PORTUGUESE,
};

/** Returns the code of the language in which somebody is spoken to who asks for a language as HTML names it (BCP 47). */
export function spokenFor(language: string | null): string {
  const code = (language ?? "").trim().toLowerCase().split(/[-_]/)[0] ?? "";
  return Object.hasOwn(LANGUAGES, code) ? code : "en";
}

/** Returns the texts in that language; the English ones where there are none. */
export function textsIn(language: string | null): Texts {
  return LANGUAGES[spokenFor(language)] ?? ENGLISH;
}
