/** Signs that only eyes can read: emoji, flags, and what joins and colours them. */
const EMOJI =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}\u{fe0e}\u{fe0f}\u{20e3}\u{200d}\u{e0020}-\u{e007f}]/gu;
const EMOTICON = /(^|\s)[:;]-?[)(DPp](?=\s|$)/g;
/** `[text](address)`, with or without `!`; longer ones are left to be read as they stand. */
const LINK = /!?\[([^[\]\n]{0,300})\]\([^()\s]{0,1000}(?: "[^"\n]{0,200}")?\)/g;
const TAG = /<\/?[a-zA-Z][^<>\n]{0,200}>/g;
const ADDRESS_TAG = /<((?:https?:\/\/|mailto:)?[^\s<>]{3,500}[.@][^\s<>]{1,300})>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": " ",
};
const ENTITY = /&(?:amp|lt|gt|quot|nbsp);/g;
/** Marks of bold, slanted and struck-out type, around words. */
const TYPE_MARKS =
  /\*{1,3}(?=\S)|(?<=\S)\*{1,3}|~~|`{1,3}|(?<![\p{L}\p{N}_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\p{L}\p{N}_])/gu;
const RULE_LINE = /^\s{0,3}(?:[-*_] ?){3,}$|^[|\s:-]{3,}$|^\s{0,3}(?:```|~~~)/;
const HEADING = /^\s{0,3}#{1,6}\s+/;
const QUOTE = /^\s{0,3}(?:>\s?)+/;
const BULLET = /^\s{0,12}[-*+•‣◦·]\s+(?:\[[ xX]\]\s+)?/;
const NUMBERED = /^\s{0,12}\d{1,3}[.)]\s+(?=\S)/;
const SENTENCE_END = /[.!?:;,…。！？؟।]["'”’»)\]]*$/;

/** Returns what a text says without its Markdown, HTML and emoji. Items of lists and headings become sentences. */
export function withoutMarkup(text: string): string {
  const flat = text
    .replace(LINK, "$1")
    .replace(ADDRESS_TAG, "$1")
    .replace(TAG, " ")
    .replace(ENTITY, (entity) => ENTITIES[entity] as string)
    .replace(EMOJI, "")
    .replace(EMOTICON, "$1");
  const lines = flat.split(/\r?\n/).filter((line) => line.length > 1_000 || !RULE_LINE.test(line));
  return lines
    .map((line) => plainLine(line))
    .filter(Boolean)
    .join(" ")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ([,.!;](?:\s|$))/g, "$1")
    .trim();
}

function plainLine(line: string): string {
  const unquoted = line.replace(QUOTE, "");
  const isItem = HEADING.test(unquoted) || BULLET.test(unquoted) || NUMBERED.test(unquoted);
  const bare = unquoted.replace(HEADING, "").replace(BULLET, "");
  const plain = cells(bare).replace(TYPE_MARKS, "").trim();
  if (plain === "" || !isItem || SENTENCE_END.test(plain)) return plain;
  return `${plain}.`;
}

/** Makes a sentence of a table's line. */
function cells(line: string): string {
  const trimmed = line.trim();
  if (!trimmed.startsWith("|") || !trimmed.endsWith("|") || trimmed.length < 3) return line;
  const parts = trimmed.slice(1, -1).split("|");
  return `${parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(", ")}.`;
}
