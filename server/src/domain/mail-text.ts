/** Characters that change the direction of what follows, so that a name or a file can look like another. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g;
/** Control characters but tab and line feed; and a byte order mark in the middle of a text. */
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFEFF]/g;

/** Of windows-1252, which most who say ISO-8859-1 mean by these codes. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Cleans a text of a mail: one kind of line ends, no control characters, nothing that turns the writing around. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(DIRECTIONS, "")
    .replace(/[\u0080-\u009F]/g, (code) => WINDOWS_1252[code.charCodeAt(0) - 0x80] as string)
    .replace(CONTROLS, "");
}

/** Cleans what a header holds and cuts it to `longest` characters: one line of text. Null when nothing is left. */
export function cleanLine(text: string, longest: number): string | null {
  const line = cleanText(text.slice(0, longest * 8))
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, longest)
    .toWellFormed();
  return line === "" ? null : line;
}

/**
 * Returns what somebody calls themselves in a mail; null when they do not, or by an address, which may be somebody
 * else's.
 */
export function cleanName(name: string): string | null {
  const clean = cleanLine(name, 100);
  return clean === null || /[^\s<>"']@[^\s<>"']/.test(clean) ? null : clean;
}
