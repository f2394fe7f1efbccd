import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { versionLabel } from "../talk/agent-choices.ts";
import { Badge } from "../ui/badge.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { durationText, Moment } from "../ui/moment.tsx";
import { Select } from "../ui/select.tsx";
import { Empty } from "../ui/states.tsx";
import { RUNS } from "./query-keys.ts";
import { type Run, RUN_STATUSES, RunStatus, secondsOf, TRIGGERS } from "./run-words.tsx";
import { useProceduralNames } from "./use-procedural-names.ts";

const REFRESH = 3_000;

const COLUMNS: readonly Column<Run>[] = [
  { title: "Agent", width: "minmax(0, 1.2fr)", cell: (run) => <Named run={run} /> },
  { title: "Status", width: "7rem", cell: ({ status }) => <RunStatus status={status} /> },
  {
    title: "What came of it",
    width: "minmax(0, 2fr)",
    isSecondary: true,
    cell: ({ summary, error, output }) => (
      <span className="text-muted">{error ?? summary ?? (output === null ? "–" : JSON.stringify(output))}</span>
    ),
  },
  { title: "Called by", width: "9.5rem", isSecondary: true, cell: ({ trigger }) => TRIGGERS[trigger] },
  { title: "Ordered", width: "8rem", isSecondary: true, cell: ({ created_at }) => <Moment at={created_at} /> },
  { title: "Took", width: "5rem", isSecondary: true, cell: (run) => durationText(secondsOf(run)) },
];

function Named({ run: { name, agent_version_id, is_trial, livemode } }: { run: Run }) {
  return (
    <>
      {name} <span className="font-normal text-muted">{versionLabel(agent_version_id)}</span>{" "}
      {is_trial && <Badge>Trial</Badge>} {!livemode && <Badge>Test</Badge>}
    </>
  );
}

/** Lists the runs of all procedural agents, or of one, as they go. */
export function RunsTab({ agentId: only }: { agentId?: string }) {
  const client = useClient();
  const [search, setSearch] = useSearchParams();
  const agentId = only ?? search["agent"];
  const status = search["status"] as Run["status"] | undefined;
  const filter = { ...(agentId ? { agent_id: agentId } : {}), ...(status ? { status } : {}) };
  const list = usePaged<Run>({
    key: [...RUNS, "list", filter],
    read: async (page) => client.procedures.list({ ...filter, ...page }),
    refetchEvery: REFRESH,
  });
  return (
    <>
      <RunFilters hasAgents={only === undefined} search={search} onChange={setSearch} />
      <ListTable
        label="Runs"
        list={list}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        linkOf={({ id }) => `/procedural-agents/runs/${id}`}
        empty={
          Object.keys(filter).length > (only === undefined ? 0 : 1) ? (
            <Empty title="No run is like that.">Choose another status, or another agent.</Empty>
          ) : (
            <Empty title="Nothing has run yet.">
              Each run of a procedural agent is listed here, with its output. Open an agent and try it on a
              conversation, or name it in an agent’s Post-process tab.
            </Empty>
          )
        }
      />
    </>
  );
}

interface FiltersProps {
  hasAgents: boolean;
  search: Readonly<Record<string, string | undefined>>;
  onChange(change: Record<string, string>): void;
}

function RunFilters({ hasAgents, search, onChange }: FiltersProps) {
  const agents = [...useProceduralNames()].map(([value, title]) => ({ value, title }));
  return (
    <search aria-label="Filters" className="flex flex-wrap gap-2 px-4 sm:px-6">
      {hasAgents && (
        <Select
          label="Agent"
          isLabelHidden
          className="min-w-0 flex-1 sm:w-56 sm:flex-none"
          choices={[{ value: "", title: "All agents" }, ...agents]}
          value={search["agent"] ?? ""}
          onChange={(agent) => onChange({ agent })}
        />
      )}
      <Select
        label="Status"
        isLabelHidden
        className="min-w-0 flex-1 sm:w-40 sm:flex-none"
        choices={[{ value: "", title: "Any status" }, ...RUN_STATUSES]}
        value={search["status"] ?? ""}
        onChange={(status) => onChange({ status })}
      />
    </search>
  );
}
