import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { CHANNELS, choicesOf } from "../conversations/conversation-words.ts";
import { SearchBox } from "../conversations/search-box.tsx";
import { StatusBadge } from "../conversations/status-badge.tsx";
import { useClient } from "../data/client.tsx";
import { agentTitle, useAgentNames } from "../data/use-agent-names.ts";
import { usePaged } from "../data/use-paged.ts";
import { Dialog } from "../ui/dialog.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { durationText, Moment } from "../ui/moment.tsx";
import { Select } from "../ui/select.tsx";
import { Empty } from "../ui/states.tsx";

type Item = Schemas["ConversationItem"];

/** Asks for a conversation, found by its agent and by what was said. */
export function ConversationPicker({ onPick, onClose }: { onPick(id: string): void; onClose(): void }) {
  const client = useClient();
  const names = useAgentNames();
  const [filter, setFilter] = useState({ q: "", agent_id: "" });
  const query = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
  const list = usePaged<Item>({
    key: ["conversations", "picker", query],
    read: async (page) => client.conversations.list({ ...query, ...page }),
  });
  return (
    <Dialog title="Choose a conversation" onClose={onClose} width="wide">
      <search aria-label="Filters" className="flex flex-wrap gap-2">
        <SearchBox
          label="Search what was said"
          placeholder="Search what was said …"
          value={filter.q}
          onChange={(q) => setFilter((last) => ({ ...last, q }))}
        />
        <Select
          label="Agent"
          isLabelHidden
          className="w-full sm:w-48"
          choices={choicesOf(Object.fromEntries(names), "All agents")}
          value={filter.agent_id}
          onChange={(agent_id) => setFilter((last) => ({ ...last, agent_id }))}
        />
      </search>
      <div className="-mx-5 flex h-[45dvh] flex-col">
        <ListTable
          label="Conversations"
          list={list}
          columns={columnsOf(names)}
          keyOf={({ id }) => id}
          onSelect={({ id }) => onPick(id)}
          empty={
            Object.keys(query).length > 0 ? (
              <Empty title="No conversation is like that.">Search for other words.</Empty>
            ) : (
              <Empty title="There are no conversations yet.">Talk to an agent in the room Talk, then come back.</Empty>
            )
          }
        />
      </div>
    </Dialog>
  );
}

function columnsOf(names: ReadonlyMap<string, string>): Column<Item>[] {
  return [
    { title: "Agent", width: "minmax(0, 2fr)", cell: ({ agent_id }) => agentTitle(agent_id, names) },
    { title: "Created", width: "8rem", cell: ({ created_at }) => <Moment at={created_at} /> },
    { title: "Status", width: "7rem", isSecondary: true, cell: ({ status }) => <StatusBadge status={status} /> },
    { title: "Channel", width: "7rem", isSecondary: true, cell: ({ channel_type }) => CHANNELS[channel_type] },
    { title: "Duration", width: "5rem", isSecondary: true, cell: ({ duration_sec }) => durationText(duration_sec) },
  ];
}
