import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useSignedIn } from "../data/account.tsx";
import { useClient } from "../data/client.tsx";
import { type SearchParams, useSearchParams } from "../data/use-search-params.ts";
import { Select } from "../ui/select.tsx";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { ByAgent, ByStage, ByTool } from "./breakdowns.tsx";
import { FigureTiles } from "./figure-tiles.tsx";
import { PERIODS, periodOf, statisticsQuery } from "./period.ts";
import { Plot } from "./plot.tsx";
import { plotsOf, STAGES, type Stage, type Statistics } from "./plot-data.ts";
import { StatisticsFilters } from "./statistics-filters.tsx";

const EVERY = 60_000;
const FILTERS = ["period", "agent_id", "version", "channel_type", "livemode"];

/** Shows what conversations have come to over a time: figures, plots, and tables by agent, tool and stage. */
export function StatisticsSection() {
  const client = useClient();
  const { organization } = useSignedIn();
  const [search, setSearch] = useSearchParams();
  const filters = FILTERS.map((name) => search[name]);
  const statistics = useQuery({
    queryKey: ["statistics", ...filters],
    queryFn: () => client.statistics.get(statisticsQuery(search, Date.now(), organization.time_zone)),
    refetchInterval: EVERY,
    placeholderData: keepPreviousData,
  });
  return (
    <section aria-label="Statistics" className="grid min-w-0 grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-base font-semibold">Statistics</h2>
        <StatisticsFilters search={search} onChange={setSearch} />
      </div>
      {statistics.isPending && <Loading what="Counting …" />}
      {statistics.error && <Failed error={statistics.error} onRetry={() => void statistics.refetch()} />}
      {statistics.data && (
        <div aria-busy={statistics.isPlaceholderData} className={statistics.isPlaceholderData ? "opacity-60" : ""}>
          <Found statistics={statistics.data} search={search} onChange={setSearch} />
        </div>
      )}
    </section>
  );
}

interface FoundProps {
  statistics: Statistics;
  search: SearchParams;
  onChange(change: SearchParams): void;
}

function Found({ statistics, search, onChange }: FoundProps) {
  const { totals, time_zone, interval, by_agent, by_tool } = statistics;
  const stage = stageOf(search, totals);
  const plots = useMemo(() => plotsOf(statistics, stage), [statistics, stage]);
  const writeTime = useMemo(() => timeWriter(interval, time_zone), [interval, time_zone]);
  if (totals.conversations === 0 && totals.turns === 0) return <Nothing isFiltered={isFiltered(search)} />;
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="rounded-2xl border border-line bg-surface p-4 sm:p-5">
        <FigureTiles statistics={statistics} before={PERIODS[periodOf(search)].before} />
      </div>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2 2xl:grid-cols-3">
        {plots.map((plot) => (
          <Plot
            key={plot.title}
            plot={plot}
            timeZone={time_zone}
            writeTime={writeTime}
            actions={plot.title.startsWith("Latency") && <StageSelect stage={stage} onChange={onChange} />}
          />
        ))}
      </div>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2 2xl:grid-cols-3">
        <ByAgent by_agent={by_agent} />
        <ByTool by_tool={by_tool} />
        <ByStage latency_ms={totals.latency_ms} />
      </div>
    </div>
  );
}

const STAGE_CHOICES = Object.entries(STAGES).map(([value, title]) => ({ value, title }));

function StageSelect({ stage, onChange }: { stage: Stage; onChange: FoundProps["onChange"] }) {
  return (
    <Select
      label="Stage"
      isLabelHidden
      choices={STAGE_CHOICES}
      value={stage}
      onChange={(chosen) => onChange({ stage: chosen })}
      className="w-40"
    />
  );
}

/** What people wait for: the first sound by voice, else the first word. */
function stageOf({ stage }: SearchParams, { latency_ms }: Statistics["totals"]): Stage {
  if (stage !== undefined && Object.hasOwn(STAGES, stage)) return stage as Stage;
  return latency_ms.first_audio.count > 0 ? "first_audio" : "response";
}

function isFiltered(search: SearchParams): boolean {
  return FILTERS.some((name) => name !== "period" && search[name]);
}

function timeWriter(interval: Statistics["interval"], timeZone: string): (seconds: number) => string {
  const time = interval === "hour" ? ({ hour: "2-digit", minute: "2-digit" } as const) : {};
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    ...time,
  });
  return (seconds) => format.format(new Date(seconds * 1_000));
}

function Nothing({ isFiltered: isRestricted }: { isFiltered: boolean }) {
  if (isRestricted)
    return <Empty title="No conversation is like that in this time.">Take a filter away, or look further back.</Empty>;
  return (
    <Empty
      title="There was no conversation in this time."
      action={
        <Link to="/talk" className="text-sm font-medium text-accent hover:underline">
          Talk with an agent
        </Link>
      }
    >
      How many conversations there were, how they ended, how long agents took to answer, how tools did and what models
      cost is plotted here. Make an agent in the room Agents, talk with it, and look again.
    </Empty>
  );
}
