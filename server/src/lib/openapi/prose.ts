const TAG =
  /<\/?(?:a|b|blockquote|br|code|dd|div|dl|dt|em|h[1-6]|hr|i|img|li|ol|p|pre|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;

/** Of a link in Markdown only what is shown. */
const LINK = /\[([^[\]]*)\]\([^()\s]*\)/g;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/**
 * Reads a description, which may be Markdown or HTML, as plain text of at most `longest` characters; cut where a
 * sentence ends, else between two words, and then with "…". Empty for what is not text.
 */
export function prose(value: unknown, longest: number): string {
  if (typeof value !== "string") return "";
  // Nobody needs to read on where the text is cut in any case; tags take room, too.
  const text = value
    .slice(0, longest * 4)
    .replace(TAG, " ")
    .replace(LINK, "$1");
  const plain = text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
  return shorten(plain.replace(/\s+/g, " ").trim(), longest);
}

function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const room = text.slice(0, longest - 1).toWellFormed();
  const sentence = /^.*[.!?](?=\s)/s.exec(room)?.[0] ?? "";
  if (sentence.length >= longest / 2) return sentence;
  const word = room.lastIndexOf(" ");
  return `${(word < longest / 2 ? room : room.slice(0, word)).replace(/\uFFFD$/, "")}…`;
}
