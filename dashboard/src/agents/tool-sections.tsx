import { Section } from "../ui/page.tsx";
import { NAMESPACES, type ToolChoice } from "./capabilities.ts";
import { Checklist } from "./checklist.tsx";

interface ToolSectionsProps {
  tools: readonly ToolChoice[];
  has(tool: ToolChoice): boolean;
  isReadOnly: boolean;
  onToggle(tool: ToolChoice, isOn: boolean): void;
}

/** Lists tools that can be switched on, by who carries them out. */
export function ToolSections({ tools, has, isReadOnly, onToggle }: ToolSectionsProps) {
  return Object.entries(NAMESPACES).map(([ns, title]) => {
    const group = tools.filter((tool) => tool.ns === ns);
    if (group.length === 0) return null;
    return (
      <Section key={ns} title={title}>
        <Checklist
          label={title}
          items={group.map((tool) => ({ key: tool.name, about: tool.description, isOn: has(tool), value: tool }))}
          isReadOnly={isReadOnly}
          onToggle={onToggle}
        />
      </Section>
    );
  });
}
