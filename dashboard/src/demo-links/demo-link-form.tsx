import type { DemoChannel } from "@operator/sdk";
import { LinesField } from "../agents/lines-field.tsx";
import { NumberField } from "../agents/number-field.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { Switch } from "../ui/select.tsx";
import type { DemoLinkValues } from "./demo-link-values.ts";

interface DemoLinkFormProps {
  values: DemoLinkValues;
  onChange(change: Partial<DemoLinkValues>): void;
}

/** What can be said of a public link. */
export function DemoLinkForm({ values, onChange }: DemoLinkFormProps) {
  const { channels, limits } = values;
  const toggle = (channel: DemoChannel, isOn: boolean) =>
    onChange({ channels: isOn ? [...channels, channel] : channels.filter((other) => other !== channel) });
  return (
    <>
      <TextField
        label="Name"
        hint="Who gets the link, and what for. Visitors do not see it."
        required
        maxLength={200}
        value={values.name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <div className="grid gap-3">
        <Switch
          label="Chat"
          isOn={channels.includes("chat_realtime")}
          onChange={(isOn) => toggle("chat_realtime", isOn)}
        />
        <Switch
          label="Voice"
          isOn={channels.includes("voice_realtime")}
          onChange={(isOn) => toggle("voice_realtime", isOn)}
        />
      </div>
      <TextField
        label="Heading (optional)"
        hint="Empty takes the name by which the agent introduces itself."
        maxLength={100}
        value={values.title}
        onChange={({ target }) => onChange({ title: target.value })}
      />
      <TextArea
        label="Greeting (optional)"
        hint="What the page says before the conversation begins."
        rows={2}
        maxLength={1_000}
        value={values.greeting}
        onChange={({ target }) => onChange({ greeting: target.value })}
      />
      <LinesField
        label="Sites that may embed the widget"
        hint="Their origins, one on each line, such as https://www.example.com. The link’s own page works without."
        values={values.allowed_origins}
        isReadOnly={false}
        onChange={(allowed_origins) => onChange({ allowed_origins })}
      />
      <LimitFields limits={limits} onChange={(changed) => onChange({ limits: changed })} />
    </>
  );
}

interface LimitFieldsProps {
  limits: DemoLinkValues["limits"];
  onChange(limits: DemoLinkValues["limits"]): void;
}

function LimitFields({ limits, onChange }: LimitFieldsProps) {
  const limit = (change: Partial<typeof limits>) => onChange({ ...limits, ...change });
  return (
    <>
      <fieldset className="grid items-end gap-4 sm:grid-cols-3">
        <legend className="mb-1.5 text-sm font-medium">Most conversations</legend>
        <NumberField
          label="At once"
          value={limits.at_once}
          min={1}
          max={1_000}
          isReadOnly={false}
          onChange={(value) => limit({ at_once: value ?? 5 })}
        />
        <NumberField
          label="In 24 hours"
          value={limits.per_day}
          min={1}
          max={100_000}
          isReadOnly={false}
          onChange={(value) => limit({ per_day: value ?? 200 })}
        />
        <NumberField
          label="An hour, per address"
          value={limits.per_address_hour}
          min={1}
          max={10_000}
          isReadOnly={false}
          onChange={(value) => limit({ per_address_hour: value ?? 20 })}
        />
      </fieldset>
      <NumberField
        label="Most messages in one conversation"
        hint="Those of the visitor, spoken ones included. One more ends the conversation, and they are told why."
        value={limits.messages_per_conversation}
        min={1}
        max={10_000}
        isReadOnly={false}
        onChange={(value) => limit({ messages_per_conversation: value ?? 200 })}
      />
    </>
  );
}
