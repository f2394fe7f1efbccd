import { useEffect, useRef } from "react";
import { openPromptEditor, type PromptEditorView } from "./code-mirror.ts";
import type { PromptNames } from "./prompt-names.ts";

interface PromptEditorProps {
  /** What is written here, for those who hear the page. */
  label: string;
  value: string;
  onChange(value: string): void;
  names: PromptNames;
  /** Called when somebody chooses a name that the agent does not have yet. */
  onMention?(name: string): void;
  isReadOnly?: boolean;
  height?: "line" | "short" | "tall";
}

const HEIGHTS = { line: "2.5rem", short: "7rem", tall: "20rem" };

/** Edits a prompt in Markdown: `$` completes variables, `@` completes what else it may mention. */
export function PromptEditor(props: PromptEditorProps) {
  const { label, value, names, isReadOnly = false, height = "tall" } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<PromptEditorView>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const box = host.current as HTMLDivElement;
    const { label: named, value: text, names: known, isReadOnly: isLocked = false } = latest.current;
    const opened = openPromptEditor({
      root: box.shadowRoot ?? box.attachShadow({ mode: "open" }),
      text,
      label: named,
      isReadOnly: isLocked,
      names: known,
      onChange: (next) => next !== latest.current.value && latest.current.onChange(next),
      onMention: (name) => latest.current.onMention?.(name),
    });
    editor.current = opened;
    return () => opened.destroy();
  }, []);
  useEffect(() => editor.current?.setText(value), [value]);
  useEffect(() => editor.current?.setNames(names), [names]);
  useEffect(() => editor.current?.setReadOnly(isReadOnly), [isReadOnly]);
  return (
    <div
      ref={host}
      data-editor={label}
      style={{ ["--editor-height" as string]: HEIGHTS[height] }}
      className="min-w-0 rounded-xl border border-edge bg-surface focus-within:border-accent focus-within:outline-1 focus-within:outline-accent"
    />
  );
}
