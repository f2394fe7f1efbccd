import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { AgentSelect } from "../agents/agent-select.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";
import { Select, Switch } from "../ui/select.tsx";
import { AvailableNumbers } from "./available-numbers.tsx";
import { type NewNumber, newNumberWith, numberOf } from "./new-number.ts";
import { CARRIERS, type PhoneNumber } from "./number-draft.ts";
import { AVAILABLE, NUMBERS } from "./query-keys.ts";

const CARRIER_CHOICES = Object.entries(CARRIERS).map(([value, title]) => ({ value, title }));

/** Asks for a number to be added: one of those that a carrier has for us, or one by hand. */
export function AddNumberDialog({ onClose }: { onClose(): void }) {
  const client = useClient();
  const navigate = useNavigate();
  const form = useId();
  const usual = useUsualCarrier();
  const [draft, setDraft] = useState<NewNumber | null>(null);
  const shown = draft ?? newNumberWith(usual);
  const set = (change: Partial<NewNumber>) => setDraft({ ...shown, ...change });
  const add = useAction({
    run: () => client.phoneNumbers.create(numberOf(shown)),
    stale: [NUMBERS, AVAILABLE],
    done: ({ number }) => `${number} is added.`,
    onDone: ({ id }) => void navigate({ to: `/phone-numbers/${id}` }),
    showsError: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isRunning) add.run();
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" disabled={add.isRunning}>
        Add it
      </Button>
    </>
  );
  return (
    <Dialog title="Add a number" onClose={onClose} actions={actions}>
      <form id={form} onSubmit={submit} className="grid gap-4">
        <Select
          label="Carrier"
          choices={CARRIER_CHOICES}
          value={shown.carrier}
          onChange={(carrier) => setDraft(newNumberWith(carrier as NewNumber["carrier"]))}
        />
        {shown.carrier !== "sip" && (
          <AvailableNumbers
            carrier={shown.carrier}
            chosen={shown.number}
            onChoose={({ number, name, is_configured }) =>
              set({ number, name: name ?? "", isConfigured: !is_configured })
            }
          />
        )}
        <NumberFields draft={shown} set={set} />
      </form>
      <SaveProblem error={add.error} />
    </Dialog>
  );
}

function NumberFields({ draft, set }: { draft: NewNumber; set(change: Partial<NewNumber>): void }) {
  return (
    <>
      <TextField
        label="Number"
        hint="With its country code."
        type="tel"
        required
        placeholder="+14155550123"
        value={draft.number}
        onChange={(event) => set({ number: event.target.value })}
      />
      <TextField
        label="What it is for"
        maxLength={200}
        placeholder="Front desk"
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <AgentSelect
        label="Agent"
        hint="Answers with the version that is released when somebody calls."
        none="Nobody yet"
        value={draft.agentId}
        onChange={(agentId) => set({ agentId })}
      />
      {draft.carrier !== "sip" && (
        <Switch
          label="Tell the carrier to bring its calls here"
          hint="Sets the number up at the carrier. Switch it off where you have done that by hand."
          isOn={draft.isConfigured}
          onChange={(isConfigured) => set({ isConfigured })}
        />
      )}
      <Switch
        label="Default"
        hint="Conversations that name no number go out from it."
        isOn={draft.isDefault}
        onChange={(isDefault) => set({ isDefault })}
      />
      <Switch
        label="Test mode"
        hint="Answers listed test addresses only, and reaches nobody else."
        isOn={draft.isTest}
        onChange={(isTest) => set({ isTest })}
      />
    </>
  );
}

/** Returns the first carrier that is set up here. */
function useUsualCarrier(): PhoneNumber["carrier"] {
  const client = useClient();
  const installation = useQuery({ queryKey: ["installation"], queryFn: () => client.installation.get() });
  const ready = installation.data?.parts.filter(({ kind, is_configured }) => kind === "telephone" && is_configured);
  const names = ready?.map(({ name }) => name) ?? [];
  return (Object.keys(CARRIERS) as PhoneNumber["carrier"][]).find((carrier) => names.includes(carrier)) ?? "twilio";
}
