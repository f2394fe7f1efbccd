import { DOCUMENT_STYLE } from "./document-style.ts";
import { BAR_STYLE } from "./guide-style.ts";

/** The style sheet of the reference page. */
export const REFERENCE_STYLE = `${DOCUMENT_STYLE}${BAR_STYLE}
.layout { max-width: 96rem; margin: 0 auto; }
main { padding: 1.5rem 1.25rem 6rem; min-width: 0; }
.contents { padding: 1rem 1.25rem; border-bottom: 1px solid var(--line); background: var(--surface); font-size: 0.875rem; }
.contents ul { list-style: none; margin: 0; padding: 0; }
.contents > ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
.contents li { margin: 0; }
.contents li ul { display: none; }
.contents a { display: block; padding: 0.25rem 0; color: var(--muted); text-decoration: none; overflow-wrap: anywhere; }
.contents a:hover { color: var(--ink); text-decoration: underline; }
.contents > ul > li > a { color: var(--ink); font-weight: 600; }
.contents .of-call { display: flex; justify-content: space-between; gap: 0.5rem; }
.contents .method { margin: 0.3125rem 0 0; font-size: 0.6875rem; white-space: nowrap; overflow-wrap: normal; }

h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -0.02em; margin: 0 0 0.75rem; }
h2 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em; margin: 0 0 0.75rem; }
h3 { font-size: 1.125rem; line-height: 1.35; margin: 2rem 0 0.5rem; }
h4 { font-size: 0.875rem; margin: 1.5rem 0 0.5rem; color: var(--muted); }
article > .words > h3 { margin-top: 0; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
h3 code { font-weight: 600; }
.lead { font-size: 1.125rem; color: var(--muted); max-width: 42rem; }
.facts { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.5rem 0 0; }
.facts dt { color: var(--muted); font-size: 0.8125rem; }
.facts dd { margin: 0; }
.facts dd a { margin-right: 0.75rem; }
section { margin-top: 3.5rem; padding-top: 2.5rem; border-top: 1px solid var(--line); }
.guide p, section > p { max-width: 46rem; }
article, .article { padding: 2rem 0; }
article + article { border-top: 1px solid var(--line); }
article:target > .words > h3 a, h3:target, tr:target th { text-decoration: underline; text-decoration-color: var(--accent); text-decoration-thickness: 2px; }

.call { margin: 0 0 0.75rem; }
.method { font: 600 0.75rem/1 var(--mono); letter-spacing: 0.02em; margin-right: 0.375rem; color: var(--muted); }
.method.get { color: var(--get); } .method.post { color: var(--post); } .method.put { color: var(--put); } .method.delete { color: var(--delete); }
.access { color: var(--muted); font-size: 0.9375rem; }
.status { display: inline-block; font: 600 0.8125rem/1.4 var(--mono); margin-right: 0.375rem; }
.refusals { list-style: none; padding: 0; margin: 0; font-size: 0.9375rem; }
.refusals li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; }
.mark { display: inline-block; padding: 0.0625rem 0.5rem; border-radius: 1rem; font-size: 0.75rem; font-weight: 500; color: var(--muted); background: var(--sunken); vertical-align: 0.1em; }
.mark.experimental { color: var(--warning); background: var(--warning-soft); }

table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.625rem 0; border-top: 1px solid var(--line); }
tbody th { font-weight: 600; padding-right: 1.25rem; }
.fields { table-layout: fixed; }
.fields > tbody > tr > th { width: 11.5rem; }
.fields td p { margin: 0 0 0.25rem; }
.fields > tbody > tr.inner > td { border: 0; padding: 0 0 0.75rem; }
.fields td p:empty { display: none; }
.required, .optional { display: block; font-size: 0.75rem; font-weight: 500; color: var(--warning); }
.optional { color: var(--muted); }
.type { color: var(--muted); font-size: 0.8125rem; }
.limit { white-space: nowrap; }
.limit:has(code) { white-space: normal; }
.limit::before { content: "\\00b7"; padding: 0 0.375rem 0 0.125rem; }
.nested { padding-left: 1.25rem; border-left: 2px solid var(--line); }
.nested .fields > tbody > tr > th { width: 10.25rem; }
.nested .fields > tbody > tr:first-child > * { border-top: 0; }
.form, .fields td .form { margin: 0.75rem 0 0.375rem; font-size: 0.875rem; }
.form:first-child { margin-top: 0; }
.form code:first-child { font-weight: 600; margin-right: 0.375rem; }
.plain { max-width: 60rem; }
.plain thead th { color: var(--muted); font-size: 0.8125rem; font-weight: 500; border-top: 0; }
.plain td { padding-right: 1.25rem; }
.plain th code, .plain td .status, .plain td .status + code { white-space: nowrap; }
.plain td .status + code { overflow-wrap: normal; }

figure { margin: 0 0 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--surface); overflow: hidden; }
figcaption { padding: 0.5rem 0.875rem; font-size: 0.8125rem; color: var(--muted); border-bottom: 1px solid var(--line); }
pre { margin: 0; padding: 0.875rem; overflow: auto; max-height: 40rem; font-size: 0.8125rem; line-height: 1.5; }
pre code { font-size: inherit; overflow-wrap: normal; }

@media (max-width: 40rem) {
  .fields, .fields > tbody, .fields > tbody > tr, .fields > tbody > tr > * { display: block; width: auto; }
  .fields > tbody > tr > th, .nested .fields > tbody > tr > th { width: auto; padding-bottom: 0; }
  .fields > tbody > tr > td { border-top: 0; padding-top: 0.125rem; }
  .required, .optional { display: inline; margin-left: 0.375rem; }
  .nested { padding-left: 0.75rem; }
  .plain, .plain tbody, .plain tr, .plain tr > * { display: block; }
  .plain thead { display: none; }
  .plain tr > * + * { border-top: 0; padding-top: 0; }
}
@media (min-width: 48rem) {
  .plain td:has(.status) { white-space: nowrap; }
}
@media (min-width: 64rem) {
  .layout { display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
  .contents { position: sticky; top: 3.75rem; height: calc(100vh - 3.75rem); overflow-y: auto; padding: 1.5rem 1.25rem; border: 0; border-right: 1px solid var(--line); }
  .contents > ul { display: block; }
  .contents li ul { display: block; margin-bottom: 1rem; }
  .contents > ul > li > a { padding-top: 0.375rem; }
  main { padding: 2.5rem 3rem 8rem; }
}
@media (min-width: 80rem) {
  article, .article { display: grid; grid-template-columns: minmax(0, 1fr) 28rem; gap: 3rem; align-items: start; }
  .code { position: sticky; top: 5.25rem; }
}
@media print { .bar, .contents { display: none; } }
`;
