/** The editor's tabs, in their order. */
export const EDITOR_TABS = [
  { name: "prompt", title: "Prompt" },
  { name: "tools", title: "Tools" },
  { name: "voice", title: "Voice" },
  { name: "channels", title: "Channels" },
  { name: "configuration", title: "Configuration" },
  { name: "postprocess", title: "Post-process" },
  { name: "versions", title: "Versions" },
  { name: "share", title: "Share" },
] as const;

/** One of the editor's tabs. */
export type EditorTab = (typeof EDITOR_TABS)[number]["name"];

/** Reads which tab an address means. */
export function editorTab(name: string | undefined): EditorTab {
  return EDITOR_TABS.find((tab) => tab.name === name)?.name ?? "prompt";
}
