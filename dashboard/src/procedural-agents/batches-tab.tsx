import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Badge } from "../ui/badge.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { costText } from "./batch-settings.ts";
import { BATCHES } from "./query-keys.ts";
import { type Batch, BatchStatus } from "./run-words.tsx";
import { useProceduralNames } from "./use-procedural-names.ts";

const REFRESH = 3_000;

/** Lists bulk runs with how far each is. */
export function BatchesTab() {
  const client = useClient();
  const names = useProceduralNames();
  const list = usePaged<Batch>({
    key: [...BATCHES, "list"],
    read: async (page) => client.procedureBatches.list(page),
    refetchEvery: REFRESH,
  });
  return (
    <ListTable
      label="Bulk runs"
      list={list}
      columns={columnsOf(names)}
      keyOf={({ id }) => id}
      linkOf={({ id }) => `/procedural-agents/batches/${id}`}
      empty={
        <Empty title="There are no bulk runs yet.">
          A bulk run lets an agent work on many past conversations, alone or against another version of it, and shows
          what changed. It tries and touches nothing, unless you say so. Begin the first with New bulk run.
        </Empty>
      }
    />
  );
}

function columnsOf(names: ReadonlyMap<string, string>): Column<Batch>[] {
  return [
    { title: "Agent", width: "minmax(0, 2fr)", cell: (batch) => <Named batch={batch} names={names} /> },
    { title: "Status", width: "8.5rem", cell: (batch) => <BatchStatus batch={batch} /> },
    {
      title: "Done",
      width: "7rem",
      isSecondary: true,
      cell: ({ progress }) => `${progress.done} of ${progress.conversations}`,
    },
    { title: "Failed", width: "5rem", isSecondary: true, cell: ({ totals }) => totals.failed },
    { title: "Cost", width: "6rem", isSecondary: true, cell: ({ totals }) => costText(totals.cost_usd) },
    { title: "Begun", width: "8rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
  ];
}

function Named({ batch, names }: { batch: Batch; names: ReadonlyMap<string, string> }) {
  const { agent_id, compare_with, has_effects, livemode } = batch;
  const [id = agent_id] = agent_id.split("@");
  return (
    <>
      {names.get(id) ?? id}{" "}
      <span className="font-normal text-muted">
        {versionLabel(agent_id)}
        {compare_with !== null && ` against ${versionLabel(compare_with)}`}
      </span>{" "}
      {has_effects && <Badge tone="warning">With effects</Badge>} {!livemode && <Badge>Test</Badge>}
    </>
  );
}
