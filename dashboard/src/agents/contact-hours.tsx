import type { AgentConfig } from "@operator/sdk";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { CrossIcon, PlusIcon } from "../ui/icons.tsx";
import { Switch } from "../ui/select.tsx";
import { DAYS } from "../ui/week-days.ts";

type Hours = NonNullable<AgentConfig["channel"]["contact_hours"]>;
type Window = Hours["windows"][number];

const OFFICE: Window = { days: ["mon", "tue", "wed", "thu", "fri"], from: "09:00", to: "18:00" };

interface ContactHoursProps {
  hours: Hours | null;
  isReadOnly: boolean;
  onChange(hours: Hours | null): void;
}

/** Sets when the agent may contact a customer of its own accord. */
export function ContactHours({ hours, isReadOnly, onChange }: ContactHoursProps) {
  return (
    <>
      <Switch
        label="Only at certain hours"
        hint="When the agent may contact a customer of its own accord. Answers are never held back."
        isOn={hours !== null}
        isDisabled={isReadOnly}
        onChange={(isOn) => onChange(isOn ? { time_zone: null, windows: [OFFICE] } : null)}
      />
      {hours && <Windows hours={hours} isReadOnly={isReadOnly} onChange={onChange} />}
    </>
  );
}

function Windows({ hours, isReadOnly, onChange }: ContactHoursProps & { hours: Hours }) {
  const { windows, time_zone } = hours;
  const change = (next: Window[]) => onChange({ ...hours, windows: next });
  return (
    <>
      <ul className="grid gap-3">
        {windows.map((window, place) => (
          <WindowRow
            // A window has no name, and keeps its place.
            key={place}
            window={window}
            isReadOnly={isReadOnly}
            onChange={(next) => change(windows.with(place, next))}
            onRemove={windows.length === 1 ? null : () => change(windows.toSpliced(place, 1))}
          />
        ))}
      </ul>
      {!isReadOnly && (
        <Button className="justify-self-start" onClick={() => change([...windows, OFFICE])}>
          <PlusIcon /> Add hours
        </Button>
      )}
      <div className="sm:max-w-72">
        <TextField
          label="Time zone"
          hint="Such as Europe/Zurich. Empty means where the customer is."
          disabled={isReadOnly}
          value={time_zone ?? ""}
          onChange={(event) => onChange({ ...hours, time_zone: event.target.value.trim() || null })}
        />
      </div>
    </>
  );
}

interface WindowRowProps {
  window: Window;
  isReadOnly: boolean;
  onChange(window: Window): void;
  onRemove: (() => void) | null;
}

function WindowRow({ window, isReadOnly, onChange, onRemove }: WindowRowProps) {
  const { days, from, to } = window;
  const toggle = (day: Window["days"][number]) => {
    const next = DAYS.map(([name]) => name).filter((name) => (name === day) !== days.includes(name));
    if (next.length > 0) onChange({ ...window, days: next });
  };
  return (
    <li className="flex flex-wrap items-end gap-3 rounded-xl border border-line bg-canvas p-3">
      <fieldset disabled={isReadOnly} className="flex flex-wrap gap-1">
        <legend className="mb-1.5 text-sm font-medium">Days</legend>
        {DAYS.map(([day, title]) => (
          <Button
            key={day}
            look={days.includes(day) ? "primary" : "plain"}
            aria-pressed={days.includes(day)}
            onClick={() => toggle(day)}
            className="px-2.5"
          >
            {title}
          </Button>
        ))}
      </fieldset>
      <div className="w-24">
        <TextField
          label="From"
          disabled={isReadOnly}
          value={from}
          onChange={(event) => onChange({ ...window, from: event.target.value })}
        />
      </div>
      <div className="w-24">
        <TextField
          label="To"
          disabled={isReadOnly}
          value={to}
          onChange={(event) => onChange({ ...window, to: event.target.value })}
        />
      </div>
      {onRemove && !isReadOnly && (
        <Button look="quiet" aria-label="Remove these hours" onClick={onRemove} className="px-2.5">
          <CrossIcon />
        </Button>
      )}
    </li>
  );
}
