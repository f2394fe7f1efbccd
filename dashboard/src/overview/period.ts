import { startOfDay } from "../conversations/filter-query.ts";
import type { SearchParams } from "../data/use-search-params.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Over how long a time it is counted, by the name that stands in the address. */
export const PERIODS = {
  "24h": { title: "Last 24 hours", before: "the 24 hours before", interval: "hour", days: 1 },
  "7d": { title: "Last 7 days", before: "the 7 days before", interval: "day", days: 7 },
  "30d": { title: "Last 30 days", before: "the 30 days before", interval: "day", days: 30 },
  "90d": { title: "Last 90 days", before: "the 90 days before", interval: "day", days: 90 },
} as const;

/** A time over which it is counted. */
export type PeriodName = keyof typeof PERIODS;

/** What is asked for, as the API takes it. */
export interface StatisticsQuery {
  interval: "hour" | "day";
  at_gte: string;
  at_lt: string;
  agent_id?: string;
  channel_type?: "phone" | "chat_realtime" | "chat_async" | "voice_realtime" | "sms" | "email";
  livemode?: "true" | "false";
}

/** Returns the period that stands in the address; a week where none does. */
export function periodOf({ period }: SearchParams): PeriodName {
  return period !== undefined && Object.hasOwn(PERIODS, period) ? (period as PeriodName) : "7d";
}

/** Makes the query of statistics from what stands in the address; days begin as the clocks of `timeZone` show them. */
export function statisticsQuery(search: SearchParams, now: number, timeZone: string): StatisticsQuery {
  const { interval, days } = PERIODS[periodOf(search)];
  const { agent_id, version, channel_type, livemode } = search;
  const query: Record<string, string> = {
    interval,
    at_gte: interval === "hour" ? new Date(hourOf(now) - 23 * HOUR).toISOString() : dayAgo(now, days - 1, timeZone),
    at_lt: new Date(now).toISOString(),
  };
  if (agent_id) query["agent_id"] = version ? `${agent_id}@${version}` : agent_id;
  if (channel_type) query["channel_type"] = channel_type;
  if (livemode) query["livemode"] = livemode;
  return query as unknown as StatisticsQuery;
}

const hourOf = (time: number) => Math.floor(time / HOUR) * HOUR;

function dayAgo(now: number, days: number, timeZone: string): string {
  const today = new Date(now).toLocaleDateString("sv-SE", { timeZone });
  return startOfDay(new Date(Date.parse(today) - days * DAY).toISOString().slice(0, 10), timeZone);
}
