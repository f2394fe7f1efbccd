import { Select } from "../ui/select.tsx";

interface TimeZoneFieldProps {
  value: string;
  /** What it is for, before what time it is there. */
  hint?: string;
  onChange(timeZone: string): void;
}

/** Asks for a time zone, one of those that the browser knows, or the one that is set. */
export function TimeZoneField({ value, hint = "Pages show times in it.", onChange }: TimeZoneFieldProps) {
  const zones = [...new Set(["UTC", value, ...Intl.supportedValuesOf("timeZone")])].sort();
  const time = new Date().toLocaleTimeString("en-GB", { timeZone: value, timeStyle: "short" });
  return (
    <Select
      label="Time zone"
      hint={`${hint} There it is ${time} now.`}
      choices={zones.map((zone) => ({ value: zone, title: zone.replaceAll("_", " ") }))}
      value={value}
      onChange={onChange}
    />
  );
}
