import { DOCUMENT_STYLE } from "./document-style.ts";

/** The bar above every document, with the field that searches them and what it finds. */
export const BAR_STYLE = `
:root { --edge: #8a8478; }
@media (prefers-color-scheme: dark) { :root { --edge: #747c76; } }
html { scroll-padding-top: 5rem; }
.bar { position: sticky; top: 0; z-index: 2; background: var(--surface); border-bottom: 1px solid var(--line); }
.bar > div { display: flex; align-items: center; gap: 0.5rem 1.25rem; max-width: 92rem; margin: 0 auto; padding: 0.625rem 1.25rem; }
.brand { margin: 0; font-size: 1.0625rem; font-weight: 700; letter-spacing: -0.01em; white-space: nowrap; }
.brand a { color: var(--ink); text-decoration: none; }
.brand span { color: var(--muted); font-weight: 400; }
.bar .search { flex: 1; max-width: 24rem; margin-left: auto; }
.bar .go { color: var(--muted); text-decoration: none; font-size: 0.9375rem; white-space: nowrap; display: none; }
.bar .go:hover { color: var(--ink); text-decoration: underline; }
@media (min-width: 40rem) { .bar .go { display: block; } }
.search { position: relative; margin: 0; }
.search input { width: 100%; font: inherit; font-size: 0.9375rem; padding: 0.4375rem 0.75rem; color: var(--ink); background: var(--canvas); border: 1px solid var(--edge); border-radius: 0.5rem; }
.search input::placeholder { color: var(--muted); opacity: 1; }
.found { position: absolute; z-index: 2; top: calc(100% + 0.375rem); right: 0; width: min(34rem, calc(100vw - 2rem)); max-height: min(32rem, calc(100vh - 6rem)); overflow-y: auto; padding: 0.5rem; background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem; box-shadow: 0 1rem 2.5rem rgb(0 0 0 / 0.18); }
.found p { margin: 0; padding: 0.5rem 0.75rem; color: var(--muted); }
.results, .prose .results { list-style: none; margin: 0; padding: 0; }
.results li { margin: 0; }
.results a { display: block; padding: 0.5rem 0.75rem; border-radius: 0.5rem; color: var(--ink); text-decoration: none; }
.results a:hover, .results a:focus { background: var(--soft); color: var(--on-soft); }
.results a:hover .where, .results a:focus .where, .results a:hover .words, .results a:focus .words { color: inherit; }
.results .where { display: block; font-size: 0.8125rem; color: var(--muted); }
.results .hit { display: block; font-weight: 600; overflow-wrap: anywhere; }
.results .words { display: block; font-size: 0.875rem; line-height: 1.45; color: var(--muted); overflow-wrap: anywhere; }
.results mark { background: none; color: inherit; font-weight: 700; text-decoration: underline; text-decoration-color: var(--accent); text-decoration-thickness: 2px; text-underline-offset: 0.15em; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

const PROSE = `
.prose { font-size: 1.0625rem; line-height: 1.65; overflow-wrap: break-word; }
.prose > * { max-width: 46rem; }
.prose > figure, .prose > .wide { max-width: 52rem; }
.prose p, .prose ul, .prose ol { margin: 0 0 1.125rem; }
.prose h1, .prose h2, .prose h3, .prose h4 { line-height: 1.25; text-wrap: balance; }
.prose h1 { font-size: 2.25rem; letter-spacing: -0.025em; margin: 0 0 1.25rem; }
.prose h2 { font-size: 1.5rem; letter-spacing: -0.015em; margin: 3rem 0 0.875rem; }
.prose h3 { font-size: 1.1875rem; margin: 2.25rem 0 0.625rem; }
.prose h4 { font-size: 1.0625rem; margin: 1.75rem 0 0.5rem; }
.prose .section { margin: 0 0 0.375rem; font-size: 0.875rem; font-weight: 600; color: var(--accent); }
.anchor { color: inherit; text-decoration: none; }
.anchor:hover { text-decoration: underline; }
:target > .anchor { text-decoration: underline; text-decoration-color: var(--accent); text-decoration-thickness: 2px; }
.prose li > p { margin: 0 0 0.5rem; }
.prose ol, .prose ul { padding-left: 1.5rem; }
.prose :not(pre) > code { background: var(--sunken); border-radius: 0.25rem; padding: 0.0625rem 0.25rem; }
.prose .anchor > code { background: none; padding: 0; }
.path { color: var(--muted); font-size: 0.9375em; }
.prose img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 0.75rem; }
.prose hr { border: 0; border-top: 1px solid var(--line); margin: 2.5rem 0; }
blockquote { margin: 0 0 1.125rem; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--muted); }
.callout { margin: 0 0 1.25rem; padding: 0.875rem 1.125rem; border-radius: 0.5rem; background: var(--soft); color: var(--on-soft); }
.callout.warning { background: var(--warning-soft); color: var(--warning); }
.callout a { color: inherit; }
.callout :not(pre) > code { background: none; padding: 0; font-weight: 600; }
.callout > :last-child { margin-bottom: 0; }
.wide { overflow-x: auto; margin: 0 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.5; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 1.25rem 0.5rem 0; border-top: 1px solid var(--line); min-width: 7rem; overflow-wrap: normal; }
thead th, thead td { border-top: 0; font-size: 0.8125rem; color: var(--muted); font-weight: 600; }
td code { overflow-wrap: break-word; }
`;

const CODE = `
.code { position: relative; margin: 0 0 1.25rem; border: 1px solid var(--line); border-radius: 0.625rem; background: var(--surface); overflow: hidden; }
.code figcaption { padding: 0.5rem 1rem; font: 0.8125rem/1.4 var(--mono); color: var(--muted); border-bottom: 1px solid var(--line); overflow-wrap: anywhere; padding-right: 4.5rem; }
.code pre { margin: 0; padding: 0.875rem 1rem; overflow-x: auto; font-size: 0.875rem; line-height: 1.6; tab-size: 2; }
.code pre:focus-visible { outline-offset: -2px; border-radius: 0.625rem; }
.code code { font-size: inherit; overflow-wrap: normal; }
.code.of-text, .code.of-diagram { background: var(--sunken); }
.copy { position: absolute; top: 0.1875rem; right: 0.375rem; font: 500 0.8125rem/1 system-ui, sans-serif; padding: 0.4375rem 0.625rem; color: var(--muted); background: var(--surface); border: 1px solid transparent; border-radius: 0.375rem; cursor: pointer; }
.copy:hover, .copy:focus-visible { color: var(--ink); border-color: var(--edge); }
.of-comment { color: var(--muted); font-style: italic; }
.of-string { color: var(--post); }
.of-keyword { color: var(--keyword); }
.of-number { color: var(--get); }
.of-name { color: var(--put); }
`;

const PAGE = `
:root { --keyword: #8a2f5d; }
@media (prefers-color-scheme: dark) { :root { --keyword: #f0a6c8; } }
.menu { font: inherit; font-size: 0.9375rem; font-weight: 500; padding: 0.4375rem 0.75rem; color: var(--ink); background: var(--canvas); border: 1px solid var(--edge); border-radius: 0.5rem; cursor: pointer; }
.layout { max-width: 92rem; margin: 0 auto; }
main { padding: 1.75rem 1.25rem 5rem; min-width: 0; }
.contents { font-size: 0.9375rem; line-height: 1.4; }
.contents ul { list-style: none; margin: 0; padding: 0; }
.contents li { margin: 0; }
.contents .head { margin: 1.5rem 0 0.25rem; padding: 0 0.75rem; font-size: 0.8125rem; font-weight: 600; color: var(--ink); }
.contents .head:first-child { margin-top: 0; }
.contents a { display: block; padding: 0.3125rem 0.75rem; border-radius: 0.375rem; color: var(--muted); text-decoration: none; }
.contents a:hover { color: var(--ink); background: var(--sunken); }
.contents a[aria-current] { color: var(--on-soft); background: var(--soft); font-weight: 600; }
.contents .within { margin: 0.125rem 0 0.375rem 0.75rem; border-left: 1px solid var(--line); }
.contents:popover-open { position: fixed; inset: 0 auto 0 0; width: min(20rem, 88vw); height: 100dvh; margin: 0; padding: 1.25rem 0.75rem 2rem; overflow-y: auto; overscroll-behavior: contain; background: var(--surface); color: var(--ink); border: 0; border-right: 1px solid var(--line); }
.contents::backdrop { background: rgb(0 0 0 / 0.4); }
.on-page { display: none; }
.around { display: grid; gap: 0.75rem; margin-top: 4rem; max-width: 46rem; }
.around a { display: block; padding: 0.875rem 1.125rem; border: 1px solid var(--line); border-radius: 0.625rem; background: var(--surface); text-decoration: none; font-weight: 600; }
.around a:hover { border-color: var(--accent); }
.around span { display: block; font-size: 0.8125rem; font-weight: 400; color: var(--muted); }
.sections { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 2rem 2.5rem; max-width: 52rem; margin-top: 3rem; padding-top: 2.5rem; border-top: 1px solid var(--line); }
.sections h2 { font-size: 1rem; margin: 0 0 0.5rem; }
.sections ul { list-style: none; margin: 0; padding: 0; }
.search.large { max-width: 32rem; margin-bottom: 1.5rem; }
.search.large .ask { display: flex; gap: 0.5rem; }
.search.large input { font-size: 1.0625rem; padding: 0.625rem 0.875rem; background: var(--surface); }
.search.large button { font: inherit; font-weight: 600; padding: 0 1.125rem; border: 0; border-radius: 0.5rem; color: var(--surface); background: var(--accent); cursor: pointer; }
.prose .results.on-page-of-their-own { margin: 0 -0.75rem; }

@media (min-width: 40rem) {
  .around { grid-template-columns: 1fr 1fr; }
  .around .next { grid-column: 2; text-align: right; }
}
@media (min-width: 60rem) {
  .menu { display: none; }
  .layout { display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
  .contents, .contents[popover]:not(:popover-open), .contents:popover-open { display: block; position: sticky; inset: 3.75rem auto auto auto; width: auto; height: calc(100vh - 3.75rem); margin: 0; padding: 1.75rem 0.5rem 3rem 0.5rem; overflow-y: auto; background: none; color: inherit; border: 0; }
  .contents::backdrop { display: none; }
  main { padding: 2.5rem 3rem 6rem; }
}
@media (min-width: 80rem) {
  .layout { grid-template-columns: 17rem minmax(0, 1fr) 15rem; }
  .contents .within { display: none; }
  .on-page { display: block; position: sticky; top: 3.75rem; align-self: start; max-height: calc(100vh - 3.75rem); overflow-y: auto; padding: 2.75rem 1.25rem 2rem 0; font-size: 0.875rem; line-height: 1.4; }
  .on-page p { margin: 0 0 0.5rem; font-weight: 600; }
  .on-page ul { list-style: none; margin: 0; padding: 0; border-left: 1px solid var(--line); }
  .on-page li { margin: 0; }
  .on-page a { display: block; padding: 0.25rem 0 0.25rem 0.875rem; color: var(--muted); text-decoration: none; }
  .on-page a:hover { color: var(--ink); text-decoration: underline; }
  .on-page .deeper a { padding-left: 1.75rem; }
}
@media print {
  .bar, .contents, .on-page, .around, .copy, .skip { display: none !important; }
  .layout { display: block; }
  main { padding: 0; }
  .code, .callout, table { break-inside: avoid; }
  .code pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .prose a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.8125em; }
}
`;

/** The style sheet of the guides. */
export const GUIDE_STYLE = `${DOCUMENT_STYLE}${PAGE}${PROSE}${CODE}${BAR_STYLE}`;
