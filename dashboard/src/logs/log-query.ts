import type { LogFilter } from "@operator/sdk";
import type { SearchParams } from "../data/use-search-params.ts";

/** What restricts the log, by its name in the address. */
export const LOG_FILTERS = [
  "q",
  "kind",
  "outcome",
  "conversation_id",
  "request_id",
  "actor_id",
  "livemode",
  "from",
  "to",
];

const AS_THEY_ARE = LOG_FILTERS.filter((name) => name !== "from" && name !== "to");

/** Makes the query of the log from what stands in the address; times are those of this machine. */
export function logQuery(search: SearchParams): LogFilter {
  const query: Record<string, string> = {};
  for (const name of AS_THEY_ARE) {
    const value = search[name]?.trim();
    if (value) query[name] = value;
  }
  const from = momentOf(search["from"]);
  const to = momentOf(search["to"]);
  if (from) query["at_gte"] = from;
  if (to) query["at_lt"] = to;
  return query;
}

function momentOf(text: string | undefined): string | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
