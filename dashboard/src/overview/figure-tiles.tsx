import { milliseconds } from "../conversations/milliseconds.ts";
import { durationText } from "../ui/moment.tsx";
import { type Better, type Comparison, comparisonOf, shareOf } from "./comparison.ts";
import { countText, moneyText, type Statistics } from "./plot-data.ts";

type Figures = Statistics["totals"];

interface FigureKind {
  title: string;
  /** What it is; null where there was nothing to tell it of. */
  of(figures: Figures): number | null;
  write(value: number): string;
  better: Better;
}

const percent = (value: number) => `${(value * 100).toFixed(value > 0 && value < 0.1 ? 1 : 0)} %`;

const KINDS: readonly FigureKind[] = [
  { title: "Conversations", of: ({ conversations }) => conversations, write: countText, better: "neither" },
  {
    title: "Completed",
    of: ({ by_status: { queued = 0, "in-progress": running = 0, completed = 0 }, conversations }) =>
      shareOf(completed, conversations - queued - running),
    write: percent,
    better: "more",
  },
  { title: "Usual duration", of: ({ duration_sec }) => duration_sec.p50, write: durationText, better: "neither" },
  {
    title: "First sound, by voice",
    of: ({ latency_ms }) => latency_ms.first_audio.p50,
    write: milliseconds,
    better: "less",
  },
  {
    title: "First word, in text",
    of: ({ latency_ms }) => latency_ms.response.p50,
    write: milliseconds,
    better: "less",
  },
  {
    title: "Failed calls of tools",
    of: ({ tool_calls, failed_tool_calls }) => shareOf(failed_tool_calls, tool_calls),
    write: percent,
    better: "less",
  },
];

const COST: FigureKind = { title: "Cost", of: ({ cost_usd }) => cost_usd, write: moneyText, better: "less" };
const TOKENS: FigureKind = {
  title: "Tokens",
  of: ({ input_tokens, output_tokens }) => input_tokens + output_tokens,
  write: countText,
  better: "neither",
};

interface FigureTilesProps {
  statistics: Statistics;
  /** What the time before is called. */
  before: string;
}

/** Shows the figures of a time, each beside that of the time before. */
export function FigureTiles({ statistics: { totals, before: former }, before }: FigureTilesProps) {
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3 lg:grid-cols-4 2xl:grid-cols-7">
      {[...KINDS, totals.cost_usd === null ? TOKENS : COST].map(({ title, of, write, better }) => {
        const value = of(totals);
        return (
          <div key={title} className="grid content-start gap-0.5">
            <dt className="text-xs text-muted">{title}</dt>
            <dd className="grid gap-0.5">
              <span className="text-2xl font-semibold tracking-tight tabular-nums">
                {value === null ? "–" : write(value)}
              </span>
              <Compared comparison={comparisonOf(value, of(former), better)} before={before} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const TONES = { good: "text-on-soft", bad: "text-danger", neutral: "text-muted" };

function Compared({ comparison, before }: { comparison: Comparison | null; before: string }) {
  if (comparison === null) return null;
  return (
    <span className={`text-xs tabular-nums ${TONES[comparison.tone]}`} title={`Than in ${before}`}>
      {comparison.text}
      <span className="sr-only"> than in {before}</span>
    </span>
  );
}
