import { NumberField } from "../agents/number-field.tsx";
import { CHANNELS, choicesOf, STATUSES } from "../conversations/conversation-words.ts";
import { useAgentNames } from "../data/use-agent-names.ts";
import { TextField } from "../ui/field.tsx";
import { Select, Switch } from "../ui/select.tsx";
import type { BatchPartProps } from "./batch-settings.ts";
import { ENDED } from "./when-section.tsx";

const STATUS_CHOICES = choicesOf(
  Object.fromEntries(ENDED.map((status) => [status, STATUSES[status].title])),
  "However they ended",
);

/** Asks over which conversations an agent is to run. */
export function BatchFilterFields({ settings, onChange }: BatchPartProps) {
  const agents = useAgentNames();
  return (
    <>
      <p className="text-sm text-muted">Those that are over and fit all of this, the newest first.</p>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Select
          label="Held by"
          choices={choicesOf(Object.fromEntries(agents), "Any agent")}
          value={settings.heldBy}
          onChange={(heldBy) => onChange({ heldBy })}
        />
        <Select
          label="Ended as"
          choices={STATUS_CHOICES}
          value={settings.status}
          onChange={(status) => onChange({ status })}
        />
        <Select
          label="Channel"
          choices={choicesOf(CHANNELS, "All channels")}
          value={settings.channel}
          onChange={(channel) => onChange({ channel })}
        />
        <TextField
          label="From"
          type="date"
          value={settings.from}
          onChange={(event) => onChange({ from: event.target.value })}
        />
        <TextField
          label="Up to"
          type="date"
          value={settings.to}
          onChange={(event) => onChange({ to: event.target.value })}
        />
        <TextField
          label="With these words"
          value={settings.words}
          onChange={(event) => onChange({ words: event.target.value })}
        />
        <NumberField
          label="Conversations, at most"
          min={1}
          max={10_000}
          value={settings.most}
          isReadOnly={false}
          onChange={(most) => most !== null && onChange({ most })}
        />
      </div>
      <Switch
        label="Test mode"
        hint="Takes conversations of test mode instead of live ones."
        isOn={settings.isTest}
        onChange={(isTest) => onChange({ isTest })}
      />
    </>
  );
}
