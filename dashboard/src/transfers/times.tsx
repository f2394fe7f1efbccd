import { TextField } from "../ui/field.tsx";
import { endOf, shownEnd } from "./hours.ts";

interface TimesProps {
  from: string;
  to: string;
  onChange(times: { from: string; to: string }): void;
}

/** Asks from when to when on a day. */
export function Times({ from, to, onChange }: TimesProps) {
  return (
    <div className="grid min-w-0 flex-1 grid-cols-2 gap-2 sm:flex-none">
      <TextField
        label="From"
        type="time"
        required
        value={from}
        onChange={(event) => onChange({ from: event.target.value, to })}
      />
      <TextField
        label="To"
        type="time"
        required
        value={shownEnd(to)}
        onChange={(event) => onChange({ from, to: endOf(event.target.value) })}
      />
    </div>
  );
}
