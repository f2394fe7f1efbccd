/** A piece is read out when so much of what it holds is figures, letters one by one, and addresses. */
const SHARE = 0.4;
/** So many figures or letters at least: "at 10" and "two of 3" are no codes. */
const LEAST_SIGNS = 5;
/** Longer pieces are never mainly a code: nobody says one for so long. */
const LONGEST = 2_000;

/** Figures, also in groups; letters one by one; letters and figures mixed; e-mail addresses. */
const READ_OUT =
  /[\p{L}\p{N}._+-]{1,64}@[\p{L}\p{N}.-]{2,100}|\+?\(?\p{Nd}[\p{Nd}()]{0,40}(?:[ ./,-]{1,2}\(?\p{Nd}[\p{Nd}()]{0,40}){0,20}|(?<![\p{L}\p{N}])\p{Lu}(?:[-, ]{1,2}\p{Lu}(?![\p{L}])){1,40}|(?<![\p{L}\p{N}])(?=[\p{Lu}-]{0,20}\p{Nd})[\p{Lu}\p{Nd}-]{3,40}(?![\p{L}\p{N}])/gu;
const NUMBER_WORDS = wordsOf(
  "zero oh one two three four five six seven eight nine null eins zwei zwo drei vier fünf sechs sieben acht neun zéro un deux trois quatre cinq sept huit neuf " +
    "cero uno dos tres cuatro cinco seis siete ocho nueve due tre quattro cinque sei sette otto nove um dois três quatro sete oito nul één twee drie vijf zes zeven negen",
);
/** Figures written as words, one after the other. */
const WORDS_IN_A_ROW = new RegExp(
  `(?<!\\p{L})(?:${NUMBER_WORDS})(?:[ ,-]{1,2}(?:${NUMBER_WORDS})(?!\\p{L})){3,40}`,
  "giu",
);

function wordsOf(list: string): string {
  return list
    .split(" ")
    .sort((a, b) => b.length - a.length)
    .join("|");
}

/**
 * Tells whether a piece of what an agent says is mainly something that is read out to be taken down: a telephone or
 * account number, a code, letters, an e-mail address. Sums of money, dates, times and numbers in a sentence are not.
 */
export function isReadingOut(text: string): boolean {
  if (text.length > LONGEST) return false;
  const found = [...(text.match(READ_OUT) ?? []), ...(text.match(WORDS_IN_A_ROW) ?? [])].filter(isCode);
  const read = found.reduce((sum, part) => sum + signsIn(part), 0);
  return read > 0 && read / (read + signsIn(withoutAll(text, found)) * 0.5) >= SHARE;
}

function isCode(part: string): boolean {
  if (part.includes("@")) return true;
  if (isDateOrTime(part)) return false;
  if (/^\p{L}{3}/u.test(part) && !/\p{Nd}/u.test(part) && /\p{Ll}/u.test(part)) return true;
  return signsIn(part) >= LEAST_SIGNS || /^\p{Lu}(?:[-, ]{1,2}\p{Lu}){2,}$/u.test(part);
}

/** Dates, and numbers with groups of thousands or decimals. */
function isDateOrTime(part: string): boolean {
  const plain = part.replace(/[ .,-]+$/, "");
  return (
    /^\d{4}-\d{2}-\d{2}$|^\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}$/.test(plain) ||
    /^\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?$|^\d+[.,]\d{1,2}$/.test(plain)
  );
}

function signsIn(text: string): number {
  return text.match(/[\p{L}\p{N}@]/gu)?.length ?? 0;
}

function withoutAll(text: string, parts: readonly string[]): string {
  return parts.reduce((rest, part) => rest.replace(part, () => " "), text);
}
