import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { Badge } from "../ui/badge.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Switch } from "../ui/select.tsx";
import { Empty } from "../ui/states.tsx";
import { BatchResultDrawer } from "./batch-result-drawer.tsx";
import { BATCHES } from "./query-keys.ts";
import { type Batch, type BatchResult, RunStatus } from "./run-words.tsx";

const REFRESH = 2_000;

/** Lists what came of each conversation of a bulk run, as it goes. */
export function BatchResults({ batch: { id, compare_with, ended_at } }: { batch: Batch }) {
  const client = useClient();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [chosen, setChosen] = useState<BatchResult | null>(null);
  const list = usePaged<BatchResult>({
    // What is read when the last run has ended is the whole.
    key: [...BATCHES, id, "results", onlyChanged, ended_at],
    read: async (page) =>
      client.procedureBatches.results(id, { ...page, only_changed: onlyChanged ? "true" : "false" }),
    ...(ended_at === null ? { refetchEvery: REFRESH } : {}),
  });
  return (
    <>
      {compare_with !== null && (
        <div className="sm:max-w-72">
          <Switch label="Only where they differ" isOn={onlyChanged} onChange={setOnlyChanged} />
        </div>
      )}
      <div className="-mx-4 flex h-[50dvh] min-h-56 flex-col sm:-mx-5">
        <ListTable
          label="Conversations"
          list={list}
          columns={compare_with === null ? COLUMNS : COMPARED_COLUMNS}
          keyOf={({ conversation_id }) => conversation_id}
          onSelect={(result) => setChosen(result)}
          empty={
            <Empty title={onlyChanged ? "The outputs are alike." : "No conversation fits."}>
              {onlyChanged ? "Conversations in which the versions differ are listed here." : "Choose others."}
            </Empty>
          }
        />
      </div>
      {chosen && <BatchResultDrawer result={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

const CONVERSATION: Column<BatchResult> = {
  title: "Conversation",
  width: "11rem",
  cell: ({ conversation_id }) => <span className="font-mono text-xs">{conversation_id}</span>,
};
const STATUS: Column<BatchResult> = {
  title: "Status",
  width: "7rem",
  cell: ({ run }) => (run === null ? <Badge>To come</Badge> : <RunStatus status={run.status} />),
};
const OUTPUT: Column<BatchResult> = {
  title: "Output",
  width: "minmax(0, 2fr)",
  isSecondary: true,
  cell: ({ run }) => <span className="font-mono text-xs text-muted">{outputText(run)}</span>,
};

const COLUMNS: readonly Column<BatchResult>[] = [CONVERSATION, STATUS, OUTPUT];
const COMPARED_COLUMNS: readonly Column<BatchResult>[] = [
  CONVERSATION,
  STATUS,
  {
    title: "Compared",
    width: "8rem",
    isSecondary: true,
    cell: ({ changes }) =>
      changes === null ? (
        "–"
      ) : changes.length === 0 ? (
        "Alike"
      ) : (
        <Badge tone="warning">
          {changes.length} {changes.length === 1 ? "change" : "changes"}
        </Badge>
      ),
  },
  OUTPUT,
];

function outputText(run: BatchResult["run"]): string {
  if (run === null) return "";
  if (run.error !== null) return run.error;
  return run.output === null || run.output === undefined ? "" : JSON.stringify(run.output);
}
