import { useState } from "react";
import { type Member, useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Confirm, Dialog } from "../ui/dialog.tsx";
import { exactly } from "../ui/moment.tsx";
import { Select } from "../ui/select.tsx";
import { Facts } from "./facts.tsx";
import { MEMBERS } from "./keys.ts";
import { ROLE_CHOICES, type Role } from "./roles.ts";

/** Gives a member another role, or removes them. */
export function MemberDialog({ member, onClose }: { member: Member; onClose(): void }) {
  const client = useClient();
  const { member: me, organization } = useSignedIn();
  const [role, setRole] = useState<Role>(member.role);
  const [isAsking, setIsAsking] = useState(false);
  // Somebody who changes their own role may do something else from then on.
  const stale = [MEMBERS, ["account"]];
  const change = useAction({
    run: () => client.members.change(member.id, { role }),
    stale,
    done: `${member.name} has another role.`,
    onDone: onClose,
  });
  const remove = useAction({
    run: () => client.members.delete(member.id),
    stale,
    done: `${member.name} is removed.`,
    onDone: onClose,
  });
  if (isAsking) {
    return (
      <Confirm
        title={`Remove ${member.name}?`}
        action="Remove"
        isDangerous
        isRunning={remove.isRunning}
        onConfirm={() => remove.run()}
        onClose={() => setIsAsking(false)}
      >
        {member.id === me.id ? "You are" : `${member.name} is`} signed out at once, and can come back only by another
        invitation. What was made stays.
      </Confirm>
    );
  }
  const actions = (
    <>
      <Button look="quiet" className="mr-auto -ml-3 text-danger!" onClick={() => setIsAsking(true)}>
        Remove
      </Button>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" disabled={role === member.role || change.isRunning} onClick={() => change.run()}>
        Save
      </Button>
    </>
  );
  return (
    <Dialog title={member.name} onClose={onClose} actions={actions}>
      <Facts
        facts={[
          ["E-mail", member.email],
          ["Joined", exactly(new Date(member.created_at), organization.time_zone)],
        ]}
      />
      <Select
        label="Role"
        hint={member.id === me.id ? "This is your own role: a lesser one takes rights from you at once." : undefined}
        choices={ROLE_CHOICES}
        value={role}
        onChange={(value) => setRole(value as Role)}
      />
    </Dialog>
  );
}
