import type { AgentConfig } from "@operator/sdk";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { Section } from "../ui/page.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { LinesField } from "./lines-field.tsx";
import { NumberField } from "./number-field.tsx";
import { PersonaCard } from "./persona-card.tsx";
import { RecordingSection } from "./recording-section.tsx";
import { SoundField } from "./sound-field.tsx";
import type { TabProps } from "./tab-props.ts";
import { useVoices } from "./use-voices.ts";

const AMBIENT = [
  { value: "", title: "None" },
  { value: "office", title: "Office" },
  { value: "call_center", title: "Call centre" },
  { value: "cafe", title: "Café" },
  { value: "street", title: "Street" },
];
const BUSY = [
  { value: "", title: "None" },
  { value: "keyboard", title: "Keyboard" },
  { value: "hold_tone", title: "Hold tone" },
];
const PATIENCE = [
  { value: "low", title: "Low: answers quickly" },
  { value: "normal", title: "Normal" },
  { value: "high", title: "High: lets people think" },
];

type Voice = AgentConfig["voice"];

/** Chooses who the agent is and how conversations by voice sound and go. */
export function VoiceTab({ config, onChange, isReadOnly }: TabProps) {
  const { voice } = config;
  const change = (changed: Partial<Voice>) => onChange({ voice: { ...voice, ...changed } });
  const props = { voice, isReadOnly, onChange: change };
  return (
    <div className="grid gap-5">
      <Personas config={config} onChange={onChange} isReadOnly={isReadOnly} />
      <Sounds {...props} />
      <Listening {...props} />
      <RecordingSection {...props} />
    </div>
  );
}

function Personas({ config, onChange, isReadOnly }: TabProps) {
  const voices = useVoices();
  const { personas, language } = config;
  const change = (next: typeof personas) => onChange({ personas: next });
  const languages = [...new Set([language.default_language, ...language.supported_languages])];
  const fresh = { name: "Robin", language: null, voice: { provider: "operator", id: "Female 1" } };
  const add = !isReadOnly && (
    <Button onClick={() => change([...personas, fresh])}>
      <PlusIcon /> Add a persona
    </Button>
  );
  return (
    <Section title="Personas" actions={add}>
      {personas.length === 0 && (
        <p className="text-sm text-muted">
          A persona is the name by which the agent introduces itself, and its voice. Without one it goes by the agent’s
          name.
        </p>
      )}
      {personas.length > 0 && (
        <ul className="grid gap-3">
          {personas.map((persona, place) => (
            <PersonaCard
              // A persona has no name that it keeps while it is renamed.
              key={place}
              persona={persona}
              voices={voices}
              languages={languages}
              isReadOnly={isReadOnly}
              onChange={(next) => change(personas.with(place, next))}
              onRemove={() => change(personas.toSpliced(place, 1))}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What the sections of the tab are given. */
interface VoiceProps {
  voice: Voice;
  isReadOnly: boolean;
  onChange(change: Partial<Voice>): void;
}

function Sounds({ voice, isReadOnly, onChange }: VoiceProps) {
  return (
    <Section title="Sounds">
      <div className="grid gap-4 sm:grid-cols-2">
        <SoundField
          label="Under the whole conversation"
          isReadOnly={isReadOnly}
          choices={AMBIENT}
          value={voice.ambient_sound}
          onChange={(sound) => onChange({ ambient_sound: sound as Voice["ambient_sound"] })}
        />
        <SoundField
          label="While a tool runs"
          isReadOnly={isReadOnly}
          choices={BUSY}
          value={voice.busy_sound}
          onChange={(sound) => onChange({ busy_sound: sound as Voice["busy_sound"] })}
        />
      </div>
      <Switch
        label="Filler words"
        hint="Says a few words when a tool or a model keeps the user waiting."
        isOn={voice.is_filler_enabled}
        isDisabled={isReadOnly}
        onChange={(is_filler_enabled) => onChange({ is_filler_enabled })}
      />
    </Section>
  );
}

function Listening({ voice, isReadOnly, onChange }: VoiceProps) {
  const { silence } = voice;
  const providers = useVoices().listeners;
  return (
    <Section title="Listening and timing">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Patience"
          disabled={isReadOnly}
          choices={PATIENCE}
          value={voice.patience}
          onChange={(patience) => onChange({ patience: patience as Voice["patience"] })}
        />
        <Select
          label="Who listens"
          disabled={isReadOnly}
          choices={[...new Set(["", ...providers, voice.speech_to_text ?? ""])].map((name) => ({
            value: name,
            title: name || "The installation’s first",
          }))}
          value={voice.speech_to_text ?? ""}
          onChange={(name) => onChange({ speech_to_text: name || null })}
        />
        <NumberField
          label="Ask whether they are there, after seconds of silence"
          value={silence.nudge_after_sec}
          min={3}
          max={600}
          isReadOnly={isReadOnly}
          onChange={(seconds) => onChange({ silence: { ...silence, nudge_after_sec: seconds ?? 15 } })}
        />
        <NumberField
          label="End, after seconds of silence"
          value={silence.end_after_sec}
          min={5}
          max={3_600}
          isReadOnly={isReadOnly}
          onChange={(seconds) => onChange({ silence: { ...silence, end_after_sec: seconds ?? 60 } })}
        />
        <NumberField
          label="Longest conversation, in seconds"
          value={voice.max_duration_sec}
          min={30}
          max={86_400}
          isReadOnly={isReadOnly}
          onChange={(seconds) => onChange({ max_duration_sec: seconds ?? 3_600 })}
        />
      </div>
      <LinesField
        label="Boosted keywords"
        hint="Words that transcription should favour, such as names of products, one on each line."
        values={voice.boosted_keywords}
        isReadOnly={isReadOnly}
        onChange={(boosted_keywords) => onChange({ boosted_keywords })}
      />
    </Section>
  );
}
