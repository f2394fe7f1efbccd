import { ChevronIcon } from "../ui/icons.tsx";
import { milliseconds } from "./milliseconds.ts";
import type { TurnRow } from "./timeline-types.ts";
import { lengthOf } from "./turn-spans.ts";

/** Shows what a turn was spent on: a bar at a glance, and as a waterfall when it is opened. */
export function Turn({ row: { metrics, spans } }: { row: TurnRow }) {
  const { first_audio_ms, response_ms, total_ms, model } = metrics;
  const first = first_audio_ms ?? response_ms;
  return (
    <details className="group">
      <summary className="flex min-h-8 items-center gap-3 rounded-lg text-xs text-muted hover:text-ink">
        <TurnBar spans={spans} />
        <span className="min-w-0 truncate tabular-nums">
          {first === null
            ? ""
            : `${first_audio_ms === null ? "First word" : "First sound"} after ${milliseconds(first)} · `}
          turn of {milliseconds(total_ms)}
        </span>
        <ChevronIcon className="ml-auto size-3.5 transition-transform group-open:rotate-180" />
      </summary>
      <div className="grid gap-3 rounded-xl bg-sunken p-3">
        <Waterfall spans={spans} />
        <p className="text-xs text-muted tabular-nums">
          {model ?? "No model answered"}, asked {metrics.steps} {metrics.steps === 1 ? "time" : "times"};{" "}
          {metrics.input_tokens ?? "–"} tokens read, {metrics.output_tokens ?? "–"} written
          {metrics.interrupted && "; interrupted"}
        </p>
      </div>
    </details>
  );
}

const SHADES = ["bg-edge", "bg-accent/50", "bg-accent", "bg-accent/70"];

function TurnBar({ spans }: Pick<TurnRow, "spans">) {
  const length = lengthOf(spans);
  return (
    <span aria-hidden="true" className="relative h-1.5 w-20 shrink-0 overflow-hidden rounded-full bg-sunken sm:w-32">
      {spans.map(({ name, from, to }, place) => (
        <span
          key={`${name}-${from}`}
          className={`absolute inset-y-0 ${SHADES[place % SHADES.length]}`}
          style={{ left: `${(100 * from) / length}%`, width: `${(100 * (to - from)) / length}%` }}
        />
      ))}
    </span>
  );
}

function Waterfall({ spans }: Pick<TurnRow, "spans">) {
  const length = lengthOf(spans);
  return (
    <table className="w-full text-xs">
      <caption className="sr-only">What the turn was spent on</caption>
      <tbody>
        {spans.map(({ name, from, to }, place) => (
          <tr key={`${name}-${from}`}>
            <th scope="row" className="w-32 max-w-32 truncate py-0.5 pr-3 text-left font-normal text-muted">
              {name}
            </th>
            <td className="py-0.5">
              <span className="relative block h-2.5">
                <span
                  className={`absolute inset-y-0 min-w-0.5 rounded-sm ${SHADES[place % SHADES.length]}`}
                  style={{ left: `${(100 * from) / length}%`, width: `${(100 * (to - from)) / length}%` }}
                />
              </span>
            </td>
            <td className="w-16 py-0.5 pl-3 text-right tabular-nums">{milliseconds(to - from)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
