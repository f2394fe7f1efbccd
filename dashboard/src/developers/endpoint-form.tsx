import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { EventTypePicker } from "./event-type-picker.tsx";
import { type EventType, USUAL_TYPES } from "./event-words.ts";

/** What a webhook endpoint is set to. */
export interface EndpointSettings {
  url: string;
  description: string;
  types: EventType[];
  is_enabled: boolean;
  livemode: boolean | null;
}

/** What a new endpoint begins with. */
export const NEW_ENDPOINT: EndpointSettings = {
  url: "",
  description: "",
  types: [...USUAL_TYPES],
  is_enabled: true,
  livemode: null,
};

const MODES = [
  { value: "null", title: "Live and test conversations" },
  { value: "true", title: "Live conversations only" },
  { value: "false", title: "Test conversations only" },
];

interface EndpointFormProps {
  title: string;
  action: string;
  settings: EndpointSettings;
  isRunning: boolean;
  /** Stands above the fields. */
  notice?: (settings: EndpointSettings) => ReactNode;
  onSubmit(settings: EndpointSettings): void;
  onClose(): void;
}

/** Asks for the settings of a webhook endpoint, in a dialog. */
export function EndpointForm({ title, action, settings: given, isRunning, notice, ...on }: EndpointFormProps) {
  const [settings, setSettings] = useState(given);
  const form = useId();
  const set = (change: Partial<EndpointSettings>) => setSettings({ ...settings, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    on.onSubmit(settings);
  };
  const actions = (
    <>
      <Button onClick={on.onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" disabled={isRunning || settings.types.length === 0}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={on.onClose} actions={actions} width="wide">
      {notice?.(settings)}
      <form id={form} onSubmit={submit} className="grid gap-5">
        <TextField
          label="Address"
          hint="Your server, which answers each event with a status from 200 to 299."
          type="url"
          required
          autoFocus
          placeholder="https://example.com/webhooks"
          value={settings.url}
          onChange={(event) => set({ url: event.target.value })}
        />
        <TextField
          label="Description"
          maxLength={1000}
          value={settings.description}
          onChange={(event) => set({ description: event.target.value })}
        />
        <Select
          label="Of which conversations"
          choices={MODES}
          value={String(settings.livemode)}
          onChange={(value) => set({ livemode: value === "null" ? null : value === "true" })}
        />
        <Switch
          label="Enabled"
          hint="While it is off no event is recorded for it, and what is pending waits."
          isOn={settings.is_enabled}
          onChange={(is_enabled) => set({ is_enabled })}
        />
        <EventTypePicker types={settings.types} onChange={(types) => set({ types })} />
      </form>
    </Dialog>
  );
}
