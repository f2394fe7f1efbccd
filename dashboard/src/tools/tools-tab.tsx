import { SearchBox } from "../conversations/search-box.tsx";
import { useSignedIn } from "../data/account.tsx";
import { useSearchParams } from "../data/use-search-params.ts";
import { TabHead } from "../developers/tab-head.tsx";
import { Badge } from "../ui/badge.tsx";
import { PlusIcon } from "../ui/icons.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Select } from "../ui/select.tsx";
import { Empty } from "../ui/states.tsx";
import { TOOL_TYPES, type ToolRow } from "./tool-rows.ts";
import { useToolRows } from "./use-tool-rows.ts";

const TYPE_CHOICES = [
  { value: "", title: "All types" },
  ...Object.entries(TOOL_TYPES).map(([value, title]) => ({ value, title })),
];

const COLUMNS: readonly Column<ToolRow>[] = [
  {
    title: "Name",
    width: "minmax(0, 2.6fr)",
    cell: ({ name }) => <span className="font-mono text-[0.8125rem]">{name}</span>,
  },
  {
    title: "Type",
    width: "4rem",
    cell: ({ type, lack }) => <Badge tone={lack === "Gone" ? "warning" : "neutral"}>{lack ?? TOOL_TYPES[type]}</Badge>,
  },
  { title: "Goes to", width: "minmax(0, 1.8fr)", isSecondary: true, cell: ({ target }) => target },
  {
    title: "Agents",
    width: "4rem",
    isSecondary: true,
    cell: ({ agents }) => <span title={agents.join(", ")}>{agents.length === 0 ? "–" : agents.length}</span>,
  },
  { title: "Calls in 30 days", width: "8rem", isSecondary: true, cell: ({ use }) => <Use use={use} /> },
  {
    title: "Last failure",
    width: "8.5rem",
    isSecondary: true,
    cell: ({ failedAt }) =>
      failedAt === null ? (
        <span className="text-muted">–</span>
      ) : (
        <span className="text-danger">
          <Moment at={failedAt} />
        </span>
      ),
  },
];

function Use({ use }: Pick<ToolRow, "use">) {
  if (use === null || use.calls === 0) return <span className="text-muted">–</span>;
  return (
    <span className="tabular-nums">
      {use.calls}
      {use.failed > 0 && <span className="text-danger">, {use.failed} failed</span>}
    </span>
  );
}

/** Lists all tools, wherever they come from. */
export function ToolsTab() {
  const { can } = useSignedIn();
  const [{ q = "", type = "" }, setSearch] = useSearchParams();
  const list = useToolRows({ q, type });
  const make = can("tools:write") && (
    <LinkButton to="/tools/new" look="primary">
      <PlusIcon /> New tool
    </LinkButton>
  );
  return (
    <>
      <TabHead actions={make}>What agents can do beside talking. Each agent is given the tools that it needs.</TabHead>
      <search aria-label="Filters" className="flex shrink-0 flex-wrap gap-2 px-4 sm:px-6">
        <SearchBox
          label="Search tools"
          placeholder="Search tools"
          value={q}
          onChange={(words) => setSearch({ q: words })}
        />
        <Select
          label="Type"
          isLabelHidden
          className="min-w-36 flex-1 sm:max-w-44"
          choices={TYPE_CHOICES}
          value={type}
          onChange={(next) => setSearch({ type: next })}
        />
      </search>
      <ListTable
        label="Tools"
        list={list}
        columns={COLUMNS}
        keyOf={({ name, type: kind }) => `${kind} ${name}`}
        linkOf={({ path }) => path}
        empty={
          q || type ? (
            <Empty title="No tool is like that.">Take a filter away.</Empty>
          ) : (
            <Empty title="There are no tools yet." action={make}>
              Make one of an endpoint of yours, import those of an OpenAPI document, or add an MCP server. All of them
              are listed here.
            </Empty>
          )
        }
      />
    </>
  );
}
