import { exactly } from "../ui/moment.tsx";
import { TextField } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { isShorter, keptSince } from "./retention.ts";

interface RetentionFieldProps {
  days: number | null;
  /** How it is set now. */
  before: number | null;
  timeZone: string;
  onChange(days: number | null): void;
}

const FIRST_DAYS = 365;
const CHOICES = [
  { value: "ever", title: "For ever" },
  { value: "days", title: "For a number of days after their end" },
];

/** Asks for how long conversations are kept, and says what a shorter time would delete. */
export function RetentionField({ days, before, timeZone, onChange }: RetentionFieldProps) {
  const since = keptSince(days, Date.now());
  return (
    <>
      <Select
        label="Keep conversations"
        hint="With a conversation everything of it goes: events, recording, transcript and analyses."
        choices={CHOICES}
        value={days === null ? "ever" : "days"}
        onChange={(value) => onChange(value === "ever" ? null : (before ?? FIRST_DAYS))}
      />
      {days !== null && (
        <TextField
          label="Days"
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={36_500}
          value={Number.isNaN(days) ? "" : days}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      )}
      {isShorter(before, days) && since !== null && (
        <p role="status" className="rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning">
          <span className="font-semibold">This deletes conversations.</span> Those that ended before{" "}
          {exactly(since, timeZone)} go, and cannot be brought back.
        </p>
      )}
    </>
  );
}
