import type { SearchParams } from "../data/use-search-params.ts";

/** Which conversations are listed, as the API takes it. */
export type FilterQuery = Readonly<Record<string, string>>;

const AS_THEY_ARE = ["agent_id", "status", "channel_type", "direction", "livemode", "customer_id", "q"];
const DAY = 86_400_000;

/** Makes the query of a list from what stands in the address; days are those of `timeZone`. */
export function filterQuery(search: SearchParams, timeZone: string): FilterQuery {
  const query: Record<string, string> = {};
  for (const name of AS_THEY_ARE) {
    const value = search[name]?.trim();
    if (value) query[name] = value;
  }
  const { from, to } = search;
  if (isDay(from)) query["created_at_gte"] = startOfDay(from, timeZone);
  if (isDay(to)) query["created_at_lt"] = startOfDay(dayAfter(to), timeZone);
  return query;
}

/** Tells whether anything restricts the list. */
export function isFiltered(query: FilterQuery): boolean {
  return Object.keys(query).length > 0;
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
}

/** Returns the moment at which a day begins in a zone, ISO 8601 in UTC. */
export function startOfDay(day: string, timeZone: string): string {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const first = utc - offsetAt(utc, timeZone);
  // What the clocks show at that moment counts, not twelve hours off: they may have been changed in between.
  return new Date(utc - offsetAt(first, timeZone)).toISOString();
}

/** How far a zone's clocks are ahead of UTC, in ms. */
function offsetAt(time: number, timeZone: string): number {
  const shown = new Date(time).toLocaleString("sv-SE", { timeZone });
  return Date.parse(`${shown.replace(" ", "T")}Z`) - Math.floor(time / 1_000) * 1_000;
}
