/** The codes (ISO 639) of the languages that the platform knows by their English names. */
const KNOWN = new Set(
  (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km " +
    "kn ko ky lo lt lv mk ml mn mr ms mt my nb ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk " +
    "ur uz vi yue zh zu"
  ).split(" "),
);

const englishNames = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** Returns the English name of the language of a code such as `de` or `pt-BR`; null for one that is not known. */
export function languageOf(code: string): string | null {
  const [language = ""] = code.trim().toLowerCase().split(/[-_]/);
  return KNOWN.has(language) ? (englishNames.of(language) ?? null) : null;
}
