import { Button } from "../ui/button.tsx";
import { PauseIcon, PlayIcon } from "../ui/icons.tsx";
import { type Choice, Select } from "../ui/select.tsx";
import { useVoiceSample } from "./use-voice-sample.ts";

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
  const { play, isPlaying, stop } = useVoiceSample();
  const title = choices.find((choice) => choice.value === value)?.title ?? value;
  const hear = () => value !== null && play({ sound: value });
  return (
    <div className="flex items-end gap-2">
      <Select
        label={label}
        disabled={isReadOnly}
        choices={choices}
        value={value ?? ""}
        onChange={(sound) => {
          stop();
          onChange(sound || null);
        }}
        className="min-w-0 flex-1"
      />
      {value !== null && (
        <Button aria-label={`${isPlaying ? "Stop" : "Hear"} ${title}`} onClick={isPlaying ? stop : hear}>
          {isPlaying ? <PauseIcon /> : <PlayIcon />} {isPlaying ? "Stop" : "Hear"}
        </Button>
      )}
    </div>
  );
}
