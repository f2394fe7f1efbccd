import { useMemo } from "react";
import { promptNames, withTool } from "../agents/capabilities.ts";
import { PromptEditor } from "../agents/prompt-editor.tsx";
import type { TabProps } from "./tab-props.ts";
import { asMentioning } from "./usable-tools.ts";
import { useUsableTools } from "./use-usable-tools.ts";

/** Edits what the agent is told. */
export function PromptTab({ config, onChange, isReadOnly }: TabProps) {
  const { tools } = useUsableTools();
  const names = useMemo(() => promptNames(asMentioning(config), { tools, transfers: [] }), [config, tools]);
  const { runtime } = config;
  const mention = (name: string) => {
    const tool = tools.find((one) => one.name === name);
    if (tool) onChange({ tool: withTool(config, tool, true).tool });
  };
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 className="text-sm font-medium">Prompt</h2>
        <p className="text-sm text-muted">
          <kbd className="font-mono">$</kbd> for variables, <kbd className="font-mono">@</kbd> for tools
        </p>
      </div>
      <PromptEditor
        label="Prompt"
        value={runtime.prompt.text}
        names={names}
        isReadOnly={isReadOnly}
        onMention={mention}
        onChange={(text) => onChange({ runtime: { ...runtime, prompt: { ...runtime.prompt, text } } })}
      />
      <p className="text-sm text-muted">
        The agent is shown the whole conversation, and writes its output with record_output, which it always has.
      </p>
    </div>
  );
}
