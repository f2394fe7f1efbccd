import { useSignedIn } from "../data/account.tsx";
import { TimeZoneField } from "../settings/time-zone-field.tsx";
import { Button } from "../ui/button.tsx";
import { CrossIcon, PlusIcon } from "../ui/icons.tsx";
import { Switch } from "../ui/select.tsx";
import { DAYS } from "../ui/week-days.ts";
import { HolidayFields } from "./holiday-fields.tsx";
import { type Hours, officeHours, type Window, withDay } from "./hours.ts";
import { Times } from "./times.tsx";

interface HoursFieldsProps {
  hours: Hours | null;
  onChange(hours: Hours | null): void;
}

/** Sets when somebody is there: hours of the week in a time zone, and the days on which others hold. */
export function HoursFields({ hours, onChange }: HoursFieldsProps) {
  const { organization } = useSignedIn();
  return (
    <>
      <Switch
        label="Only at certain hours"
        hint="Outside of them nobody is called."
        isOn={hours !== null}
        onChange={(isOn) => onChange(isOn ? officeHours(organization.time_zone) : null)}
      />
      {hours && <OpenHours hours={hours} onChange={onChange} />}
    </>
  );
}

function OpenHours({ hours, onChange }: { hours: Hours; onChange(hours: Hours): void }) {
  const { windows, holidays, time_zone } = hours;
  const replace = (place: number, window: Window) =>
    onChange({ ...hours, windows: windows.map((each, index) => (index === place ? window : each)) });
  const add = () => onChange({ ...hours, windows: [...windows, { days: ["sat"], from: "09:00", to: "12:00" }] });
  return (
    <>
      <TimeZoneField
        value={time_zone}
        hint="Where these hours hold."
        onChange={(zone) => onChange({ ...hours, time_zone: zone })}
      />
      <ul className="grid gap-3 empty:hidden">
        {windows.map((window, place) => (
          <WindowFields
            // Windows have no name, and keep their places.
            key={place}
            window={window}
            onChange={(changed) => replace(place, changed)}
            onRemove={() => onChange({ ...hours, windows: windows.filter((_, index) => index !== place) })}
          />
        ))}
      </ul>
      {windows.length === 0 && <p className="text-sm text-muted">In no week is anybody there, but on days below.</p>}
      <Button className="justify-self-start" onClick={add}>
        <PlusIcon /> Add hours
      </Button>
      <HolidayFields holidays={holidays} onChange={(changed) => onChange({ ...hours, holidays: changed })} />
    </>
  );
}

interface WindowFieldsProps {
  window: Window;
  onChange(window: Window): void;
  onRemove(): void;
}

function WindowFields({ window, onChange, onRemove }: WindowFieldsProps) {
  const { days, from, to } = window;
  return (
    <li className="grid gap-3 rounded-xl border border-line p-3 sm:grid-cols-[minmax(0,1fr)_auto_auto] sm:items-end">
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-sm font-medium">Days</legend>
        <div className="flex flex-wrap gap-1">
          {DAYS.map(([day, title]) => (
            <Button
              key={day}
              look={days.includes(day) ? "primary" : "plain"}
              aria-pressed={days.includes(day)}
              // Hours without a day would be refused.
              disabled={days.length === 1 && days.includes(day)}
              onClick={() => onChange({ ...window, days: withDay(days, day) })}
              className="px-2! disabled:opacity-100"
            >
              {title}
            </Button>
          ))}
        </div>
      </fieldset>
      <Times from={from} to={to} onChange={(times) => onChange({ ...window, ...times })} />
      <Button
        look="quiet"
        aria-label={`Remove the hours from ${from} to ${to}`}
        onClick={onRemove}
        className="px-2.5 max-sm:justify-self-end"
      >
        <CrossIcon />
      </Button>
    </li>
  );
}
