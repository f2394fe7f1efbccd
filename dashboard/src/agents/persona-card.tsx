import type { AgentConfig } from "@operator/sdk";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { CrossIcon } from "../ui/icons.tsx";
import { Select } from "../ui/select.tsx";
import { HearButton } from "./hear-button.tsx";
import type { Voices } from "./use-voices.ts";

type Persona = AgentConfig["personas"][number];

interface PersonaCardProps {
  persona: Persona;
  voices: Voices;
  /** The agent's languages. */
  languages: readonly string[];
  isReadOnly: boolean;
  onChange(persona: Persona): void;
  onRemove(): void;
}

/** Who the agent is: a name, a language, and a voice to be heard. */
export function PersonaCard({ persona, voices, languages, isReadOnly, onChange, onRemove }: PersonaCardProps) {
  const { name, language, voice } = persona;
  const current = JSON.stringify([voice.provider, voice.id]);
  const known = voices.voices.map(({ provider, id, name: called }) => ({
    value: JSON.stringify([provider, id]),
    title: provider === "operator" ? called : `${called} (${provider})`,
  }));
  const choices = known.some(({ value }) => value === current)
    ? known
    : [...known, { value: current, title: `${voice.id} (${voice.provider})` }];
  const spoken = [...new Set(["", ...languages, language ?? ""])];
  return (
    <li className="grid items-end gap-3 rounded-xl border border-line bg-canvas p-4 md:grid-cols-[1fr_1fr_1.5fr_auto_auto]">
      <TextField
        label="Name"
        disabled={isReadOnly}
        maxLength={100}
        value={name}
        onChange={(event) => onChange({ ...persona, name: event.target.value })}
      />
      <Select
        label="Language"
        disabled={isReadOnly}
        choices={spoken.map((one) => ({ value: one, title: one || "All of the agent’s" }))}
        value={language ?? ""}
        onChange={(next) => onChange({ ...persona, language: next || null })}
      />
      <Select
        label="Voice"
        disabled={isReadOnly}
        choices={choices}
        value={current}
        onChange={(value) => {
          const [provider, id] = JSON.parse(value) as [string, string];
          onChange({ ...persona, voice: { ...voice, provider, id } });
        }}
      />
      <HearButton
        key={`${current} ${language}`}
        title={voice.id}
        heard={{ provider: voice.provider, id: voice.id, language }}
      />
      {!isReadOnly && (
        <Button look="quiet" aria-label={`Remove ${name}`} onClick={onRemove} className="px-2.5">
          <CrossIcon />
        </Button>
      )}
    </li>
  );
}
