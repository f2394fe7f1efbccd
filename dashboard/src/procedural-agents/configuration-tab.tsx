import { Link } from "@tanstack/react-router";
import { AboutSection } from "../agents/about-section.tsx";
import { AdvancedPane } from "../agents/advanced-pane.tsx";
import { LinesField } from "../agents/lines-field.tsx";
import { NumberField } from "../agents/number-field.tsx";
import { VariablesTable } from "../agents/variables-table.tsx";
import { TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import type { ProceduralAgent, ProceduralChange, ProceduralConfig, ProceduralDraft } from "./procedural.ts";
import type { TabProps } from "./tab-props.ts";
import { WhenSection } from "./when-section.tsx";

interface ConfigurationTabProps {
  agent: ProceduralAgent;
  draft: ProceduralDraft;
  onChange(change: ProceduralChange): void;
  isReadOnly: boolean;
}

/** Sets what the agent is called, when it runs, its model and variables, and everything that has no tab of its own. */
export function ConfigurationTab({ agent, draft, onChange, isReadOnly }: ConfigurationTabProps) {
  const { config } = draft;
  const changeConfig = (change: Partial<ProceduralConfig>) =>
    onChange((last) => ({ ...last, config: { ...last.config, ...change } }));
  const props = { config, onChange: changeConfig, isReadOnly };
  return (
    <div className="grid gap-5">
      <AboutSection
        {...draft}
        isReadOnly={isReadOnly}
        onChange={(change) => onChange((last) => ({ ...last, ...change }))}
      />
      <WhenSection {...props}>
        <Users agent={agent} />
      </WhenSection>
      <Model {...props} />
      <VariablesTable
        variables={config.runtime.variables}
        isReadOnly={isReadOnly}
        onChange={(variables) => changeConfig({ runtime: { ...config.runtime, variables } })}
      />
      <AdvancedPane {...props} />
    </div>
  );
}

function Users({ agent: { triggered_by } }: { agent: ProceduralAgent }) {
  if (triggered_by.length === 0)
    return (
      <p className="text-sm text-muted">
        No agent runs it by itself yet. Switch it on in an agent, under Post-process or among its tools.
      </p>
    );
  return (
    <p className="text-sm text-muted">
      Run by{" "}
      {triggered_by.map(({ id, name }, place) => (
        <span key={id}>
          {place > 0 && ", "}
          <Link to={`/agents/${id}`} className="text-ink underline underline-offset-2">
            {name}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}

const EFFORTS = [
  { value: "low", title: "Low" },
  { value: "medium", title: "Medium" },
  { value: "high", title: "High" },
];

function Model({ config: { runtime }, onChange, isReadOnly }: TabProps) {
  const change = (changed: Partial<typeof runtime>) => onChange({ runtime: { ...runtime, ...changed } });
  return (
    <Section title="Model">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label="Model"
          hint="As vendor/model. conversation/model takes that of the agent that held the conversation."
          disabled={isReadOnly}
          spellCheck={false}
          value={runtime.model}
          onChange={(event) => change({ model: event.target.value.trim() })}
        />
        <LinesField
          label="Fallbacks"
          hint="Asked in this order when the first fails, one on each line."
          rows={2}
          values={runtime.fallback_models}
          isReadOnly={isReadOnly}
          onChange={(fallback_models) => change({ fallback_models })}
        />
        <Select
          label="Reasoning effort"
          hint="How long the model thinks before it answers, where it can."
          disabled={isReadOnly}
          choices={EFFORTS}
          value={runtime.reasoning_effort}
          onChange={(effort) => change({ reasoning_effort: effort as typeof runtime.reasoning_effort })}
        />
        <NumberField
          label="Time limit, in seconds"
          hint="Then a run fails. A conversation that uses it as a tool waits as long."
          min={10}
          max={86_400}
          value={runtime.time_limit_sec}
          isReadOnly={isReadOnly}
          onChange={(seconds) => seconds !== null && change({ time_limit_sec: seconds })}
        />
      </div>
    </Section>
  );
}
