import type { Schemas } from "@operator/sdk";
import { type FormEvent, useId, useState } from "react";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { INVITATIONS } from "./open-invitations.tsx";
import { ROLE_CHOICES, type Role } from "./roles.ts";

/** Makes an invitation, and shows its link once. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const client = useClient();
  const form = useId();
  const [role, setRole] = useState<Role>("developer");
  const [email, setEmail] = useState("");
  const [made, setMade] = useState<Schemas["ShownInvitation"] | null>(null);
  const invite = useAction({
    run: () => client.invitations.create({ role, email: email.trim() === "" ? null : email.trim() }),
    stale: [INVITATIONS],
    onDone: setMade,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.run();
  };
  if (made !== null) return <ShownLink invitation={made} onClose={onClose} />;
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" disabled={invite.isRunning}>
        Make the link
      </Button>
    </>
  );
  return (
    <Dialog title="Invite somebody" onClose={onClose} actions={actions}>
      <form id={form} onSubmit={submit} className="grid gap-5">
        <Select label="Role" choices={ROLE_CHOICES} value={role} onChange={(value) => setRole(value as Role)} />
        <TextField
          label="E-mail (optional)"
          hint="Given one, the invitation is for that person alone. The platform sends no mail: you pass on the link."
          type="email"
          autoComplete="off"
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
      </form>
    </Dialog>
  );
}

function ShownLink({ invitation, onClose }: { invitation: Schemas["ShownInvitation"]; onClose(): void }) {
  const { url, email } = invitation;
  return (
    <Dialog
      title="The invitation is made"
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <p role="status" className="rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
        Copy the link now and send it to {email ?? "whom you invite"}. It works once, for seven days, and is not shown
        again.
      </p>
      <div className="flex items-center gap-2 rounded-xl bg-sunken py-1.5 pr-1.5 pl-3">
        <code aria-label="Link" className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">
          {url}
        </code>
        <CopyButton text={url} label="Copy the link" />
      </div>
    </Dialog>
  );
}
