import { type FormEvent, useId, useState } from "react";
import { isFields } from "../agents/same-value.ts";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { useAction } from "../data/use-action.ts";
import { useSave } from "../data/use-save.ts";
import { TimeZoneField } from "../settings/time-zone-field.tsx";
import { Button } from "../ui/button.tsx";
import { Conflict } from "../ui/conflict.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { JsonField } from "../ui/json-field.tsx";
import { Select } from "../ui/select.tsx";
import { SCHEDULES } from "./query-keys.ts";
import {
  newSchedule,
  type Schedule,
  type ScheduleSettings,
  scheduleOf,
  settingsOf,
  timesText,
  USUAL_TIMES,
} from "./schedule-settings.ts";
import { useProceduralNames } from "./use-procedural-names.ts";
import { useVersions, versionTitle } from "./use-versions.ts";

interface ScheduleDialogProps {
  /** The schedule to be changed; null for a new one. */
  schedule: Schedule | null;
  onClose(): void;
}

/** Asks which agent is to run at which times. */
export function ScheduleDialog({ schedule, onClose }: ScheduleDialogProps) {
  const { organization } = useSignedIn();
  const formId = useId();
  const [settings, setSettings] = useState(() =>
    schedule === null ? newSchedule(organization.time_zone) : settingsOf(schedule),
  );
  const { save, isRunning, theirs } = useSaving(schedule, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(settings);
  };
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={formId} look="primary" disabled={isRunning || settings.agentId === ""}>
        {schedule === null ? "Make schedule" : "Save"}
      </Button>
    </>
  );
  return (
    <Dialog title={schedule === null ? "New schedule" : "Edit schedule"} onClose={onClose} actions={actions}>
      {theirs && <Conflict differences={differencesOf(settingsOf(theirs), settings)} />}
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <ScheduleFields settings={settings} onChange={(change) => setSettings((last) => ({ ...last, ...change }))} />
      </form>
    </Dialog>
  );
}

/** Makes a schedule, or changes the one that is there. */
function useSaving(schedule: Schedule | null, onDone: () => void) {
  const client = useClient();
  const make = useAction({
    run: (settings: ScheduleSettings) => client.procedureSchedules.create(scheduleOf(settings)),
    stale: [SCHEDULES],
    done: "The schedule is made.",
    onDone,
  });
  const id = schedule?.id ?? "";
  const change = useSave<Schedule | object, ScheduleSettings>({
    thing: schedule ?? {},
    read: () => client.procedureSchedules.get(id),
    write: (settings, options) => client.procedureSchedules.change(id, scheduleOf(settings), options),
    stale: [SCHEDULES],
    done: "The schedule is saved.",
    onDone,
  });
  if (schedule === null) return { save: make.run, isRunning: make.isRunning, theirs: null };
  return { save: change.save, isRunning: change.isRunning, theirs: change.theirs as Schedule | null };
}

function differencesOf(theirs: ScheduleSettings, yours: ScheduleSettings) {
  const texts = ({ agentId, cron, timeZone, input }: ScheduleSettings) => ({
    Agent: agentId,
    When: timesText(cron),
    "Time zone": timeZone,
    Input: input === undefined ? "" : JSON.stringify(input),
  });
  const [there, here] = [texts(theirs), texts(yours)];
  return Object.entries(there).map(([name, text]) => ({
    name,
    theirs: text,
    yours: here[name as keyof typeof here],
  }));
}

const OWN = "own";

interface ScheduleFieldsProps {
  settings: ScheduleSettings;
  onChange(change: Partial<ScheduleSettings>): void;
}

function ScheduleFields({ settings: { agentId, cron, timeZone, input }, onChange }: ScheduleFieldsProps) {
  const [bare = ""] = agentId.split("@");
  const agents = [...useProceduralNames()].map(([value, title]) => ({ value, title }));
  const versions = useVersions(bare);
  const [isOwn, setIsOwn] = useState(() => !USUAL_TIMES.some(({ value }) => value === cron));
  return (
    <>
      <Select
        label="Agent"
        choices={[{ value: "", title: "Choose an agent" }, ...agents]}
        value={bare}
        onChange={(id) => onChange({ agentId: id })}
      />
      {bare !== "" && (
        <Select
          label="Version"
          choices={[
            { value: bare, title: "The one that is released by then" },
            ...versions.map((version) => ({ value: version.version_id, title: versionTitle(version) })),
          ]}
          value={agentId}
          onChange={(id) => onChange({ agentId: id })}
        />
      )}
      <Select
        label="When"
        choices={[...USUAL_TIMES, { value: OWN, title: "At other times" }]}
        value={isOwn ? OWN : cron}
        onChange={(value) => {
          setIsOwn(value === OWN);
          if (value !== OWN) onChange({ cron: value });
        }}
      />
      {isOwn && (
        <TextField
          label="Cron expression"
          hint="Minute, hour, day, month, weekday, such as 30 9 * * MON-FRI."
          required
          spellCheck={false}
          value={cron}
          onChange={(event) => onChange({ cron: event.target.value })}
        />
      )}
      <TimeZoneField value={timeZone} onChange={(zone) => onChange({ timeZone: zone })} />
      <JsonField
        label="Input"
        hint="What each run is given, as a JSON object. Variables of the prompt are taken from it."
        rows={3}
        value={input}
        problemOf={(value) => (value === undefined || isFields(value) ? null : "Write an object in braces.")}
        onChange={(value) => onChange({ input: value })}
      />
    </>
  );
}
