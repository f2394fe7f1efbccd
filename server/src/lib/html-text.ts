import { decodeHtmlEntities } from "./html-entities.ts";
import { attributeOf, htmlTokens } from "./html-tags.ts";

/** How many line breaks an element stands apart from what is around it. */
const APART: Readonly<Record<string, number>> = Object.fromEntries([
  ...["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "figure"].map(
    (name) => [name, 2] as const,
  ),
  ...["div", "li", "tr", "dt", "dd", "section", "article", "header", "footer", "address", "form", "center"].map(
    (name) => [name, 1] as const,
  ),
]);

/** They have no end tag. */
const VOID = new Set(["br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "source", "embed"]);

/** What a reader does not see of the page. */
const UNSEEN = new Set(["head", "template", "noscript", "svg", "math", "object", "select", "audio", "video", "canvas"]);

/** The wrappers that mail programs put around what somebody else had written. */
const QUOTE_CLASS = /\b(?:gmail_quote(?:_container)?|yahoo_quoted|protonmail_quote|moz-cite-prefix|zmail_extra)\b/i;
const QUOTE_ID = /^(?:divRplyFwdMsg|appendonsend|isReplyContent|mail-editor-reference-message-container)$/i;
const HIDING = /(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|mso-hide\s{0,5}:\s{0,5}all)/i;

const DEEPEST_QUOTE = 10;
const LONGEST_LINK = 500;

interface OpenElement {
  readonly name: string;
  readonly isUnseen: boolean;
  readonly isQuote: boolean;
  /** Where the link leads; null for all that is no link. */
  readonly href: string | null;
  /** Where the text of the link begins in what was written. */
  readonly from: number;
}

interface Page {
  lines: string[];
  /** The pieces of the line that is being written; joined at its end, for long ones have very many. */
  line: string[];
  endsWithSpace: boolean;
  /** Line breaks that are due before the next word. */
  breaks: number;
  open: OpenElement[];
  /** How many elements of each name are open, so that a stray end tag is known at once. */
  counts: Map<string, number>;
  unseen: number;
  quotes: number;
  preformatted: number;
}

/**
 * Writes the text of an HTML page or mail as a person would read it: paragraphs apart, list items with a dash, links
 * with where they lead, quotations with `> ` before each line. What is hidden, and scripts and styles, are left out.
 * Takes time that grows with the length of the HTML, however it is broken.
 */
export function htmlToText(html: string): string {
  const page: Page = {
    lines: [],
    line: [],
    endsWithSpace: false,
    breaks: 0,
    open: [],
    counts: new Map(),
    unseen: 0,
    quotes: 0,
    preformatted: 0,
  };
  for (const token of htmlTokens(html)) {
    if (token.type === "text") writeText(page, token.text);
    else if (token.type === "open") openElement(page, token.name, token.attributes);
    else closeElement(page, token.name);
  }
  endLine(page);
  return page.lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function writeText(page: Page, source: string): void {
  if (page.unseen > 0) return;
  const decoded = decodeHtmlEntities(source).replaceAll("\u00ad", "");
  if (page.preformatted > 0) return writeLines(page, decoded);
  const text = decoded.replace(/\s+/g, " ");
  const isAfterSpace = page.breaks > 0 || page.line.length === 0 || page.endsWithSpace;
  const shown = isAfterSpace && text.startsWith(" ") ? text.slice(1) : text;
  if (shown !== "") append(page, shown);
}

function writeLines(page: Page, text: string): void {
  for (const [place, line] of text.split(/\r?\n/).entries()) {
    if (place > 0) breakLine(page, 1);
    if (line !== "") append(page, line);
  }
}

function append(page: Page, text: string): void {
  if (page.breaks > 0) {
    endLine(page);
    for (let count = 1; count < page.breaks; count++) page.lines.push("");
    page.breaks = 0;
  }
  if (page.line.length === 0) page.line.push("> ".repeat(Math.min(page.quotes, DEEPEST_QUOTE)));
  page.line.push(text);
  page.endsWithSpace = text.endsWith(" ");
}

function endLine(page: Page): void {
  if (page.line.length > 0) page.lines.push(page.line.join("").trimEnd());
  page.line = [];
  page.endsWithSpace = false;
}

function breakLine(page: Page, count: number): void {
  if (page.line.length > 0 || page.lines.length > 0) page.breaks = Math.max(page.breaks, count);
}

function openElement(page: Page, name: string, attributes: string): void {
  if (name === "br") {
    if (page.unseen === 0) page.breaks = Math.min(page.breaks + 1, 2);
    return;
  }
  if (name === "td" || name === "th") writeText(page, " ");
  breakLine(page, APART[name] ?? 0);
  if (VOID.has(name) || attributes.endsWith("/")) return;
  enterElement(page, elementOf(page, name, attributes));
}

function enterElement(page: Page, element: OpenElement): void {
  const { name, isUnseen, isQuote } = element;
  page.open.push(element);
  page.counts.set(name, (page.counts.get(name) ?? 0) + 1);
  if (isUnseen) page.unseen++;
  if (isQuote) {
    breakLine(page, 1);
    page.quotes++;
  }
  if (name === "pre") page.preformatted++;
  if (name === "li" && page.unseen === 0) append(page, "- ");
}

function elementOf(page: Page, name: string, attributes: string): OpenElement {
  const isPlain = attributes === "";
  const isUnseen = UNSEEN.has(name) || (!isPlain && isHidden(attributes));
  const isQuote = name === "blockquote" || (!isPlain && isQuotation(attributes));
  const href = name === "a" && !isPlain ? attributeOf(attributes, "href") : null;
  // A line that is yet to begin begins with the mark of its quotation.
  const isAtStart = page.breaks > 0 || page.line.length === 0;
  return { name, isUnseen, isQuote, href, from: isAtStart ? 1 : page.line.length };
}

function isHidden(attributes: string): boolean {
  return /\shidden(?:$|[\s=/])/i.test(attributes) || HIDING.test(attributeOf(attributes, "style") ?? "");
}

function isQuotation(attributes: string): boolean {
  return QUOTE_CLASS.test(attributeOf(attributes, "class") ?? "") || QUOTE_ID.test(attributeOf(attributes, "id") ?? "");
}

/** Closes an element with all that was left open in it. An end tag of what is not open means nothing. */
function closeElement(page: Page, name: string): void {
  if ((page.counts.get(name) ?? 0) === 0) {
    if (name === "p") breakLine(page, 2);
    return;
  }
  for (let element = page.open.pop(); element; element = page.open.pop()) {
    page.counts.set(element.name, (page.counts.get(element.name) ?? 1) - 1);
    leaveElement(page, element);
    if (element.name === name) return;
  }
}

function leaveElement(page: Page, { name, isUnseen, isQuote, href, from }: OpenElement): void {
  if (isUnseen) page.unseen--;
  if (name === "pre") page.preformatted--;
  if (href !== null && page.unseen === 0) writeLink(page, href, from);
  if (isQuote) {
    breakLine(page, 1);
    page.quotes--;
  }
  breakLine(page, APART[name] ?? 0);
}

function writeLink(page: Page, href: string, from: number): void {
  const shown = page.line.slice(from).join("").trim();
  if (!/^https?:\/\//i.test(href) || href.length > LONGEST_LINK || shown === "") return;
  if (page.breaks === 0 && !shown.includes(href) && !href.includes(shown)) append(page, ` (${href})`);
}
