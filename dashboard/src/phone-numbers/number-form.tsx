import { AgentSelect } from "../agents/agent-select.tsx";
import { NumberField } from "../agents/number-field.tsx";
import { TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { Switch } from "../ui/select.tsx";
import type { NumberDraft } from "./number-draft.ts";
import { RecordingNote } from "./recording-note.tsx";
import { RulesFields } from "./rules-fields.tsx";

interface PartProps {
  draft: NumberDraft;
  onChange(change: Partial<NumberDraft>): void;
}

/** Asks who answers at a number, whom, and how many at once. */
export function NumberForm({ draft, onChange }: PartProps) {
  return (
    <>
      <Section title="Who answers">
        <TextField
          label="What the number is for"
          maxLength={200}
          placeholder="Front desk"
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <AgentSelect
          label="Agent"
          hint="Answers with the version that is released when somebody calls."
          none="Nobody"
          value={draft.agent_id}
          onChange={(agent_id) => onChange({ agent_id })}
        />
        {draft.agent_id && <RecordingNote agentId={draft.agent_id} />}
      </Section>
      <Section title="Rules by caller">
        <RulesFields draft={draft} onChange={onChange} />
      </Section>
      <Section title="Who is answered">
        <Answered draft={draft} onChange={onChange} />
      </Section>
      <Section title="Limits and outgoing calls">
        <NumberField
          label="Calls at once, at most"
          hint="Both ways. Empty for as many as the installation does."
          isOptional
          min={1}
          max={100_000}
          isReadOnly={false}
          value={draft.max_calls}
          onChange={(max_calls) => onChange({ max_calls })}
        />
        <Switch
          label="Default"
          hint="Conversations that name no number go out from it. There is one at most, of live and of test numbers each."
          isOn={draft.is_default}
          onChange={(is_default) => onChange({ is_default })}
        />
      </Section>
    </>
  );
}

function Answered({ draft, onChange }: PartProps) {
  const { rollout_percent, fallback_number, decline_anonymous } = draft;
  return (
    <>
      <NumberField
        label="Roll-out, in percent"
        hint="So many of a hundred callers an agent answers, always the same ones. The others are sent on."
        min={0}
        max={100}
        isReadOnly={false}
        value={rollout_percent}
        onChange={(value) => onChange({ rollout_percent: Math.round(value ?? 100) })}
      />
      <TextField
        label="Fallback number"
        hint="Where callers are sent on whom no agent answers. Empty turns them away."
        type="tel"
        placeholder="+14155550170"
        value={fallback_number}
        onChange={(event) => onChange({ fallback_number: event.target.value })}
      />
      {rollout_percent < 100 && fallback_number.trim() === "" && (
        <p className="rounded-xl bg-warning-soft px-4 py-2 text-sm text-warning">
          {100 - rollout_percent} of a hundred callers are turned away, since there is no number to send them on to.
        </p>
      )}
      <Switch
        label="Decline who shows no number"
        isOn={decline_anonymous}
        onChange={(isOn) => onChange({ decline_anonymous: isOn })}
      />
    </>
  );
}
