import type { Schemas } from "@operator/sdk";
import { type FormEvent, useState } from "react";
import type { Scope } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useSave } from "../data/use-save.ts";
import { Button } from "../ui/button.tsx";
import { Conflict } from "../ui/conflict.tsx";
import { TextField } from "../ui/field.tsx";
import { KEYS } from "./query-keys.ts";
import { ScopePicker } from "./scope-picker.tsx";

/** Changes what a key is called and what it may do. */
export function KeyForm({ apiKey, onDone }: { apiKey: Schemas["ApiKey"]; onDone(): void }) {
  const client = useClient();
  const [name, setName] = useState(apiKey.name);
  const [scopes, setScopes] = useState<Scope[] | null>(apiKey.scopes);
  const { save, isRunning, theirs } = useSave({
    thing: apiKey,
    read: () => client.apiKeys.get(apiKey.id),
    write: (change: { name: string; scopes: Scope[] | null }, options) =>
      client.apiKeys.change(apiKey.id, change, options),
    stale: [KEYS],
    done: "The key is changed.",
    onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save({ name, scopes });
  };
  return (
    <form onSubmit={submit} className="grid gap-5">
      {theirs && (
        <Conflict
          differences={[
            { name: "Name", theirs: theirs.name, yours: name },
            { name: "May do", theirs: written(theirs.scopes), yours: written(scopes) },
          ]}
        />
      )}
      <TextField label="Name" required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
      <ScopePicker scopes={scopes} onChange={setScopes} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" disabled={isRunning || scopes?.length === 0}>
          Save
        </Button>
      </div>
    </form>
  );
}

function written(scopes: readonly Scope[] | null): string {
  return scopes === null ? "everything" : [...scopes].sort().join(", ");
}
