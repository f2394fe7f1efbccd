/** A piece of a message: plain text, or an address that can be followed. */
export type TextPiece = { text: string; href: string | null };

const ADDRESS = /https?:\/\/[^\s<>"'`]+/g;

/** Splits a text at the web addresses in it. Punctuation that ends a sentence is no part of the address before it. */
export function splitLinks(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const href = withoutPunctuation(match[0]);
    if (!URL.canParse(href)) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), href: null });
    pieces.push({ text: href, href });
    end = match.index + href.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), href: null });
  return pieces;
}

function withoutPunctuation(address: string): string {
  const trimmed = address.replace(/[.,;:!?…]+$/, "");
  const isInBrackets = trimmed.endsWith(")") && !trimmed.includes("(");
  return isInBrackets ? withoutPunctuation(trimmed.slice(0, -1)) : trimmed;
}
