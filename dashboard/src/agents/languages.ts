const CODES =
  "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms mt my nb ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi yue zh zu";
const names = new Intl.DisplayNames(["en"], { type: "language" });

/** The languages that an agent may speak, by their English names, as the platform knows them. */
export const LANGUAGES: readonly string[] = [...new Set(CODES.split(" ").map((code) => names.of(code) ?? code))].sort();
