import type { Schemas } from "@operator/sdk";
import { CHANNELS, MOODS } from "../conversations/conversation-words.ts";
import { StatusBadge } from "../conversations/status-badge.tsx";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { usePaged } from "../data/use-paged.ts";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { durationText, Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import type { Customer } from "./customer-draft.ts";

type Item = Schemas["ConversationItem"];

const REFRESH = 5_000;

/** Lists all conversations with a customer, on whatever channel. */
export function CustomerConversations({ customer: { id } }: { customer: Customer }) {
  const client = useClient();
  const names = useAgentNames();
  const list = usePaged<Item>({
    key: ["conversations", "of-customer", id],
    read: async (page) => client.conversations.list({ customer_id: id, ...page }),
    refetchEvery: REFRESH,
  });
  return (
    <ListTable
      label="Conversations"
      list={list}
      columns={columnsOf(names)}
      keyOf={(item) => item.id}
      linkOf={(item) => `/conversations/${item.id}`}
      empty={
        <Empty title="Nobody has talked with them yet.">
          Every call, chat, text message and mail with this customer is listed here.
        </Empty>
      }
    />
  );
}

function columnsOf(names: ReadonlyMap<string, string>): Column<Item>[] {
  return [
    { title: "Agent", width: "minmax(0, 2fr)", cell: ({ agent_id }) => agentTitle(agent_id, names) },
    { title: "Status", width: "7rem", cell: ({ status }) => <StatusBadge status={status} /> },
    { title: "Channel", width: "7rem", isSecondary: true, cell: ({ channel_type }) => CHANNELS[channel_type] },
    { title: "Created", width: "8.5rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
    { title: "Duration", width: "5.5rem", isSecondary: true, cell: ({ duration_sec }) => durationText(duration_sec) },
    { title: "Mood", width: "5rem", isSecondary: true, cell: ({ sentiment }) => (sentiment ? MOODS[sentiment] : "–") },
  ];
}
