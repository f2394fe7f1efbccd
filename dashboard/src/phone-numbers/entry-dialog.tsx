import { type FormEvent, useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { SaveProblem } from "../ui/save-problem.tsx";

interface EntryDialogProps {
  title: string;
  label: string;
  example: string;
  /** What is asked beside it, for people. */
  note: string;
  isRunning: boolean;
  error: unknown;
  onSubmit(entry: { value: string; note: string }): void;
  onClose(): void;
}

/** Asks for a number or an address to be put on a list, with a word on it. */
export function EntryDialog({ title, label, example, note, isRunning, error, onSubmit, onClose }: EntryDialogProps) {
  const form = useId();
  const [entry, setEntry] = useState({ value: "", note: "" });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isRunning) onSubmit({ value: entry.value.trim(), note: entry.note.trim() });
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" disabled={isRunning}>
        Add it
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <form id={form} onSubmit={submit} className="grid gap-4">
        <TextField
          label={label}
          required
          autoFocus
          autoComplete="off"
          placeholder={example}
          value={entry.value}
          onChange={(event) => setEntry({ ...entry, value: event.target.value })}
        />
        <TextField
          label={note}
          maxLength={200}
          value={entry.note}
          onChange={(event) => setEntry({ ...entry, note: event.target.value })}
        />
      </form>
      <SaveProblem error={error} />
    </Dialog>
  );
}
