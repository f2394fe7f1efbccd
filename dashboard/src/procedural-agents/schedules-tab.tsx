import { useState } from "react";
import { useClient } from "../data/client.tsx";
import { usePaged } from "../data/use-paged.ts";
import { useSearchParams } from "../data/use-search-params.ts";
import { Badge } from "../ui/badge.tsx";
import { type Column, ListTable } from "../ui/list-table.tsx";
import { Moment } from "../ui/moment.tsx";
import { Empty } from "../ui/states.tsx";
import { SCHEDULES } from "./query-keys.ts";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { ScheduleDrawer } from "./schedule-drawer.tsx";
import { type Schedule, timesText } from "./schedule-settings.ts";
import { useProceduralNames } from "./use-procedural-names.ts";

const REFRESH = 10_000;

/** Lists the times at which procedural agents run by themselves. */
export function SchedulesTab() {
  const client = useClient();
  const names = useProceduralNames();
  const [{ schedule: shownId }, setSearch] = useSearchParams();
  const [edited, setEdited] = useState<Schedule | null>(null);
  const list = usePaged<Schedule>({
    key: [...SCHEDULES, "list"],
    read: async (page) => client.procedureSchedules.list(page),
    refetchEvery: REFRESH,
  });
  return (
    <>
      <ListTable
        label="Schedules"
        list={list}
        columns={columnsOf(names)}
        keyOf={({ id }) => id}
        onSelect={({ id }) => setSearch({ schedule: id })}
        empty={
          <Empty title="There are no schedules yet.">
            A schedule lets an agent run by itself at set times, such as one that writes a report every morning. Make
            the first with New schedule.
          </Empty>
        }
      />
      {shownId && <ScheduleDrawer id={shownId} onEdit={setEdited} onClose={() => setSearch({ schedule: undefined })} />}
      {edited && <ScheduleDialog schedule={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function columnsOf(names: ReadonlyMap<string, string>): Column<Schedule>[] {
  return [
    {
      title: "Agent",
      width: "minmax(0, 1.5fr)",
      cell: ({ agent_id, livemode }) => (
        <>
          {names.get(agent_id.split("@")[0] ?? "") ?? agent_id} {!livemode && <Badge>Test</Badge>}
        </>
      ),
    },
    {
      title: "State",
      width: "6rem",
      cell: (schedule) => <ScheduleState schedule={schedule} />,
    },
    { title: "When", width: "minmax(0, 1.5fr)", isSecondary: true, cell: ({ cron }) => timesText(cron) },
    { title: "Next", width: "9rem", isSecondary: true, cell: ({ next_runs }) => <Moment at={next_runs[0] ?? null} /> },
    {
      title: "Last",
      width: "9rem",
      isSecondary: true,
      cell: ({ last_run }) => <Moment at={last_run?.scheduled_for ?? null} />,
    },
  ];
}

function ScheduleState({ schedule: { is_enabled, last_run } }: { schedule: Schedule }) {
  if (!is_enabled) return <Badge>Off</Badge>;
  return last_run?.error ? <Badge tone="danger">Fails</Badge> : <Badge tone="good">On</Badge>;
}
