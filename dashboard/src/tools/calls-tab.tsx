import type { Schemas } from "@operator/sdk";
import { useState } from "react";
import { SearchBox } from "../conversations/search-box.tsx";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { type SearchParams, useSearchParams } from "../data/use-search-params.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Select } from "../ui/select.tsx";
import { Empty } from "../ui/states.tsx";
import { CallDrawer } from "./call-drawer.tsx";
import { callQuery } from "./call-query.ts";
import { OUTCOMES, tookText } from "./call-words.ts";
import { TOOL_CALLS } from "./query-keys.ts";

type Call = Schemas["ToolCall"];

const REFRESH = 5_000;
const STATUS_CHOICES = [
  { value: "", title: "Any outcome" },
  ...Object.entries(OUTCOMES).map(([value, { title }]) => ({ value, title })),
];

const COLUMNS: readonly Column<Call>[] = [
  {
    title: "Tool",
    width: "minmax(0, 2fr)",
    cell: ({ name }) => <span className="font-mono text-[0.8125rem]">{name}</span>,
  },
  {
    title: "Outcome",
    width: "8.5rem",
    cell: ({ status }) => <Badge tone={OUTCOMES[status].tone}>{OUTCOMES[status].title}</Badge>,
  },
  {
    title: "Arguments",
    width: "minmax(0, 3fr)",
    isSecondary: true,
    cell: (call) => <span className="font-mono text-xs text-muted">{call.arguments}</span>,
  },
  { title: "Took", width: "5rem", isSecondary: true, cell: (call) => tookText(call) ?? "–" },
  { title: "When", width: "9rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
];

/** Lists every call of a tool that was made in a conversation, or about one. */
export function CallsTab() {
  const client = useClient();
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<Call | null>(null);
  const query = callQuery(search);
  const list = usePaged<Call>({
    key: [...TOOL_CALLS, "list", query],
    read: async (page) => client.toolCalls.list({ ...query, ...page }),
    refetchEvery: REFRESH,
  });
  const isFiltered = Object.keys(query).length > 0;
  return (
    <>
      <Filters search={search} isUsed={isFiltered} onChange={setSearch} />
      <ListTable
        label="Tool calls"
        list={list}
        columns={COLUMNS}
        keyOf={({ call_id }) => call_id}
        onSelect={(call: Call) => setChosen(call)}
        empty={
          isFiltered ? (
            <Empty title="No call is like that.">
              Names are compared whole, as the model called the tool. Take a filter away to see more.
            </Empty>
          ) : (
            <Empty title="No tool was called yet.">
              Give an agent a tool and talk with it: each call is listed here with its arguments and how it came out.
            </Empty>
          )
        }
      />
      {chosen && <CallDrawer call={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

interface FiltersProps {
  search: SearchParams;
  isUsed: boolean;
  onChange(change: SearchParams): void;
}

function Filters({ search, isUsed, onChange }: FiltersProps) {
  return (
    <search aria-label="Filters" className="flex shrink-0 flex-wrap gap-2 px-4 sm:px-6">
      <SearchBox
        label="Name of the tool"
        placeholder="Name of the tool"
        value={search["name"] ?? ""}
        onChange={(name) => onChange({ name })}
      />
      <SearchBox
        label="Conversation or procedure"
        placeholder="conv_… or trun_…"
        value={search["about"] ?? ""}
        onChange={(about) => onChange({ about })}
      />
      <Select
        label="Outcome"
        isLabelHidden
        className="min-w-36 flex-1 sm:max-w-48"
        choices={STATUS_CHOICES}
        value={search["status"] ?? ""}
        onChange={(status) => onChange({ status })}
      />
      {isUsed && (
        <Button look="quiet" onClick={() => onChange({ name: undefined, about: undefined, status: undefined })}>
          Clear
        </Button>
      )}
    </search>
  );
}
