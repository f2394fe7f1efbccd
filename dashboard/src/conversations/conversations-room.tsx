import type { Schemas } from "@operator/sdk";
import { useEffect, useMemo, useState } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { durationText, Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { ConversationFilters } from "./conversation-filters.tsx";
import { CHANNELS, DIRECTIONS, MOODS } from "./conversation-words.ts";
import { filterQuery, isFiltered } from "./filter-query.ts";
import { LiveCounters } from "./live-counters.tsx";
import { StartDialog } from "./start-dialog.tsx";
import { StatusBadge } from "./status-badge.tsx";

type Item = Schemas["ConversationItem"];

const PAGE = 100;

/** Lists all conversations, and leads to each. */
export function Room() {
  const client = useClient();
  const { organization, can } = useSignedIn();
  const [search, setSearch] = useSearchParams();
  const [isStarting, setIsStarting] = useState(false);
  // From here people go on to one of them.
  useEffect(() => void import("./conversation-page.tsx"), []);
  const query = filterQuery(search, organization.time_zone);
  const list = usePaged<Item>({
    key: ["conversations", "list", query],
    read: async (page) => client.conversations.list({ ...query, ...page }),
    limit: PAGE,
  });
  const start = can("conversations:write") && (
    <Button look="primary" onClick={() => setIsStarting(true)}>
      <PlusIcon /> Start one
    </Button>
  );
  return (
    <Page
      title="Conversations"
      isFull
      beside={<LiveCounters status={search["status"]} onSelect={(status) => setSearch({ status })} />}
      actions={start}
    >
      <ConversationFilters search={search} onChange={setSearch} />
      <ListTable
        label="Conversations"
        list={list}
        columns={useColumns()}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/conversations/${id}`}
        empty={isFiltered(query) ? <NothingFound /> : <Nothing />}
      />
      {isStarting && <StartDialog onClose={() => setIsStarting(false)} />}
    </Page>
  );
}

function useColumns(): Column<Item>[] {
  const names = useAgentNames();
  return useMemo(() => columnsOf(names), [names]);
}

function columnsOf(names: ReadonlyMap<string, string>): Column<Item>[] {
  return [
    { title: "Agent", width: "minmax(0, 2fr)", cell: (item) => <AgentCell item={item} names={names} /> },
    { title: "Status", width: "7.5rem", cell: ({ status }) => <StatusBadge status={status} /> },
    { title: "Channel", width: "7.5rem", isSecondary: true, cell: ({ channel_type }) => CHANNELS[channel_type] },
    { title: "Direction", width: "6rem", isSecondary: true, cell: ({ direction }) => DIRECTIONS[direction] },
    { title: "Created", width: "10rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
    { title: "Duration", width: "6rem", isSecondary: true, cell: ({ duration_sec }) => durationText(duration_sec) },
    { title: "Mood", width: "5rem", isSecondary: true, cell: ({ sentiment }) => (sentiment ? MOODS[sentiment] : "–") },
  ];
}

function AgentCell({ item, names }: { item: Item; names: ReadonlyMap<string, string> }) {
  return (
    <>
      {agentTitle(item.agent_id, names)}
      <span className="pl-2 font-normal text-muted">{item.agent_id.split("@")[1]}</span>
      {!item.livemode && (
        <span className="pl-2">
          <Badge>Test</Badge>
        </span>
      )}
    </>
  );
}

function Nothing() {
  return (
    <Empty title="There are no conversations yet.">
      Every call, chat, text message and mail with an agent is listed here, with all that was said. Start the first with
      the button above, or talk to an agent in the room Talk.
    </Empty>
  );
}

function NothingFound() {
  return <Empty title="No conversation is like that.">Take a filter away, or search for other words.</Empty>;
}
