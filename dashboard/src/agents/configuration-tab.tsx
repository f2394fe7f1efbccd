import type { AgentConfig } from "@operator/sdk";
import { TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { AboutSection } from "./about-section.tsx";
import { AdvancedPane } from "./advanced-pane.tsx";
import type { Draft, DraftChange } from "./draft.ts";
import { LANGUAGES } from "./languages.ts";
import { LinesField } from "./lines-field.tsx";
import type { TabProps } from "./tab-props.ts";
import { VariablesTable } from "./variables-table.tsx";

interface ConfigurationTabProps {
  draft: Draft;
  onChange(change: DraftChange): void;
  isReadOnly: boolean;
}

/** Sets what the agent is called, its model, variables and languages, and everything that has no tab of its own. */
export function ConfigurationTab({ draft, onChange, isReadOnly }: ConfigurationTabProps) {
  const { config } = draft;
  const changeConfig = (change: Partial<AgentConfig>) =>
    onChange((last) => ({ ...last, config: { ...last.config, ...change } }));
  const props = { config, onChange: changeConfig, isReadOnly };
  return (
    <div className="grid gap-5">
      <AboutSection
        {...draft}
        isReadOnly={isReadOnly}
        onChange={(change) => onChange((last) => ({ ...last, ...change }))}
      />
      <Model {...props} />
      <VariablesTable
        variables={config.runtime.variables}
        isReadOnly={isReadOnly}
        onChange={(variables) => changeConfig({ runtime: { ...config.runtime, variables } })}
      />
      <Languages {...props} />
      <Memory {...props} />
      <AdvancedPane {...props} />
    </div>
  );
}

const FIRST = [
  { value: "", title: "As the prompt says" },
  { value: "yes", title: "The agent" },
  { value: "no", title: "The user" },
];

function Model({ config, onChange, isReadOnly }: TabProps) {
  const { runtime } = config;
  const change = (changed: Partial<AgentConfig["runtime"]>) => onChange({ runtime: { ...runtime, ...changed } });
  const { speaks_first } = runtime;
  return (
    <Section title="Model">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          label="Model"
          hint="As vendor/model, such as openai/gpt-4o. simulated/assistant needs no key."
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
          label="Who speaks first"
          disabled={isReadOnly}
          choices={FIRST}
          value={speaks_first === null ? "" : speaks_first ? "yes" : "no"}
          onChange={(value) => change({ speaks_first: value === "" ? null : value === "yes" })}
        />
      </div>
    </Section>
  );
}

function Languages({ config, onChange, isReadOnly }: TabProps) {
  const { language } = config;
  const change = (changed: Partial<AgentConfig["language"]>) => onChange({ language: { ...language, ...changed } });
  const others = language.supported_languages;
  const known = [...new Set([...LANGUAGES, language.default_language])];
  return (
    <Section title="Languages">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Select
          label="Begins in"
          disabled={isReadOnly}
          choices={known.map((one) => ({ value: one, title: one }))}
          value={language.default_language}
          onChange={(default_language) => change({ default_language })}
        />
        <LinesField
          label="May switch to"
          hint="By their English names, one on each line."
          values={others}
          isReadOnly={isReadOnly}
          onChange={(supported_languages) => change({ supported_languages })}
        />
      </div>
    </Section>
  );
}

function Memory({ config, onChange, isReadOnly }: TabProps) {
  const { memory, summary } = config;
  return (
    <Section title="Memory and summary">
      <Switch
        label="Remember earlier conversations"
        hint="The agent knows what was said before with the same customer."
        isOn={memory.is_enabled}
        isDisabled={isReadOnly}
        onChange={(is_enabled) => onChange({ memory: { ...memory, is_enabled } })}
      />
      <Switch
        label="Sum up each conversation"
        hint="A summary and a sentiment are written when it ends."
        isOn={summary.is_enabled}
        isDisabled={isReadOnly}
        onChange={(is_enabled) => onChange({ summary: { ...summary, is_enabled } })}
      />
      <div className="sm:max-w-96">
        <TextField
          label="Who sums up"
          hint="A procedural agent, pa_…; its output needs summary and sentiment. Empty takes the platform’s own."
          disabled={isReadOnly || !summary.is_enabled}
          spellCheck={false}
          value={summary.agent_id ?? ""}
          onChange={(event) => onChange({ summary: { ...summary, agent_id: event.target.value.trim() || null } })}
        />
      </div>
    </Section>
  );
}
