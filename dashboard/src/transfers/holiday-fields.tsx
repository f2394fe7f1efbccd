import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { CrossIcon, PlusIcon } from "../ui/icons.tsx";
import type { Holiday } from "./hours.ts";
import { Times } from "./times.tsx";

interface HolidayFieldsProps {
  holidays: readonly Holiday[];
  onChange(holidays: Holiday[]): void;
}

/** Sets the days on which other hours hold, or none. */
export function HolidayFields({ holidays, onChange }: HolidayFieldsProps) {
  const replace = (place: number, holiday: Holiday) =>
    onChange(holidays.map((each, index) => (index === place ? holiday : each)));
  return (
    <fieldset className="grid gap-3">
      <legend className="text-sm font-medium">Holidays</legend>
      <p className="text-sm text-muted">Days on which the hours of the week do not hold, from midnight to midnight.</p>
      <ul className="grid gap-3 empty:hidden">
        {holidays.map((holiday, place) => (
          // Dates are being written, and lines keep their places.
          <li
            key={place}
            className="grid items-start gap-3 rounded-xl border border-line p-3 sm:grid-cols-[12rem_minmax(0,1fr)]"
          >
            <TextField
              label="Day"
              type="date"
              required
              value={holiday.date}
              onChange={(event) => replace(place, { ...holiday, date: event.target.value })}
            />
            <Openings
              holiday={holiday}
              onChange={(changed) => replace(place, changed)}
              onRemove={() => onChange(holidays.filter((_, index) => index !== place))}
            />
          </li>
        ))}
      </ul>
      <Button className="justify-self-start" onClick={() => onChange([...holidays, { date: "", windows: [] }])}>
        <PlusIcon /> Add a holiday
      </Button>
    </fieldset>
  );
}

interface OpeningsProps {
  holiday: Holiday;
  onChange(holiday: Holiday): void;
  onRemove(): void;
}

function Openings({ holiday, onChange, onRemove }: OpeningsProps) {
  const { date, windows } = holiday;
  const set = (changed: Holiday["windows"]) => onChange({ ...holiday, windows: changed });
  return (
    <div className="flex min-w-0 flex-wrap items-end gap-2">
      {windows.length === 0 && <p className="flex min-h-10 items-center text-sm text-muted">Closed all day</p>}
      {windows.map((times, place) => (
        // Times have no name, and keep their places.
        <div key={place} className="flex min-w-0 items-end gap-1 max-sm:w-full">
          <Times
            {...times}
            onChange={(changed) => set(windows.map((each, index) => (index === place ? changed : each)))}
          />
          <Button
            look="quiet"
            aria-label={`Remove the hours from ${times.from} to ${times.to}`}
            onClick={() => set(windows.filter((_, index) => index !== place))}
            className="px-2.5"
          >
            <CrossIcon />
          </Button>
        </div>
      ))}
      <Button look="quiet" onClick={() => set([...windows, { from: "09:00", to: "12:00" }])}>
        <PlusIcon /> Open for a while
      </Button>
      <Button
        look="quiet"
        aria-label={`Remove the holiday ${date}`}
        title="Remove"
        onClick={onRemove}
        className="ml-auto px-2.5"
      >
        <CrossIcon />
      </Button>
    </div>
  );
}
