import type { AgentConfig } from "@operator/sdk";
import { TextField } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { Switch } from "../ui/select.tsx";
import { NumberField } from "./number-field.tsx";

interface RecordingSectionProps {
  voice: AgentConfig["voice"];
  isReadOnly: boolean;
  onChange(change: Partial<AgentConfig["voice"]>): void;
}

/** Chooses whether conversations by voice are recorded, and what is said of it. */
export function RecordingSection({ voice: { recording }, isReadOnly, onChange }: RecordingSectionProps) {
  const change = (changed: Partial<typeof recording>) => onChange({ recording: { ...recording, ...changed } });
  return (
    <Section title="Recording">
      <Switch
        label="Record conversations by voice"
        hint="The user on the left, the agent on the right."
        isOn={recording.is_enabled}
        isDisabled={isReadOnly}
        onChange={(is_enabled) => change({ is_enabled })}
      />
      {recording.is_enabled && (
        <>
          <Switch
            label="Say so at the begin"
            hint="In many places the law asks for it."
            isOn={recording.is_notice_given}
            isDisabled={isReadOnly}
            onChange={(is_notice_given) => change({ is_notice_given })}
          />
          <TextField
            label="What is said"
            hint="Empty takes the platform’s sentence in the conversation’s language."
            disabled={isReadOnly || !recording.is_notice_given}
            maxLength={1_000}
            value={recording.notice ?? ""}
            onChange={(event) => change({ notice: event.target.value || null })}
          />
          <div className="sm:max-w-72">
            <NumberField
              label="Kept for days"
              value={recording.retention_days}
              min={1}
              max={3_650}
              isReadOnly={isReadOnly}
              onChange={(days) => change({ retention_days: days ?? 30 })}
            />
          </div>
        </>
      )}
    </Section>
  );
}
