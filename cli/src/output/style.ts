/**
 * Styles are written as noncharacters of Unicode, which no text holds that is exchanged, and become escape codes only
 * where a terminal reads. So everything else that looks like an escape code can be taken for what it is: not ours.
 */
const CODES = {
  "\ufdd0": 1,
  "\ufdd1": 2,
  "\ufdd2": 22,
  "\ufdd3": 31,
  "\ufdd4": 32,
  "\ufdd5": 33,
  "\ufdd6": 36,
  "\ufdd7": 39,
} as const;

const MARKS = /[\ufdd0-\ufdd7]/g;

const between = (begin: string, end: string) => (text: string) => `${begin}${text}${end}`;

/** Makes text stand out, where the output is a terminal with colours. */
export const bold = between("\ufdd0", "\ufdd2");
/** Makes text stand back. */
export const dim = between("\ufdd1", "\ufdd2");
/** The colour of what is wrong. */
export const red = between("\ufdd3", "\ufdd7");
/** The colour of what is well. */
export const green = between("\ufdd4", "\ufdd7");
/** The colour of what wants a look. */
export const yellow = between("\ufdd5", "\ufdd7");
/** The colour of places and headings. */
export const cyan = between("\ufdd6", "\ufdd7");

/** Turns styles to escape codes, or takes them out. */
export function rendered(text: string, hasColour: boolean): string {
  return text.replace(MARKS, (mark) => (hasColour ? `\x1b[${CODES[mark as keyof typeof CODES]}m` : ""));
}

/** Takes the styles out of a text. */
export function withoutStyle(text: string): string {
  return text.replace(MARKS, "");
}
