import type { PlotData } from "./plot-data.ts";

interface PlotTableProps {
  plot: PlotData;
  writeTime(seconds: number): string;
}

/** Shows what a plot shows, in words and numbers. */
export function PlotTable({ plot, writeTime }: PlotTableProps) {
  return (
    // What scrolls must be reached by the keyboard.
    <div className="max-h-64 overflow-auto" role="group" aria-label={`${plot.title}, as a table`} tabIndex={0}>
      <table className="w-full text-xs tabular-nums">
        <caption className="sr-only">{plot.title}</caption>
        <thead className="text-muted">
          <tr>
            <th scope="col" className="py-1 pr-3 text-left font-medium">
              Time
            </th>
            {plot.series.map(({ title }) => (
              <th key={title} scope="col" className="py-1 pl-3 text-right font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plot.times.map((time, place) => (
            <tr key={time} className="border-t border-line">
              <th scope="row" className="py-1 pr-3 text-left font-normal whitespace-nowrap">
                {writeTime(time)}
              </th>
              {plot.series.map(({ title, values }) => (
                <td key={title} className="py-1 pl-3 text-right">
                  {values[place] === null || values[place] === undefined ? "–" : plot.write(values[place])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
