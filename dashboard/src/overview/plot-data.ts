import type { Schemas } from "@operator/sdk";
import { CHANNELS, STATUSES } from "../conversations/conversation-words.ts";
import { milliseconds } from "../conversations/milliseconds.ts";
import { durationText } from "../ui/moment.tsx";

/** Statistics as the API answers with them. */
export type Statistics = Schemas["Statistics"];
/** A stage of a turn. */
export type Stage = keyof Statistics["totals"]["latency_ms"];

/** One line, or one colour of the bars, of a plot. */
export interface PlotSeries {
  title: string;
  values: readonly (number | null)[];
}

/** What a plot shows. */
export interface PlotData {
  title: string;
  /** When each value's time begins, in seconds since 1970. */
  times: readonly number[];
  /** Bars are heaped on each other, lines are not. */
  kind: "bars" | "lines";
  series: readonly PlotSeries[];
  /** Writes a value, as in `1.2 s`. */
  write(value: number): string;
}

/** The stages, as people call them, in their order. */
export const STAGES: Record<Stage, string> = {
  transcript: "Transcript",
  end_of_turn: "End of turn",
  first_token: "First token",
  first_audio: "First audio",
  response: "First word in text",
  total: "Whole turn",
};

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 1, notation: "compact" });
const MONEY = new Intl.NumberFormat("en", { style: "currency", currency: "USD", maximumFractionDigits: 2 });

/** Writes a count shortly: 84, 1.2K. */
export const countText = (value: number): string =>
  value < 10_000 ? value.toLocaleString("en") : NUMBER.format(value);
/** Writes what something cost. */
export const moneyText = (value: number): string => MONEY.format(value);

type Slice = Statistics["series"][number];

/** Makes the plots of statistics; `stage` is the one whose latency is shown. */
export function plotsOf({ series, totals }: Statistics, stage: Stage): PlotData[] {
  const making: Making = {
    totals,
    times: series.map(({ at }) => Date.parse(at) / 1_000),
    of: (title, value) => ({ title, values: series.map(value) }),
  };
  const lines = { times: making.times, kind: "lines" } as const;
  const latency = percentilesOf(({ latency_ms }) => latency_ms[stage], making.of);
  const durations = percentilesOf(({ duration_sec }) => duration_sec, making.of);
  return [
    ...volumePlots(making),
    { ...lines, title: `Latency: ${STAGES[stage].toLowerCase()}`, write: milliseconds, series: latency },
    { ...lines, title: "Duration", write: durationText, series: durations },
    toolPlot(making),
    costPlot(making),
  ];
}

/** What plots are made of. */
interface Making {
  totals: Statistics["totals"];
  times: readonly number[];
  of(title: string, value: (slice: Slice) => number | null): PlotSeries;
}

function volumePlots({ totals, times, of }: Making): PlotData[] {
  const channels = named(CHANNELS).filter(([name]) => totals.by_channel[name]);
  const statuses = named(STATUSES).filter(([name]) => totals.by_status[name]);
  const bars = { times, kind: "bars", write: countText } as const;
  return [
    {
      ...bars,
      title: "Conversations by channel",
      series: channels.map(([name, title]) => of(title, ({ by_channel }) => by_channel[name] ?? 0)),
    },
    {
      ...bars,
      title: "Outcomes",
      series: statuses.map(([name, { title }]) => of(title, ({ by_status }) => by_status[name] ?? 0)),
    },
  ];
}

function toolPlot({ times, of }: Making): PlotData {
  const answered = ({ tool_calls, failed_tool_calls, unknown_tool_calls }: Slice) =>
    tool_calls - failed_tool_calls - unknown_tool_calls;
  const series = [
    of("Answered", answered),
    of("Failed", ({ failed_tool_calls }) => failed_tool_calls),
    of("Outcome unknown", ({ unknown_tool_calls }) => unknown_tool_calls),
  ];
  return { title: "Calls of tools", times, kind: "bars", write: countText, series };
}

function costPlot({ totals, times, of }: Making): PlotData {
  if (totals.cost_usd !== null)
    return { title: "Cost", times, kind: "bars", write: moneyText, series: [of("Cost", ({ cost_usd }) => cost_usd)] };
  const read = of("Read", ({ input_tokens }) => input_tokens);
  const written = of("Written", ({ output_tokens }) => output_tokens);
  return { title: "Tokens", times, kind: "bars", write: countText, series: [read, written] };
}

function percentilesOf(measured: (slice: Slice) => Slice["duration_sec"], of: Making["of"]): PlotSeries[] {
  return [
    of("Half within", (slice) => measured(slice).p50),
    of("9 of 10 within", (slice) => measured(slice).p90),
    of("99 of 100 within", (slice) => measured(slice).p99),
  ];
}

function named<Name extends string, Value>(values: Record<Name, Value>): [Name, Value][] {
  return Object.entries(values) as [Name, Value][];
}

/** Tells whether a plot has anything to show. */
export function isEmpty({ series }: PlotData): boolean {
  return series.every(({ values }) => values.every((value) => value === null || value === 0));
}

/** Heaps the values of bars on each other, the first at the bottom, as they are to be drawn: each covers what is below. */
export function heaped(series: readonly PlotSeries[]): (number | null)[][] {
  const heaps: number[][] = [];
  for (const { values } of series) {
    const below = heaps.at(-1);
    heaps.push(values.map((value, place) => (value ?? 0) + (below?.[place] ?? 0)));
  }
  return heaps;
}
