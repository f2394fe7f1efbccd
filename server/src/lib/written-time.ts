const clocks = new Map<string, Intl.DateTimeFormat>();
/** Time zones are some hundreds, but people write their names in upper and lower case. */
const MOST_CLOCKS = 1_000;

/** Writes a moment as `Wednesday, 18 June 2025, 14:05 (Europe/Zurich)`. Throws `RangeError` for no time zone. */
export function writtenTime(at: Date, timeZone: string): string {
  const clock = clocks.get(timeZone) ?? newClock(timeZone);
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  clocks.set(timeZone, clock);
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = `${part["weekday"]}, ${part["day"]} ${part["month"]} ${part["year"]}`;
  return `${day}, ${part["hour"]}:${part["minute"]} (${timeZone})`;
}

function newClock(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}
