import { type KeyboardEvent, lazy, type ReactNode, Suspense, useState } from "react";
import { ChevronIcon } from "../ui/icons.tsx";
import { isEmpty, type PlotData } from "./plot-data.ts";
import { PlotTable } from "./plot-table.tsx";

const PlotCanvas = lazy(() => import("./plot-canvas.tsx"));

/** The colours, as classes, so that they are in the build. */
const DOTS = ["bg-plot-1", "bg-plot-2", "bg-plot-3", "bg-plot-4", "bg-plot-5", "bg-plot-6"];

interface PlotProps {
  plot: PlotData;
  timeZone: string;
  /** Writes when a value's time begins. */
  writeTime(seconds: number): string;
  /** What can be chosen of it. */
  actions?: ReactNode;
}

/** A plot over time with its legend, which tells what is pointed at, by the pointer or by arrow keys, and as a table. */
export function Plot({ plot, timeZone, writeTime, actions }: PlotProps) {
  const [place, setPlace] = useState<number | null>(null);
  const last = plot.times.length - 1;
  const step = (event: KeyboardEvent) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    setPlace(Math.min(last, Math.max(0, place === null ? (by > 0 ? 0 : last) : place + by)));
  };
  return (
    <section
      aria-label={plot.title}
      className="grid min-w-0 grid-cols-1 content-start gap-3 rounded-2xl border border-line bg-surface p-4"
    >
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{plot.title}</h3>
        {actions}
      </div>
      {isEmpty(plot) ? (
        <p className="grid h-[180px] place-items-center text-sm text-muted">Nothing in this time.</p>
      ) : (
        <>
          <div
            role="slider"
            tabIndex={0}
            aria-label={`${plot.title}, by time`}
            aria-valuemin={0}
            aria-valuemax={last}
            aria-valuenow={place ?? last}
            aria-valuetext={inWords(plot, place ?? last, writeTime)}
            onKeyDown={step}
            onBlur={() => setPlace(null)}
            className="min-w-0 rounded-lg"
          >
            <Suspense fallback={<div className="h-[180px]" />}>
              <PlotCanvas plot={plot} timeZone={timeZone} place={place} onPoint={setPlace} />
            </Suspense>
          </div>
          <Legend plot={plot} place={place} writeTime={writeTime} />
          <details className="group text-sm">
            <summary className="flex min-h-8 items-center gap-1.5 rounded-lg text-xs text-muted hover:text-ink">
              <ChevronIcon className="size-3.5 transition-transform group-open:rotate-180" /> As a table
            </summary>
            <PlotTable plot={plot} writeTime={writeTime} />
          </details>
        </>
      )}
    </section>
  );
}

type LegendProps = Pick<PlotProps, "plot" | "writeTime"> & { place: number | null };

function Legend({ plot, place, writeTime }: LegendProps) {
  return (
    <div className="flex min-h-5 flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {plot.series.map(({ title, values }, index) => (
        <span key={title} className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className={`size-2.5 rounded-sm ${DOTS[index % DOTS.length]}`} />
          {title}
          {place !== null && <span className="font-medium text-ink tabular-nums">{written(plot, values[place])}</span>}
        </span>
      ))}
      {place !== null && <span className="ml-auto tabular-nums">{writeTime(plot.times[place] ?? 0)}</span>}
    </div>
  );
}

function written({ write }: PlotData, value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : write(value);
}

function inWords(plot: PlotData, place: number, writeTime: (seconds: number) => string): string {
  const values = plot.series.map(({ title, values: each }) => `${title} ${written(plot, each[place])}`);
  return `${writeTime(plot.times[place] ?? 0)}: ${values.join(", ")}`;
}
