import { Select } from "../ui/select.tsx";

/** Asks in which time zone times are shown, one of those that the browser knows, or the one that is set. */
export function TimeZoneField({ value, onChange }: { value: string; onChange(timeZone: string): void }) {
  const zones = [...new Set(["UTC", value, ...Intl.supportedValuesOf("timeZone")])].sort();
  const time = new Date().toLocaleTimeString("en-GB", { timeZone: value, timeStyle: "short" });
  return (
    <Select
      label="Time zone"
      hint={`Pages show times in it. There it is ${time} now.`}
      choices={zones.map((zone) => ({ value: zone, title: zone.replaceAll("_", " ") }))}
      value={value}
      onChange={onChange}
    />
  );
}
