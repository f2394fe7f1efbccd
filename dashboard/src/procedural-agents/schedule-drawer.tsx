import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Fact } from "../conversations/fact.tsx";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { ifUnchanged } from "../data/use-save.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Id } from "../ui/copy-button.tsx";
import { Confirm } from "../ui/dialog.tsx";
import { Drawer } from "../ui/drawer.tsx";
import { JsonView } from "../ui/json-view.tsx";
import { exactly } from "../ui/moment.tsx";
import { Switch } from "../ui/select.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { SCHEDULES } from "./query-keys.ts";
import { type Schedule, timesText } from "./schedule-settings.ts";
import { useProceduralNames } from "./use-procedural-names.ts";

interface ScheduleDrawerProps {
  id: string;
  onEdit(schedule: Schedule): void;
  onClose(): void;
}

/** Shows one schedule: its next times, and what came of the last. */
export function ScheduleDrawer({ id, onEdit, onClose }: ScheduleDrawerProps) {
  const client = useClient();
  const names = useProceduralNames();
  const schedule = useQuery({
    queryKey: [...SCHEDULES, id],
    queryFn: () => client.procedureSchedules.get(id),
  });
  const { data } = schedule;
  const [agentId = ""] = (data?.agent_id ?? "").split("@");
  return (
    <Drawer title={names.get(agentId) ?? "Schedule"} onClose={onClose}>
      {schedule.isPending && <Loading />}
      {schedule.error && <Failed error={schedule.error} onRetry={() => void schedule.refetch()} />}
      {data && <Shown schedule={data} onEdit={() => onEdit(data)} onGone={onClose} />}
    </Drawer>
  );
}

interface ShownProps {
  schedule: Schedule;
  onEdit(): void;
  onGone(): void;
}

function Shown({ schedule, onEdit, onGone }: ShownProps) {
  const { last_run, input } = schedule;
  return (
    <>
      {last_run?.error && <Alert>It could not run the last time: {last_run.error.message}</Alert>}
      <Facts schedule={schedule} />
      <Times schedule={schedule} />
      {Object.keys(input).length > 0 && <JsonView value={input} label="Input" />}
      <Changing schedule={schedule} onEdit={onEdit} onGone={onGone} />
    </>
  );
}

function Facts({ schedule: { id, agent_id, cron, time_zone, last_run } }: { schedule: Schedule }) {
  const link = "underline underline-offset-2";
  const version = agent_id.split("@")[1];
  return (
    <dl className="grid gap-2">
      <Fact name="Agent">
        <Link to={`/procedural-agents/${agent_id.split("@")[0]}`} className={link}>
          {version === undefined ? "The version that is released by then" : version}
        </Link>
      </Fact>
      <Fact name="When">
        {timesText(cron)} <span className="font-mono text-xs text-muted">{cron}</span>
      </Fact>
      <Fact name="Time zone">{time_zone}</Fact>
      {last_run?.procedure_id && (
        <Fact name="Last run">
          <Link to={`/procedural-agents/runs/${last_run.procedure_id}`} className={link}>
            {exactly(new Date(last_run.scheduled_for), time_zone)}
          </Link>
        </Fact>
      )}
      <Fact name="Id">
        <Id id={id} />
      </Fact>
    </dl>
  );
}

function Times({ schedule: { next_runs, time_zone, is_enabled } }: { schedule: Schedule }) {
  return (
    <section aria-label="Next times" className="grid gap-1 text-sm">
      <h3 className="font-medium">Next times</h3>
      {next_runs.length === 0 && (
        <p className="text-muted">{is_enabled ? "None is left to come." : "None while it is off."}</p>
      )}
      <ul className="grid gap-0.5">
        {next_runs.map((at) => (
          <li key={at}>
            <time dateTime={at}>{exactly(new Date(at), time_zone)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changing({ schedule, onEdit, onGone }: ShownProps) {
  const client = useClient();
  const { can } = useSignedIn();
  const [isAsked, setIsAsked] = useState(false);
  const turn = useAction({
    run: (isOn: boolean) => client.procedureSchedules.change(schedule.id, { is_enabled: isOn }, ifUnchanged(schedule)),
    stale: [SCHEDULES],
  });
  const remove = useAction({
    run: async () => client.procedureSchedules.delete(schedule.id),
    stale: [[...SCHEDULES, "list"]],
    done: "The schedule is deleted.",
    onDone: onGone,
  });
  if (!can("procedures:write")) return null;
  return (
    <div className="grid gap-4 border-t border-line pt-4">
      <Switch
        label="Runs at its times"
        hint="Switched on again, it runs at the next time to come."
        isOn={schedule.is_enabled}
        isDisabled={turn.isRunning}
        onChange={turn.run}
      />
      <div className="flex flex-wrap gap-2">
        <Button onClick={onEdit}>Edit</Button>
        <Button look="quiet" onClick={() => setIsAsked(true)}>
          Delete
        </Button>
      </div>
      {isAsked && (
        <Confirm
          title="Delete the schedule"
          action="Delete"
          isDangerous
          isRunning={remove.isRunning}
          onConfirm={() => remove.run()}
          onClose={() => setIsAsked(false)}
        >
          The agent runs no more by itself at these times. Runs that it began go on.
        </Confirm>
      )}
    </div>
  );
}
