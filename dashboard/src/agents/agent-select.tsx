import type { ReactNode } from "react";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Select } from "../ui/select.tsx";

interface AgentSelectProps {
  label: string;
  hint?: ReactNode;
  isLabelHidden?: boolean;
  /** What stands there while none is chosen. */
  none: string;
  required?: boolean;
  /** An agent, `ca_…`, or one of its versions, `ca_…@vN`; empty for none. */
  value: string;
  onChange(value: string): void;
}

/** Chooses an agent, whose released version then counts; a version that was chosen otherwise stays a choice. */
export function AgentSelect({ none, value, ...select }: AgentSelectProps) {
  const names = useAgentNames();
  const choices = [...names].map(([id, title]) => ({ value: id, title }));
  const isVersion = value.includes("@");
  const isKnown = value === "" || names.has(value);
  const title = isVersion ? `${agentTitle(value, names)}, ${versionLabel(value)}` : value;
  const kept = isKnown ? [] : [{ value, title }];
  return <Select {...select} value={value} choices={[{ value: "", title: none }, ...choices, ...kept]} />;
}
