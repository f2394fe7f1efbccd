import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { heaped, type PlotData } from "./plot-data.ts";

const HEIGHT = 180;
const COLOURS = 6;
const DAY = 86_400;

interface PlotCanvasProps {
  plot: PlotData;
  timeZone: string;
  /** The value that is pointed at; null when none is. */
  place: number | null;
  onPoint(place: number | null): void;
}

/** Draws a plot; the way of its place on the page is that of `plot.tsx`, which says in words what this shows. */
export default function PlotCanvas({ plot, timeZone, place, onPoint }: PlotCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<uPlot | null>(null);
  const point = useRef(onPoint);
  point.current = onPoint;
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const draw = () => {
      drawn.current?.destroy();
      drawn.current = new uPlot(
        optionsOf(plot, { width: element.clientWidth, timeZone, point }),
        dataOf(plot),
        element,
      );
    };
    draw();
    const resized = new ResizeObserver(() => drawn.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    return () => {
      dark.removeEventListener("change", draw);
      resized.disconnect();
      drawn.current?.destroy();
      drawn.current = null;
    };
  }, [plot, timeZone]);
  useEffect(() => {
    const canvas = drawn.current;
    if (canvas === null || place === null || canvas.cursor.idx === place) return;
    canvas.setCursor({ left: canvas.valToPos(plot.times[place] ?? 0, "x"), top: HEIGHT / 3 }, false);
  }, [place, plot]);
  return <div ref={box} aria-hidden="true" className="h-[180px] min-w-0 overflow-hidden" />;
}

function dataOf({ kind, series, times }: PlotData): uPlot.AlignedData {
  const values = kind === "bars" ? heaped(series).reverse() : series.map(({ values: each }) => [...each]);
  return [[...times], ...values] as uPlot.AlignedData;
}

interface Drawing {
  width: number;
  timeZone: string;
  point: { readonly current: (place: number | null) => void };
}

function optionsOf(plot: PlotData, { width, timeZone, point }: Drawing): uPlot.Options {
  const look = getComputedStyle(document.documentElement);
  const colour = (name: string) => look.getPropertyValue(`--${name}`).trim();
  const step = (plot.times[1] ?? 0) - (plot.times[0] ?? 0) || DAY;
  const range: uPlot.Range.MinMax = [(plot.times[0] ?? 0) - step / 2, (plot.times.at(-1) ?? 0) + step / 2];
  const axis = {
    stroke: colour("muted"),
    font: '11px system-ui, "Segoe UI", sans-serif',
    grid: { stroke: colour("line"), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), timeZone),
    cursor: { y: false, drag: { x: false, y: false }, points: { show: plot.kind === "lines" } },
    scales: {
      x: { time: true, range: () => range },
      y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.1 : 1] },
    },
    axes: [
      { ...axis, size: 28, grid: { show: false }, values: dayOrHour(timeZone, step) },
      { ...axis, size: 70, values: (_plot, values) => values.map((value) => plot.write(value)) },
    ],
    series: [{}, ...seriesOf(plot, colour)],
    hooks: { setCursor: [(canvas) => point.current(canvas.cursor.idx ?? null)] },
  };
}

function seriesOf({ kind, series }: PlotData, colour: (name: string) => string): uPlot.Series[] {
  const drawn = series.map(({ title }, place): uPlot.Series => {
    const stroke = colour(`plot-${(place % COLOURS) + 1}`);
    if (kind === "lines") return { label: title, stroke, width: 2, spanGaps: true, points: { size: 5, fill: stroke } };
    const paths = uPlot.paths.bars?.({ size: [0.7, 40], radius: 0.1 });
    return { label: title, stroke, fill: stroke, width: 0, points: { show: false }, ...(paths ? { paths } : {}) };
  });
  return kind === "bars" ? drawn.reverse() : drawn;
}

function dayOrHour(timeZone: string, step: number) {
  const shape =
    step < DAY ? ({ hour: "2-digit", minute: "2-digit" } as const) : ({ day: "numeric", month: "short" } as const);
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, ...shape });
  return (_plot: uPlot, seconds: number[]) => seconds.map((each) => format.format(new Date(each * 1_000)));
}
