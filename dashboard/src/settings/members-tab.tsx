import { useState } from "react";
import { type Member, useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberDialog } from "./member-dialog.tsx";
import { OpenInvitations } from "./open-invitations.tsx";
import { ROLES } from "./roles.ts";
import { MEMBERS } from "./keys.ts";

/** Lists those who may be here, and invites others. */
export function MembersTab() {
  const client = useClient();
  const { can, member: me } = useSignedIn();
  const [chosen, setChosen] = useState<Member | null>(null);
  const [isInviting, setIsInviting] = useState(false);
  const list = usePaged<Member>({ key: MEMBERS, read: async (page) => client.members.list(page) });
  const mayManage = can("members:write");
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 sm:px-6">
        <p className="max-w-prose text-sm text-muted">
          People come in by an invitation. {mayManage ? "Choose somebody to change their role." : "Owners invite them."}
        </p>
        {mayManage && (
          <Button look="primary" onClick={() => setIsInviting(true)}>
            <PlusIcon /> Invite somebody
          </Button>
        )}
      </div>
      {mayManage && <OpenInvitations />}
      <ListTable<Member>
        label="Members"
        list={list}
        columns={columnsFor(me.id)}
        keyOf={({ id }) => id}
        {...(mayManage ? { onSelect: setChosen } : {})}
        empty={<Empty title="There are no members yet.">Each is listed here with their role.</Empty>}
      />
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} />}
      {chosen && <MemberDialog member={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

const columnsFor = (me: string): Column<Member>[] => [
  {
    title: "Name",
    width: "minmax(0, 2fr)",
    cell: ({ id, name }) => (
      <>
        {name}
        {id === me && <span className="pl-2 font-normal text-muted">you</span>}
      </>
    ),
  },
  {
    title: "Role",
    width: "7rem",
    cell: ({ role }) => <Badge tone={role === "owner" ? "good" : "neutral"}>{ROLES[role].title}</Badge>,
  },
  { title: "E-mail", width: "minmax(0, 2fr)", isSecondary: true, cell: ({ email }) => email },
  { title: "Joined", width: "9rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
  { title: "Last here", width: "9rem", isSecondary: true, cell: ({ last_seen_at }) => <Moment at={last_seen_at} /> },
];
