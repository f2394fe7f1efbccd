import type { Schemas } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { usePaged } from "../data/use-paged.ts";
import { Badge } from "../ui/badge.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { CAMPAIGNS, CampaignStatus, CHANNELS } from "./campaign-words.tsx";

type Campaign = Schemas["Campaign"];

const REFRESH = 5_000;

/** Lists campaigns, and leads to each. */
export function Room() {
  const client = useClient();
  const { can } = useSignedIn();
  const names = useAgentNames();
  const list = usePaged<Campaign>({
    key: [...CAMPAIGNS, "list"],
    read: async (page) => client.campaigns.list(page),
    refetchEvery: REFRESH,
  });
  const make = can("campaigns:write") && (
    <Link
      to="/campaigns/new"
      className="inline-flex min-h-10 items-center gap-2 rounded-xl bg-accent px-3.5 text-sm font-medium text-on-accent hover:bg-accent-hover"
    >
      <PlusIcon /> New campaign
    </Link>
  );
  return (
    <Page title="Campaigns" isFull actions={make} about="Lists of people to be called or written to.">
      <ListTable
        label="Campaigns"
        list={list}
        columns={columnsOf(names)}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/campaigns/${id}`}
        empty={
          <Empty title="There are no campaigns yet." action={make}>
            A campaign calls or writes to everybody on a list, at hours and at a pace of your choosing. Bring a CSV file
            with their numbers or addresses.
          </Empty>
        }
      />
    </Page>
  );
}

function columnsOf(names: ReadonlyMap<string, string>): Column<Campaign>[] {
  return [
    {
      title: "Name",
      width: "minmax(0, 2fr)",
      cell: ({ name, livemode }) => (
        <>
          {name} {!livemode && <Badge>Test</Badge>}
        </>
      ),
    },
    { title: "Status", width: "6.5rem", cell: ({ status }) => <CampaignStatus status={status} /> },
    { title: "Agent", width: "minmax(0, 1fr)", isSecondary: true, cell: ({ agent_id }) => agentTitle(agent_id, names) },
    { title: "Channel", width: "8rem", isSecondary: true, cell: ({ channel }) => CHANNELS[channel.type] },
    {
      title: "Over",
      width: "8rem",
      isSecondary: true,
      cell: ({ progress }) => `${overOf(progress)} of ${progress.rows}`,
    },
    { title: "Made", width: "9rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
  ];
}

/** Counts the rows that are over. */
function overOf({ done, refused, cancelled }: Campaign["progress"]): number {
  return done + refused + cancelled;
}
