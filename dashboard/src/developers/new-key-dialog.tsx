import { type FormEvent, useId, useState } from "react";
import type { Scope } from "../data/account.tsx";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { KEYS } from "./query-keys.ts";
import { ScopePicker } from "./scope-picker.tsx";
import { ShownKey } from "./shown-key.tsx";

const MODES = [
  { value: "test", title: "Test: makes and sees test data only" },
  { value: "live", title: "Live" },
];

/** Makes a key, and shows it once. */
export function NewKeyDialog({ onClose }: { onClose(): void }) {
  const client = useClient();
  const { member } = useSignedIn();
  const form = useId();
  const [name, setName] = useState("");
  const [mode, setMode] = useState("live");
  const [scopes, setScopes] = useState<Scope[] | null>(member.role === "owner" ? null : []);
  const [secret, setSecret] = useState<string | null>(null);
  const make = useAction({
    run: () => client.apiKeys.create({ name, livemode: mode === "live", scopes }),
    stale: [KEYS],
    onDone: (made) => setSecret(made.secret),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.run();
  };
  if (secret !== null) {
    return (
      <Dialog title={`The key “${name}” is made`} onClose={onClose} actions={<Button onClick={onClose}>Done</Button>}>
        <ShownKey secret={secret} />
      </Dialog>
    );
  }
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        type="submit"
        form={form}
        look="primary"
        disabled={make.isRunning || name.trim() === "" || scopes?.length === 0}
      >
        Make it
      </Button>
    </>
  );
  return (
    <Dialog title="Make an API key" onClose={onClose} actions={actions}>
      <form id={form} onSubmit={submit} className="grid gap-5">
        <TextField
          label="Name"
          hint="Who uses it and what for, such as “Booking system”."
          required
          maxLength={200}
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Select label="Data" choices={MODES} value={mode} onChange={setMode} />
        <ScopePicker scopes={scopes} onChange={setScopes} />
      </form>
    </Dialog>
  );
}
