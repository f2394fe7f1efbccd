import type { Database } from "../db/database.ts";
import {
  countConversations,
  countToolCalls,
  countTurns,
  measureConversations,
  measureTools,
  measureTurns,
  type StatisticsFilter,
} from "../db/statistics.ts";
import type { ChannelType } from "../domain/conversation.ts";
import { OperatorError } from "../domain/error.ts";
import type { ModelPrices } from "../domain/model-prices.ts";
import type { Interval, Statistics as StatisticsItem } from "../domain/statistics.ts";
import { type Found, figuresOf, toolFiguresOf } from "../domain/statistics-figures.ts";
import { type Period, periodBefore, slicesOf } from "../domain/time-slices.ts";
import type { ApiKey } from "./api-keys.ts";
import type { Organization } from "./organization.ts";

/** So many hours or days are counted at most: two years of days, a month of hours. */
const MOST_SLICES = 750;
/** How much is counted when nothing is said: a day of hours, thirty days. */
const USUAL: Record<Interval, number> = { hour: 86_400_000, day: 30 * 86_400_000 };
/** So many agents and tools are named at most. */
const MOST_NAMED = 100;

/** Which statistics are wanted. */
export interface StatisticsQuery {
  from?: Date | undefined;
  before?: Date | undefined;
  interval: Interval;
  agentId?: string | undefined;
  agentVersion?: number | undefined;
  channelType?: ChannelType | undefined;
  livemode?: boolean | undefined;
}

interface Services {
  database: Database;
  organization: Pick<Organization, "show">;
  prices: ModelPrices;
}

/** Counts and measures what conversations have come to. */
export class Statistics {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Counts what happened in a time, and in as long a time before. A test key sees test mode. Throws `invalid_field`. */
  async show(key: ApiKey, query: StatisticsQuery): Promise<StatisticsItem> {
    const { time_zone } = await this.#services.organization.show();
    const period = periodOf(query);
    const slices = slicesOf(period, query.interval, { timeZone: time_zone, most: MOST_SLICES });
    if (slices.length > MOST_SLICES) throw tooLong(query.interval);
    const former = periodBefore(period);
    const [found, foundBefore] = await Promise.all([
      this.#find(key, query, { slices, before: period.before }),
      this.#find(key, query, { slices: [former.from], before: former.before }),
    ]);
    const { prices } = this.#services;
    const now = figuresOf(found, prices);
    return {
      at_gte: period.from.toISOString(),
      at_lt: period.before.toISOString(),
      interval: query.interval,
      time_zone,
      totals: now.whole,
      before: figuresOf(foundBefore, prices).whole,
      series: slices.map((at, slice) => ({ at: at.toISOString(), ...now.of(slice) })),
      by_agent: now.versions.slice(0, MOST_NAMED).map(([agent_id, figures]) => ({ agent_id, ...figures })),
      by_tool: toolFiguresOf(found.tools).slice(0, MOST_NAMED),
    };
  }

  async #find(key: ApiKey, query: StatisticsQuery, time: Pick<StatisticsFilter, "slices" | "before">): Promise<Found> {
    if (!key.livemode && query.livemode === true) return NOTHING;
    const { database } = this.#services;
    const { agentId, agentVersion, channelType } = query;
    const livemode = key.livemode ? query.livemode : false;
    const filter = { ...time, agentId, agentVersion, channelType, livemode };
    const [[conversations, durations], [turns, latencies], [calls, tools]] = await Promise.all([
      countedThenMeasured(countConversations(database, filter), (count) =>
        measureConversations(database, filter, count),
      ),
      countedThenMeasured(countTurns(database, filter), (count) => measureTurns(database, filter, count)),
      countedThenMeasured(countToolCalls(database, filter), (count) => measureTools(database, filter, count)),
    ]);
    return { conversations, durations, turns, latencies, calls, tools };
  }
}

/** Measures what was counted, unless there is nothing of it. */
async function countedThenMeasured<Counted extends { all: number }, MeasuredRow>(
  counting: Promise<Counted[]>,
  measure: (count: number) => Promise<MeasuredRow[]>,
): Promise<[Counted[], MeasuredRow[]]> {
  const counted = await counting;
  const count = counted.reduce((sum, { all }) => sum + all, 0);
  return [counted, count === 0 ? [] : await measure(count)];
}

const NOTHING: Found = { conversations: [], durations: [], turns: [], latencies: [], calls: [], tools: [] };

function periodOf({ from, before = new Date(), interval }: StatisticsQuery): Period {
  const period = { from: from ?? new Date(before.getTime() - USUAL[interval]), before };
  if (period.from < period.before) return period;
  throw new OperatorError("invalid_field", "at_gte must be before at_lt.", { param: "at_gte" });
}

function tooLong(interval: Interval): OperatorError {
  const way = interval === "hour" ? "Ask for days, or for a shorter time." : "Ask for a shorter time.";
  const message = `Statistics have ${MOST_SLICES} ${interval}s at most. ${way}`;
  return new OperatorError("invalid_field", message, { param: "at_gte" });
}
