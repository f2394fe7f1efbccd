import { type Html, html } from "../lib/html.ts";
import { FIRST_PAGE, type GuidePage } from "./guide-contents.ts";
import type { GuideSection, GuideText } from "./guide-markdown.ts";
import { type Hit, resultList } from "./guide-search.ts";

/** Where what the pages load is served. */
export const GUIDE_FILES = { style: "/docs/style.css", script: "/docs/guides.js", search: "/docs/search" } as const;

/** Shows one document among the others. */
export function guidePage(page: GuidePage, text: GuideText, pages: readonly GuidePage[]): string {
  const main = html`<article class="prose"><p class="section">${page.section}</p><h1>${text.title}</h1>
${{ markup: text.markup }}</article>${page.slug === FIRST_PAGE ? allSections(pages) : null}${around(page, pages)}`;
  return frame({ title: text.title, pages, page, sections: text.sections, main });
}

/** Shows what a search found. */
export function searchPage(words: string, hits: readonly Hit[], pages: readonly GuidePage[]): string {
  const told =
    words === ""
      ? html`<p>Write what you look for: a word, a field, an event, an error.</p>`
      : html`<p role="status">${countText(hits.length, words)}</p>${resultList(hits, "on-page-of-their-own")}`;
  const main = html`<div class="prose"><h1>Search</h1>${largeSearch(words)}${told}</div>`;
  return frame({ title: "Search", pages, page: null, sections: [], main });
}

/** Shows what a search found, for a list below the field. */
export function searchPart(words: string, hits: readonly Hit[]): string {
  return html`<p role="status" ${hits.length === 0 ? null : { markup: 'class="unseen"' }}>${countText(hits.length, words)}</p>${resultList(hits, "")}`
    .markup;
}

/** Says that there is no such page, and helps on. */
export function missingPage(path: string, pages: readonly GuidePage[]): string {
  const main = html`<div class="prose"><h1>There is no such page</h1>
<p>Nothing is served at <code>${path}</code>. Look for it, or begin at <a href="/docs">the overview</a>.</p>
${largeSearch("")}</div>${allSections(pages)}`;
  return frame({ title: "There is no such page", pages, page: null, sections: [], main });
}

function countText(count: number, words: string): string {
  if (count === 0) return `Nothing was found for “${words}”.`;
  return count === 1 ? "One place was found." : `${count} places were found.`;
}

interface Frame {
  title: string;
  pages: readonly GuidePage[];
  page: GuidePage | null;
  sections: readonly GuideSection[];
  main: Html;
}

function frame({ title, pages, page, sections, main }: Frame): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} · Operator docs</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="/favicon.svg"><link rel="stylesheet" href="${GUIDE_FILES.style}">
<script src="${GUIDE_FILES.script}" defer></script></head>
<body><a class="skip" href="#content">Skip to the content</a>
${documentBar(html`<button class="menu" type="button" popovertarget="contents">Pages</button>`)}
<div class="layout">${contents(pages, page, sections)}
<main id="content">${main}</main>
${onPage(sections)}</div></body></html>
`.markup;
}

/** What stands above every document: the way to the first page, the search, and `first` before them. */
export function documentBar(first: Html | null): Html {
  return html`<header class="bar"><div>${first}<p class="brand"><a href="/docs">Operator <span>docs</span></a></p>
${searchForm()}<a class="go" href="/docs/reference">Reference</a><a class="go" href="/">Talk</a></div></header>`;
}

function searchForm(): Html {
  return html`<form class="search" role="search" action="${GUIDE_FILES.search}"><input type="search" name="q"
aria-label="Search the documents" placeholder="Search" maxlength="100" autocomplete="off" spellcheck="false">
<div class="found" hidden></div></form>`;
}

function largeSearch(words: string): Html {
  return html`<form class="search large" action="${GUIDE_FILES.search}"><div class="ask"><input type="search" name="q" value="${words}"
aria-label="What to look for" maxlength="100" autocomplete="off" spellcheck="false"><button>Search</button></div></form>`;
}

function contents(pages: readonly GuidePage[], current: GuidePage | null, sections: readonly GuideSection[]): Html {
  const within = sections.filter(({ depth }) => depth === 2);
  const link = (page: GuidePage) => {
    if (page !== current) return html`<li><a href="${page.path}">${page.title}</a></li>`;
    const parts = within.map(({ anchor, heading }) => html`<li><a href="#${anchor}">${heading}</a></li>`);
    return html`<li><a href="${page.path}" aria-current="page">${page.title}</a>${parts.length === 0 ? null : html`<ul class="within">${parts}</ul>`}</li>`;
  };
  const groups = bySection(pages).map(
    ([section, ofSection]) => html`<p class="head">${section}</p><ul>${ofSection.map(link)}</ul>
`,
  );
  return html`<nav class="contents" id="contents" popover aria-label="Pages">${groups}</nav>`;
}

function bySection(pages: readonly GuidePage[]): [string, GuidePage[]][] {
  const sections = [...new Set(pages.map(({ section }) => section))];
  return sections.map((section) => [section, pages.filter((page) => page.section === section)]);
}

function onPage(sections: readonly GuideSection[]): Html | null {
  const shown = sections.filter(({ depth }) => depth === 2 || depth === 3);
  if (shown.length < 2) return null;
  const items = shown.map(
    ({ anchor, heading, depth }) =>
      html`<li class="${depth === 3 ? "deeper" : "part"}"><a href="#${anchor}">${heading}</a></li>`,
  );
  return html`<nav class="on-page" aria-label="On this page"><p>On this page</p><ul>${items}</ul></nav>`;
}

function around(page: GuidePage, pages: readonly GuidePage[]): Html {
  const at = pages.indexOf(page);
  const link = (to: GuidePage | undefined, kind: "back" | "next", label: string) =>
    to
      ? html`<a class="${kind}" rel="${kind === "next" ? "next" : "prev"}" href="${to.path}"><span>${label}</span>${fullTitle(to)}</a>`
      : null;
  return html`<nav class="around" aria-label="Before and after this page">${link(pages[at - 1], "back", "Before")}${link(pages[at + 1], "next", "Next")}</nav>`;
}

/** Two sections have a page called Fundamentals. */
function fullTitle({ section, title }: GuidePage): string {
  return ["Fundamentals", "Configuration", "Overview"].includes(title) ? `${section}: ${title}` : title;
}

function allSections(pages: readonly GuidePage[]): Html {
  const groups = bySection(pages).map(([section, ofSection]) => {
    const links = ofSection.map(({ path, title }) => html`<li><a href="${path}">${title}</a></li>`);
    return html`<section><h2>${section}</h2><ul>${links}</ul></section>`;
  });
  return html`<div class="sections">${groups}</div>`;
}
