import { Marked, type RendererObject, type Tokens } from "marked";
import { escapeHtml, html } from "../lib/html.ts";
import { coloured } from "./guide-code.ts";
import type { GuidePage } from "./guide-contents.ts";
import { headingAnchor, linkTarget } from "./guide-links.ts";

/** One heading of a document and what stands under it, up to the next. */
export interface GuideSection {
  /** Empty for what stands under the title itself. */
  anchor: string;
  heading: string;
  depth: number;
  /** The words under it, without marks. */
  text: string;
}

/** A document made ready to be shown. */
export interface GuideText {
  title: string;
  /** What stands under the title. It can be put into a page: only the documents' own marks are in it. */
  markup: string;
  sections: GuideSection[];
}

/** Where a document is, for the links in it. */
interface Place {
  file: string;
  pages: readonly GuidePage[];
}

/** Turns a document into HTML. Marks that would be HTML themselves are shown as they are written, but for comments. */
export function renderGuide(markdown: string, place: Place): GuideText {
  const anchors = new Map<string, number>();
  const sections: GuideSection[] = [];
  const renderer = { ...rendererFor(place), heading: headingRenderer(anchors, sections) };
  const marked = new Marked({ gfm: true, async: false, renderer });
  const tokens = marked.lexer(markdown);
  const [first] = tokens;
  const title = first?.type === "heading" && first.depth === 1 ? plainText((first as Tokens.Heading).tokens ?? []) : "";
  const rest = title === "" ? tokens : tokens.slice(1);
  sections.push({ anchor: "", heading: title, depth: 1, text: "" });
  const pieces = rest.map((token) => {
    const markup = marked.parser([token]);
    const section = sections.at(-1);
    if (token.type !== "heading" && section) section.text = `${section.text} ${plainText([token])}`.trim();
    return markup;
  });
  return { title, markup: pieces.join(""), sections };
}

function headingRenderer(
  anchors: Map<string, number>,
  sections: GuideSection[],
): NonNullable<RendererObject["heading"]> {
  return function heading({ tokens, depth }) {
    const text = plainText(tokens);
    const base = headingAnchor(text);
    const used = anchors.get(base) ?? 0;
    anchors.set(base, used + 1);
    const anchor = used === 0 ? base : `${base}-${used}`;
    sections.push({ anchor, heading: text, depth, text: "" });
    const words = this.parser.parseInline(tokens);
    return `<h${depth} id="${escapeHtml(anchor)}"><a class="anchor" href="#${escapeHtml(anchor)}">${words}</a></h${depth}>\n`;
  };
}

function rendererFor(place: Place): RendererObject {
  return { ...BLOCK_RENDERER, ...linkRenderer(place) };
}

function linkRenderer(place: Place): RendererObject {
  return {
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      const target = linkTarget(href, place.file, place.pages);
      if ("file" in target) return `${words}${pathNote(target.file, plainText(tokens))}`;
      const rel = target.isElsewhere ? ' rel="noreferrer"' : "";
      return `<a href="${escapeHtml(target.href)}"${rel}>${words}</a>`;
    },
    image({ href, text }) {
      const target = linkTarget(href, place.file, place.pages);
      const address = "file" in target ? "" : target.href;
      return html`<img src="${address}" alt="${text}" loading="lazy">`.markup;
    },
  };
}

const BLOCK_RENDERER: RendererObject = {
  code({ text, lang = "" }) {
    const [language = "", ...words] = lang.split(/\s+/);
    const file = words
      .find((word) => word.startsWith("file="))
      ?.slice("file=".length)
      .split("#")[0];
    const title = file === undefined ? null : html`<figcaption>${file}</figcaption>`;
    const kind = `of-${language === "" ? "text" : language}`;
    return html`<figure class="code ${kind}">${title}<pre tabindex="0"><code>${coloured(text, language)}</code></pre></figure>
`.markup;
  },
  html({ text }) {
    return text.trimStart().startsWith("<!--") ? "" : escapeHtml(text);
  },
  table(token) {
    const table = tableMarkup(token, (cell) => this.parser.parseInline(cell.tokens));
    return `<div class="wide" tabindex="0" role="group" aria-label="Table">${table}</div>\n`;
  },
  blockquote({ tokens }) {
    const [, kind] = /^\s*(Note|Warning)\b/.exec(plainText(tokens, " ")) ?? [];
    const body = this.parser.parse(tokens);
    if (kind === undefined) return `<blockquote>${body}</blockquote>\n`;
    return `<div class="callout ${kind.toLowerCase()}" role="note">${body}</div>\n`;
  },
};

/** Says where a file lies that is served nowhere, unless the link's words do so already. */
function pathNote(file: string, words: string): string {
  return file.endsWith(words) && words !== "" ? "" : html` <span class="path">(<code>${file}</code>)</span>`.markup;
}

function tableMarkup({ header, rows }: Tokens.Table, inner: (cell: Tokens.TableCell) => string): string {
  const row = (cells: Tokens.TableCell[], name: string) =>
    `<tr>${cells.map((cell) => `<${name}>${inner(cell)}</${name}>`).join("")}</tr>`;
  const isEmpty = (cell: Tokens.TableCell) => cell.text.trim() === "";
  const head = header.map((cell) => (isEmpty(cell) ? "<td></td>" : `<th scope="col">${inner(cell)}</th>`)).join("");
  const hasHead = !header.every(isEmpty);
  return `<table>${hasHead ? `<thead><tr>${head}</tr></thead>` : ""}<tbody>${rows.map((cells) => row(cells, "td")).join("")}</tbody></table>`;
}

/** A token of any kind, as far as its words matter. */
interface AnyToken {
  type: string;
  text?: string;
  tokens?: readonly AnyToken[];
  items?: readonly AnyToken[];
  /** The cells of a table's head; of a cell, whether it is one of them. */
  header?: readonly AnyToken[] | boolean;
  rows?: readonly (readonly AnyToken[])[];
}

/** What holds blocks, or cells, whose words stand apart. */
const HOLDERS = new Set(["list", "list_item", "blockquote", "table"]);

/** Returns the words of Markdown without its marks; what stands in blocks of code are words too. */
function plainText(tokens: readonly unknown[], between = ""): string {
  return (tokens as readonly AnyToken[]).map(wordsOf).join(between);
}

function wordsOf(token: AnyToken): string {
  if (token.type === "html" || token.type === "space") return "";
  if (token.type === "br") return " ";
  const inner = innerTokens(token);
  return inner.length === 0 ? (token.text ?? "") : plainText(inner, HOLDERS.has(token.type) ? " " : "");
}

function innerTokens({ tokens = [], items = [], header, rows = [] }: AnyToken): AnyToken[] {
  return [...items, ...(typeof header === "object" ? header : []), ...rows.flat(), ...tokens];
}
