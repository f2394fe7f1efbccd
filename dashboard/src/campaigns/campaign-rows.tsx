import type { Schemas } from "@operator/sdk";
import { Link } from "@tanstack/react-router";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Select } from "../ui/select.tsx";
import { Empty } from "../ui/states.tsx";
import { CAMPAIGNS, OUTCOMES, ROW_STATES } from "./campaign-words.tsx";

type Row = Schemas["CampaignRow"];

const REFRESH = 3_000;
const CHOICES = [
  { value: "", title: "All rows" },
  ...Object.entries(ROW_STATES).map(([value, title]) => ({ value, title })),
];

const COLUMNS: Column<Row>[] = [
  { title: "Whom", width: "minmax(0, 1.5fr)", cell: ({ row, callee_no, to }) => `${row}. ${callee_no ?? to}` },
  { title: "State", width: "7rem", cell: ({ state }) => ROW_STATES[state] },
  {
    title: "Outcome",
    width: "minmax(0, 1.5fr)",
    isSecondary: true,
    cell: ({ outcome, reason }) => (
      <span title={reason?.message}>{reason?.message ?? (outcome ? OUTCOMES[outcome] : "–")}</span>
    ),
  },
  { title: "Next", width: "8rem", isSecondary: true, cell: ({ due_at }) => <Moment at={due_at} /> },
  {
    title: "Conversations",
    width: "minmax(0, 1.5fr)",
    isSecondary: true,
    cell: ({ conversation_ids }) =>
      conversation_ids.length === 0
        ? "–"
        : conversation_ids.map((id) => (
            <Link key={id} to={`/conversations/${id}`} className="pr-2 font-mono text-xs underline">
              {id}
            </Link>
          )),
  },
];

/** Lists the rows of a campaign with what came of each. */
export function CampaignRows({ id }: { id: string }) {
  const client = useClient();
  const [search, setSearch] = useSearchParams();
  const state = search["state"] as Row["state"] | undefined;
  const list = usePaged<Row>({
    key: [...CAMPAIGNS, id, "rows", state ?? null],
    read: async (page) => client.campaigns.rows(id, state === undefined ? page : { ...page, state }),
    refetchEvery: REFRESH,
  });
  return (
    <>
      <Select
        label="State"
        isLabelHidden
        choices={CHOICES}
        value={state ?? ""}
        onChange={(value) => setSearch({ state: value })}
        className="sm:max-w-48"
      />
      <div className="-mx-4 flex h-[50dvh] min-h-56 flex-col sm:-mx-5">
        <ListTable
          label="Rows"
          list={list}
          columns={COLUMNS}
          keyOf={({ row }) => String(row)}
          empty={
            <Empty title="No row is like that.">Rows of the campaign are listed here with what came of them.</Empty>
          }
        />
      </div>
    </>
  );
}
