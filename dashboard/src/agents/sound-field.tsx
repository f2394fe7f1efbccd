import { type Choice, Select } from "../ui/select.tsx";
import { HearButton } from "./hear-button.tsx";

interface SoundFieldProps {
  label: string;
  choices: readonly Choice[];
  /** The sound; null for none. */
  value: string | null;
  isReadOnly: boolean;
  onChange(sound: string | null): void;
}

/** A choice of a sound, which can be heard. */
export function SoundField({ label, choices, value, isReadOnly, onChange }: SoundFieldProps) {
  const title = choices.find((choice) => choice.value === value)?.title ?? value;
  return (
    <div className="flex items-end gap-2">
      <Select
        label={label}
        disabled={isReadOnly}
        choices={choices}
        value={value ?? ""}
        onChange={(sound) => onChange(sound || null)}
        className="min-w-0 flex-1"
      />
      {value !== null && <HearButton key={value} title={title ?? value} heard={{ sound: value }} />}
    </div>
  );
}
