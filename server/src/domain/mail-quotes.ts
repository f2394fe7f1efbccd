/** How mail programs introduce what they quote: the words a line begins with and the verb in it, by language. */
const ATTRIBUTIONS: readonly { readonly begins: RegExp; readonly verb: RegExp }[] = [
  { begins: /^on\s/i, verb: /\bwrote\b/i },
  { begins: /^am\s/i, verb: /\bschrieb\b/i },
  { begins: /^le\s/i, verb: /\sa écrit\b/i },
  { begins: /^el\s/i, verb: /\sescribió/i },
  { begins: /^il\s/i, verb: /\sha scritto\b/i },
  { begins: /^em\s/i, verb: /\sescreveu\b/i },
  { begins: /^op\s/i, verb: /\bschreef\b/i },
];
/** The same without a date before it: sure only when what follows is marked as quoted. */
const SOMEBODY_WROTE = /(?:\bwrote|\bschrieb|\sa écrit|\sescribió|\sha scritto|\sescreveu|\bschreef)\s?[:：]$/iu;
/** `2025-06-19 9:30 GMT+02:00 Kim <kim@example.com>:`, as Gmail wrote in languages it had no words for. */
const DATE_AND_ADDRESS = /^\d{4}[-./]\d{1,2}[-./]\d{1,2}\s[^<]{0,100}<[^<>\s]+@[^<>\s]+>\s?:$/;

const ORIGINAL_MESSAGE =
  /^[-_=\s]{2,40}(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht)[-_=\s]{2,40}$/iu;
const RULE = /^_{10,}$/;

/** The first lines of the block that Outlook puts above what it quotes, and the later ones. */
const FROM_LINE = /^\*?(?:from|von|de|da|van)\s?:\*?\s/iu;
const OTHER_LINE =
  /^\*?(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado(?: el)?|enviada(?: em)?|para|asunto|assunto|inviato|data|a|oggetto|verzonden|aan|onderwerp)\s?:\*?(?:\s|$)/iu;

const MOST_ATTRIBUTION_LINES = 4;
/** A line beyond this is a paragraph, and not looked at for marks. */
const LONGEST_MARK = 400;

const PHONE_SIGNATURE =
  /^(?:sent (?:from|via|with) (?:my |the |a |outlook|yahoo|proton|gmail|mail\b|iphone|ipad|samsung|android|mobile)|get outlook for|von meinem |gesendet (?:von|mit|über) |diese nachricht wurde von meinem |outlook für |envoyé (?:de(?:puis)? (?:mon |ma |l['’])|à partir d)|télécharge[rz] outlook|enviado (?:desde|de[lo]? (?:meu|mi)|do meu|a partir d)|obtén outlook|obter o outlook|inviato (?:da|dal) |scarica outlook|verzonden vanaf |verstuurd vanaf |outlook voor )/iu;

/**
 * Returns what a person wrote in a mail, without what they quoted and without their signature, as mail programs mark
 * them in English, German, French, Spanish, Italian, Portuguese and Dutch. Answers written between quoted lines stay.
 * Where nothing would be left, the whole text stays, for it may be what they wanted to show. Messages that were
 * forwarded stay, too.
 */
export function ownWordsOf(text: string): string {
  const lines = text.replaceAll("\u00a0", " ").split("\n");
  const kept = withoutSignature(withoutQuotes(lines));
  const words = joined(kept);
  return words === "" ? joined(lines) : words;
}

function joined(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function withoutQuotes(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let place = 0; place < lines.length; place++) {
    const line = markAt(lines, place);
    if (beginsHistory(lines, place)) {
      // Above a first line there is nothing that could be an answer: it was written below, or there is none.
      if (kept.some((each) => each.trim() !== "")) break;
      continue;
    }
    if (isQuoted(line)) continue;
    const length = attributionAt(lines, place);
    if (length === 0) kept.push(lines[place] as string);
    else if (!isFollowedByQuote(lines, place + length) && kept.some((each) => each.trim() !== "")) break;
    else place += length - 1;
  }
  return kept;
}

function markAt(lines: readonly string[], place: number): string {
  const line = lines[place] ?? "";
  return line.length > LONGEST_MARK ? line.slice(0, LONGEST_MARK).trimStart() : line.trim();
}

function isQuoted(line: string): boolean {
  return line.startsWith(">");
}

function beginsHistory(lines: readonly string[], place: number): boolean {
  const line = markAt(lines, place);
  if (ORIGINAL_MESSAGE.test(line)) return true;
  if (RULE.test(line)) return [1, 2].some((ahead) => isOutlookBlock(lines, place + ahead));
  return isOutlookBlock(lines, place);
}

/** `From:` with two more lines of its kind right below. */
function isOutlookBlock(lines: readonly string[], place: number): boolean {
  if (!FROM_LINE.test(markAt(lines, place))) return false;
  const below = [1, 2, 3, 4, 5].filter((ahead) => OTHER_LINE.test(markAt(lines, place + ahead)));
  return below.length >= 2;
}

/** Tells how many lines the introduction of a quotation that begins here has; 0 when none does. */
function attributionAt(lines: readonly string[], place: number): number {
  const first = markAt(lines, place);
  if (DATE_AND_ADDRESS.test(first)) return 1;
  const kind = ATTRIBUTIONS.find(({ begins }) => begins.test(first));
  if (kind) return lengthOfAttribution(lines, place, kind.verb);
  return SOMEBODY_WROTE.test(first) && isFollowedByQuote(lines, place + 1) ? 1 : 0;
}

function lengthOfAttribution(lines: readonly string[], place: number, verb: RegExp): number {
  let whole = "";
  for (let length = 1; length <= MOST_ATTRIBUTION_LINES; length++) {
    const line = markAt(lines, place + length - 1);
    if (line === "" || isQuoted(line)) return 0;
    whole += ` ${line}`;
    // Without a date or an address it is a sentence of theirs: "On reflection, this is what she wrote:".
    if (/[:：]$/.test(line)) return verb.test(whole) && /\d|@/.test(whole) ? length : 0;
  }
  return 0;
}

function isFollowedByQuote(lines: readonly string[], place: number): boolean {
  for (let ahead = place; ahead < place + 3; ahead++) {
    const line = markAt(lines, ahead);
    if (line !== "") return isQuoted(line);
  }
  return false;
}

/** Cuts at the line of two hyphens (RFC 3676, section 4.3), and what telephones and their programs add at the end. */
function withoutSignature(lines: readonly string[]): string[] {
  const mark = lines.findIndex((line) => /^--\s?$/.test(line));
  const kept = mark < 0 ? [...lines] : lines.slice(0, mark);
  for (let count = 0; count < 3; count++) {
    while (kept.length > 0 && kept.at(-1)?.trim() === "") kept.pop();
    const last = kept.at(-1)?.trim() ?? "";
    if (last.length > 100 || !PHONE_SIGNATURE.test(last.replace(/^[<[(*_]+/, ""))) break;
    kept.pop();
  }
  return kept;
}
