import type { LogEntry } from "@operator/sdk";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { Badge } from "../ui/badge.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { milliseconds } from "./milliseconds.ts";

const TONES = { succeeded: "neutral", failed: "danger", refused: "warning", unknown: "warning" } as const;

const COLUMNS: readonly Column<LogEntry>[] = [
  { title: "What was done", width: "minmax(0, 3fr)", cell: ({ summary }) => summary },
  { title: "Outcome", width: "6rem", cell: ({ outcome }) => <Badge tone={TONES[outcome]}>{outcome}</Badge> },
  { title: "Kind", isSecondary: true, width: "9rem", cell: ({ kind }) => kind.replaceAll("_", " ") },
  {
    title: "Took",
    isSecondary: true,
    width: "5rem",
    cell: ({ duration_ms }) => (duration_ms === null ? "–" : milliseconds(duration_ms)),
  },
  { title: "When", isSecondary: true, width: "9rem", cell: ({ at }) => <Moment at={at} /> },
];

/** Lists what the log has of a conversation. */
export function LogsPanel({ id }: { id: string }) {
  const client = useClient();
  const list = usePaged<LogEntry>({
    key: ["logs", "of-conversation", id],
    read: async (page) => client.logs.list({ conversation_id: id, ...page }),
  });
  return (
    <ListTable
      label="Logs"
      list={list}
      columns={COLUMNS}
      keyOf={(entry) => entry.id}
      linkOf={(entry) => `/logs?conversation_id=${id}&q=${entry.id}`}
      empty={<Empty title="The log has nothing of it.">Requests, model calls and deliveries stand here.</Empty>}
    />
  );
}
