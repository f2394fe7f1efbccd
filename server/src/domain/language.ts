import { z } from "zod";

/** The two-letter codes of ISO 639-1 whose English names the platform accepts. */
const CODES = (
  "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn " +
  "ko ky lo lt lv mk ml mn mr ms mt my nb ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz " +
  "vi yue zh zu"
).split(" ");

const englishNames = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
const CODE_BY_NAME = new Map(CODES.map((code) => [nameOf(code), code]));

function nameOf(code: string): string {
  return englishNames.of(code) ?? code;
}

/** Returns the ISO 639 code of a language by its English name; `null` for a name the platform does not know. */
export function languageCode(name: string): string | null {
  return CODE_BY_NAME.get(name) ?? null;
}

/** Returns the English name of a language by its ISO 639 code; the code itself when it has none. */
export function languageName(code: string): string {
  return nameOf(code);
}

/** Lists the English names of all languages the platform knows. */
export function languageNames(): string[] {
  return [...CODE_BY_NAME.keys()];
}

/** A language by its English name. */
export const languageSchema = z.string().superRefine((name, context) => {
  if (CODE_BY_NAME.has(name)) return;
  const fromCode = CODES.includes(name.toLowerCase()) ? nameOf(name.toLowerCase()) : null;
  const guess = fromCode ?? languageNames().find((known) => known.toLowerCase() === name.toLowerCase());
  const hint = guess ? `write "${guess}"` : "languages go by their English names, e.g. English, German, Spanish";
  context.addIssue({ code: "custom", message: `"${name}" is not a language we know: ${hint}` });
});
