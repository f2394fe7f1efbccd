import type { LogEntry } from "@operator/sdk";
import { useMemo, useState } from "react";
import { useClient } from "../data/client.tsx";
import { type Paged, usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { PauseIcon, PlayIcon } from "../ui/icons.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failed } from "../ui/states.tsx";
import { LogDrawer } from "./log-drawer.tsx";
import { LogFilters } from "./log-filters.tsx";
import { logQuery } from "./log-query.ts";
import { actorText, KINDS, OUTCOMES } from "./log-words.ts";
import { joined, useLiveLog } from "./use-live-log.ts";

const PAGE = 100;

const COLUMNS: Column<LogEntry>[] = [
  { title: "What", width: "minmax(0, 4fr)", cell: ({ summary }) => summary },
  {
    title: "Outcome",
    width: "6.5rem",
    cell: ({ outcome }) => <Badge tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].title}</Badge>,
  },
  { title: "Kind", width: "9rem", isSecondary: true, cell: ({ kind }) => KINDS[kind] },
  { title: "Who", width: "minmax(0, 1.5fr)", isSecondary: true, cell: ({ actor }) => actorText(actor) },
  {
    title: "Took",
    width: "5rem",
    isSecondary: true,
    cell: ({ duration_ms }) => (duration_ms === null ? "–" : `${Math.round(duration_ms)} ms`),
  },
  { title: "When", width: "9rem", isSecondary: true, cell: ({ at }) => <Moment at={at} /> },
];

/** Lists everything that was done, newest first, and what is done from now on as it happens. */
export function Room() {
  const client = useClient();
  const [search, setSearch] = useSearchParams();
  const [isLive, setIsLive] = useState(true);
  const [chosen, setChosen] = useState<LogEntry | null>(null);
  const query = useMemo(() => logQuery(search), [search]);
  const read = usePaged<LogEntry>({
    key: ["logs", query],
    read: async (page) => client.logs.list({ ...query, ...page }),
    limit: PAGE,
  });
  const live = useLiveLog(query, { isOn: isLive && !read.isLoading, newestRead: read.items[0]?.id });
  const items = useMemo(() => joined(live.entries, read.items), [live.entries, read.items]);
  const list: Paged<LogEntry> = { ...read, items };
  const isFiltered = Object.keys(query).length > 0;
  return (
    <Page
      title="Logs"
      isFull
      beside={isLive && live.error === null ? <Badge tone="good">Live</Badge> : <Badge>Paused</Badge>}
      actions={
        <Button aria-pressed={isLive} onClick={() => setIsLive(!isLive)}>
          {isLive ? <PauseIcon /> : <PlayIcon />}
          {isLive ? "Pause" : "Follow"}
        </Button>
      }
    >
      <LogFilters search={search} onChange={setSearch} />
      {live.error !== null && (
        <div className="px-4 pb-3 sm:px-6">
          <Failed error={live.error} />
        </div>
      )}
      <ListTable
        label="Logs"
        list={list}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        onSelect={(entry: LogEntry) => setChosen(entry)}
        empty={<Nothing isFiltered={isFiltered} />}
      />
      {chosen && <LogDrawer entry={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return <Empty title="Nothing in the log is like that.">Take a filter away, or wait for it to happen.</Empty>;
  return (
    <Empty title="Nothing was done yet.">
      Every request, call of a model or tool, delivery and sign-in is listed here. Talk to an agent to see the first.
    </Empty>
  );
}
