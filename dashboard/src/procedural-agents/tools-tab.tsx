import { useState } from "react";
import { type ToolChoice, toolChoices, withTool } from "../agents/capabilities.ts";
import { ToolSections } from "../agents/tool-sections.tsx";
import { SearchBox } from "../conversations/search-box.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import type { TabProps } from "./tab-props.ts";
import { useUsableTools } from "./use-usable-tools.ts";

/** Chooses what the agent may do beside writing its output. */
export function ToolsTab({ config, onChange, isReadOnly }: TabProps) {
  const { tools, isLoading, error, reload } = useUsableTools();
  const [wanted, setWanted] = useState("");
  if (isLoading) return <Loading />;
  if (error) return <Failed error={error} onRetry={() => void reload()} />;
  const has = ({ ns, name }: ToolChoice) => config.tool.tools.some((tool) => tool.ns === ns && tool.name === name);
  const found = toolChoices(config, { tools, transfers: [] }).filter(({ name, description }) =>
    `${name}\n${description}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  const count = config.tool.tools.length;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="flex w-full sm:max-w-72">
          <SearchBox label="Search tools" placeholder="Search tools" value={wanted} onChange={setWanted} />
        </div>
        <p className="text-sm text-muted">
          {count} {count === 1 ? "tool" : "tools"} switched on
        </p>
      </div>
      <ToolSections
        tools={found}
        has={has}
        isReadOnly={isReadOnly}
        onToggle={(tool, isOn) => onChange({ tool: withTool(config, tool, isOn).tool })}
      />
      {found.length === 0 && <p className="text-sm text-muted">No tool is like that.</p>}
    </div>
  );
}
