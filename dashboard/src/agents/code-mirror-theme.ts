import { EditorView } from "@codemirror/view";

/** The editor in the dashboard's colours, which reach it as custom properties, by day and by night. */
export const EDITOR_THEME = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent", fontSize: "0.9375rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.65" },
  ".cm-content": { padding: "0.75rem 0.25rem", minHeight: "var(--editor-height, 8rem)", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 0.75rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-prompt-heading": { fontWeight: "650" },
  ".cm-prompt-strong": { fontWeight: "650" },
  ".cm-prompt-emphasis": { fontStyle: "italic" },
  ".cm-prompt-code": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", fontSize: "0.9em" },
  ".cm-prompt-variable": { color: "var(--warning)", backgroundColor: "var(--warning-soft)", borderRadius: "4px" },
  ".cm-prompt-reference": { color: "var(--on-soft)", backgroundColor: "var(--soft)", borderRadius: "4px" },
  ".cm-prompt-unknown": {
    color: "var(--danger)",
    textDecoration: "underline wavy var(--danger)",
    textUnderlineOffset: "3px",
  },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line)",
    borderRadius: "12px",
    boxShadow: "0 8px 24px rgb(0 0 0 / 0.16)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-completionInfo": { padding: "0.5rem 0.75rem", maxWidth: "20rem", fontSize: "0.8125rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.375rem 0.75rem", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--on-soft)", backgroundColor: "var(--soft)" },
  ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal", marginLeft: "0.75rem" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "650" },
});
