import { TextField } from "../ui/field.tsx";
import { Switch } from "../ui/select.tsx";
import { type ChangeableSettings, DAYS, RETRIED } from "./campaign-settings.ts";
import { OUTCOMES } from "./campaign-words.tsx";

/** What a part of a campaign's form is given. */
export interface PartProps<Settings = ChangeableSettings> {
  settings: Settings;
  onChange(change: Partial<Settings>): void;
}

const DAY_NAMES = { mon: "Mon", tue: "Tue", wed: "Wed", thu: "Thu", fri: "Fri", sat: "Sat", sun: "Sun" };

/** Asks when conversations may begin. */
export function HoursFields({ settings, onChange }: PartProps) {
  const { hasHours, days, opens, closes, timeZone } = settings;
  return (
    <div className="grid gap-4">
      <Switch
        label="Only at certain hours"
        hint="The agent's own contact hours hold as well."
        isOn={hasHours}
        onChange={(isOn) => onChange({ hasHours: isOn })}
      />
      {hasHours && (
        <>
          <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
            <legend className="pb-1.5 text-sm font-medium">Days</legend>
            {DAYS.map((day) => (
              <label key={day} className="flex min-h-7 items-center gap-1.5 text-sm">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={days.includes(day)}
                  onChange={(event) =>
                    onChange({
                      days: DAYS.filter((each) => (each === day ? event.target.checked : days.includes(each))),
                    })
                  }
                />
                {DAY_NAMES[day]}
              </label>
            ))}
          </fieldset>
          <div className="grid gap-4 sm:grid-cols-3">
            <TextField
              label="From"
              type="time"
              required
              value={opens}
              onChange={(event) => onChange({ opens: event.target.value })}
            />
            <TextField
              label="To"
              type="time"
              required
              value={closes}
              onChange={(event) => onChange({ closes: event.target.value })}
            />
            <TextField
              label="Time zone"
              placeholder="Where each customer is"
              value={timeZone}
              onChange={(event) => onChange({ timeZone: event.target.value })}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** Asks how fast conversations begin, and which begin once more. */
export function PaceFields({ settings, onChange }: PartProps) {
  const { perMinute, atOnce, retries } = settings;
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Begun in a minute, at most"
          type="number"
          min={1}
          max={6000}
          required
          value={perMinute}
          onChange={(event) => onChange({ perMinute: event.target.value })}
        />
        <TextField
          label="Open at once, at most"
          type="number"
          min={1}
          max={10000}
          placeholder="No limit"
          value={atOnce}
          onChange={(event) => onChange({ atOnce: event.target.value })}
        />
      </div>
      {RETRIED.map((outcome) => (
        <fieldset key={outcome} className="grid grid-cols-2 gap-4">
          <legend className="pb-1.5 text-sm font-medium">After “{OUTCOMES[outcome]}”</legend>
          <TextField
            label="Try again, times"
            type="number"
            min={0}
            max={20}
            value={retries[outcome].times}
            onChange={(event) =>
              onChange({ retries: { ...retries, [outcome]: { ...retries[outcome], times: event.target.value } } })
            }
          />
          <TextField
            label="After minutes"
            type="number"
            min={1}
            max={43200}
            value={retries[outcome].afterMinutes}
            onChange={(event) =>
              onChange({
                retries: { ...retries, [outcome]: { ...retries[outcome], afterMinutes: event.target.value } },
              })
            }
          />
        </fieldset>
      ))}
    </div>
  );
}
