import { useState } from "react";
import { Section } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { type ToolChoice, toolChoices, withTool, withTransfer } from "./capabilities.ts";
import { Checklist } from "./checklist.tsx";
import type { TabProps } from "./tab-props.ts";
import { ToolSections } from "./tool-sections.tsx";
import { useCapabilities } from "./use-capabilities.ts";

/** Chooses what the agent may do: its tools, and where it may hand callers over. */
export function ToolsTab({ config, onChange, isReadOnly }: TabProps) {
  const { capabilities, isLoading, error, reload } = useCapabilities();
  const [wanted, setWanted] = useState("");
  if (isLoading) return <Loading />;
  if (error) return <Failed error={error} onRetry={() => void reload()} />;
  const has = ({ ns, name }: ToolChoice) => config.tool.tools.some((tool) => tool.ns === ns && tool.name === name);
  const found = (texts: readonly string[]) => texts.join("\n").toLowerCase().includes(wanted.trim().toLowerCase());
  const tools = toolChoices(config, capabilities).filter(({ name, description }) => found([name, description]));
  const given = new Set(config.tool.transfers.map(({ id }) => id));
  const count = config.tool.tools.length;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <input
          type="search"
          aria-label="Search tools and transfers"
          placeholder="Search tools and transfers"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          className="min-h-10 w-full rounded-xl border border-edge bg-surface px-3 text-base placeholder:text-muted sm:max-w-72 sm:text-sm"
        />
        <p className="text-sm text-muted">
          {count} {count === 1 ? "tool" : "tools"}, {given.size} {given.size === 1 ? "transfer" : "transfers"} switched
          on
        </p>
      </div>
      <ToolSections
        tools={tools}
        has={has}
        isReadOnly={isReadOnly}
        onToggle={(tool, isOn) => onChange({ tool: withTool(config, tool, isOn).tool })}
      />
      <Section title="Transfers">
        <Checklist
          label="Transfers"
          items={capabilities.transfers
            .filter(({ name, description }) => found([name, description]))
            .map(({ id, name, description }) => ({ key: name, about: description, isOn: given.has(id), value: id }))}
          isReadOnly={isReadOnly}
          onToggle={(id, isOn) => onChange({ tool: withTransfer(config, id, isOn).tool })}
          empty="A transfer hands a caller over to people or to another agent. Make the first in the room Transfers."
        />
      </Section>
    </div>
  );
}
