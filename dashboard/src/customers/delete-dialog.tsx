import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { type Customer, nameOf } from "./customer-draft.ts";
import { CUSTOMERS } from "./query-keys.ts";
import { type Removed, removedLines } from "./removed-words.ts";

interface DeleteDialogProps {
  customer: Customer;
  onClose(): void;
}

/** Deletes a customer: says what goes with them, has their name written, and reports what was removed. */
export function DeleteDialog({ customer, onClose }: DeleteDialogProps) {
  const client = useClient();
  const navigate = useNavigate();
  const [written, setWritten] = useState("");
  const [removed, setRemoved] = useState<Removed | null>(null);
  const name = nameOf(customer);
  const remove = useAction({
    run: () => client.customers.delete(customer.id),
    onDone: (report) => setRemoved(report.removed),
  });
  const leave = useAction({
    run: async () => navigate({ to: "/customers" }),
    stale: [[...CUSTOMERS, "list"], ["conversations"], ["follow-ups"]],
  });
  if (removed !== null) {
    const toList = () => leave.run();
    return (
      <Dialog
        title={`${name} is deleted`}
        onClose={toList}
        actions={
          <Button look="primary" onClick={toList}>
            To the customers
          </Button>
        }
      >
        <Report removed={removed} />
      </Dialog>
    );
  }
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="danger" disabled={remove.isRunning || written.trim() !== name.trim()} onClick={() => remove.run()}>
        {remove.isRunning ? "Deleting …" : "Delete for good"}
      </Button>
    </>
  );
  return (
    <Dialog title={`Delete ${name}`} onClose={onClose} actions={actions}>
      <div className="grid gap-3 text-sm">
        <p>
          Everything that belongs to {name} goes with them: {conversationsText(customer.conversation_count)}, open ones
          included, with what was said, recordings, messages, follow-ups and runs of procedural agents. It cannot be
          undone.
        </p>
        <p className="text-muted">
          What was delivered to other systems already, and backups, are not reached from here.
        </p>
      </div>
      <TextField
        label={`Write “${name}” to delete them`}
        autoComplete="off"
        value={written}
        onChange={(event) => setWritten(event.target.value)}
      />
    </Dialog>
  );
}

function conversationsText(count: number): string {
  return count === 1 ? "one conversation" : `${count} conversations`;
}

function Report({ removed }: { removed: Removed }) {
  const lines = removedLines(removed);
  return (
    <div className="grid gap-3 text-sm">
      <p>{lines.length === 0 ? "Nothing else belonged to them." : "With them went:"}</p>
      <dl aria-label="What was removed" className="grid gap-1">
        {lines.map(({ title, count }) => (
          <div key={title} className="flex justify-between gap-4 border-b border-line py-1">
            <dt>{title}</dt>
            <dd className="tabular-nums">{count.toLocaleString("en")}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
