/** The editor's tabs, in their order. */
export const EDITOR_TABS = [
  { name: "prompt", title: "Prompt" },
  { name: "tools", title: "Tools" },
  { name: "output", title: "Output" },
  { name: "configuration", title: "Configuration" },
  { name: "try", title: "Try it" },
  { name: "runs", title: "Runs" },
  { name: "versions", title: "Versions" },
] as const;

/** One of the editor's tabs. */
export type EditorTab = (typeof EDITOR_TABS)[number]["name"];

/** Reads which tab an address means. */
export function editorTab(name: string | undefined): EditorTab {
  return EDITOR_TABS.find((tab) => tab.name === name)?.name ?? "prompt";
}
