/** What the style sheets of all documents begin with: the colours of the dashboard, and how text is set. */
export const DOCUMENT_STYLE = `
:root {
  color-scheme: light dark;
  --canvas: #f6f5f2; --surface: #ffffff; --sunken: #eeece7; --line: #dedad2;
  --ink: #1d1b18; --muted: #5d584f; --accent: #0f5f4e; --soft: #dff0e9; --on-soft: #0b4336;
  --get: #1c5d99; --post: #0f5f4e; --put: #744a00; --delete: #a3242b; --warning: #744a00; --warning-soft: #faefd6;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #131513; --surface: #1c1f1d; --sunken: #0d0f0e; --line: #313733;
    --ink: #ecede9; --muted: #a7aea8; --accent: #82d3b8; --soft: #1d342c; --on-soft: #cdf0e3;
    --get: #8fc1f0; --post: #82d3b8; --put: #efc272; --delete: #ffa29b; --warning: #efc272; --warning-soft: #352a13;
  }
}
* { box-sizing: border-box; }
html { background: var(--canvas); color: var(--ink); scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
code { font-family: var(--mono); font-size: 0.875em; overflow-wrap: anywhere; }
p { margin: 0 0 0.75rem; }
ul { padding-left: 1.25rem; }
li { margin-bottom: 0.35rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: 0.5rem 1rem; z-index: 3; }
`;
