/** The GSM 7-bit default alphabet (3GPP TS 23.038, section 6.2.1) and the characters of its extension, which count twice. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "\f^{}\\[~]|€";
const BASIC_CHARACTERS: ReadonlySet<string> = new Set(BASIC);
const EXTENDED_CHARACTERS: ReadonlySet<string> = new Set(EXTENDED);

/** Counts the septets that one character takes; null for one that has no place in the GSM alphabet. */
function septetsOf(character: string): number | null {
  if (BASIC_CHARACTERS.has(character)) return 1;
  return EXTENDED_CHARACTERS.has(character) ? 2 : null;
}

/** How a text message is counted: in septets where all of it is in the GSM alphabet, else in UTF-16 units. */
export interface TextLength {
  readonly encoding: "gsm7" | "ucs2";
  readonly units: number;
}

/** Counts a text as text messages are counted. */
export function textLength(text: string): TextLength {
  let units = 0;
  for (const character of text) {
    const septets = septetsOf(character);
    if (septets === null) return { encoding: "ucs2", units: text.length };
    units += septets;
  }
  return { encoding: "gsm7", units };
}

const GRAPHEMES = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * Cuts a text into pieces of at most `limit` units each, in their order: behind a paragraph or sentence where one ends in
 * the second half of a piece, else behind a word, else between two characters that people see as such. The space at a
 * cut is left out.
 */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const fitting = fittingPrefix(rest, limit);
    const end = fitting === rest.length ? fitting : cutIn(rest, fitting);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return pieces;
}

/** Returns how many UTF-16 units of a text fit, at least one character however large it is. */
function fittingPrefix(text: string, limit: number): number {
  // Nothing longer can fit, and the rest of a long text need not be looked at.
  const window = text.slice(0, limit + 1);
  if (textLength(window).units <= limit) return window.length;
  let length = 0;
  let septets: number | null = 0;
  for (const { segment } of GRAPHEMES.segment(window)) {
    septets = septets === null ? null : addSeptets(septets, segment);
    const units = septets ?? length + segment.length;
    if (units > limit && length > 0) return length;
    length += segment.length;
    if (length > limit) return length === segment.length ? limit : length - segment.length;
  }
  return length;
}

function addSeptets(septets: number, segment: string): number | null {
  const { encoding, units } = textLength(segment);
  return encoding === "gsm7" ? septets + units : null;
}

const PARAGRAPH_END = /\n\s*(?=\S)/g;
const SENTENCE_END = /[.!?…。！？]["'”’)\]]*\s+(?=\S)/g;
const WORD_END = /\s+(?=\S)/g;

/** The end of a sentence is worth a shorter piece, but not one of a few words. */
function cutIn(text: string, fitting: number): number {
  // One more character tells whether a word ends exactly there.
  const window = text.slice(0, fitting + 1);
  for (const [end, least] of [
    [PARAGRAPH_END, fitting / 2],
    [SENTENCE_END, fitting / 2],
    [WORD_END, 1],
  ] as const) {
    const cut = lastEnd(window, end, fitting);
    if (cut >= least) return cut;
  }
  return fitting;
}

function lastEnd(window: string, end: RegExp, fitting: number): number {
  let last = 0;
  for (const match of window.matchAll(end)) {
    const at = match.index + match[0].trimEnd().length;
    if (at <= fitting && at > 0) last = at;
  }
  return last;
}
