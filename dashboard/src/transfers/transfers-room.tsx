import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { usePaged } from "../data/use-paged.ts";
import { PlusIcon } from "../ui/icons.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { hoursText } from "./hours.ts";
import { TRANSFERS } from "./query-keys.ts";
import { MODES, type Transfer } from "./transfer-draft.ts";

/** Lists the destinations to which agents hand callers over. */
export function Room() {
  const client = useClient();
  const { can } = useSignedIn();
  const names = useAgentNames();
  const list = usePaged<Transfer>({
    key: [...TRANSFERS, "list"],
    read: async (page) => client.transfers.list(page),
  });
  const make = can("channels:write") && (
    <LinkButton to="/transfers/new" look="primary">
      <PlusIcon /> New transfer
    </LinkButton>
  );
  return (
    <Page title="Transfers" isFull actions={make} about="Where agents on the telephone hand their callers over.">
      <ListTable
        label="Transfers"
        list={list}
        columns={columnsOf(names)}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/transfers/${id}`}
        empty={
          <Empty title="There are no transfers yet." action={make}>
            A transfer leads to a person’s number, a SIP address or another agent, at hours of your choosing. Make the
            first, then switch it on in an agent’s tab Tools.
          </Empty>
        }
      />
    </Page>
  );
}

function columnsOf(names: ReadonlyMap<string, string>): readonly Column<Transfer>[] {
  return [
    { title: "Name", width: "minmax(0, 1fr)", cell: ({ name }) => name },
    {
      title: "Goes to",
      width: "minmax(0, 1.2fr)",
      cell: ({ kind, destination }) => (kind === "agent" ? agentTitle(destination, names) : destination),
    },
    {
      title: "How",
      width: "5rem",
      isSecondary: true,
      cell: ({ kind, mode }) => (kind === "agent" ? "Agent" : MODES[mode]),
    },
    { title: "Hours", width: "minmax(0, 1.5fr)", isSecondary: true, cell: ({ hours }) => hoursText(hours) },
    { title: "Changed", width: "9rem", isSecondary: true, cell: ({ updated_at }) => <Moment at={updated_at} /> },
  ];
}
